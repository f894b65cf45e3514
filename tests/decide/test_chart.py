"""A patient's findings sorted by word, and whether a symptom is there now."""

from typing import Any

import pytest
from made_up import NOW, PERSON, chart, entry, measured

from engine.findings.finding import Finding


def test_statements_are_sorted_by_word_into_present_and_absent() -> None:
    numb, possible = entry(), entry(presence="provisional")
    denied = entry("dizziness", presence="absent")

    patient = chart(numb, denied, possible)

    assert patient.present == {"numbness": (numb, possible)}
    assert patient.absent == {"dizziness": (denied,)}
    assert patient.now == NOW


def test_what_is_no_longer_current_is_in_neither() -> None:
    patient = chart(
        entry(current=False), entry("dizziness", presence="absent", current=False)
    )

    assert patient.present == {}
    assert patient.absent == {}


def test_measurements_are_sorted_by_word() -> None:
    old, new = measured("hba1c", "6", "3 days"), measured("hba1c", "7", "1 days")
    sugar = measured("glucose", "5")

    patient = chart(old, sugar, new, patient=PERSON)

    assert patient.measured == {"hba1c": (old, new), "glucose": (sugar,)}
    assert patient.patient == PERSON


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([], False),
        ([entry()], True),
        ([entry("foot-drop")], True),
        ([entry(presence="provisional")], True),
        ([entry(presence="absent")], False),
        ([entry(state="resolved")], False),
        ([entry(current=False)], False),
        ([entry("dizziness")], False),
        ([entry("stroke")], False),
    ],
)
def test_a_symptom_is_there_if_some_numbness_or_weakness_is_ongoing(
    entries: list[Finding], expected: Any
) -> None:
    assert chart(*entries).has_symptom is expected
