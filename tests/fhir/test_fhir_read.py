"""Resources -> what was received about one patient."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.errors import BundleError
from engine.fhir.annotate import annotate
from engine.fhir.problems import MEANINGS
from engine.fhir.read import Asking, read
from engine.fhir.record import Person, Reading
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
    result = reading(observation(**elements), {"resourceType": "Mystery"})

    assert (result.records, result.problems) == ((), ())
    assert result.ignored == {"Mystery": 1, "Observation": 1}
    assert result.counts == {"Mystery": 1, "Observation": 1}


OWN = [
    {"reference": "Patient/1"},
    {"reference": "Patient/1/_history/3"},
    {"reference": "https://ehr/fhir/Patient/1"},
    {"reference": "urn:uuid:1"},
    {"reference": "#pat"},
    {"reference": "Patient?identifier=x|1"},
    {"identifier": {"value": "123"}},
    {"display": "somebody"},
    {"reference": "1"},
    "Patient/1",
    [{"reference": "Patient/1"}],
    None,
]


@pytest.mark.parametrize("subject", OWN)
@pytest.mark.parametrize("named", ["Patient/1", "1", "https://ehr/fhir/Patient/1"])
def test_a_subject_is_matched_in_every_form(
    reading: Reader, subject: object, named: str
) -> None:
    for name in ("subject", "patient"):
        result = reading(observation(**{name: subject}), patient=named)

        assert len(result.records) == 1
        assert result.problems == ()


@pytest.mark.parametrize(
    "subject",
    [
        {"reference": "Patient/2"},
        {"reference": "https://ehr/fhir/Patient/2"},
        {"reference": "Group/1"},
        {"type": "Group", "identifier": {"value": "1"}},
    ],
)
@pytest.mark.parametrize("blocks", [True, False])
def test_a_record_of_somebody_else_is_excluded_and_listed(
    reading: Reader, subject: object, blocks: bool
) -> None:
    result = reading(observation(subject=subject), patient="1", foreign_blocks=blocks)

    assert (result.records, result.foreign) == ((), ("Observation/1",))
    assert [(one.code, one.blocking) for one in result.problems] == [
        ("foreign-record", blocks)
    ]
    assert result.all_foreign


def test_one_own_record_is_enough_not_to_be_all_foreign(reading: Reader) -> None:
    other = observation("2", subject={"reference": "Patient/2"})

    assert not reading(other, observation(), patient="1").all_foreign
    assert not reading(patient="1").all_foreign


def test_a_subject_is_matched_by_the_full_url_of_the_patient(
    index: CodeIndex,
) -> None:
    entries = [
        {"fullUrl": "urn:uuid:aa", "resource": patient("1")},
        {"fullUrl": "urn:uuid:bb", "resource": patient("2")},
        {"resource": observation("1", subject={"reference": "urn:uuid:aa"})},
        {"resource": observation("2", subject={"reference": "urn:uuid:bb"})},
        {"resource": observation("3", subject={"reference": "urn:uuid:cc"})},
    ]

    unwrapped = unwrap({"resourceType": "Bundle", "entry": entries})
    result = read(unwrapped, index, Asking(patient="Patient/1"))

    assert [record.reference for record in result.records] == [
        "Observation/1",
        "Observation/3",
    ]
    assert [(one.code, one.reference) for one in result.problems] == [
        ("foreign-record", "Observation/2"),
        ("subject-unresolved", "Observation/3"),
    ]


def test_the_only_patient_is_taken_when_nobody_is_named(reading: Reader) -> None:
    born = patient("1", birthDate="1970-05", gender="Female")

    result = reading(born, observation(subject={"reference": "Patient/1"}))

    born_in = read_time("1970-05")
    assert born_in is not None
    assert result.patient == Person("Patient/1", born_in.interval, "female")
    assert len(result.records) == 1


@pytest.mark.parametrize(
    "resources",
    [
        [patient("1"), patient("2")],
        [
            observation("1", subject={"reference": "Patient/1"}),
            observation("2", subject={"reference": "Patient/2"}),
        ],
    ],
)
def test_several_patients_and_nobody_named_is_refused(
    reading: Reader, resources: list[dict[str, Any]]
) -> None:
    with pytest.raises(BundleError, match="several patients"):
        reading(*resources)


def test_records_of_somebody_else_beside_the_only_patient_are_foreign(
    reading: Reader,
) -> None:
    result = reading(patient("1"), observation(subject={"reference": "Patient/2"}))

    assert (result.all_foreign, result.records) == (True, ())


def test_records_alone_name_their_patient(reading: Reader) -> None:
    result = reading(observation(subject={"reference": "Patient/7"}))

    assert (len(result.records), result.patient) == (1, None)


def test_a_lone_patient_without_an_id_is_the_one_spoken_of(reading: Reader) -> None:
    nameless = {"resourceType": "Patient", "gender": "male"}

    result = reading(nameless, observation(subject={"reference": "Patient/7"}))

    assert (len(result.records), result.patient) == (1, Person("[0]", None, "male"))


def test_a_patient_who_is_not_the_one_named_is_not_taken(reading: Reader) -> None:
    assert reading(patient("2", gender="male"), patient="1").patient is None


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
