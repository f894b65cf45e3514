"""Which processes live: a beat each, and who has not been heard of is gone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from engine.store.database import Store
from engine.store.processes import Process, alive, beat, sign_off

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
ONE = Process("1", "host-a", 7, 7, 4711, "digest-1", NOW - timedelta(days=2), NOW)
OTHER = replace(ONE, id="2", host="host-b", rules_digest="digest-2")


def test_each_process_is_heard_with_what_it_said_last(store: Store) -> None:
    refused = replace(ONE, refused_at=NOW, refused_faults=3)

    assert beat(store, ONE) == (ONE,)
    assert beat(store, OTHER) == (ONE, OTHER)
    assert beat(store, refused) == (refused, OTHER)


def test_who_is_silent_for_a_minute_is_not_alive(store: Store) -> None:
    beat(store, ONE)

    assert alive(store, NOW + timedelta(seconds=60)) == (ONE,)
    assert alive(store, NOW + timedelta(seconds=61)) == ()


def test_who_signs_off_is_forgotten_and_nobody_else(store: Store) -> None:
    beat(store, ONE)
    beat(store, OTHER)
    sign_off(store, ONE.id)

    assert alive(store, NOW) == (OTHER,)


def test_who_died_a_day_ago_leaves_no_row(store: Store) -> None:
    beat(store, ONE)
    later = NOW + timedelta(days=1, seconds=1)
    beat(store, replace(OTHER, seen_at=later))

    assert [one.id for one in alive(store, NOW)] == ["2"]
