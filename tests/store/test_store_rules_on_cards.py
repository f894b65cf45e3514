"""Rules on cards are counted by day, version, outcome and the last word."""

from dataclasses import replace
from datetime import timedelta

import pytest
from made_up_rows import ACCEPTED, AT, OVERRIDDEN, SHOWN

from engine.store.database import Store
from engine.store.feedback import keep_feedback
from engine.store.numbers import RuleCounts, fired_and_overridden
from engine.store.rules_on_cards import OnCards, Overrides, on_cards, overrides
from engine.store.shown import keep_shown
from engine.store.snooze import CardSnoozed, keep_snoozed
from engine.store.span import Span

DAY = AT.date()
TWO_RULES = (
    {"rule": "urgent/a", "version": 2, "outcome": "fires"},
    {"rule": "urgent/b", "version": 1, "outcome": "asks"},
)


@pytest.fixture
def three_cards(store: Store) -> Store:
    """A card of version 1, one of two rules a day later, one kept back."""
    later = AT + timedelta(days=1)
    keep_shown(
        store,
        [SHOWN, replace(SHOWN, uuid="card-2", rules=TWO_RULES, shown_at=later)],
    )
    kept_back = replace(SHOWN, uuid="card-3", shown_at=later)
    keep_snoozed(store, [CardSnoozed(kept_back, later + timedelta(hours=1))])
    keep_feedback(store, [OVERRIDDEN, replace(ACCEPTED, card="card-2")], later)
    return store


def test_cards_are_counted_by_day_rule_and_version(three_cards: Store) -> None:
    next_day = DAY + timedelta(days=1)

    counted = on_cards(three_cards, Span(DAY, next_day))

    assert counted == (
        OnCards(DAY, "urgent/a", 1, fires=1, overridden=1),
        OnCards(next_day, "urgent/a", 1, snoozed=1),
        OnCards(next_day, "urgent/a", 2, fires=1, accepted=1),
        OnCards(next_day, "urgent/b", 1, asks=1, accepted=1),
    )


def test_a_span_begins_and_ends_at_midnight_in_utc(store: Store) -> None:
    midnight = AT.replace(hour=0, minute=0, second=0)
    for number, at in enumerate((midnight, midnight - timedelta(microseconds=1))):
        keep_shown(store, [replace(SHOWN, uuid=f"card-{number}", shown_at=at)])

    counted = on_cards(store, Span(DAY, DAY))

    assert counted == (OnCards(DAY, "urgent/a", 1, fires=1),)


def test_one_rule_can_be_asked_for(three_cards: Store) -> None:
    span = Span(DAY, DAY + timedelta(days=1))

    counted = on_cards(three_cards, span, "urgent/b")

    assert [row.rule for row in counted] == ["urgent/b"]


def test_the_last_word_about_a_card_counts(three_cards: Store) -> None:
    keep_feedback(three_cards, [ACCEPTED], AT + timedelta(days=2))

    counted = on_cards(three_cards, Span(DAY, DAY))

    assert counted == (OnCards(DAY, "urgent/a", 1, fires=1, accepted=1),)


def test_what_is_said_of_a_card_nobody_was_shown_counts_nowhere(store: Store) -> None:
    keep_feedback(store, [OVERRIDDEN], AT)
    keep_shown(store, [SHOWN])

    counted = on_cards(store, Span(DAY, DAY))

    assert counted == (OnCards(DAY, "urgent/a", 1, fires=1),)


def test_a_rule_is_counted_over_its_versions_since_a_day(three_cards: Store) -> None:
    counts = fired_and_overridden(three_cards, AT)

    assert counts == {
        "urgent/a": RuleCounts(fires=2, accepted=1, overridden=1, snoozed=1),
        "urgent/b": RuleCounts(asks=1, accepted=1),
    }
    assert counts["urgent/a"].answered == 2


def test_what_was_shown_before_the_day_is_left_out(three_cards: Store) -> None:
    assert fired_and_overridden(three_cards, AT + timedelta(days=5)) == {}


def test_the_reason_of_an_override_is_counted_by_rule_and_version(
    three_cards: Store,
) -> None:
    why = replace(
        OVERRIDDEN, card="card-2", reason_system="http://made.up", reason_code="busy"
    )
    keep_feedback(three_cards, [why], AT + timedelta(days=2))

    span = Span(DAY, DAY + timedelta(days=1))
    assert overrides(three_cards, span) == (
        Overrides("urgent/a", 1, "", "", 1),
        Overrides("urgent/a", 2, "http://made.up", "busy", 1),
        Overrides("urgent/b", 1, "http://made.up", "busy", 1),
    )
    assert [one.cards for one in overrides(three_cards, span, "urgent/b")] == [1]


def test_a_card_accepted_after_all_has_no_reason(three_cards: Store) -> None:
    keep_feedback(three_cards, [ACCEPTED], AT + timedelta(days=2))

    assert overrides(three_cards, Span(DAY, DAY + timedelta(days=1))) == ()
