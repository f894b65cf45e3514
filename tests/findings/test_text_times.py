"""Onset, end, length, speed and course of what a text says."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

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
    ("said", "before"),
    [
        ("2 h ago", timedelta(hours=2)),
        ("x 2h", timedelta(hours=2)),
        ("x2h", timedelta(hours=2)),
        ("2/24", timedelta(hours=2)),
        ("2/24 ago", timedelta(hours=2)),
        ("for two hours", timedelta(hours=2)),
        ("for the past 2 hrs", timedelta(hours=2)),
        ("2hrs", timedelta(hours=2)),
        ("since 2 hours", timedelta(hours=2)),
        ("started 2 hours ago", timedelta(hours=2)),
        ("30 min PTA", timedelta(minutes=30)),
        ("half an hour ago", timedelta(minutes=30)),
        ("an hour ago", timedelta(hours=1)),
        ("x 45 mins", timedelta(minutes=45)),
        ("24 hours ago", timedelta(hours=24)),
    ],
)
def test_hours_and_minutes_are_exact(said, before):
    assert one(f"left arm numb {said}").onset == Interval.at(FRIDAY - before)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("since yesterday", date(2026, 11, 19)),
        ("3 days ago", date(2026, 11, 17)),
        ("2/52", date(2026, 11, 6)),
        ("for 2 weeks", date(2026, 11, 6)),
        ("6/12", date(2026, 5, 20)),
        ("for 6 months", date(2026, 5, 20)),
        ("x 6 months", date(2026, 5, 20)),
        ("for over 2 years", date(2024, 11, 20)),
        ("since Monday", date(2026, 11, 16)),
        ("since Mon", date(2026, 11, 16)),
        ("on Tuesday", date(2026, 11, 17)),
        ("since last Friday", date(2026, 11, 13)),
        ("since 2026-11-18", date(2026, 11, 18)),
    ],
)
def test_days_and_longer_name_a_calendar_day(said, day):
    onset = one(f"left arm numb {said}").onset

    assert (onset.start.date(), onset.end.date()) == (day, day)


def test_two_places_with_two_beginnings_keep_their_own():
    face, arm = READER.read(
        "numb left face x 1 day then left arm x 1 hour", WRITTEN, UTC
    )

    assert (face.sites, face.onset) == ({"face"}, Interval(at(19, 2), at(20, 2)))
    assert (arm.sites, arm.onset) == ({"arm"}, Interval.at(at(20, 13)))


def test_the_years_of_a_diagnosis_are_not_those_of_the_numbness():
    known, numb = READER.read("DM x 10 years numb face x 1h", WRITTEN, UTC)

    assert (known.onset.start.year, numb.onset) == (2016, Interval.at(at(20, 13)))


def test_a_time_between_two_findings_is_that_of_the_first():
    text = "left face numb x 2h right arm weak"
    numb, weak = READER.read(text, WRITTEN, UTC)

    assert (numb.onset, weak.onset) == (Interval.at(at(20, 12)), None)


def test_yesterday_in_a_comparison_is_no_onset():
    assert one("face less numb than yesterday").onset is None


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("0730", at(20, 7, 30)),
        ("0730 today", at(20, 7, 30)),
        ("since 0730", at(20, 7, 30)),
        ("at 07:30", at(20, 7, 30)),
        ("@ 0730", at(20, 7, 30)),
        ("7.30am", at(20, 7, 30)),
        ("at 7 am", at(20, 7)),
        ("LKW 2200", at(19, 22)),
        ("last known well 22:00", at(19, 22)),
        ("LKW 2130 last night", at(19, 21, 30)),
        ("yesterday at 7pm", at(19, 19)),
        ("since 1430", at(19, 14, 30)),
        ("at noon", at(20, 12)),
    ],
)
def test_a_clock_time_is_the_latest_that_has_passed(said, start):
    onset = one(f"left arm numb {said}").onset

    assert onset == Interval(start, start + MINUTE)


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("since this morning", at(20, 0), at(20, 12)),
        ("since this am", at(20, 0), at(20, 12)),
        ("since last night", at(19, 18), at(20, 6)),
        ("overnight", at(19, 18), at(20, 6)),
        ("yesterday evening", at(19, 17), at(20, 0)),
        ("since the weekend", at(14, 0), at(16, 0)),
    ],
)
def test_a_part_of_a_day_is_an_interval(said, start, end):
    onset = one(f"left arm numb {said}").onset

    assert onset.start == start
    assert end - onset.end <= timedelta(microseconds=1)


def test_nothing_begins_after_it_was_written_down():
    assert one("left arm numb today").onset == Interval(at(20, 0), FRIDAY)


def test_on_waking_is_last_known_well_at_bedtime_and_sudden():
    found = one("woke up with numb left arm")

    assert (found.onset, found.speed) == (Interval(at(19, 18), FRIDAY), "sudden")


def test_waking_at_a_time_bounds_the_onset():
    found = one("woke at 0600 with numb left arm")

    assert found.onset == Interval(at(19, 18), at(20, 6) + MINUTE)


def test_days_are_those_of_the_zone():
    written = Interval.at(datetime(2026, 11, 20, 1, 0, tzinfo=UTC))
    found = one("left arm numb today", written, ZoneInfo("America/New_York"))

    assert found.onset.start == datetime(2026, 11, 19, 5, 0, tzinfo=UTC)


def test_a_text_without_a_date_has_no_onset_but_is_still_chronic():
    found = one("numb hands for years", written=None)

    assert (found.onset, found.chronic) == (None, True)


def test_a_record_dated_by_the_day_leaves_a_day_of_doubt():
    day = Interval(at(20, 0), at(20, 23, 59))

    assert one("left arm numb 2 h ago", day).onset == Interval(
        at(19, 22), at(20, 21, 59)
    )


@pytest.mark.parametrize(
    "said", ["for years", "for months", "always", "since childhood"]
)
def test_long_standing_words_are_chronic(said):
    assert one(f"left arm numb {said}").chronic


def test_a_length_is_not_an_onset():
    found = one("left arm numbness lasted 20 minutes, now gone")

    assert (found.onset, found.lasted, found.state) == (None, 1200, "resolved")


def test_a_point_with_a_length_is_over():
    found = one("left arm numb yesterday at 7pm for 20 minutes")

    assert (found.state, found.lasted) == ("resolved", 1200)
    assert found.onset.start == at(19, 19)


def test_the_time_of_the_end_is_not_the_onset():
    found = one("numbness of L arm resolved at 0900, began 0830")

    assert (found.onset.start, found.ended.start) == (at(20, 8, 30), at(20, 9))


def test_resolved_two_hours_ago_has_no_onset():
    found = one("left arm numbness resolved 2 hours ago")

    assert (found.onset, found.ended) == (None, Interval.at(at(20, 12)))


def test_resolved_after_says_how_long_it_lasted():
    assert one("left arm numbness resolved after 20 min").lasted == 1200


def test_an_onset_in_the_next_sentence_belongs_to_the_finding_before():
    found = one("L arm numbness. Started 2h ago.")

    assert found.onset == Interval.at(at(20, 12))


def test_an_onset_in_the_sentence_before_belongs_to_the_finding_after():
    found = one("Onset: 2 hours ago. Symptoms: numb left arm.")

    assert found.onset == Interval.at(at(20, 12))


def test_an_unrelated_time_in_the_next_sentence_is_not_lent():
    assert one("L arm numbness. Takes aspirin for 6 months.").onset is None


def test_findings_named_together_share_their_time():
    text = "slurred speech and left arm weakness since 0730"
    onsets = {found.onset.start for found in READER.read(text, WRITTEN, UTC)}

    assert onsets == {at(20, 7, 30)}


def test_a_time_before_the_findings_is_that_of_all():
    text = "Since this morning numb left arm and slurred speech"
    onsets = [found.onset.start for found in READER.read(text, WRITTEN, UTC)]

    assert onsets == [at(20, 0), at(20, 0)]


def test_a_time_is_not_lent_over_a_comma():
    numb, slurred = READER.read("numb L arm, slurred speech since 0730", WRITTEN, UTC)

    assert (numb.onset, slurred.onset.start) == (None, at(20, 7, 30))


@pytest.mark.parametrize(
    "noise",
    ["pain 7/10", "power 4/5", "BP 120/80", "24/7", "L4/5", "for 5 mg", "45y male"],
)
def test_numbers_that_are_no_times_are_not_read_as_such(noise):
    assert one(f"left arm numb, {noise}").onset is None


def test_plural_feet_are_both_and_symmetric_one_foot_is_not():
    assert (one("numb feet").symmetric, one("numb foot").symmetric) == (True, False)


def test_asymmetric_is_not_symmetric():
    assert not one("numb feet, asymmetric").symmetric


def test_severity_is_that_of_the_finding():
    assert one("mild numbness right cheek").severity == "mild"


@pytest.mark.parametrize(
    "text",
    [
        "left arm numb, earache for 3 days",
        "left arm numb. Earache started 3 days ago.",
        "left arm numb, earache resolved",
    ],
)
def test_the_time_of_another_complaint_is_not_lent(text):
    found = one(text)

    assert (found.onset, found.state) == (None, "ongoing")
