"""The clauses on age and sex."""

from typing import Any

import pytest
from made_up import NOW, PERSON, chart, time

from engine.decide.clauses.person import age, age_truth, sex_truth
from engine.fhir.record import Person
from engine.rulebook.clauses import AgeClause, SexClause
from engine.truth import NO, UNKNOWN, YES, Truth


def born(text: str) -> Person:
    return Person("Patient/7", time(text), "")


def asked(**bounds: int) -> AgeClause:
    years = {name.replace("_", "-"): value for name, value in bounds.items()}
    return AgeClause.model_validate({"age": years})


@pytest.mark.parametrize(
    ("birth", "at_least", "at_most"),
    [
        ("1976-11-20", YES, YES),
        ("1976-11-19", YES, YES),
        ("1976-11-21", NO, YES),
        ("1975-11-21", YES, YES),
        ("1975-11-20", YES, NO),
        ("1976", UNKNOWN, YES),
        ("1975", YES, UNKNOWN),
        ("1977", NO, YES),
        ("1974", YES, NO),
        ("1976-11", UNKNOWN, YES),
        ("2027", UNKNOWN, UNKNOWN),
    ],
)
def test_at_least_50_and_at_most_50(
    birth: str, at_least: Truth, at_most: Truth
) -> None:
    patient = chart(patient=born(birth))

    assert age_truth(asked(at_least=50), patient) is at_least
    assert age_truth(asked(at_most=50), patient) is at_most


def test_between_two_ages() -> None:
    middle = asked(at_least=50, at_most=60)

    assert age_truth(middle, chart(patient=born("1970-01-01"))) is YES
    assert age_truth(middle, chart(patient=born("1980-01-01"))) is NO
    assert age_truth(middle, chart(patient=born("1960-01-01"))) is NO


@pytest.mark.parametrize("patient", [None, PERSON])
def test_an_age_that_is_not_recorded_is_unknown(patient: Person | None) -> None:
    assert age_truth(asked(at_least=50), chart(patient=patient)) is UNKNOWN
    assert age(patient, NOW) is None


def test_a_birth_in_the_future_is_no_age() -> None:
    assert age(born("2026-11-21"), NOW) is None


def test_a_birth_this_year_without_a_day_is_age_nought() -> None:
    assert age(born("2026"), NOW) == (0, 0)


@pytest.mark.parametrize(
    ("recorded", "expected"), [("female", YES), ("male", NO), ("", UNKNOWN)]
)
def test_sex(recorded: Any, expected: Truth) -> None:
    patient = chart(patient=Person("Patient/7", None, recorded))

    assert sex_truth(SexClause(sex="female"), patient) is expected


def test_the_sex_of_a_patient_who_is_not_named_is_unknown() -> None:
    assert sex_truth(SexClause(sex="female"), chart()) is UNKNOWN
