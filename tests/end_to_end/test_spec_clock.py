"""Zones, the future, and times that cannot be read (`rule-format.md` 2.6)."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from fhir_builders import (
    FACE,
    Json,
    ago,
    answer,
    bundle,
    cards,
    condition,
    days,
    evaluate,
    hours,
    observation,
)

URGENT = "fires critical"


def face(began: str | None = None, **words: Any) -> Json:
    """Numbness of the face."""
    return condition("numb-face", began=began, **words)


def test_a_date_is_read_in_the_zone_of_the_request() -> None:
    """18 November ends 26 hours ago in UTC, and 18 hours ago on the west coast."""
    now = datetime(2026, 11, 20, 2, tzinfo=UTC)
    body = bundle(face("2026-11-18"))
    west = timezone(timedelta(hours=-8))

    read = [evaluate(body, now=now, zone=zone) for zone in (UTC, west)]

    assert [answer(got, FACE) for got in read] == ["quiet", URGENT]


def test_a_future_onset_never_matches_and_is_a_problem() -> None:
    got = evaluate(bundle(face(hours(-2))))

    blocking = [problem.blocking for problem in got.problems]
    assert (answer(got, FACE).startswith("fires"), any(blocking)) == (False, True)


def test_a_future_onset_is_told_on_a_card() -> None:
    got = evaluate(bundle(face(days(-60))))

    assert len(cards(got)) > 0


def test_an_onset_that_cannot_be_read_is_a_problem_and_not_silence() -> None:
    got = evaluate(bundle(face("the other day", recorded=hours(1))))

    listed = any(problem.reference == "Condition/c1" for problem in got.problems)
    assert (listed, answer(got, FACE) == "quiet") == (True, False)


def test_a_time_without_a_zone_is_flagged() -> None:
    got = evaluate(bundle(face("2026-11-20T10:00:00")))

    assert any(problem.reference == "Condition/c1" for problem in got.problems)


def test_a_record_written_after_now_is_listed_and_not_dropped_in_silence() -> None:
    got = evaluate(bundle(observation("numb-face", recorded=hours(-1))))

    assert any(problem.reference == "Observation/o1" for problem in got.problems)


def test_a_future_onset_in_a_record_of_the_future_is_a_problem_too() -> None:
    """Local time sent without a zone: 15:30 in Delhi is 10:00 in UTC."""
    record = face("2026-11-20T15:30:00", recorded="2026-11-20T16:30:00")

    got = evaluate(bundle(record))

    assert any(problem.blocking for problem in got.problems)


@pytest.mark.parametrize(
    "record",
    [
        face(hours(2), recorded=ago(seconds=-30)),
        face(hours(2), recorded="2026-11-21"),
        observation("numb-face", recorded=ago(seconds=-30)),
        observation("numb-face", recorded=hours(1), issued=ago(seconds=-30)),
        observation("numb-face", began=hours(5), until=hours(-1)),
    ],
    ids=["recordedDate", "date alone", "effective", "issued", "end of a period"],
)
def test_a_clock_that_runs_ahead_never_hides_a_record_in_silence(record: Json) -> None:
    got = evaluate(bundle(record))

    said = any(problem.blocking for problem in got.problems)
    assert said or answer(got, FACE).startswith("fires")
