"""The line `episodes`: how often something came back."""

from typing import Any

import pytest
from made_up import chart, entry

from engine.decide.clauses.episodes import episodes_truth
from engine.findings.finding import Finding
from engine.rulebook.clauses import Episodes
from engine.truth import UNKNOWN, YES, Truth

TWICE_A_WEEK = Episodes.model_validate({"at-least": 2, "within": "7 days"})


def attack(began: str | None, **lines: Any) -> Finding:
    given = {"sites": ["arm"], "side": "left", "state": "resolved", **lines}
    return entry(onset=began, reference=f"Observation/{began}", **given)


def truth(*attacks: Finding) -> Truth:
    return episodes_truth(attacks[0], TWICE_A_WEEK, chart(*attacks))


@pytest.mark.parametrize(
    ("attacks", "expected"),
    [
        ((attack("2 days"),), UNKNOWN),
        ((attack("2 days"), attack("5 days")), YES),
        ((attack("2 days"), attack("7 days")), YES),
        ((attack("2 days"), attack("8 days")), UNKNOWN),
        ((attack("2 days"), attack("2 days")), UNKNOWN),
        ((attack("2 days"), attack("5 days", side="right")), UNKNOWN),
        ((attack("2 days"), attack("5 days", sites=["leg"])), UNKNOWN),
        ((attack("2 days"), attack("5 days", sites=[], side=None)), YES),
        ((attack("2 days"), attack(None, ended="5 days")), YES),
        ((attack("2 days", episodes=2),), YES),
        ((attack("8 days", episodes=2),), UNKNOWN),
        ((attack("2 days"), attack("1 hours", state="ongoing")), YES),
        (
            (attack("3 days", state="ongoing"), attack("1 days", state="ongoing")),
            UNKNOWN,
        ),
    ],
)
def test_separate_attacks_of_one_place_are_counted(
    attacks: tuple[Finding, ...], expected: Truth
) -> None:
    assert truth(*attacks) is expected


def test_two_records_of_one_day_without_a_time_may_be_one_attack():
    assert truth(attack("2026-11-18"), attack("2026-11-18")) is UNKNOWN
