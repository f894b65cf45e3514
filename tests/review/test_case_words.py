"""Made-up patients in words: what a reader of the cases has to see."""

from typing import Any

import made_up
import pytest

from engine.review.case_words import case_words
from engine.rulebook.rule import Case

NUMB = {"finding": "numbness"}


def said(*given: dict[str, Any]) -> tuple[str, ...]:
    case = Case.model_validate({"name": "x", "given": list(given), "expect": "quiet"})
    return case_words(case, made_up.words())


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {**NUMB, "site": "face", "side": "left", "began": "2 hours ago"},
            "numbness or tingling (left face), began 2 hours ago",
        ),
        (
            {**NUMB, "site": "feet", "side": "both", "speed": "gradual"},
            "numbness or tingling (both sides, foot), gradual, no start recorded",
        ),
        (
            {**NUMB, "is": "provisional", "recorded": "undated"},
            "possible numbness or tingling, recorded without a date",
        ),
        (
            {**NUMB, "began": "1 hours ago", "ended": "unknown", "episodes": 3},
            "numbness or tingling, began 1 hour ago, has gone, not known when, "
            "3 separate times",
        ),
        (
            {"measure": "hba1c", "value": "7.0 %", "taken": "3 months ago"},
            "HbA1c 7.0 %, measured 3 months ago",
        ),
        (
            {"drug": "metformin", "started": "2 years ago"},
            "metformin, taken, started 2 years ago",
        ),
        ({"age": 34, "sex": "female"}, "34 years old, female"),
    ],
)
def test_each_kind_of_entry_is_a_line(given: dict[str, Any], words: str) -> None:
    assert said(given) == (words,)


def test_nothing_recorded_says_so() -> None:
    assert said() == ("nothing",)


def test_what_is_recorded_absent_stands_in_one_line() -> None:
    absent = [{"finding": word, "is": "absent"} for word in ("numbness", "diabetes")]

    assert said(*absent, {"age": 50}) == (
        "50 years old",
        "recorded absent: numbness or tingling; diabetes",
    )


def test_a_whole_record_is_named_with_its_moment() -> None:
    told = {"bundle": "b.json", "now": "2026-11-20T15:00:00Z"}
    case = Case.model_validate({"name": "x", "expect": "fires", **told})

    assert case_words(case, made_up.words()) == (
        "the records of b.json, as of 20 Nov 2026 15:00 UTC",
    )


def test_every_case_of_the_rules_can_be_said() -> None:
    book = made_up.shipped()

    lines = [
        line
        for rule in book.rules
        for case in rule.cases
        for line in case_words(case, book.vocabulary)
    ]

    assert lines and not [line for line in lines if not line or "None" in line]
