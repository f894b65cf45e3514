"""Days and dates of a text as an onset, and the course it names."""

from datetime import UTC, date, datetime, timedelta

import pytest
from text_lexicon import hand_built_lexicon

from engine.findings.text.reader import TextReader
from engine.when import Interval

FRIDAY = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
WRITTEN = Interval.at(FRIDAY)
READER = TextReader(hand_built_lexicon())
MINUTE = timedelta(minutes=1) - timedelta(microseconds=1)


def one(text, written=WRITTEN, zone=UTC):
    (found,) = READER.read(text, written, zone)
    return found


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    "said", ["3/7", "x3/7", "for 3 days", "for three days", "3 days", "x 3d"]
)
def test_a_number_of_days_is_rounded_half_a_day_either_way(said):
    onset = one(f"left arm numb {said}").onset

    assert onset == Interval(at(17, 2), at(18, 2))


def test_a_range_of_days_spans_from_the_longest_to_the_shortest():
    assert one("numb feet for 2-3 days").onset == Interval(at(17, 2), at(19, 2))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("since 12/11", date(2026, 11, 12)),
        ("since 25/10", date(2026, 10, 25)),
        ("since 10/25", date(2026, 10, 25)),
        ("since 25/10/2025", date(2025, 10, 25)),
        ("since 25/10/25", date(2025, 10, 25)),
        ("on 3/7", date(2026, 7, 3)),
        ("since 3 March", date(2026, 3, 3)),
        ("since 3rd of March", date(2026, 3, 3)),
        ("on 3 May 2024", date(2024, 5, 3)),
        ("since November 3rd", date(2026, 11, 3)),
        ("3rd Nov", date(2026, 11, 3)),
        ("since 24 December", date(2025, 12, 24)),
    ],
)
def test_a_date_is_the_latest_that_has_passed(said, day):
    onset = one(f"left arm numb {said}").onset

    assert (onset.start.date(), onset.end.date()) == (day, day)


def test_a_date_that_may_be_either_is_both_where_they_are_near():
    onset = one("left arm numb since 10/11").onset

    assert (onset.start.date(), onset.end.date()) == (
        date(2026, 10, 11),
        date(2026, 11, 10),
    )


@pytest.mark.parametrize("said", ["since 31/2", "since 45/80", "DOB 12/11/1950"])
def test_what_is_no_date_of_an_onset_is_not_read_as_one(said):
    assert one(f"left arm numb {said}").onset is None


def test_a_date_takes_its_clock_time():
    assert one("left arm numb on 12/11 at 7pm").onset.start == at(12, 19)


@pytest.mark.parametrize(
    ("text", "course"),
    [
        ("numbness in foot spreading to leg", "spreading"),
        ("numbness climbing up both legs", "ascending"),
        ("numbness moving up both legs", "ascending"),
        ("left hand numb, getting worse", "worsening"),
        ("left leg numbness, comes and goes", "fluctuating"),
        ("unchanged numbness of left leg", "stable"),
        ("numb feet, up to the thighs", "ascending"),
        ("numb feet, now up to the thighs", "ascending"),
        ("numb feet, climbing", "ascending"),
    ],
)
def test_the_course_belongs_to_its_finding(text, course):
    assert one(text).courses == {course}


@pytest.mark.parametrize(
    "text",
    [
        "numbness of both legs, not spreading",
        "numbness of both legs has not spread",
        "non-spreading numbness of both legs",
        "numbness of both legs, no longer spreading",
        "not climbing, numbness of both legs",
        "both legs numb up to 3 days",
        "both legs numb, woke up to this",
    ],
)
def test_a_course_that_is_denied_or_meant_otherwise_is_none(text):
    found = one(text)

    assert (found.presence, found.courses) == ("present", frozenset())


@pytest.mark.parametrize(
    ("text", "chronic"),
    [
        ("left arm always numb", True),
        ("always had headaches, left arm numb", False),
        ("headache always, left arm numb", False),
    ],
)
def test_always_is_of_the_word_beside_it(text, chronic):
    (numb,) = (f for f in READER.read(text, WRITTEN, UTC) if f.what == "numbness")

    assert numb.chronic is chronic


def test_what_spreads_brings_the_place_it_reaches():
    found = one("numbness in right foot, now spreading to thigh")

    assert (found.sites, found.side) == ({"foot", "thigh"}, "right")
