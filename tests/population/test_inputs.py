"""The files of an export, and how they are cut."""

import gzip
from pathlib import Path

import pytest

from engine.population.inputs import (
    InputError,
    Span,
    fingerprint,
    portions,
    sources,
)
from engine.population.keyed import KeyedHash
from engine.population.scan import Scanner

LINE = b'{"resourceType":"Patient","id":"%d"}\n'


def test_a_folder_is_read_by_name_and_what_is_no_fhir_is_left_out(
    tmp_path: Path,
) -> None:
    for name in ("b.ndjson", "a.json.gz", "sub/c.jsonl", "readme.txt", ".hidden.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")

    found = sources([tmp_path, tmp_path / "b.ndjson"])

    assert [one.name for one in found] == ["a.json.gz", "b.ndjson", "sub/c.jsonl"]


def test_a_path_that_is_not_there_or_holds_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing at .*no-such\. Give a file"):
        sources([tmp_path / "no-such"])
    with pytest.raises(InputError, match=r"no \.ndjson, \.jsonl or \.json file"):
        sources([tmp_path])


@pytest.mark.parametrize("portion", [1, 50, 120, 1 << 20])
def test_every_line_is_in_one_span_with_its_number(
    portion: int, tmp_path: Path
) -> None:
    path = tmp_path / "p.ndjson"
    path.write_bytes(b"".join(LINE % number for number in range(20)) + b"no json")
    (source,) = sources([path])

    print_ = fingerprint(source, portion)
    rows = [
        row
        for tasks in portions([print_], portion)
        for row in Scanner(KeyedHash(b"k" * 16)).rows(tasks)
    ]

    assert [row.owner for row in rows if row.role == "record"] == [
        str(number) for number in range(20)
    ]
    assert [row.line for row in rows if row.role in ("record", "rejected")] == [
        *range(1, 22)
    ]


@pytest.mark.parametrize(
    ("name", "body", "form"),
    [
        ("a.ndjson", b"no json at all", "lines"),
        ("a.json", b'{\n"resourceType": "Bundle"}', "document"),
        ("a.json", b'{"resourceType":"Bundle"}\n{"resourceType":"Bundle"}', "lines"),
        (
            "a.json.gz",
            gzip.compress(b'[\n{"resourceType":"Patient"}]', mtime=0),
            "document",
        ),
        ("a.json.gz", b"no gzip", "document"),
        ("a.json", b"", "document"),
    ],
)
def test_lines_and_documents_are_told_apart(
    name: str, body: bytes, form: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(body)
    (source,) = sources([tmp_path])

    assert {one.form for one in fingerprint(source, 100).spans} == {form}


def test_small_files_are_one_task(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.ndjson").write_bytes(LINE % number)
    prints = [fingerprint(one, 100) for one in sources([tmp_path])]

    tasks: list[tuple[Span, ...]] = list(portions(prints, 100))

    assert [len(one) for one in tasks] == [3, 2]
