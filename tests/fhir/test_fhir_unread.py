"""A record that cannot be read is named, whatever it may have been about."""

from collections.abc import Callable
from typing import Any

import pytest

from engine.fhir.record import Reading

Reader = Callable[..., Reading]
LOINC = "http://loinc.org"
HEIGHT = {"coding": [{"system": LOINC, "code": "8302-2", "display": "Height"}]}
SHAPELESS: tuple[Any, ...] = (
    {"text": 7},
    {"text": ["height"]},
    {"text": {}},
    {"x": 7},
    {"coding": 7},
    {"coding": {"x": 7}},
    {"coding": [None]},
    {"coding": [{}]},
    {"coding": [{"system": LOINC, "code": {"x": 7}, "display": "Height"}]},
    {"coding": [{"system": LOINC, "code": "8302-2", "display": 7}]},
    7,
    True,
    [7],
    [{"text": "height"}, 7],
)


def told(reading: Reader, **record: Any) -> list[tuple[str, str, bool]]:
    got = reading({"id": "1", **record})
    assert got.records == ()
    return [(one.code, one.place, one.blocking) for one in got.problems]


@pytest.mark.parametrize("code", SHAPELESS)
@pytest.mark.parametrize("kind", ["Condition", "Observation", "Procedure"])
def test_a_code_without_a_known_shape_blocks(
    reading: Reader, kind: str, code: Any
) -> None:
    assert told(reading, resourceType=kind, code=code) == [("shape", "[0].code", True)]


@pytest.mark.parametrize(
    "part",
    [
        {"valueString": 7},
        {"valueCodeableConcept": {"x": 7}},
        {"component": 7},
        {"component": ["x", 7]},
        {"component": [{"code": HEIGHT, "valueString": 7}]},
        {"note": [{"text": 7}]},
        {"comment": {"text": "x"}},
    ],
)
def test_words_of_an_unknown_shape_beside_a_code_nobody_asks_for_block(
    reading: Reader, part: dict[str, Any]
) -> None:
    ((name, _),) = part.items()

    assert told(reading, resourceType="Observation", code=HEIGHT, **part) == [
        ("shape", f"[0].{name}", True)
    ]


@pytest.mark.parametrize("kind", ["Encounter", "Appointment"])
@pytest.mark.parametrize("reason", [7, [7], [{"text": 7}], [None], {"x": 7}])
def test_a_reason_of_an_unknown_shape_blocks(
    reading: Reader, kind: str, reason: Any
) -> None:
    assert told(reading, resourceType=kind, reasonCode=reason) == [
        ("shape", "[0].reasonCode", True)
    ]


@pytest.mark.parametrize("drug", [{"text": 7}, 7, {"coding": [7]}])
def test_a_drug_of_an_unknown_shape_blocks(reading: Reader, drug: Any) -> None:
    kind = "MedicationRequest"

    assert told(reading, resourceType=kind, medicationCodeableConcept=drug) == [
        ("shape", "[0].medicationCodeableConcept", True)
    ]


@pytest.mark.parametrize(
    "code",
    [
        "height",
        {"coding": "8302-2"},
        {"coding": [{"system": LOINC, "code": 8302}]},
    ],
)
def test_a_text_in_place_of_an_object_is_read_and_noted(
    reading: Reader, code: Any
) -> None:
    assert told(reading, resourceType="Observation", code=code) == [
        ("shape", "[0].code", False)
    ]


@pytest.mark.parametrize(
    "code",
    [
        None,
        "",
        [],
        {},
        {"text": None},
        {"coding": []},
        {"coding": [{"system": LOINC}]},
        {"coding": [{"code": "", "display": ""}]},
        {"extension": [{"url": "http://example.org/x"}]},
    ],
)
def test_a_code_that_says_nothing_is_noted(reading: Reader, code: Any) -> None:
    assert told(reading, resourceType="Condition", code=code) == [
        ("no-code", "[0]", False)
    ]


@pytest.mark.parametrize(
    "part",
    [
        {},
        {"valueString": "165 cm"},
        {"valueCodeableConcept": {"text": "tall"}},
        {"component": [{"code": HEIGHT, "valueQuantity": {"value": 1}}]},
        {"component": [{"code": HEIGHT, "dataAbsentReason": {"text": "asleep"}}]},
        {"note": [{"authorString": "A", "text": "standing"}]},
        {"note": {"extension": []}},
        {"code": {**HEIGHT, "text": None}},
        {"code": {"coding": [HEIGHT["coding"][0], {"system": "urn:x", "code": "1"}]}},
    ],
)
def test_what_has_its_shape_and_is_about_something_else_is_not_noted(
    reading: Reader, part: dict[str, Any]
) -> None:
    record = {"code": HEIGHT, **part}

    assert told(reading, resourceType="Observation", **record) == []


def test_the_worst_of_several_oddities_is_named(reading: Reader) -> None:
    record = {"code": "height", "note": [{"text": 7}], "comment": 7}

    assert told(reading, resourceType="Observation", **record) == [
        ("shape", "[0].comment", True)
    ]


@pytest.mark.parametrize(
    ("elements", "place"),
    [
        ({"code": {"coding": [{"system": 7, "code": "44077006"}]}}, "code.coding"),
        ({"bodySite": [None]}, "bodySite"),
        ({"bodySite": [{"x": 7}]}, "bodySite"),
        ({"valueCodeableConcept": [None]}, "valueCodeableConcept"),
        ({"valueCodeableConcept": {"coding": {"text": 7}}}, "valueCodeableConcept"),
        ({"component": [{"x": 7}]}, "component[0].code"),
    ],
)
def test_a_part_of_a_relevant_record_without_a_shape_blocks(
    reading: Reader, elements: dict[str, Any], place: str
) -> None:
    numb = {"resourceType": "Observation", "id": "1", "code": {"text": "numb foot"}}
    got = reading({**numb, "status": "final", "note": [{"text": "numb"}], **elements})

    assert len(got.records) == 1
    assert [one.blocking for one in got.problems] == [True]
    assert got.problems[0].place.startswith(f"[0].{place}")
