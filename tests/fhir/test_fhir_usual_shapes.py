"""The usual shapes are read in a shorter way, with the answer of the longer one."""

from typing import Any

import pytest

from engine.fhir.found import Unwrapped
from engine.fhir.relevance import Relevance
from engine.fhir.unwrap import unwrap
from engine.terminology.index import CodeIndex


def resource(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {"resourceType": "Condition", "id": f"c{number}", **fields}


def bundle(*entries: Any) -> Unwrapped:
    return unwrap({"resourceType": "Bundle", "type": "searchset", "entry": [*entries]})


@pytest.mark.parametrize("beside", [{"response": {"status": "200"}}, {"response": {}}])
def test_an_entry_of_the_usual_shape_is_found_as_one_of_another_shape(
    beside: dict[str, Any],
) -> None:
    entry = {"fullUrl": " urn:uuid:1 ", "resource": resource()}

    usual, other = bundle(entry), bundle({**entry, **beside})

    assert usual == other
    assert [(one.place, one.full_url) for one in usual.found] == [
        ("entry[0].resource", "urn:uuid:1")
    ]


@pytest.mark.parametrize("url", [None, 7, {}, []])
def test_a_full_url_that_is_no_text_loses_no_resource(url: object) -> None:
    (found,) = bundle({"fullUrl": url, "resource": resource()}).found

    assert (found.kind, found.full_url) == ("Condition", "")


@pytest.mark.parametrize("kind", [["Condition"], {}, None, 7])
def test_a_type_that_is_no_text_is_a_problem(kind: object) -> None:
    unwrapped = bundle({"resource": resource(resourceType=kind)}, {"resource": {}})

    assert unwrapped.found == ()
    assert [one.place for one in unwrapped.problems] == [
        "entry[0].resource",
        "entry[1].resource",
    ]


def test_one_id_as_a_number_and_as_text_names_one_resource() -> None:
    unwrapped = bundle({"resource": resource(id=1)}, {"resource": resource(id="1")})

    assert [one.code for one in unwrapped.problems] == ["same-id-differs"]


def test_two_ids_under_one_full_url_that_differ_are_noted() -> None:
    entries = [{"fullUrl": "urn:uuid:1", "resource": resource(n)} for n in (1, 2)]

    unwrapped = bundle(*entries)

    assert [one.code for one in unwrapped.problems] == ["same-id-differs"]


def test_a_code_seen_before_does_not_hide_what_stands_beside_it(
    index: CodeIndex,
) -> None:
    relevance = Relevance(index)
    coded = {"coding": [{"code": "X", "display": "Sprain"}]}

    assert not relevance.of({"code": coded})
    assert relevance.of({"code": {**coded, "text": "numb left hand"}})
    assert relevance.of({"code": {**coded, "concept": {"text": "numb left hand"}}})
    assert not relevance.of({"code": coded})


@pytest.mark.parametrize("code", [None, 7, [], {"coding": None}, {"coding": ["X"]}])
def test_a_code_of_no_known_shape_is_not_relevant_and_no_error(
    code: object, index: CodeIndex
) -> None:
    assert not Relevance(index).of({"code": code})
