"""Measures and classes of drugs of the systemic words."""

from decimal import Decimal

import pytest
from finding_records import NOW, ago, coded, gathered, observation

from engine.fhir.record import Component, Concept, Quantity, Record

PRESSURE = coded("85354-9", "", "loinc")


def loinc(code: str) -> Concept:
    return coded(code, "", "loinc")


def measured(*records: Record) -> dict[str, Decimal | None]:
    return {one.what: one.low for one in gathered(*records).measurements}


def amount(value: str, unit: str) -> Quantity:
    return Quantity(Decimal(value), unit)


@pytest.mark.parametrize(
    ("code", "value", "unit", "word", "expected"),
    [
        ("8480-6", "142", "mm[Hg]", "systolic-bp", "142"),
        ("8462-4", "91", "mmHg", "diastolic-bp", "91"),
        ("8480-6", "20", "kPa", "systolic-bp", "150.01240"),
        ("1988-5", "4.5", "mg/dL", "crp", "45"),
        ("30522-7", "5", "mg/L", "crp", "5"),
        ("30341-2", "60", "mm/h", "esr", "60"),
        ("4537-7", "60", "mm/hr", "esr", "60"),
        ("2276-4", "12", "ng/mL", "ferritin", "12"),
        ("14723-1", "100", "pmol/L", "ferritin", "44.5"),
        ("718-7", "9.1", "g/dL", "haemoglobin", "91"),
        ("59260-0", "5", "mmol/L", "haemoglobin", "80.570"),
        ("3016-3", "11", "m[IU]/L", "tsh", "11"),
        ("11580-8", "11", "uIU/mL", "tsh", "11"),
        ("3024-7", "1", "ng/dL", "free-t4", "12.8719"),
    ],
)
def test_a_measure_is_read_in_its_unit(
    code: str, value: str, unit: str, word: str, expected: str
) -> None:
    record = observation(loinc(code), amount(value, unit))

    assert measured(record) == {word: Decimal(expected)}


@pytest.mark.parametrize(
    ("code", "unit"),
    [("8480-6", "mmol/L"), ("3016-3", "mg/L"), ("30341-2", "s"), ("718-7", "%")],
)
def test_a_measure_in_a_foreign_unit_is_a_problem(code: str, unit: str) -> None:
    found = gathered(observation(loinc(code), amount("10", unit)))

    assert found.measurements == ()
    assert [one.code for one in found.problems] == ["unknown-unit"]


def test_a_blood_pressure_panel_gives_both_pressures() -> None:
    panel = observation(
        PRESSURE,
        components=(
            Component(loinc("8480-6"), amount("152", "mm[Hg]"), Concept()),
            Component(loinc("8462-4"), amount("96", "mm[Hg]"), Concept()),
        ),
    )

    assert measured(panel) == {
        "systolic-bp": Decimal(152),
        "diastolic-bp": Decimal(96),
    }


@pytest.mark.parametrize(
    ("drug", "words"),
    [
        ("Prolia 60 mg injection", {"denosumab"}),
        ("Oxaliplatin 5 mg/ml", {"neurotoxic", "chemotherapy"}),
        ("Keytruda 100 mg", {"checkpoint-inhibitor"}),
        ("Ciprofloxacin 500 mg tablets", {"neurotoxic", "fluoroquinolone"}),
        ("Ciprofloxacin eye drops", set()),
    ],
)
def test_a_drug_is_of_its_classes(drug: str, words: set[str]) -> None:
    record = Record(
        "MedicationRequest",
        "MedicationRequest/1",
        "entry[1].resource",
        code=Concept(text=drug),
        status="active",
        written=ago(days=30),
    )

    found = gathered(record, now=NOW).drugs

    assert {use.what for use in found} == words
