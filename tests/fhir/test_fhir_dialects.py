"""What validators reject and what DSTU2 to R5 write still gives a record."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from engine.fhir.fields import Origin
from engine.fhir.problems import MEANINGS
from engine.fhir.project import project
from engine.fhir.record import Concept, Reading, Record
from engine.when import UTC

SNOMED = "http://snomed.info/sct"
NUMB = {
    "coding": [{"system": SNOMED, "code": "44077006", "display": "Numbness (finding)"}]
}
Observed = Callable[..., Record]
Reader = Callable[..., Reading]
Codes = Callable[[Reading], list[tuple[str, bool]]]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"coding": [{"code": "resolved"}]}, "resolved"),
        ("resolved", "resolved"),
        ([{"coding": {"code": "Resolved "}}], "resolved"),
        ({"text": "Resolved"}, "resolved"),
        ({"coding": [{"code": "413322009", "display": "Resolved"}]}, "resolved"),
        (None, ""),
    ],
)
def test_a_status_is_a_word_or_a_concept(
    diagnosed: Observed, given: object, expected: str
) -> None:
    assert diagnosed(clinicalStatus=given).clinical_status == expected


@pytest.mark.parametrize(
    "word", ["entered-in-error", "entered in error", "Entered_In_Error"]
)
def test_entered_in_error_is_known_however_it_is_written(
    diagnosed: Observed, observed: Observed, word: str
) -> None:
    assert diagnosed(verificationStatus=word).verification_status == "entered-in-error"
    assert observed(status=word).status == "entered-in-error"


def test_a_status_that_fhir_does_not_have_is_kept_and_noted(
    reading: Reader, codes: Codes
) -> None:
    condition = {"resourceType": "Condition", "code": NUMB, "clinicalStatus": "odd"}

    result = reading(condition)

    assert codes(result) == [("unknown-status", False)]
    assert result.records[0].clinical_status == "odd"


def test_a_condition_carries_severity_and_its_own_text(diagnosed: Observed) -> None:
    record = diagnosed(code={"text": "numb foot"}, severity={"text": "severe"})

    assert (record.code.text, record.severity.text) == ("numb foot", "severe")
    assert (record.clinical_status, record.verification_status) == ("", "")


@pytest.mark.parametrize(
    "reason",
    [
        {"reasonCode": [{"text": "numb foot"}]},
        {"reason": {"text": "numb foot"}},
        {"reason": [{"value": [{"concept": {"text": "numb foot"}}]}]},
        {
            "reason": [
                {"concept": {"text": "numb foot"}},
                {"reference": {"reference": "x"}},
            ]
        },
    ],
)
def test_the_reason_of_an_encounter_is_read_in_every_version(
    reading: Reader, reason: dict[str, Any]
) -> None:
    (record,) = reading({"resourceType": "Encounter", **reason}).records

    assert record.reasons == (Concept(text="numb foot"),)


def test_a_procedure_not_done_is_known_in_the_old_form(reading: Reader) -> None:
    old = {"resourceType": "Procedure", "code": NUMB, "status": "completed"}

    (first,) = reading({**old, "notPerformed": True}).records
    (second,) = reading({**old, "notDone": True}).records

    assert (first.status, second.status) == ("not-done", "not-done")


FALSE_REJECTIONS: dict[str, dict[str, Any]] = {
    "a dateTime without a zone": {"effectiveDateTime": "2026-01-01T10:00:00"},
    "interpretation as an object": {"interpretation": {"text": "high"}},
    "context of STU3": {"context": {"reference": "Encounter/1"}},
    "comment of STU3": {"comment": "text"},
    "category as an object": {"category": {"text": "exam"}},
    "an extension with only _valueString": {
        "extension": [{"url": "x", "_valueString": {}}]
    },
    "an unknown type in contained": {"contained": [{"resourceType": "Mystery"}]},
    "an odd versionId": {"meta": {"versionId": "a b/c"}},
    "a code with a leading space": {
        "code": {"coding": [{"system": SNOMED, "code": " 44077006"}]}
    },
    "an unknown element": {"extra": {"a": 1}},
    "no subject": {"subject": None},
}


@pytest.mark.parametrize("name", FALSE_REJECTIONS)
def test_what_a_validator_rejects_still_yields_a_record(
    observed: Observed, name: str
) -> None:
    record = observed(**FALSE_REJECTIONS[name])

    assert record.code.codings[0].code == "44077006"


_JSON = some.recursive(
    some.none()
    | some.booleans()
    | some.integers()
    | some.text(max_size=5)
    | some.floats(allow_nan=False, allow_infinity=False),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(
                [
                    "coding",
                    "code",
                    "text",
                    "value",
                    "start",
                    "end",
                    "low",
                    "unit",
                    "concept",
                ]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
_NAMES = [
    "code",
    "status",
    "clinicalStatus",
    "verificationStatus",
    "category",
    "bodySite",
    "component",
    "note",
    "valueQuantity",
    "valueRange",
    "valuePeriod",
    "valueCodeableConcept",
    "onsetAge",
    "onsetRange",
    "onsetPeriod",
    "abatementBoolean",
    "abatementPeriod",
    "effectivePeriod",
    "effectiveTiming",
    "issued",
    "performedAge",
    "performedPeriod",
    "period",
    "reason",
    "reasonCode",
    "hasMember",
    "related",
    "modifierExtension",
    "severity",
    "interpretation",
    "_valueString",
    "recordedDate",
]


@settings(suppress_health_check=[HealthCheck.too_slow])  # of a busy machine
@given(
    kind=some.sampled_from(["Observation", "Condition", "Procedure", "Encounter"]),
    elements=some.dictionaries(some.sampled_from(_NAMES), _JSON, max_size=6),
)
def test_any_json_gives_a_record_or_a_problem_that_blocks(
    kind: str, elements: dict[str, Any]
) -> None:
    origin = Origin("place", "reference", UTC)

    projected = project({"resourceType": kind, **elements}, origin)

    codes = {one.code for one in projected.problems}
    assert "not-projected" not in codes
    assert codes <= MEANINGS.keys()
    assert projected.record or any(one.blocking for one in projected.problems)
