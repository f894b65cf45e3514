"""Counts are added up, by however many workers, and read by day."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from made_up_rows import AT

from engine.store.buckets import LONGER, bucket_of, within
from engine.store.counts import (
    Counted,
    HourCount,
    Loaded,
    add_counts,
    counts_of,
    hour_of,
    loaded_rules,
)
from engine.store.database import Store
from engine.store.span import Span

ROOT = Path(__file__).parents[2]
HOUR = hour_of(AT)
CALLS = Counted(HOUR, "calls", "numbness-red-flags", "sha256:1", "card")
DAY = Span(AT.date(), AT.date())
ADD = """
import sys
sys.path.insert(0, sys.argv[2])
from test_store_counts import CALLS
from engine.store.counts import add_counts
from engine.store.database import open_store
store = open_store(sys.argv[1])
for _ in range(25):
    add_counts(store, {CALLS: 1})
"""


def test_what_is_added_twice_stands_as_the_sum(store: Store) -> None:
    add_counts(store, {CALLS: 2})
    add_counts(store, {CALLS: 3})

    assert counts_of(store, DAY, ["calls"]) == (
        HourCount(HOUR, "calls", "card", 0, "sha256:1", 5),
    )


def test_of_several_workers_none_overwrites_another(url: str, store: Store) -> None:
    command = [sys.executable, "-c", ADD, url, str(Path(__file__).parent)]
    workers = [subprocess.Popen(command, cwd=ROOT) for _ in range(3)]

    assert [worker.wait() for worker in workers] == [0, 0, 0]
    assert [one.amount for one in counts_of(store, DAY, ["calls"])] == [75]


def test_counts_of_a_span_are_those_of_its_hours_and_kinds(store: Store) -> None:
    others = (
        Counted(HOUR + timedelta(days=1), "calls", "s", "d"),
        Counted(HOUR - timedelta(days=1), "calls", "s", "d"),
        Counted(HOUR, "time", "s", "d", "5"),
    )
    add_counts(store, {CALLS: 1, **dict.fromkeys(others, 1)})

    assert [one.hour for one in counts_of(store, DAY, ["calls"])] == [HOUR]


def test_services_are_counted_together(store: Store) -> None:
    other = Counted(HOUR, "calls", "another-service", "sha256:1", "card")

    add_counts(store, {CALLS: 1, other: 1})

    assert [one.amount for one in counts_of(store, DAY, ["calls"])] == [2]


def test_rules_that_were_asked_are_kept_once_with_the_first_time(store: Store) -> None:
    first = Loaded("sha256:1", "urgent/a", 3, AT)
    add_counts(store, {}, [first])

    add_counts(store, {}, [Loaded("sha256:1", "urgent/a", 3, AT + timedelta(days=1))])

    assert loaded_rules(store) == (first,)


def test_an_hour_is_of_utc_whatever_the_zone() -> None:
    abroad = datetime.fromisoformat("2026-01-02T00:30:00+05:45")

    assert hour_of(abroad) == datetime(2026, 1, 1, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("milliseconds", "bucket"),
    [(0, "1"), (1, "1"), (1.01, "2"), (5000, "5000"), (5000.1, LONGER)],
)
def test_a_time_is_in_the_bucket_that_ends_at_or_after_it(
    milliseconds: float, bucket: str
) -> None:
    assert bucket_of(milliseconds) == bucket


@pytest.mark.parametrize(
    ("share", "expected"), [(0.5, 5), (0.9, 5), (0.91, 100), (0.99, None)]
)
def test_a_share_of_calls_was_answered_within_the_end_of_its_bucket(
    share: float, expected: int | None
) -> None:
    calls = {"2": 10, "5": 80, "100": 5, LONGER: 5}

    assert within(calls, share) == expected


def test_without_calls_nothing_was_answered_within_anything() -> None:
    assert within({}, 0.5) is None
