"""Measured values against limits, with comparators and cuts by country and sex."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from made_up import PERSON, chart, measured

from engine.decide.clauses.measure import cuts, latest, truth_of
from engine.fhir.record import Person
from engine.findings.finding import Measurement
from engine.rulebook.clauses import MeasureClause
from engine.terminology.models import LocaleValue
from engine.truth import NO, UNKNOWN, YES, Truth

WOMAN, MAN = Person("Patient/7", None, "female"), Person("Patient/7", None, "male")
ABOVE_20 = {"low": "20", "high": None, "low_open": True}
FROM_20 = {"low": "20", "high": None}
BELOW_20 = {"low": None, "high": "20", "high_open": True}
UP_TO_20 = {"low": None, "high": "20"}


def clause(measure: str = "hba1c", **limits: str) -> MeasureClause:
    lines = {name.replace("_", "-"): value for name, value in limits.items()}
    return MeasureClause.model_validate(
        {"measure": measure, "latest-within": "12 months", **lines}
    )


def truth(asked: MeasureClause, *values: Measurement, **more: Any) -> Truth:
    patient = chart(*values, **more)
    return truth_of(asked, latest(asked, patient), patient)


@pytest.mark.parametrize(
    ("value", "at_least", "above", "below", "at_most"),
    [
        ("6.4", NO, NO, YES, YES),
        ("6.5", YES, NO, NO, YES),
        ("6.50", YES, NO, NO, YES),
        ("6.6", YES, YES, NO, NO),
    ],
)
def test_a_plain_number_on_both_sides_of_each_limit(
    value: str, at_least: Truth, above: Truth, below: Truth, at_most: Truth
) -> None:
    number = measured("hba1c", value)

    assert truth(clause(at_least="6.5 %"), number) is at_least
    assert truth(clause(above="6.5 %"), number) is above
    assert truth(clause(below="6.5 %"), number) is below
    assert truth(clause(at_most="6.5 %"), number) is at_most


@pytest.mark.parametrize(
    ("bounds", "limit", "expected"),
    [
        (ABOVE_20, {"at_least": "20 %"}, YES),
        (ABOVE_20, {"above": "20 %"}, YES),
        (FROM_20, {"above": "20 %"}, UNKNOWN),
        (FROM_20, {"at_least": "20 %"}, YES),
        (ABOVE_20, {"above": "21 %"}, UNKNOWN),
        (ABOVE_20, {"at_least": "21 %"}, UNKNOWN),
        (ABOVE_20, {"at_most": "20 %"}, NO),
        (ABOVE_20, {"below": "20 %"}, NO),
        (BELOW_20, {"at_least": "20 %"}, NO),
        (UP_TO_20, {"at_least": "20 %"}, UNKNOWN),
        (UP_TO_20, {"above": "20 %"}, NO),
        (BELOW_20, {"above": "20 %"}, NO),
        (BELOW_20, {"below": "20 %"}, YES),
        (UP_TO_20, {"below": "20 %"}, UNKNOWN),
        (UP_TO_20, {"at_most": "20 %"}, YES),
        (BELOW_20, {"at_least": "19 %"}, UNKNOWN),
        ({"low": "6", "high": "7"}, {"at_least": "6.5 %"}, UNKNOWN),
        ({"low": "6.5", "high": "7"}, {"at_least": "6.5 %"}, YES),
        ({"low": "6", "high": "6.4"}, {"at_least": "6.5 %"}, NO),
    ],
)
def test_a_value_that_is_itself_a_range(
    bounds: dict[str, Any], limit: dict[str, str], expected: Truth
) -> None:
    assert truth(clause(**limit), measured("hba1c", None, **bounds)) is expected


def test_no_value_is_unknown_never_normal() -> None:
    assert truth(clause(at_least="6.5 %")) is UNKNOWN
    assert truth(clause(below="6.5 %")) is UNKNOWN


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ("12 months", YES),
        ("13 months", UNKNOWN),
        ("2025-11-20", UNKNOWN),
        ("2025-11-21", YES),
        (None, UNKNOWN),
        ("2026-11-21", UNKNOWN),
    ],
)
def test_only_a_value_inside_the_window_counts(
    taken: str | None, expected: Truth
) -> None:
    assert truth(clause(at_least="6.5 %"), measured("hba1c", "7", taken)) is expected


def test_the_latest_value_counts_and_values_equally_new_count_as_any() -> None:
    old, new = measured("hba1c", "9", "2 months"), measured("hba1c", "5", "1 months")
    as_new = measured("hba1c", "8", "1 months")

    assert truth(clause(at_least="6.5 %"), old, new) is NO
    assert truth(clause(at_least="6.5 %"), new, as_new) is YES


def test_another_measure_says_nothing() -> None:
    assert truth(clause(at_least="6.5 %"), measured("glucose", "20")) is UNKNOWN


def test_two_limits_both_have_to_hold() -> None:
    between = clause(at_least="4 %", below="6.5 %")

    assert truth(between, measured("hba1c", "4")) is YES
    assert truth(between, measured("hba1c", "3.9")) is NO
    assert truth(between, measured("hba1c", "6.5")) is NO


def test_without_a_limit_being_measured_is_enough() -> None:
    assert truth(clause(), measured("hba1c", "5")) is YES
    assert truth(clause()) is UNKNOWN


AUDIT_C = clause("audit-c", at_least="locale audit-c-positive")


@pytest.mark.parametrize(
    ("locale", "patient", "value", "expected"),
    [
        ("uk", None, "5", YES),
        ("uk", None, "4", NO),
        ("uk", WOMAN, "4", NO),
        ("us", WOMAN, "3", YES),
        ("us", WOMAN, "2", NO),
        ("us", MAN, "4", YES),
        ("us", MAN, "3", NO),
        ("us", None, "4", YES),
        ("us", None, "3", UNKNOWN),
        ("us", PERSON, "3", UNKNOWN),
        ("us", None, "2", NO),
    ],
)
def test_a_cut_by_country_and_sex_is_every_cut_where_the_sex_is_not_known(
    locale: str, patient: Person | None, value: str, expected: Truth
) -> None:
    score = measured("audit-c", value)

    assert truth(AUDIT_C, score, patient=patient, locale=locale) is expected


def test_a_threshold_without_any_number_decides_nothing() -> None:
    patient = chart(measured("audit-c", "9"))
    empty = LocaleValue.model_validate({"unit": "{score}", "evidence": "E28"})
    values = {**patient.locale.values, "audit-c-positive": empty}
    locale = patient.locale.model_copy(update={"values": values})
    unset = replace(patient, locale=locale)

    assert cuts("locale audit-c-positive", unset) == ()
    assert truth_of(AUDIT_C, latest(AUDIT_C, unset), unset) is UNKNOWN


def test_an_amount_is_one_cut() -> None:
    assert cuts("6.5 %", chart()) == (Decimal("6.5"),)


@pytest.mark.parametrize(
    ("flag", "low", "high"),
    [
        ("low", YES, NO),
        ("normal", NO, NO),
        ("high", NO, YES),
        ("", UNKNOWN, UNKNOWN),
    ],
)
def test_the_flag_of_the_laboratory_decides_where_a_rule_asks_for_it(
    flag: str, low: Truth, high: Truth
) -> None:
    value = measured("vitamin-b12", "150", flag=flag)

    assert truth(clause("vitamin-b12", flagged="low"), value) is low
    assert truth(clause("vitamin-b12", flagged="high"), value) is high


def test_a_missing_result_counts_only_where_the_author_says_so():
    asked = clause("glucose", below="3.9 mmol/L")
    pressing = clause("glucose", below="3.9 mmol/L", **{"or": "not-recorded"})

    assert truth(asked) is UNKNOWN
    assert truth(pressing) is YES
    assert truth(pressing, measured("glucose", "3.9")) is NO
    assert truth(pressing, measured("glucose", "3.8")) is YES
