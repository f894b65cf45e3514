"""Every well-formed file of the corpus is read without an exception."""

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest

from engine.errors import BundleError
from engine.fhir.ndjson import parse_documents
from engine.fhir.parse import parse
from engine.fhir.prefetch import read_prefetch
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
    unwrapped = unwrap_documents(parse_documents(body(path)).documents)
    try:
        return read(unwrapped, index, Asking())
    except BundleError as error:
        # One document names ten Patients: it is refused until one is named.
        assert (path.stem[:3], error.what) == (
            "039",
            "The data speak of several patients",
        )
        return read(unwrapped, index, Asking(patient="Patient/11463"))


@pytest.mark.parametrize("folder", ["synthea", "ips", "resources"])
def test_every_record_of_the_corpus_is_read(
    folder: str, index: CodeIndex, everything: CodeIndex
) -> None:
    read_as: list[Reading] = []

    for path in files(folder):
        few, all_of_it = read_file(path, index), read_file(path, everything)
        assert len(few.records) <= len(all_of_it.records)
        assert few.counts == all_of_it.counts
        read_as.append(all_of_it)

    codes = Counter(one.code for each in read_as for one in each.problems)
    assert sum(len(each.records) for each in read_as) > 100
    assert codes["not-projected"] == 0


def test_every_prefetch_of_the_corpus_is_read(everything: CodeIndex) -> None:
    records = refused = 0

    for path in files("cdshooks"):
        try:
            request = parse(body(path))
        except BundleError:
            refused += 1  # malformed as published
            continue
        assert isinstance(request, dict)
        read_as = read_prefetch(request.get("prefetch"), {"none": "Observation"})
        patient = str(request.get("context", {}).get("patientId", "1"))
        result = read(read_as.unwrapped, everything, Asking(patient=patient))
        records += len(result.records)
        assert read_as.missing == ("none",)

    assert (records > 0, refused) == (True, 22)
