"""One FHIR resource -> one Record, whatever dialect it came in."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from engine.fhir.record import Coding, Component, Concept, Quantity, Reading, Record

SNOMED = "http://snomed.info/sct"
NUMB = {
    "coding": [{"system": SNOMED, "code": "44077006", "display": "Numbness (finding)"}]
}
NUMBNESS = Concept((Coding(SNOMED, "44077006", "Numbness (finding)"),))
Observed = Callable[..., Record]
Reader = Callable[..., Reading]
Codes = Callable[[Reading], list[tuple[str, bool]]]


def observation(**elements: Any) -> dict[str, Any]:
    return {"resourceType": "Observation", "id": "o1", "code": NUMB, **elements}


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ({"valueCodeableConcept": NUMB}, NUMBNESS),
        ({"valueCodeableConcept": {"text": " left "}}, Concept(text="left")),
        ({"valueCoding": NUMB["coding"][0]}, NUMBNESS),
        ({"valueString": " since noon "}, "since noon"),
        ({"valueBoolean": False}, False),
        ({"valueInteger": 3}, Quantity(Decimal(3), "")),
        (
            {"valueQuantity": {"value": 7.10, "unit": "%"}},
            Quantity(Decimal("7.1"), "%"),
        ),
        (
            {
                "valueQuantity": {
                    "value": 0.1,
                    "comparator": "<",
                    "unit": "mg per dl",
                    "system": "http://unitsofmeasure.org",
                    "code": "mg/dL",
                }
            },
            Quantity(Decimal("0.1"), "mg/dL", "<"),
        ),
        (
            {"valueQuantity": {"value": 1, "unit": "pcs", "system": "x", "code": "9"}},
            Quantity(Decimal(1), "pcs"),
        ),
        (
            {
                "valueRange": {
                    "low": {"value": 1, "unit": "h"},
                    "high": {"value": 2.5, "unit": "h"},
                }
            },
            Quantity(None, "h", low=Decimal(1), high=Decimal("2.5")),
        ),
        ({"valueString": "", "valueQuantity": None}, None),
        ({}, None),
    ],
)
def test_every_form_of_a_value_is_read(
    observed: Observed, elements: dict[str, Any], expected: object
) -> None:
    assert observed(**elements).value == expected


@pytest.mark.parametrize(
    ("elements", "code"),
    [
        ({"valueQuantity": {"value": "7.1", "unit": "%"}}, "number-as-text"),
        ({"valueQuantity": {"value": True, "unit": "%"}}, "number-as-text"),
        ({"valueQuantity": {"value": 7, "comparator": "~"}}, "unknown-comparator"),
        ({"valueQuantity": [{"value": 7}, {"value": 8}]}, "shape"),
        ({"valueBoolean": "no"}, "shape"),
        ({"valueString": 5}, "shape"),
        ({"valueRatio": {"numerator": {"value": 1}}}, "value-not-read"),
        ({"valueAttachment": {"data": "x"}}, "value-not-read"),
        ({"valueTime": "10:00:00"}, "value-not-read"),
        ({"valueString": "x", "valueBoolean": True}, "several-values"),
        ({"valueDateTime": "yesterday"}, "time-not-read"),
        ({"code": {"text": "numb", "coding": [{"code": ["x"]}]}}, "shape"),
        ({"component": ["x"]}, "shape"),
        ({"modifierExtension": [{"url": "x"}]}, "modifier-extension"),
        ({"implicitRules": "http://x"}, "modifier-extension"),
        ({"component": [{"modifierExtension": [{"url": "x"}]}]}, "modifier-extension"),
    ],
)
def test_what_cannot_be_read_blocks_and_keeps_the_record(
    reading: Reader, codes: Codes, elements: dict[str, Any], code: str
) -> None:
    result = reading(observation(**elements))

    assert (code, True) in codes(result)
    assert [record.reference for record in result.records] == ["Observation/o1"]


@pytest.mark.parametrize(
    ("elements", "code"),
    [
        ({"effectiveDateTime": "2026-01-01T10:00:00"}, "zone-assumed"),
        ({"status": "finalised"}, "unknown-status"),
        ({"code": {"text": "numb", "coding": [{"code": 44077006}]}}, "code-not-text"),
        (
            {"valueBoolean": True, "dataAbsentReason": {"text": "unknown"}},
            "value-and-absent-reason",
        ),
        ({"bodyStructure": {"reference": "BodyStructure/1"}}, "site-by-reference"),
    ],
)
def test_what_is_odd_is_noted_without_blocking(
    reading: Reader, codes: Codes, elements: dict[str, Any], code: str
) -> None:
    result = reading(observation(**elements))

    assert codes(result) == [(code, False)]
    assert len(result.records) == 1


@pytest.mark.parametrize(
    ("elements", "code"),
    [
        ({"code": None, "valueString": "numb foot"}, "no-code"),
        ({"code": {}, "valueCodeableConcept": NUMB}, "no-code"),
        ({"status": {"code": "final"}}, "status-not-text"),
        ({"status": 7}, "status-not-text"),
    ],
)
def test_a_record_that_cannot_be_projected_blocks_with_its_reference(
    reading: Reader, elements: dict[str, Any], code: str
) -> None:
    result = reading(observation(**elements))

    (problem,) = result.problems
    assert (problem.code, problem.reference, problem.blocking) == (
        code,
        "Observation/o1",
        True,
    )
    assert result.records == ()


def test_an_observation_without_code_that_no_word_touches_is_listed_too(
    reading: Reader, codes: Codes
) -> None:
    result = reading({"resourceType": "Observation", "id": "1", "valueInteger": 3})

    assert codes(result) == [("no-code", False)]


def test_a_modifier_extension_is_marked_on_the_record(observed: Observed) -> None:
    assert observed(modifierExtension=[{"url": "x"}]).has_unknown_modifier is True
    assert observed(modifierExtension=[]).has_unknown_modifier is False


def test_single_objects_and_lists_are_read_alike(observed: Observed) -> None:
    left = {"text": "left"}

    single = observed(bodySite=left, interpretation=left, component={"code": left})
    several = observed(
        bodySite=[left],
        interpretation=[left],
        component=[{"code": left}],
    )

    assert single == several
    assert single.body_sites == (Concept(text="left"),)
    assert single.components == (Component(Concept(text="left"), None),)


def test_a_coding_as_object_a_code_as_list_and_blanks_are_read(
    observed: Observed,
) -> None:
    coding = {
        "system": f" {SNOMED}",
        "code": " 44077006 ",
        "display": "Numbness (finding)",
    }

    assert observed(code={"coding": coding}).code == NUMBNESS
    assert observed(code=[{"coding": [coding, None]}]).code == NUMBNESS
    assert observed(code=coding).code == NUMBNESS
    assert observed(code="numbness").code == Concept(text="numbness")


def test_a_side_as_an_extension_of_the_site_is_an_entry_of_its_own(
    observed: Observed,
) -> None:
    side = {"url": "http://x/laterality", "valueCodeableConcept": {"text": "left"}}

    record = observed(bodySite={"text": "foot", "extension": [side]})

    assert record.body_sites == (Concept(text="foot"), Concept(text="left"))


def test_notes_of_every_version_are_read(observed: Observed) -> None:
    record = observed(note=[{"text": "a"}, {}], comment="b", comments="c", notes="d")

    assert record.notes == ("a", "d", "b", "c")


def test_a_missing_value_keeps_its_reason_from_the_extension(
    observed: Observed,
) -> None:
    url = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
    record = observed(
        _valueString={"extension": [{"url": url, "valueCode": "unknown"}]}
    )

    assert record.value is None
    assert [coding.code for coding in record.absent_reason.codings] == ["unknown"]


def test_components_carry_code_value_and_absent_reason(observed: Observed) -> None:
    record = observed(
        component=[
            {"code": {"text": "side"}, "valueCodeableConcept": {"text": "left"}},
            {"code": {"text": "course"}, "dataAbsentReason": {"text": "unknown"}},
        ]
    )

    assert record.components == (
        Component(Concept(text="side"), Concept(text="left")),
        Component(Concept(text="course"), None, Concept(text="unknown")),
    )


def test_panel_members_are_named_in_both_forms(observed: Observed) -> None:
    member = {"reference": "Observation/2"}

    assert observed(hasMember=[member]).members == ("Observation/2",)
    assert observed(related=[{"type": "has-member", "target": member}]).members == (
        "Observation/2",
    )
