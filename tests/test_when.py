"""Durations, partial dates, and every edge of a window on both sides."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from engine.truth import NO, UNKNOWN, YES, Truth
from engine.when import (
    Duration,
    Interval,
    Unit,
    before_last,
    is_short_doubt,
    older_than,
    read_time,
    within,
)

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
TICK = timedelta(microseconds=1)
DAY = Duration(24, "hours")
FOUR_WEEKS = Duration(4, "weeks")


def read(text: str, zone: tzinfo = UTC) -> Interval:
    found = read_time(text, zone)
    assert found is not None
    return found.interval


@pytest.mark.parametrize("unit", get_args(Unit))
def test_a_duration_is_read_and_written_in_every_unit(unit: str) -> None:
    assert str(Duration.parse(f"3 {unit}")) == f"3 {unit}"
    assert str(Duration.parse(f" 1 {unit} ")) == f"1 {unit.removesuffix('s')}"


@pytest.mark.parametrize(
    "text",
    ["", "hours", "24", "24hours", "-1 hours", "1.5 hours", "24 Hours", "1 day x"],
)
def test_what_is_no_duration_is_refused_with_the_form_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="write a number and a unit, '24 hours'"):
        Duration.parse(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90 minutes", "2026-11-20T14:00:00+00:00"),
        ("24 hours", "2026-11-19T15:30:00+00:00"),
        ("1 day", "2026-11-19T15:30:00+00:00"),
        ("4 weeks", "2026-10-23T15:30:00+00:00"),
        ("9 months", "2026-02-20T15:30:00+00:00"),
        ("1 years", "2025-11-20T15:30:00+00:00"),
    ],
)
def test_a_duration_is_measured_back_from_an_instant(text: str, expected: str) -> None:
    assert Duration.parse(text).before(NOW).isoformat() == expected


def test_a_month_before_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    instant = datetime(2026, 3, 31, tzinfo=UTC)

    assert Duration(1, "months").before(instant) == datetime(2026, 2, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", "2026-01-01T00:00:00", "2026-12-31T23:59:59.999999"),
        ("2026-02", "2026-02-01T00:00:00", "2026-02-28T23:59:59.999999"),
        ("2024-02", "2024-02-01T00:00:00", "2024-02-29T23:59:59.999999"),
        ("2026-11-20", "2026-11-20T00:00:00", "2026-11-20T23:59:59.999999"),
        ("2026-11-20T15:30Z", "2026-11-20T15:30:00", "2026-11-20T15:30:59.999999"),
        ("2026-11-20T15:30:05Z", "2026-11-20T15:30:05", "2026-11-20T15:30:05"),
        ("2026-11-20 15:30:05 Z", "2026-11-20T15:30:05", "2026-11-20T15:30:05"),
        ("2026-11-20T15:30:05.25Z", "2026-11-20T15:30:05.25", "2026-11-20T15:30:05.25"),
        ("2026-11-20T15:30:05.123456789z", *["2026-11-20T15:30:05.123456"] * 2),
        ("2026-11-20T15:30:05+02:00", *["2026-11-20T13:30:05"] * 2),
        ("2026-11-20T15:30:05-0530", *["2026-11-20T21:00:05"] * 2),
        ("  2026-11-20T00:30:00+14:00 ", *["2026-11-19T10:30:00"] * 2),
    ],
)
def test_a_fhir_time_is_the_interval_it_may_mean(
    text: str, start: str, end: str
) -> None:
    expected = Interval(
        datetime.fromisoformat(start).replace(tzinfo=UTC),
        datetime.fromisoformat(end).replace(tzinfo=UTC),
    )

    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "20-11-2026",
        "2026-13",
        "2026-02-30",
        "2026-11-20T25:00:00Z",
        "2026-11-20T15:61:00Z",
        "2026-11-20T15:30:61Z",
        "2026-11-20T15:30:99Z",
        "2026-11-20T15Z",
        "2026-11-20T15:30:00+99:00",
        "0000",
        "9999-12-31T23:59Z",
        "0001-01-01T00:00:00+14:00",
        "2026-11-20; DROP",
    ],
)
def test_what_is_no_time_is_none_and_raises_nothing(text: str) -> None:
    assert read_time(text) is None


def test_a_leap_second_is_the_last_second_of_its_minute() -> None:
    assert read("2016-12-31T23:59:60Z") == read("2016-12-31T23:59:59Z")


@pytest.mark.parametrize(
    ("text", "assumed"),
    [
        ("2026-11-20T15:30:00", True),
        ("2026-11-20T15:30:00Z", False),
        ("2026-11-20", False),
        ("2026", False),
    ],
)
def test_only_a_time_without_a_zone_is_flagged(text: str, assumed: bool) -> None:
    found = read_time(text)

    assert found is not None
    assert found.zone_assumed is assumed


def test_a_date_and_a_time_without_zone_are_read_in_the_zone_of_the_request() -> None:
    zone = timezone(timedelta(hours=5, minutes=30))

    assert read("2026-11-20", zone).start == datetime(2026, 11, 19, 18, 30, tzinfo=UTC)
    assert read("2026-11-20T05:30:00", zone).start == read("2026-11-20T00:00:00Z").start
    assert read("2026-11-20T05:30:00Z", zone) == read("2026-11-20T05:30:00Z")


def test_a_day_on_which_the_clocks_change_has_25_hours() -> None:
    day = read("2026-10-25", ZoneInfo("Europe/London"))

    assert day.length == timedelta(hours=25) - TICK


def test_an_interval_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        Interval(NOW, NOW - TICK)


def test_the_part_of_an_interval_that_is_not_in_the_future() -> None:
    today = read("2026-11-20")

    assert Interval.at(NOW).until(NOW) == Interval.at(NOW)
    assert today.until(NOW) == Interval(today.start, NOW)
    assert Interval.at(NOW + TICK).until(NOW) is None


def at(**since: float) -> Interval:
    return Interval.at(NOW - timedelta(**since))


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (at(), YES),
        (at(hours=24), YES),
        (at(hours=24, microseconds=-1), YES),
        (at(hours=24, microseconds=1), NO),
        (at(days=400), NO),
        (at(microseconds=-1), UNKNOWN),
        (Interval(NOW - timedelta(hours=24), NOW), YES),
        (Interval(NOW - timedelta(hours=24, microseconds=1), NOW), UNKNOWN),
        (Interval(at(hours=30).start, at(hours=24).start), UNKNOWN),
        (Interval(at(hours=30).start, at(hours=24).start - TICK), NO),
        (Interval(NOW, NOW + timedelta(hours=1)), YES),
        (Interval(NOW + TICK, NOW + timedelta(hours=1)), UNKNOWN),
        (read("2026-11-20"), YES),
        (read("2026-11-19"), UNKNOWN),
        (read("2026-11-18"), NO),
        (read("2026-11"), UNKNOWN),
        (read("2026"), UNKNOWN),
        (read("2026-10"), NO),
    ],
)
def test_within_24_hours_and_more_than_24_hours_ago(
    interval: Interval, expected: Truth
) -> None:
    opposite = {YES: NO, NO: YES, UNKNOWN: UNKNOWN}[expected]

    assert within(interval, DAY, NOW) is expected
    assert before_last(interval, DAY, NOW) is opposite


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (at(weeks=4), YES),
        (at(weeks=4, microseconds=1), YES),
        (at(weeks=4, microseconds=-1), NO),
        (at(), NO),
        (at(microseconds=-1), UNKNOWN),
        (read("2026-10-22"), YES),
        (read("2026-10-23"), UNKNOWN),
        (read("2026-10-24"), NO),
        (read("2026-10"), UNKNOWN),
        (read("2026"), UNKNOWN),
        (read("2025"), YES),
        (Interval(at(weeks=9).start, NOW + timedelta(days=1)), UNKNOWN),
    ],
)
def test_at_least_four_weeks_ago(interval: Interval, expected: Truth) -> None:
    assert older_than(interval, FOUR_WEEKS, NOW) is expected


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (timedelta(), True),
        (timedelta(hours=24), True),
        (timedelta(hours=48), True),
        (timedelta(hours=48, microseconds=1), False),
    ],
)
def test_a_doubt_of_at_most_48_hours_is_short(
    length: timedelta, expected: bool
) -> None:
    assert is_short_doubt(Interval(NOW - length, NOW)) is expected


def test_a_month_and_a_year_are_no_short_doubt() -> None:
    assert not is_short_doubt(read("2026-11"))
    assert not is_short_doubt(read("2026"))
