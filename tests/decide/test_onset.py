"""The `onset` line: window, gaps, speed, slow start."""

from typing import Any

import pytest
from made_up import NOW, entry

from engine.decide.clauses.onset import Beginning, onset_truth
from engine.findings.finding import Finding
from engine.rulebook.clauses import Onset
from engine.truth import NO, UNKNOWN, YES, Truth
from engine.when import Interval

GAPS = ["not-recorded", "possibly"]


def onset(entry: Finding, line: dict[str, Any], **asked: Any) -> Truth:
    beginning = Beginning(
        NOW,
        asked.pop("slow_start", NO),
        asked.pop("new_is_sudden", True),
        asked.pop("undated_counts", False),
    )
    return onset_truth(entry, Onset.model_validate(line), beginning)


def test_a_line_that_asks_nothing_is_yes() -> None:
    assert onset(entry(), {}) is YES


@pytest.mark.parametrize(
    ("began", "strict", "possibly"),
    [
        ("2 hours", YES, YES),
        ("24 hours", YES, YES),
        ("1441 minutes", NO, NO),
        ("2026-11-20", YES, YES),
        ("2026-11-19", UNKNOWN, YES),
        ("2026-11-18", NO, NO),
        ("2026-11", UNKNOWN, UNKNOWN),
        ("2026", UNKNOWN, UNKNOWN),
        ("2026-10", NO, NO),
        ("2026-11-20T15:30:01Z", UNKNOWN, UNKNOWN),
        ("2026-11-21", UNKNOWN, UNKNOWN),
    ],
)
def test_a_recorded_onset_against_a_window_of_24_hours(
    began: str, strict: Truth, possibly: Truth
) -> None:
    begun = entry(onset=began)

    assert onset(begun, {"within": "24 hours"}) is strict
    assert onset(begun, {"within": "24 hours", "or": "not-recorded"}) is strict
    assert onset(begun, {"within": "24 hours", "or": "possibly"}) is possibly


@pytest.mark.parametrize(
    ("first", "bare", "not_recorded", "both"),
    [
        ("2 hours", UNKNOWN, YES, YES),
        ("24 hours", UNKNOWN, YES, YES),
        ("1441 minutes", NO, NO, NO),
        ("2026-11-19", UNKNOWN, UNKNOWN, YES),
        ("2026-11", UNKNOWN, UNKNOWN, UNKNOWN),
        (None, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_without_an_onset_the_first_record_stands_in_where_the_gap_is_accepted(
    first: str | None, bare: Truth, not_recorded: Truth, both: Truth
) -> None:
    undated = entry(first=first)

    assert onset(undated, {"within": "24 hours"}) is bare
    assert onset(undated, {"within": "24 hours", "or": "possibly"}) is bare
    assert onset(undated, {"within": "24 hours", "or": "not-recorded"}) is not_recorded
    assert onset(undated, {"within": "24 hours", "or": GAPS}) is both


def test_an_entry_without_any_date_counts_where_undated_is_accepted() -> None:
    undated = entry(first=None)

    assert onset(undated, {"within": "14 days", "or": [*GAPS, "undated"]}) is YES


def test_undated_also_accepts_an_onset_known_by_its_month_only() -> None:
    line = {"within": "14 days", "or": "undated"}

    assert onset(entry(onset="2026-11"), line) is YES
    assert onset(entry(onset="2026-10"), line) is NO


def test_undated_also_accepts_an_onset_in_the_future_because_it_cannot_be_true():
    ahead = entry(onset="2026-12")

    assert onset(ahead, {"within": "14 days", "or": "undated"}) is YES
    assert onset(ahead, {"within": "14 days", "or": GAPS}) is UNKNOWN


def test_a_diagnosis_without_any_date_counts_beside_a_symptom_if_gaps_may() -> None:
    stroke = entry("stroke", first=None)
    line = {"within": "14 days"}

    assert onset(stroke, line, undated_counts=True) is UNKNOWN
    assert onset(stroke, {**line, "or": GAPS}, undated_counts=True) is YES
    assert onset(stroke, {**line, "or": GAPS}, undated_counts=False) is UNKNOWN


def test_chronic_without_a_date_contradicts_every_window_whatever_gap_is_accepted() -> (
    None
):
    chronic = entry(chronic=True)
    every_gap = {"within": "14 days", "or": [*GAPS, "undated"]}

    assert onset(chronic, every_gap) is NO
    assert onset(entry(chronic=True, first=None), every_gap) is NO


def test_chronic_with_an_onset_goes_by_its_onset() -> None:
    assert onset(entry(chronic=True, onset="2 hours"), {"within": "24 hours"}) is YES


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"onset": "24 hours"}, NO),
        ({"onset": "1441 minutes"}, YES),
        ({"onset": "2026-11-19"}, UNKNOWN),
        ({"onset": "2026-11-21"}, UNKNOWN),
        ({"chronic": True}, YES),
        ({"first": "25 hours"}, YES),
        ({"first": "2 hours"}, UNKNOWN),
        ({"first": None}, UNKNOWN),
    ],
)
def test_more_than_24_hours_ago(lines: dict[str, Any], expected: Truth) -> None:
    assert onset(entry(**lines), {"more-than": "24 hours"}) is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"speed": "sudden"}, YES),
        ({"speed": "sudden", "onset": "3 days"}, YES),
        ({"speed": "sudden", "chronic": True}, YES),
        ({"onset": "24 hours"}, YES),
        ({"onset": "1441 minutes"}, UNKNOWN),
        ({"onset": "2026-11-19"}, UNKNOWN),
        ({"first": "24 hours"}, YES),
        ({"first": "1441 minutes"}, UNKNOWN),
        ({"first": None}, UNKNOWN),
        ({"chronic": True}, NO),
        ({"chronic": True, "speed": "gradual"}, NO),
        ({"chronic": True, "onset": "2 hours"}, YES),
    ],
)
def test_what_is_new_is_sudden_until_someone_writes_gradual(
    lines: dict[str, Any], expected: Truth
) -> None:
    assert onset(entry(**lines), {"speed": "sudden"}) is expected


