"""Records of medication: which drug, taken or not, since when."""

from datetime import timedelta
from typing import Any

import orjson
import pytest
from finding_records import NOW, ago, glossary, reader, vocabulary

from engine.fhir.parse import parse
from engine.fhir.read import read
from engine.fhir.record import Reading
from engine.fhir.unwrap import unwrap
from engine.findings.finding import Findings
from engine.findings.gather import gather
from engine.when import Interval

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ISONIAZID = {"coding": [{"system": RXNORM, "code": "6038"}]}
METFORMIN = {"text": "Metformin 500 mg tablets"}
A_MONTH_AGO = (NOW - timedelta(days=30)).isoformat()
A_YEAR_AGO = (NOW - timedelta(days=365)).isoformat()


def told(*resources: dict[str, Any]) -> Findings:
    return gather(read_json(*resources), vocabulary(), NOW, reader())


def read_json(*resources: dict[str, Any]) -> Reading:
    unwrapped = unwrap(parse(orjson.dumps(list(resources))))
    return read(unwrapped, vocabulary().index)


def request(**elements: Any) -> dict[str, Any]:
    base = {"resourceType": "MedicationRequest", "id": "m1", "status": "active"}
    return {**base, "medicationCodeableConcept": ISONIAZID, **elements}


def statement(**elements: Any) -> dict[str, Any]:
    base = {"resourceType": "MedicationStatement", "id": "m1", "status": "active"}
    return {**base, "medicationCodeableConcept": ISONIAZID, **elements}


def given(**elements: Any) -> dict[str, Any]:
    base = {"resourceType": "MedicationAdministration", "id": "m1"}
    return {**base, "medicationCodeableConcept": ISONIAZID, **elements}


def uses(*resources: dict[str, Any]) -> list[tuple[str, str]]:
    return [(use.what, use.taking) for use in told(*resources).drugs]


NEUROTOXIC = [("neurotoxic", "active")]


def test_an_ingredient_code_tells_the_class() -> None:
    assert uses(request()) == NEUROTOXIC


def test_a_name_inside_a_product_name_tells_the_class_and_is_marked() -> None:
    (one, two) = told(request(medicationCodeableConcept=METFORMIN)).drugs

    assert {one.what, two.what} == {"metformin", "b12-lowering"}
    assert one.source.from_text


@pytest.mark.parametrize(
    "medication",
    [
        {"medication": ISONIAZID},
        {"medication": {"concept": ISONIAZID}},
        {"medicationReference": {"reference": "Medication/d", "display": "x"}},
        {"medicationReference": {"reference": "https://ehr/fhir/Medication/d"}},
        {"medicationReference": {"reference": "Medication/d/_history/2"}},
        {"medicationReference": {"display": "Isoniazid 100 mg tablets"}},
        {"medication": {"reference": {"reference": "Medication/d"}}},
        {"medicationReference": {"reference": "Medication/product"}},
        {"medicationReference": {"reference": "Medication/r5"}},
        {
            "medicationReference": {"reference": "#inside"},
            "contained": [
                {"resourceType": "Medication", "id": "inside", "code": ISONIAZID}
            ],
        },
    ],
    ids=str,
)
def test_the_drug_is_read_wherever_fhir_puts_it(medication: dict[str, Any]) -> None:
    record = request(**medication)
    del record["medicationCodeableConcept"]
    known = [
        {"resourceType": "Medication", "id": "d", "code": ISONIAZID},
        {
            "resourceType": "Medication",
            "id": "product",
            "code": {"text": "A product"},
            "ingredient": [{"itemCodeableConcept": ISONIAZID}],
        },
        {
            "resourceType": "Medication",
            "id": "r5",
            "ingredient": [{"item": {"concept": ISONIAZID}}],
        },
    ]

    assert uses(record, *known) == NEUROTOXIC


