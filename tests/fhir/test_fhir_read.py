"""Resources -> what was received about one patient."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.fhir.annotate import annotate
from engine.fhir.problems import MEANINGS
from engine.fhir.read import Asking, read
from engine.fhir.record import Reading
from engine.fhir.unwrap import unwrap
from engine.terminology.index import CodeIndex
from engine.when import read_time

Reader = Callable[..., Reading]
SNOMED = "http://snomed.info/sct"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"


def observation(identity: str = "1", **elements: Any) -> dict[str, Any]:
    code = {"text": "numb foot"}
    return {"resourceType": "Observation", "id": identity, "code": code, **elements}


def patient(identity: str = "1", **elements: Any) -> dict[str, Any]:
    return {"resourceType": "Patient", "id": identity, **elements}


def coded(system: str, code: str, display: str = "") -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code, "display": display}]}


@pytest.mark.parametrize(
    "elements",
    [
        {"code": coded(SNOMED, "44077006")},
        {"code": coded(SNOMED, " 44077006")},
        {"code": coded(ICD, "R2981"), "valueString": "Tingling"},
        {"code": coded(ICD, "r29810")},
        {"code": coded(ICD, "E11.42")},
        {"code": coded("urn:local", "N1", "Numbness left")},
        {"code": {"text": "x"}, "valueCodeableConcept": coded(SNOMED, "44077006")},
        {"code": {"text": "x"}, "valueString": "toes are numb"},
        {"code": {"text": "x"}, "component": [{"code": coded(SNOMED, "44077006")}]},
        {"code": {"text": "x"}, "component": {"valueString": "tingling"}},
        {"code": {"text": "x"}, "note": [{"text": "pins and needles"}]},
        {"code": {"text": "x"}, "comment": "numb"},
    ],
)
def test_a_code_or_text_that_the_rules_use_makes_a_record(
    reading: Reader, elements: dict[str, Any]
) -> None:
    result = reading(observation(**elements))

    assert [record.reference for record in result.records] == ["Observation/1"]


@pytest.mark.parametrize(
    "elements",
    [
        {"code": coded(SNOMED, "99999")},
        {"code": {"text": "benumbed"}},
        {"code": {"text": "x"}, "valueCodeableConcept": coded(SNOMED, "2667000")},
        {"code": {"text": "x"}, "category": [{"text": "numb"}]},
    ],
)
def test_what_no_rule_can_use_is_counted_and_not_built(
    reading: Reader, elements: dict[str, Any]
) -> None:
    result = reading(observation(**elements), {"resourceType": "Coverage"})

    assert (result.records, result.problems) == ((), ())
    assert result.ignored == {"Coverage": 1, "Observation": 1}
    assert result.counts == {"Coverage": 1, "Observation": 1}


def test_a_contained_record_takes_over_subject_and_date(reading: Reader) -> None:
    def report(who: str, **elements: Any) -> dict[str, Any]:
        part = {"resourceType": "Observation", "id": "a", "code": {"text": "numb"}}
        return {
            "resourceType": "DiagnosticReport",
            "id": who,
            "subject": {"reference": f"Patient/{who}"},
            "effectiveDateTime": "2026-01-02",
            "contained": [part],
            **elements,
        }

    result = reading(report("1"), report("2"), patient="1")

    (record,) = result.records
    written = read_time("2026-01-02")
    assert written is not None
    assert (record.reference, record.written) == (
        "DiagnosticReport/1#a",
        written.interval,
    )
    assert result.foreign == ("DiagnosticReport/2#a",)


def test_a_record_contained_in_one_entered_in_error_does_not_exist_either(
    reading: Reader,
) -> None:
    panel = observation(
        "p",
        code={"text": "panel"},
        status="entered-in-error",
        contained=[observation("a")],
    )

    (record,) = reading(panel).records

    assert record.status == "entered-in-error"


def test_what_a_family_history_contains_is_not_the_patients(reading: Reader) -> None:
    history = {"resourceType": "FamilyMemberHistory", "contained": [observation()]}

    assert reading(history, patient="1").records == ()


def test_a_panel_lends_its_members_subject_and_date(reading: Reader) -> None:
    panel = observation(
        "p",
        code={"text": "panel"},
        effectiveDateTime="2026-01-02",
        subject={"reference": "Patient/2"},
        hasMember=[{"reference": "Observation/1"}],
    )

    foreign = reading(panel, observation(), patient="1")
    own = reading(panel, observation(), patient="2")

    written = read_time("2026-01-02")
    assert written is not None
    assert foreign.records == ()
    assert [record.written for record in own.records] == [written.interval]


@pytest.mark.parametrize(
    ("window", "blocking"),
    [(None, True), ("2026-01-31T00:00:00Z", True), ("2026-02-02T00:00:00Z", False)],
)
def test_a_next_page_blocks_while_this_one_is_inside_the_widest_window(
    index: CodeIndex, instant: Any, window: str | None, blocking: bool
) -> None:
    data = {
        "resourceType": "Bundle",
        "link": [{"relation": "next"}],
        "entry": [{"resource": observation(effectiveDateTime="2026-02-01")}],
    }

    asking = Asking(widest=instant(window) if window else None)
    result = read(unwrap(data), index, asking)

    assert [(one.code, one.blocking) for one in result.problems] == [
        ("page-not-followed", blocking)
    ]


def test_no_problem_quotes_the_record(reading: Reader) -> None:
    odd = observation(
        "1",
        code={"text": "numb SECRET"},
        status="SECRET",
        effectiveDateTime="SECRET",
        valueQuantity={"value": "SECRET", "SECRET name": 1},
        component=["SECRET"],
    )

    result = reading(odd, annotate=annotate)

    assert len(result.problems) >= 4
    assert "SECRET" not in "".join(map(str, result.problems))


def test_a_record_that_is_not_valid_fhir_is_annotated_and_used(
    reading: Reader,
) -> None:
    odd = observation("1", status="final", comment="x", category={"text": "y"})

    result = reading(odd, annotate=annotate)

    (problem,) = result.problems
    assert (problem.code, problem.reference, problem.blocking) == (
        "not-valid-fhir",
        "Observation/1",
        False,
    )
    assert problem.text.endswith("Where: category, comment.")
    assert len(result.records) == 1


def test_a_validator_that_stops_is_annotated_too(reading: Reader) -> None:
    odd = observation("1", status="final", contained=[{"resourceType": "Mystery"}])

    (problem,) = reading(odd, annotate=annotate).problems

    assert problem.text.endswith("Where: the validator stopped with KeyError.")


def test_a_valid_record_is_not_annotated(reading: Reader) -> None:
    assert reading(observation(status="final"), annotate=annotate).problems == ()


def test_every_problem_code_in_the_source_has_a_meaning_and_is_used() -> None:
    folder = Path(__file__).parents[2] / "engine" / "fhir"
    others = [path for path in folder.glob("*.py") if path.name != "problems.py"]
    source = "".join(path.read_text() for path in others)
    noted = re.findall(
        r'(?:note|problem|_noted|NotReadable)\(\s*"([a-z0-9-]+)"', source
    )

    assert set(noted) == set(MEANINGS)
