"""The lines `lasting`, `lasted` and `ended`."""

from typing import Any

import pytest
from made_up import NOW, entry

from engine.decide.clauses.onset import ended_truth, lasted_truth, lasting_truth
from engine.rulebook.clauses import Ended, Span
from engine.truth import NO, UNKNOWN, YES, Truth


def span(**lines: str) -> Span:
    return Span.model_validate({key.replace("_", "-"): v for key, v in lines.items()})


def lasting(lines: dict[str, Any], **line: str) -> Truth:
    return lasting_truth(entry(**lines), span(**line), NOW)


def lasted(lines: dict[str, Any], **line: str) -> Truth:
    return lasted_truth(entry(state="resolved", **lines), span(**line), NOW)


def ended(lines: dict[str, Any], **line: Any) -> Truth:
    made = Ended.model_validate({"within": "7 days", **line})
    return ended_truth(entry(state="resolved", **lines), made, NOW)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"onset": "28 days"}, YES),
        ({"onset": "27 days"}, NO),
        ({"onset": "2026-10-23"}, UNKNOWN),
        ({"onset": "2026-10-22"}, YES),
        ({"onset": "2026"}, UNKNOWN),
        ({"onset": "2026-11-21"}, UNKNOWN),
        ({"chronic": True}, YES),
        ({"first": "4 weeks"}, YES),
        ({"first": "3 weeks"}, UNKNOWN),
        ({"first": None}, UNKNOWN),
    ],
)
def test_lasting_at_least_four_weeks(lines: dict[str, Any], expected: Truth) -> None:
    assert lasting(lines, at_least="4 weeks") is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"onset": "28 days"}, YES),
        ({"onset": "29 days"}, NO),
        ({"onset": "2026-10-23"}, UNKNOWN),
        ({"chronic": True}, UNKNOWN),
        ({"first": "5 weeks"}, NO),
        ({"first": "3 weeks"}, UNKNOWN),
        ({"first": None}, UNKNOWN),
    ],
)
def test_lasting_at_most_four_weeks(lines: dict[str, Any], expected: Truth) -> None:
    assert lasting(lines, at_most="4 weeks") is expected


def test_lasting_between_two_bounds_needs_both() -> None:
    bounds = {"at_least": "1 weeks", "at_most": "4 weeks"}

    assert lasting({"onset": "7 days"}, **bounds) is YES
    assert lasting({"onset": "6 days"}, **bounds) is NO
    assert lasting({"onset": "29 days"}, **bounds) is NO


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"first": None}, YES),
        ({"first": "3 weeks"}, YES),
        ({"onset": "27 days"}, NO),
        ({"onset": "2026-10-23"}, UNKNOWN),
    ],
)
def test_lasting_or_not_recorded_accepts_a_missing_onset_and_no_imprecise_one(
    lines: dict[str, Any], expected: Truth
) -> None:
    line = Span.model_validate({"at-least": "4 weeks", "or": "not-recorded"})

    assert lasting_truth(entry(**lines), line, NOW) is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"lasted": 3600}, YES),
        ({"lasted": 3599}, NO),
        ({"onset": "3 hours", "ended": "2 hours"}, YES),
        ({"onset": "179 minutes", "ended": "2 hours"}, NO),
        ({"onset": "2026-11-19", "ended": "2026-11-19"}, UNKNOWN),
        ({"onset": "2026-11-17", "ended": "2026-11-19"}, YES),
        ({"onset": "3 hours"}, UNKNOWN),
        ({"ended": "3 hours"}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_lasted_at_least_an_hour(lines: dict[str, Any], expected: Truth) -> None:
    assert lasted(lines, at_least="1 hours") is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"lasted": 3600}, YES),
        ({"lasted": 3601}, NO),
        ({"onset": "3 hours", "ended": "2 hours"}, YES),
        ({"onset": "181 minutes", "ended": "2 hours"}, NO),
        ({"onset": "2026-11-19", "ended": "2026-11-19"}, UNKNOWN),
        ({"onset": "2026-11-20T15:10:00Z", "ended": "2026-11-20"}, YES),
        ({"onset": "1 hours", "ended": "2 hours"}, YES),
    ],
)
def test_lasted_at_most_an_hour(lines: dict[str, Any], expected: Truth) -> None:
    assert lasted(lines, at_most="1 hours") is expected


def test_lasted_or_not_recorded_accepts_a_missing_length() -> None:
    line = Span.model_validate({"at-least": "1 hours", "or": "not-recorded"})

    assert lasted_truth(entry(), line, NOW) is YES
    assert lasted_truth(entry(lasted=60), line, NOW) is NO


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"ended": "7 days"}, YES),
        ({"ended": "8 days"}, NO),
        ({"ended": "2026-11-13"}, UNKNOWN),
        ({"ended": "2026-11-21"}, UNKNOWN),
        ({"first": "8 days"}, NO),
        ({"first": None}, UNKNOWN),
    ],
)
def test_ended_within_seven_days(lines: dict[str, Any], expected: Truth) -> None:
    assert ended(lines) is expected


def test_ended_accepts_the_gaps_that_it_names() -> None:
    assert ended({"first": None}, **{"or": "not-recorded"}) is YES
    assert ended({"first": None}, **{"or": "possibly"}) is UNKNOWN
    assert ended({"ended": "2026-11-13"}, **{"or": "possibly"}) is YES
    assert ended({"ended": "2026-11"}, **{"or": "possibly"}) is UNKNOWN


def test_long_standing_without_a_date_is_no_length_that_nobody_recorded() -> None:
    old: dict[str, Any] = {"chronic": True}

    assert lasting(old, at_most="60 minutes", **{"or": "not-recorded"}) is UNKNOWN
    assert lasting({}, at_most="60 minutes", **{"or": "not-recorded"}) is YES
    assert lasting(old, at_least="24 hours", **{"or": "not-recorded"}) is YES