def test_new_possibly_within_a_day_is_sudden_where_possibly_is_accepted() -> None:
    yesterday = entry(onset="2026-11-19")

    assert onset(yesterday, {"speed": "sudden", "or": "possibly"}) is YES


@pytest.mark.parametrize(
    ("lines", "strict", "lenient"),
    [
        ({"onset": "24 hours"}, NO, YES),
        ({"onset": "1441 minutes"}, NO, NO),
        ({"onset": "2026-11-19"}, UNKNOWN, UNKNOWN),
        ({"first": "2 hours"}, UNKNOWN, UNKNOWN),
        ({"first": "25 hours"}, NO, NO),
        ({"first": None}, UNKNOWN, UNKNOWN),
    ],
)
def test_gradual_counts_within_24_hours_of_its_onset_only_where_a_slow_start_does(
    lines: dict[str, Any], strict: Truth, lenient: Truth
) -> None:
    gradual = entry(speed="gradual", **lines)

    assert onset(gradual, {"speed": "sudden"}, slow_start=NO) is strict
    assert onset(gradual, {"speed": "sudden"}, slow_start=YES) is lenient


def test_gradual_yesterday_counts_where_possibly_and_a_slow_start_do() -> None:
    gradual = entry(speed="gradual", onset="2026-11-19")
    line = {"speed": "sudden", "or": "possibly"}

    assert onset(gradual, line, slow_start=NO) is NO
    assert onset(gradual, line, slow_start=YES) is YES


@pytest.mark.parametrize(
    ("speed", "expected"), [("sudden", YES), ("gradual", NO), (None, UNKNOWN)]
)
def test_a_headache_needs_its_speed_recorded(
    speed: str | None, expected: Truth
) -> None:
    headache = entry("thunderclap-headache", onset="2 hours", speed=speed)

    assert onset(headache, {"speed": "sudden"}, new_is_sudden=False) is expected


def test_every_part_of_the_line_has_to_hold() -> None:
    line = {"within": "14 days", "more-than": "24 hours"}

    assert onset(entry(onset="14 days"), line) is YES
    assert onset(entry(onset="25 hours"), line) is YES
    assert onset(entry(onset="24 hours"), line) is NO
    assert onset(entry(onset="15 days"), line) is NO


def test_an_interval_of_exactly_48_hours_is_still_possibly() -> None:
    edge = Interval.at(NOW).start.replace(day=18)
    two_days = entry(onset=Interval(edge, NOW))

    assert onset(two_days, {"within": "24 hours", "or": "possibly"}) is YES
