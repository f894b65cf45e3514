"""Low, normal or high by the laboratory's own word or range."""

from decimal import Decimal
from typing import Any

import pytest

from engine.fhir.record import Coding, Concept, Quantity, Record
from engine.findings.flag import flag_of

RANGE = Quantity(None, "ng/L", low=Decimal(200), high=Decimal(900))


def ng(amount: str, comparator: str = "", unit: str = "ng/L") -> Quantity:
    return Quantity(Decimal(amount), unit, comparator)


def flag(value: Quantity, **lines: Any) -> str:
    return flag_of(Record("Observation", "Observation/1", "entry[0]", **lines), value)


def interpretation(*words: str) -> dict[str, Any]:
    system = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
    made = tuple(Concept((Coding(system, word, ""),)) for word in words)
    return {"interpretation": made}


@pytest.mark.parametrize(
    ("word", "expected"),
    [("L", "low"), ("LL", "low"), ("N", "normal"), ("HH", "high"), ("A", ""), ("", "")],
)
def test_the_interpretation_is_the_flag(word: str, expected: str) -> None:
    assert flag(ng("150"), **interpretation(word)) == expected


def test_an_interpretation_in_words_counts():
    assert flag(ng("150"), interpretation=(Concept(text="Low"),)) == "low"


def test_two_interpretations_that_differ_are_unknown():
    assert flag(ng("150"), **interpretation("L", "N")) == ""


def test_the_interpretation_goes_before_the_range():
    assert flag(ng("150"), normal=RANGE, **interpretation("N")) == "normal"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (ng("199"), "low"),
        (ng("200"), "normal"),
        (ng("900"), "normal"),
        (ng("901"), "high"),
        (ng("150", "<"), "low"),
        (ng("150", ">"), ""),
        (ng("300", "<"), ""),
        (ng("1000", ">"), "high"),
        (ng("150", unit="pmol/L"), ""),
    ],
)
def test_without_one_the_range_beside_the_value_decides(
    value: Quantity, expected: str
) -> None:
    assert flag(value, normal=RANGE) == expected


def test_a_value_without_either_has_no_flag():
    assert flag(ng("150")) == ""
