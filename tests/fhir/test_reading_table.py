"""Every row of the reading page's table of shapes, from FHIR JSON to findings.

One hand-written resource a row or a form of it; the rows are named in their
order. The records are read as the service reads them, with the rules that ship.
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.evaluation import Engine
from engine.fhir.annotate import annotate
from engine.fhir.ndjson import parse_documents
from engine.fhir.read import Asking, read
from engine.fhir.unwrap import unwrap_documents
from engine.findings.finding import Findings
from engine.findings.gather import gather
from engine.rulebook.load import load_rulebook

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
SNOMED, LOINC = "http://snomed.info/sct", "http://loinc.org"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
LOCAL = "urn:oid:1.2.840.114350.1.13"


@cache
def engine() -> Engine:
    return Engine(load_rulebook(Path(__file__).parents[2] / "rules"))


def told(*resources: dict[str, Any], patient: str | None = None) -> Findings:
    unwrapped = unwrap_documents(parse_documents(orjson.dumps(resources)).documents)
    words = engine().rulebook.vocabulary
    asking = Asking(patient=patient, annotate=annotate)
    reading = read(unwrapped, words.index, asking)
    return gather(reading, words, NOW, engine().reader, glossary=engine().glossary)


def said(*resources: dict[str, Any]) -> list[str]:
    """Each finding as a line: what, whether, state, where, side."""
    return [
        " ".join(
            [
                one.what,
                "" if one.presence == "present" else one.presence,
                "" if one.state == "ongoing" else one.state,
                "+".join(sorted(one.sites)),
                one.side or "",
            ]
        ).strip()
        for one in told(*resources).findings
    ]


def squeezed(lines: list[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines]


def coded(code: str, system: str = SNOMED, display: str = "") -> dict[str, Any]:
    coding = {"system": system, "code": code}
    return {"coding": [coding | ({"display": display} if display else {})]}


def ago(**length: float) -> str:
    return (NOW - timedelta(**length)).isoformat()


NUMB = coded("44077006")
STROKE = coded("230690007")
SYMPTOM = coded("75325-1", LOINC)
COMPLAINT = coded("8661-1", LOINC)
LEFT, FOOT, HAND = coded("7771000"), coded("56459004"), coded("85562004")
ACTIVE = {"clinicalStatus": coded("active", "x")}


def condition(code: Any = NUMB, **elements: Any) -> dict[str, Any]:
    base = {"resourceType": "Condition", "id": "c1", "code": code}
    return {**base, "recordedDate": ago(hours=1), **elements}


def observation(code: Any = NUMB, **elements: Any) -> dict[str, Any]:
    base = {"resourceType": "Observation", "id": "o1", "status": "final"}
    return {**base, "code": code, "effectiveDateTime": ago(hours=1), **elements}


def component(code: str, value: Any, system: str = LOINC) -> dict[str, Any]:
    return {"code": coded(code, system), "valueCodeableConcept": value}


SUDDEN, WORSENING = coded("385315009"), coded("230993007")

ROWS: list[tuple[str, list[dict[str, Any]], list[str]]] = [
    (
        "refuted is explicitly absent",
        [condition(verificationStatus=coded("refuted", "x"))],
        ["numbness absent"],
    ),
    (
        "a Condition entered in error",
        [condition(verificationStatus="entered-in-error")],
        [],
    ),
    ("an Observation entered in error", [observation(status="entered-in-error")], []),
    ("a cancelled Observation", [observation(status="cancelled")], []),
    (
        "resolved is history",
        [condition(clinicalStatus=coded("resolved", "x"))],
        ["numbness resolved"],
    ),
    (
        "remission",
        [condition(clinicalStatus=coded("remission", "x"))],
        ["numbness resolved"],
    ),
    (
        "inactive",
        [condition(clinicalStatus=coded("inactive", "x"))],
        ["numbness resolved"],
    ),
    (
        "an abatement in the past",
        [condition(**ACTIVE, abatementDateTime="2026-01-01")],
        ["numbness resolved"],
    ),
    ("an abatement to come", [condition(abatementDateTime="2027-01-01")], ["numbness"]),
    (
        "no status and no onset at all counts as current",
        [{"resourceType": "Condition", "code": coded("R200", ICD)}],
        ["numbness"],
    ),
    (
        "an active stroke of nine years ago is there",
        [condition(STROKE, **ACTIVE, onsetDateTime="2017-01-01")],
        ["stroke"],
    ),
    ("value false", [observation(valueBoolean=False)], ["numbness absent"]),
    (
        "value Absent",
        [observation(valueCodeableConcept=coded("2667000"))],
        ["numbness absent"],
    ),
    ("value no", [observation(valueString="no")], ["numbness absent"]),
    ("value negative", [observation(valueString="Negative")], ["numbness absent"]),
    (
        "Symptom with the symptom as its value",
        [observation(SYMPTOM, valueCodeableConcept=NUMB)],
        ["numbness"],
    ),
    (
        "a symptom as code, Present as value",
        [observation(valueCodeableConcept=coded("52101004"))],
        ["numbness"],
    ),
    (
        "a symptom as code, true as value",
        [observation(valueBoolean=True)],
        ["numbness"],
    ),
    ("a symptom as code, no value", [observation()], ["numbness"]),
    (
        "chief complaint",
        [observation(COMPLAINT, valueString="numb left hand")],
        ["numbness hands left"],
    ),
    (
        "chief complaint narrative",
        [observation(coded("10154-3", LOINC), valueString="numb left hand")],
        ["numbness hands left"],
    ),
    (
        "reason for visit",
        [observation(coded("29299-5", LOINC), valueString="numb left hand")],
        ["numbness hands left"],
    ),
    (
        "history of present illness",
        [observation(coded("10164-2", LOINC), valueString="No numbness.")],
        ["numbness absent"],
    ),
    (
        "Condition.code.text only",
        [condition({"text": "numbness of right foot"})],
        ["numbness feet right"],
    ),
    ("a note", [condition(note=[{"text": "on the left"}])], ["numbness left"]),
    (
        "a component with the laterality",
        [observation(component=[component("272741003", LEFT, SNOMED)])],
        ["numbness left"],
    ),
    (
        "body site code",
        [observation(bodySite=FOOT)],
        ["numbness feet"],
    ),
    (
        "a side as a body site of its own",
        [condition(bodySite=[FOOT, LEFT])],
        ["numbness feet left"],
    ),
    (
        "body site text",
        [condition(bodySite=[{"text": "left hand"}])],
        ["numbness hands left"],
    ),
    (
        "a side in the display",
        [observation(coded("44077006", display="Numbness of left side"))],
        ["numbness left"],
    ),
    (
        "a pre-coordinated code",
        [condition(coded("15634841000119109"))],
        ["numbness leg left"],
    ),
    ("undotted ICD", [condition(coded("R2981", ICD))], []),
    (
        "undotted ICD below a category",
        [condition(coded("R29810", ICD))],
        ["facial-weakness face"],
    ),
    (
        "a child of an ICD-10-CM category",
        [condition(coded("E11.42", ICD))],
        ["diabetes", "diabetic-neuropathy"],
    ),
    (
        "ICD-10 of WHO",
        [condition(coded("R20.0", "http://hl7.org/fhir/sid/icd-10"))],
        ["numbness"],
    ),
    (
        "a system sent as an OID",
        [condition(coded("44077006", "urn:oid:2.16.840.1.113883.6.96"))],
        ["numbness"],
    ),
    (
        "a local code with a known display",
        [condition(coded("X1", LOCAL, "Numbness of left hand"))],
        ["numbness hands left"],
    ),
    (
        "a local code that looks like one of ours",
        [condition(coded("44077006", LOCAL))],
        [],
    ),
    (
        "prediabetes",
        [condition(coded("714628002"))],
        ["prediabetes"],
    ),
    (
        "Encounter.reasonCode",
        [
            {
                "resourceType": "Encounter",
                "id": "e1",
                "status": "finished",
                "period": {"start": ago(hours=1)},
                "reasonCode": [{"text": "numb left hand"}],
            }
        ],
        ["numbness hands left"],
    ),
    (
        "the same resource in two places",
        [condition(), {"resourceType": "Bundle", "entry": [{"resource": condition()}]}],
        ["numbness"],
    ),
    # Dialects
    (
        "R5: a CodeableReference as the reason",
        [
            {
                "resourceType": "Encounter",
                "id": "e1",
                "actualPeriod": {"start": ago(hours=1)},
                "reason": [{"value": [{"concept": {"text": "numb left hand"}}]}],
            }
        ],
        ["numbness hands left"],
    ),
    (
        "DSTU2: status as a code, dateRecorded, category as an object",
        [
            {
                "resourceType": "Condition",
                "id": "c1",
                "patient": {"reference": "Patient/1"},
                "code": NUMB,
                "clinicalStatus": "active",
                "verificationStatus": "confirmed",
                "category": coded("complaint", "x"),
                "dateRecorded": "2026-11-20",
            }
        ],
        ["numbness"],
    ),
    (
        "STU3: assertedDate, comment, related",
        [
            condition(
                recordedDate=None, assertedDate="2026-11-20", comment="on the left"
            )
        ],
        ["numbness left"],
    ),
]


@pytest.mark.parametrize(
    ("resources", "expected"),
    [(resources, expected) for _, resources, expected in ROWS],
    ids=[name for name, _, _ in ROWS],
)
def test_a_shape_of_the_table(
    resources: list[dict[str, Any]], expected: list[str]
) -> None:
    assert squeezed(said(*resources)) == expected


PATIENT = {"resourceType": "Patient", "id": "p", "birthDate": "1970-11-20"}


@pytest.mark.parametrize(
    ("elements", "start"),
    [
        ({"onsetDateTime": "2026-11-20T10:00:00Z"}, "2026-11-20T10:00"),
        ({"onsetPeriod": {"start": "2026-11-19"}}, "2026-11-19T00:00"),
        ({"onsetAge": {"value": 55, "code": "a"}}, "2025-11-20T00:00"),
        (
            {
                "onsetRange": {
                    "low": {"value": 54, "unit": "a"},
                    "high": {"value": 55, "unit": "a"},
                }
            },
            "2024-11-20T00:00",
        ),
        ({"onsetString": "2 hours ago"}, "2026-11-20T12:30"),
        ({"onsetString": "2015"}, "2015-01-01T00:00"),
        ({"onsetDateTime": "2026-11"}, "2026-11-01T00:00"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_an_onset_in_each_of_its_forms(elements: dict[str, Any], start: str) -> None:
    (finding,) = told(PATIENT, condition(**elements)).findings

    assert finding.onset is not None
    assert finding.onset.start.isoformat().startswith(start)


def test_the_time_of_writing_is_no_onset() -> None:
    (finding,) = told(observation()).findings

    assert finding.onset is None
    assert finding.first is not None


def test_components_carry_speed_and_course_of_the_same_finding() -> None:
    (finding,) = told(
        observation(
            component=[component("99495-4", SUDDEN), component("89261-2", WORSENING)]
        )
    ).findings

    assert (finding.speed, finding.courses) == ("sudden", {"worsening"})


def test_the_severity_of_a_condition_is_the_findings() -> None:
    (finding,) = told(condition(severity=coded("24484000"))).findings

    assert finding.severity == "severe"


def test_a_pulse_valued_absent_is_lost() -> None:
    pulse = observation(
        coded("44974-4", LOINC), bodySite=FOOT, valueCodeableConcept=coded("2667000")
    )

    assert squeezed(said(pulse)) == ["absent-distal-pulse feet"]


def test_a_member_of_a_panel_takes_its_date_and_stays_a_finding_of_its_own() -> None:
    # hasMember gives subject and date; FHIR does not say that a panel's other
    # members qualify this one, so they do not.
    member = observation(effectiveDateTime=None)
    panel = observation(
        coded("X", LOCAL),
        id="panel",
        effectiveDateTime="2026-11-20T09:00:00Z",
        hasMember=[{"reference": "Observation/o1"}, {"reference": "Observation/o2"}],
    )
    other = observation(coded("99495-4", LOINC), id="o2", valueCodeableConcept=SUDDEN)

    (finding,) = told(panel, member, other).findings

    assert finding.first is not None
    assert finding.first.start.isoformat() == "2026-11-20T09:00:00+00:00"
    assert finding.speed is None


@pytest.mark.parametrize(
    ("quantity", "bounds"),
    [
        ({"value": 7.0, "code": "%"}, ("7.0", "7.0")),
        ({"value": 53, "code": "mmol/mol"}, ("7.00044", "7.00044")),
        ({"value": 4, "comparator": "<", "code": "%"}, (None, "4")),
        ({"value": 14, "comparator": ">=", "unit": "%"}, ("14", None)),
    ],
    ids=str,
)
def test_a_quantity_is_converted(
    quantity: dict[str, Any], bounds: tuple[str | None, str | None]
) -> None:
    (one,) = told(
        observation(coded("4548-4", LOINC), valueQuantity=quantity)
    ).measurements

    read = tuple(
        None if b is None else f"{b.normalize():f}" for b in (one.low, one.high)
    )
    assert read == tuple(b and f"{float(b):g}" for b in bounds)


def test_an_unknown_unit_is_a_problem() -> None:
    found = told(
        observation(coded("4548-4", LOINC), valueQuantity={"value": 7, "unit": "foo"})
    )

    assert "unknown-unit" in {one.code for one in found.problems}
    assert found.measurements == ()


def test_an_onset_in_the_future_is_a_problem_and_never_matched() -> None:
    found = told(condition(onsetDateTime="2176-01-01"))

    assert "future-onset" in {one.code for one in found.problems}


def test_a_procedure_is_a_finding_that_took_place() -> None:
    procedure = {
        "resourceType": "Procedure",
        "id": "x",
        "status": "completed",
        "code": {"text": "Inferior alveolar nerve block"},
        "performedDateTime": ago(hours=3),
    }

    (done,) = told(procedure).findings
    not_done = told({**procedure, "status": "not-done"}).findings

    assert (done.what, done.onset and done.onset.end.isoformat()) == (
        "dental-anaesthetic",
        ago(hours=3),
    )
    assert not_done == ()


def test_age_and_sex_are_those_of_the_patient() -> None:
    person = told({**PATIENT, "gender": "female"}, condition()).patient

    assert person is not None
    assert (person.sex, person.born and person.born.start.year) == ("female", 1970)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            observation(
                coded("82810-3", LOINC), valueCodeableConcept=coded("77386006")
            ),
            ["pregnancy"],
        ),
        (
            observation(
                coded("82810-3", LOINC),
                valueCodeableConcept=coded("LA15173-0", LOINC, "Pregnant"),
            ),
            ["pregnancy"],
        ),
        (
            observation(
                coded("82810-3", LOINC),
                valueCodeableConcept=coded("LA26683-5", LOINC, "Not pregnant"),
            ),
            ["pregnancy absent"],
        ),
        (
            observation(
                coded("82810-3", LOINC),
                valueCodeableConcept=coded("LA4489-6", LOINC, "Unknown"),
            ),
            [],
        ),
        (condition(coded("Z33.1", ICD)), ["pregnancy"]),
        (
            condition(coded("77386006"), abatementDateTime="2026-11-01"),
            ["pregnancy resolved"],
        ),
    ],
    ids=lambda value: str(value)[:110],
)
def test_pregnancy(record: dict[str, Any], expected: list[str]) -> None:
    assert squeezed(said(record)) == expected


@pytest.mark.parametrize(
    ("subject", "is_own"),
    [
        ({"reference": "Patient/p"}, True),
        ({"reference": "https://ehr.example.org/fhir/Patient/p"}, True),
        ({"identifier": {"value": "1"}}, True),
        (None, True),
        ({"reference": "Patient/other"}, False),
        ({"reference": "Group/g"}, False),
    ],
    ids=str,
)
def test_whose_record_it_is(subject: Any, is_own: bool) -> None:
    found = told(PATIENT, condition(subject=subject), patient="p").findings

    assert bool(found) is is_own


FALSE_REJECTIONS = {
    "a contained resource without a subject": {
        "resourceType": "DiagnosticReport",
        "id": "d",
        "subject": {"reference": "Patient/p"},
        "contained": [
            {"resourceType": "Observation", "id": "in", "status": "final", "code": NUMB}
        ],
    },
    "a dateTime without a zone": observation(effectiveDateTime="2026-11-20T10:00:00"),
    "interpretation as an object": observation(interpretation=coded("POS", "x")),
    "context of STU3": observation(context={"reference": "Encounter/1"}),
    "comment of STU3": observation(comment="a remark"),
    "category as an object": condition(category=coded("x", "y")),
    "an extension with only _valueString": condition(
        extension=[{"url": "http://example.org/x", "_valueString": {"id": "1"}}]
    ),
    "an unknown type in contained": condition(
        contained=[{"resourceType": "NoSuchThing", "id": "1"}]
    ),
    "a versionId of another pattern": condition(meta={"versionId": "a/b c"}),
    "a code with a leading space": condition(coded(" 44077006")),
}


@pytest.mark.parametrize("name", FALSE_REJECTIONS)
def test_what_validators_reject_still_counts(name: str) -> None:
    found = told(PATIENT, FALSE_REJECTIONS[name], patient="p")

    assert [one.what for one in found.findings] == ["numbness"]
    assert [one.code for one in found.problems if one.blocking] == []


@pytest.mark.parametrize(
    ("code", "is_text"),
    [
        (coded("X1", LOCAL, "Numbness of left hand"), True),
        ({"text": "numb left hand"}, True),
        (coded("44077006", SNOMED, "Numbness (finding)"), False),
    ],
    ids=["a local code", "a text", "a code that is known"],
)
def test_a_finding_says_whether_it_rests_on_words(
    code: dict[str, Any], is_text: bool
) -> None:
    (finding,) = told(condition(code)).findings

    assert finding.from_text is is_text
