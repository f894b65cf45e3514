"""Every well-formed file of the corpus is read without an exception."""

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest

from engine.fhir.ndjson import parse_documents
from engine.fhir.read import Asking, read
from engine.fhir.record import Reading
from engine.fhir.unwrap import unwrap_documents
from engine.terminology.index import CodeIndex

CORPUS = (Path(__file__).parents[2] / "../shared/corpus").resolve()
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared is absent")


def files(folder: str) -> list[Path]:
    return sorted(path for path in (CORPUS / folder).rglob("*.json*"))


def body(path: Path) -> bytes:
    return (
        gzip.decompress(path.read_bytes())
        if path.suffix == ".gz"
        else path.read_bytes()
    )


@pytest.fixture
def everything(index: CodeIndex) -> CodeIndex:
    """An index for which every resource with a letter in it is relevant."""
    return CodeIndex(index.by_code, index.codes, re.compile(r"\w"))


def read_file(path: Path, index: CodeIndex) -> Reading:
    documents = parse_documents(body(path))
    return read(unwrap_documents(documents.documents), index, Asking())


@pytest.mark.parametrize("folder", ["synthea", "ips", "resources"])
def test_every_record_of_the_corpus_is_read(
    folder: str, index: CodeIndex, everything: CodeIndex
) -> None:
    problems: Counter[str] = Counter()
    records = 0

    for path in files(folder):
        few, all_of_it = read_file(path, index), read_file(path, everything)
        problems.update(one.code for one in all_of_it.problems if one.blocking)
        records += len(all_of_it.records)
        assert sum(few.ignored.values()) <= sum(few.counts.values())

    assert records > 0
    assert "not-projected" not in problems
