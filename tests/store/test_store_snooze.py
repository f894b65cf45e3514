"""Which evidence counts as set aside: by whom, how, and for how long."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from made_up_rows import ACCEPTED, AT, OVERRIDDEN, SHOWN

from engine.store.database import Store
from engine.store.feedback import keep_feedback
from engine.store.shown import keep_shown
from engine.store.snooze import CardSnoozed, all_snoozed, keep_snoozed, set_aside

YESTERDAY = AT - timedelta(days=1)
HOUR = timedelta(hours=1)
TWO_RULES = replace(SHOWN, evidence={"urgent/a": "key-a", "urgent/b": "key-b"})


def test_evidence_of_an_overridden_card_is_set_aside(store: Store) -> None:
    keep_shown(store, [TWO_RULES])
    keep_feedback(store, [OVERRIDDEN], AT)

    found = set_aside(store, ["key-a", "key-b", "key-c"], YESTERDAY)

    assert found == {"key-a": AT, "key-b": AT}


def test_evidence_of_an_accepted_card_is_not(store: Store) -> None:
    keep_shown(store, [SHOWN])
    keep_feedback(store, [ACCEPTED], AT)

    assert set_aside(store, ["key-a"], YESTERDAY) == {}


@pytest.mark.parametrize(
    ("accepted_after", "expected"), [(-HOUR, {"key-a": AT}), (HOUR, {})]
)
def test_of_two_statements_the_later_counts(
    store: Store, accepted_after: timedelta, expected: dict[str, datetime]
) -> None:
    keep_shown(store, [SHOWN])
    accepted = replace(ACCEPTED, outcome_at=AT + accepted_after)
    keep_feedback(store, [OVERRIDDEN, accepted], AT + 2 * HOUR)

    assert set_aside(store, ["key-a"], YESTERDAY) == expected


def test_accepting_another_card_of_the_same_evidence_counts(store: Store) -> None:
    keep_shown(store, [SHOWN, replace(SHOWN, uuid="card-2")])
    accepted = replace(ACCEPTED, card="card-2", outcome_at=AT + HOUR)
    keep_feedback(store, [OVERRIDDEN, accepted], AT + HOUR)

    assert set_aside(store, ["key-a"], YESTERDAY) == {}


def test_an_override_that_is_too_old_counts_no_longer(store: Store) -> None:
    keep_shown(store, [SHOWN])
    keep_feedback(store, [OVERRIDDEN], AT)

    assert set_aside(store, ["key-a"], AT) == {}


def test_old_word_that_comes_late_is_old(store: Store) -> None:
    keep_shown(store, [SHOWN])
    keep_feedback(store, [replace(OVERRIDDEN, outcome_at=AT - 2 * HOUR)], AT)

    assert set_aside(store, ["key-a"], AT - HOUR) == {}


def test_a_clients_clock_that_is_ahead_lengthens_nothing(store: Store) -> None:
    keep_shown(store, [SHOWN])
    ahead = replace(OVERRIDDEN, outcome_at=datetime(2999, 1, 1, tzinfo=UTC))
    keep_feedback(store, [ahead], AT)

    assert set_aside(store, ["key-a"], YESTERDAY) == {"key-a": AT}


def test_the_same_word_sent_again_lengthens_nothing(store: Store) -> None:
    keep_shown(store, [SHOWN])
    keep_feedback(store, [OVERRIDDEN], AT)
    keep_feedback(store, [OVERRIDDEN], AT + HOUR)

    assert set_aside(store, ["key-a"], AT) == {}


def test_word_of_a_card_before_it_was_shown_sets_nothing_aside(store: Store) -> None:
    keep_feedback(store, [OVERRIDDEN], AT)
    keep_shown(store, [SHOWN])

    assert set_aside(store, ["key-a"], YESTERDAY) == {}


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("", {"key-a": AT}),
        ("patient-refuses", {"key-a": AT}),
        ("need-more-info", {"key-a": AT}),
        ("a-reason-of-their-own", {"key-a": AT}),
        ("inappropriate-recipient", {}),
        ("wrong-time-workflow", {}),
        ("limited-time", {}),
    ],
)
def test_a_reason_about_who_or_when_sets_nothing_aside(
    store: Store, reason: str, expected: dict[str, datetime]
) -> None:
    keep_shown(store, [SHOWN])
    keep_feedback(store, [replace(OVERRIDDEN, reason_code=reason)], AT)

    assert set_aside(store, ["key-a"], YESTERDAY) == expected


def test_a_card_kept_back_is_kept_once(store: Store) -> None:
    snoozed = CardSnoozed(SHOWN, AT + HOUR)

    keep_snoozed(store, [snoozed])
    keep_snoozed(store, [snoozed])

    kept = [(row.uuid, row.topic, row.until) for row in all_snoozed(store)]
    assert kept == [("card-1", "urgent/a", AT + HOUR)]
