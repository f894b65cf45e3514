"""Bytes -> one JSON document, strictly."""

import pytest

from engine.errors import BundleError
from engine.fhir.ndjson import parse_documents, parse_ndjson
from engine.fhir.parse import parse


def place_of(body: bytes) -> tuple[str, str]:
    with pytest.raises(BundleError) as caught:
        parse(body)
    return caught.value.what.partition(" (")[0], caught.value.place


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", ("The body is empty", "")),
        (b" \n", ("The body is empty", "")),
        (b'{"a": 1,\n "b": tru}', ("The body is not JSON", "line 2, column 7")),
        (b'{"a":\n"b"', ("The body is not JSON", "line 2, column 4")),
        (b'{"a": NaN}', ("NaN and Infinity are no JSON numbers", "line 1, column 7")),
        (
            b'{"a": -Infinity}',
            ("NaN and Infinity are no JSON numbers", "line 1, column 8"),
        ),
        (b'{"a": "\xff"}', ("The body is not UTF-8", "byte 7")),
        (b"\xff\xfe{\x00}\x00", ("The body is not UTF-8", "byte 0")),
        (
            b'{"a": 1}\n}',
            ("There is more after the JSON document", "line 2, column 1"),
        ),
    ],
)
def test_what_is_no_json_is_refused_with_its_place(
    body: bytes, expected: tuple[str, str]
) -> None:
    actual = place_of(body)

    assert actual == expected


def test_a_nesting_no_resource_has_is_refused() -> None:
    for depth in (255, 2000):
        body = b"[" * depth + b"]" * depth

        with pytest.raises(BundleError):
            parse(body)


def test_a_byte_order_mark_is_accepted() -> None:
    assert parse(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b'{"a": 1, "a": 2}', "the outermost object"),
        (b'{"entry": [{}, {"status": 1, "x": 0, "status" :2}]}', "entry[1]"),
        (b'{"entry": {"a": 1,"\\u0061":2}}', "entry"),
        (b'{"t": "one\\u003a two\\u003a", "Doe, J.": {"a": 1, "a": 1}}', "?"),
    ],
)
def test_a_key_that_occurs_twice_is_refused_with_its_place(
    body: bytes, place: str
) -> None:
    actual = place_of(body)

    assert actual == ("A key occurs twice in one object", place)


def test_colons_in_texts_are_no_keys() -> None:
    body = b'{"a" : "x\\": y\\u003a \\": z", "b":": :"}'

    assert parse(body) == {"a": 'x": y: ": z', "b": ": :"}


def test_an_error_quotes_nothing_and_chains_nothing_of_the_body() -> None:
    for body in (b'{"Jane Doe": "numb", "Jane Doe": 1}', b'{"Jane Doe": "numb'):
        with pytest.raises(BundleError) as caught:
            parse(body)

        assert "Jane" not in f"{caught.value} {caught.value.place}"
        assert caught.value.__context__ is None


def test_ndjson_is_one_resource_a_line() -> None:
    documents = parse_documents(b'{"a": 1}\n\n{"b": 2}\n')

    assert documents.documents == (("line 1", {"a": 1}), ("line 3", {"b": 2}))


@pytest.mark.parametrize("bad", [b'{"b": ', b'{"a": 1, "a": 2}', b'{"a": "\xff"}'])
def test_a_bad_line_is_a_problem_that_blocks_and_no_end(bad: bytes) -> None:
    documents = parse_documents(b'{"a": 1}\n' + bad + b'\n{"c": 3}')

    (found,) = documents.problems
    assert (found.code, found.place, found.blocking) == (
        "line-not-json",
        "line 2",
        True,
    )
    assert [place for place, _ in documents.documents] == ["line 1", "line 3"]


def test_one_document_over_several_lines_is_no_ndjson() -> None:
    documents = parse_documents(b'{\n"a": 1\n}')

    assert documents.documents == (("", {"a": 1}),)


@pytest.mark.parametrize("body", [b'{"a": 1}\nrest', b'{\n{"a": 1}\n,\n{"b": 2}\n'])
def test_trailing_data_and_broken_documents_are_no_ndjson(body: bytes) -> None:
    with pytest.raises(BundleError):
        parse_documents(body)


def test_a_body_known_to_be_ndjson_may_be_one_line() -> None:
    assert parse_ndjson(b'{"a": 1}').documents == (("line 1", {"a": 1}),)
