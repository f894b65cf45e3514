"""The table of urgencies, and how an exception or a slow start lowers it."""

from itertools import product
from typing import Any

import pytest
from made_up import rule

from engine.decide.conclude import (
    QUIET,
    Conclusion,
    Marks,
    conclude,
    more_urgent,
    rank,
)
from engine.rulebook.rule import Rule

FIRES = Marks(fires=True, full=True, asks=True, excepted=False)
SLOW = Marks(fires=True, full=False, asks=True, excepted=False)
EXCEPTED = Marks(fires=True, full=True, asks=True, excepted=True)
BOTH = Marks(fires=True, full=False, asks=True, excepted=True)
ASKS = Marks(fires=False, full=False, asks=True, excepted=False)
ASKS_EXCEPTED = Marks(fires=False, full=False, asks=True, excepted=True)
NOTHING = Marks(fires=False, full=False, asks=False, excepted=False)


def of(urgency: str, **more: Any) -> Rule:
    return rule({"finding": "numbness"}, urgency=urgency, **more)


@pytest.mark.parametrize(
    ("urgency", "fires", "lowered", "asks", "asks_excepted"),
    [
        ("emergency", "critical", "warning", "warning", "info"),
        ("same-day", "warning", "info", "warning", "info"),
        ("two-weeks", "warning", None, "info", None),
        ("routine", "info", None, "info", None),
        ("self-care", "info", None, None, None),
    ],
)
def test_the_table_of_urgencies(
    urgency: str, fires: Any, lowered: Any, asks: Any, asks_excepted: Any
) -> None:
    def expected(word: Any, indicator: Any) -> Conclusion:
        return Conclusion(word, indicator) if indicator else QUIET

    assert conclude(of(urgency), FIRES) == expected("fires", fires)
    assert conclude(of(urgency), EXCEPTED) == expected("fires", lowered)
    assert conclude(of(urgency), SLOW) == expected("fires", lowered)
    assert conclude(of(urgency), BOTH) == expected("fires", lowered)
    assert conclude(of(urgency), ASKS) == expected("asks", asks)
    assert conclude(of(urgency), ASKS_EXCEPTED) == expected("asks", asks_excepted)
    assert conclude(of(urgency), NOTHING) == QUIET


@pytest.mark.parametrize(
    "urgency", ["emergency", "same-day", "two-weeks", "routine", "self-care"]
)
def test_a_rule_that_may_not_ask_is_quiet_and_still_fires(urgency: str) -> None:
    silent = of(urgency, ask=False)

    assert conclude(silent, ASKS) == QUIET
    assert conclude(silent, FIRES) == conclude(of(urgency), FIRES)


@pytest.mark.parametrize("flags", list(product((True, False), repeat=3)))
def test_nothing_silences_an_emergency_that_fires(flags: tuple[bool, ...]) -> None:
    full, asks, excepted = flags

    concluded = conclude(of("emergency"), Marks(True, full, asks, excepted))

    assert concluded.outcome == "fires"
    assert rank(concluded.indicator) >= rank("warning")


def test_the_more_urgent_of_two_is_the_one_with_the_graver_indicator() -> None:
    order = [
        QUIET,
        Conclusion("asks", "info"),
        Conclusion("fires", "info"),
        Conclusion("asks", "warning"),
        Conclusion("fires", "warning"),
        Conclusion("fires", "critical"),
    ]

    for position, one in enumerate(order):
        for other in order[position:]:
            assert more_urgent(one, other) == other
            assert more_urgent(other, one) == other


def test_marks_are_four_questions() -> None:
    assert tuple(FIRES) == (True, True, True, False)
