"""Old rows are counted first, then deleted, and feedback stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from made_up_rows import AT, OVERRIDDEN, SHOWN

from engine.store.counts import Counted, add_counts, hour_of
from engine.store.database import Store
from engine.store.feedback import all_feedback, keep_feedback
from engine.store.jti import is_first_use, was_used
from engine.store.prune import old_rows, prune
from engine.store.shadow import ShadowAnswer, keep_shadow
from engine.store.shown import keep_shown
from engine.store.snooze import CardSnoozed, keep_snoozed

LATER = AT + timedelta(days=10)
BEFORE = AT + timedelta(days=5)
RunSql = Callable[[str], list[tuple[object, ...]]]
ONE_OF_EACH = {
    "shown_evidence": 1,
    "shown_card": 1,
    "snoozed_card": 1,
    "shadow_outcome": 1,
    "used_token": 1,
    "hourly_count": 1,
}


@pytest.fixture
def old_and_new(store: Store) -> Store:
    """A row of each table from before the moment, and one from after it."""
    for name, at in (("old", AT), ("new", LATER)):
        card = replace(SHOWN, uuid=name, shown_at=at)
        keep_shown(store, [card])
        keep_snoozed(store, [CardSnoozed(card, at + timedelta(hours=1))])
        answer = ShadowAnswer(name, "urgent/a", 1, "d", "quiet", "", "k", at)
        keep_shadow(store, [answer])
        is_first_use(store, "issuer", name, at)
        add_counts(store, {Counted(hour_of(at), "calls", "s", "d"): 1})
        keep_feedback(store, [replace(OVERRIDDEN, card=name)], at)
    return store


def test_old_rows_are_counted_and_nothing_is_changed(old_and_new: Store) -> None:
    first, again = (old_rows(old_and_new, BEFORE) for _ in range(2))

    assert first == again == ONE_OF_EACH


def test_old_rows_go_and_newer_ones_and_feedback_stay(
    old_and_new: Store, run_sql: RunSql
) -> None:
    assert prune(old_and_new, BEFORE) == ONE_OF_EACH

    assert set(old_rows(old_and_new, BEFORE).values()) == {0}
    assert run_sql("SELECT uuid FROM shown_card") == [("new",)]
    assert run_sql("SELECT card FROM shown_evidence") == [("new",)]
    assert was_used(old_and_new, "issuer", "new")
    assert [one.card for one in all_feedback(old_and_new)] == ["old", "new"]


def test_feedback_goes_when_it_is_asked_for(old_and_new: Store) -> None:
    gone = prune(old_and_new, BEFORE, with_feedback=True)

    assert gone == {**ONE_OF_EACH, "feedback": 1}
    assert [one.card for one in all_feedback(old_and_new)] == ["new"]


def test_more_rows_than_go_at_once_go_all(store: Store) -> None:
    cards = [replace(SHOWN, uuid=f"card-{n}", evidence={}) for n in range(4100)]
    keep_shown(store, cards)

    assert prune(store, LATER)["shown_card"] == 4100