def test_a_drug_that_was_not_received_is_a_problem() -> None:
    record = request(medicationReference={"reference": "Medication/elsewhere"})
    del record["medicationCodeableConcept"]

    found = told(record)

    assert [one.code for one in found.problems] == ["medication-unresolved"]
    assert found.drugs == ()


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (request(status="on-hold"), "stopped"),
        (request(status="stopped"), "stopped"),
        (request(status="completed"), "stopped"),
        (request(status="ended"), "stopped"),
        (request(status="unknown"), "unknown"),
        (request(doNotPerform=True), "not-taken"),
        (statement(status="not-taken"), "not-taken"),
        (statement(taken="n"), "not-taken"),
        (statement(taken="y"), "active"),
        (statement(taken="unk"), "unknown"),
        (statement(wasNotTaken=True), "not-taken"),
        (statement(status="recorded"), "unknown"),
        (
            statement(
                status="recorded", adherence={"code": {"coding": [{"code": "taking"}]}}
            ),
            "active",
        ),
        (given(status="in-progress"), "active"),
        (given(status="completed", effectiveDateTime=A_MONTH_AGO), "given"),
        (given(status="not-done"), "not-taken"),
        (statement(effectivePeriod={"end": A_MONTH_AGO}), "stopped"),
        (statement(effectivePeriod={"end": "2030-01-01"}), "active"),
        (
            {
                **request(authoredOn=A_MONTH_AGO),
                "resourceType": "MedicationOrder",
            },
            "active",
        ),
    ],
    ids=lambda value: str(value)[:90],
)
def test_the_status_says_whether_it_is_taken(
    record: dict[str, Any], expected: str
) -> None:
    assert uses(record) == [("neurotoxic", expected)]


@pytest.mark.parametrize(
    "record",
    [
        request(status="entered-in-error"),
        request(status="cancelled"),
        request(status="draft"),
        request(intent="proposal"),
        statement(status="intended"),
        request(medicationCodeableConcept={"text": "Paracetamol"}),
        request(
            medicationCodeableConcept={"text": "Ciprofloxacin 0.3 % ophthalmic drops"}
        ),
        {"resourceType": "AllergyIntolerance", "id": "a", "code": ISONIAZID},
    ],
    ids=lambda value: str(value)[:90],
)
def test_what_was_never_taken_or_is_another_thing_is_no_use(
    record: dict[str, Any],
) -> None:
    found = told(record)

    assert (found.drugs, found.findings) == ((), ())


def test_a_text_that_may_deny_the_drug_it_names_is_a_problem() -> None:
    found = told(request(medicationCodeableConcept={"text": "metformin stopped"}))

    assert [one.code for one in found.problems] == ["drug-text-unclear"]
    assert found.drugs == ()


def test_a_stop_without_a_date_lies_between_the_order_and_now() -> None:
    (use,) = told(request(status="stopped", authoredOn=A_MONTH_AGO)).drugs

    assert use.ended == Interval(ago(days=30).start, NOW)
    assert use.started == ago(days=30)


def test_a_stop_with_a_date_is_that_date() -> None:
    (use,) = told(
        request(status="stopped", authoredOn=A_YEAR_AGO, statusChanged=A_MONTH_AGO)
    ).drugs

    assert use.ended == ago(days=30)


def test_the_bounds_of_a_dosage_end_it() -> None:
    bounds = {"start": A_YEAR_AGO, "end": A_MONTH_AGO}
    dosage = [{"timing": {"repeat": {"boundsPeriod": bounds}}}]

    (use,) = told(request(authoredOn=A_YEAR_AGO, dosageInstruction=dosage)).drugs

    assert (use.taking, use.started, use.ended) == (
        "stopped",
        ago(days=365),
        ago(days=30),
    )


def test_a_record_written_after_now_is_not_there() -> None:
    assert uses(request(authoredOn="2030-01-01")) == []


def test_the_drug_of_somebody_else_is_not_the_patients() -> None:
    patient = {"resourceType": "Patient", "id": "p"}
    other = {"resourceType": "Patient", "id": "q"}
    record = request(subject={"reference": "Patient/q"})
    unwrapped = unwrap(parse(orjson.dumps([patient, record, other])))

    from engine.fhir.read import Asking  # noqa: PLC0415

    reading = read(unwrapped, vocabulary().index, Asking(patient="p"))

    assert (reading.records, reading.foreign) == ((), ("MedicationRequest/m1",))


def test_a_condition_code_for_long_term_use_is_a_use() -> None:
    icd = "http://hl7.org/fhir/sid/icd-10-cm"
    record = {
        "resourceType": "Condition",
        "id": "c",
        "code": {"coding": [{"system": icd, "code": "Z7901"}]},
    }

    assert uses(record) == [("anticoagulant", "active")]


def test_a_reason_for_a_drug_is_no_finding() -> None:
    found = told(request(reasonCode=[{"text": "numbness"}]))

    assert found.findings == ()


def test_the_glossary_is_made_once() -> None:
    assert gather(
        read_json(request()), vocabulary(), NOW, reader(), glossary=glossary()
    ) == told(request())
