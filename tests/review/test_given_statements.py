"""Statements of a form: read, refused with their places, written as a case."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import made_up
import pytest

from engine.review.given import MOST, GivenError, in_yaml, read_given
from engine.review.patient import stated_by
from engine.terminology.strict_yaml import read_text

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
FULL: list[dict[str, Any]] = [
    {
        "finding": "numbness",
        "site": ["feet", "hands"],
        "side": "both",
        "symmetric": "yes",
        "began": "3 months ago",
        "course": ["worsening"],
        "episodes": 2,
    },
    {"finding": "facial-weakness", "is": "absent", "recorded": "the day 3 days ago"},
    {"measure": "hba1c", "value": "7.1 %", "taken": "2 weeks ago", "flag": "high"},
    {"drug": "metformin", "started": "2 years ago"},
    {"age": 61, "sex": "female"},
]


def test_a_patient_is_the_same_after_being_written_as_a_case_and_read_again() -> None:
    given = read_given(FULL, made_up.words(), NOW)

    document, faults = read_text(in_yaml(given, ""), Path("case.yaml"))

    assert faults == ()
    assert document is not None
    assert read_given(document.data, made_up.words(), NOW) == given


@pytest.mark.parametrize(
    ("sent", "place", "says"),
    [
        ({"finding": "numness"}, "given[0].finding", "not a word"),
        ({"finding": "numbness", "site": "fase"}, "given[0].site", "not a word"),
        ({"finding": "numbness", "began": "2 hrs"}, "given[0].began", "not a time"),
        ({"finding": "numbness", "lasted": "long"}, "given[0].lasted", "not a time"),
        ({"finding": "numbness", "side": "up"}, "given[0].side", "should be"),
        ({"finding": "numbness", "onset": "now"}, "given[0].onset", "not known"),
        ({"measure": "hba1c", "value": "high %"}, "given[0].value", "number"),
        ({"measure": "hba1c", "value": "7 mg"}, "given[0].value", "unit"),
        ({"measure": "hba1c"}, "given[0].value", "missing"),
        ({"drug": "metformine"}, "given[0].drug", "not a word"),
        ({"age": 400}, "given[0].age", "age"),
        ("numb", "given[0]", "valid"),
    ],
)
def test_a_statement_that_is_none_is_refused_with_its_place(
    sent: object, place: str, says: str
) -> None:
    with pytest.raises(GivenError) as refused:
        read_given([sent], made_up.words(), NOW)

    (fault,) = refused.value.faults
    assert fault.place == place
    assert says in fault.text


def test_every_fault_is_told_at_once() -> None:
    sent = [{"finding": "numness"}, {"finding": "numbness", "began": "soon"}]

    with pytest.raises(GivenError) as refused:
        read_given(sent, made_up.words(), NOW)

    places = [fault.place for fault in refused.value.faults]
    assert places == ["given[0].finding", "given[1].began"]


@pytest.mark.parametrize("sent", [{}, None, "x", [{"age": 1}] * (MOST + 1)])
def test_what_is_no_list_of_some_statements_is_refused(sent: object) -> None:
    with pytest.raises(GivenError):
        read_given(sent, made_up.words(), NOW)


def test_a_value_in_another_unit_is_counted_in_that_of_the_measure() -> None:
    sent = [{"measure": "hba1c", "value": "48 mmol/mol"}]
    given = read_given(sent, made_up.words(), NOW)

    (value,) = stated_by(given, made_up.words(), NOW).measurements

    assert value.low == Decimal("48") * Decimal("0.09148") + Decimal("2.152")
