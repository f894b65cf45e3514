"""What the store keeps of feedback and shown cards."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import select, text

from engine.store.database import Store, StoreError, open_store
from engine.store.feedback import CardFeedback, all_feedback, keep_feedback
from engine.store.models import ShownCard
from engine.store.patient_key import patient_key
from engine.store.shown import CardShown, keep_shown

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ACCEPTED = CardFeedback(
    service="numbness-red-flags",
    card="card-1",
    outcome="accepted",
    outcome_at=AT,
    accepted_suggestions=("s-1",),
)
SHOWN = CardShown(
    uuid="card-1",
    service="numbness-red-flags",
    topic="urgent/a",
    rules=({"rule": "urgent/a", "version": 1, "outcome": "fires"},),
    rules_digest="sha256:1",
    patient_key="k",
    shown_at=AT,
)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'kept.sqlite'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


def test_kept_feedback_is_there_after_a_restart(store: Store, url: str) -> None:
    keep_feedback(store, [ACCEPTED], AT)
    store.close()
    reopened = open_store(url)

    kept = all_feedback(reopened)
    reopened.close()

    assert [(row.card, row.outcome, row.accepted_suggestions) for row in kept] == [
        ("card-1", "accepted", ["s-1"])
    ]


def test_the_same_statement_twice_is_one_row(store: Store) -> None:
    keep_feedback(store, [ACCEPTED, ACCEPTED], AT)
    keep_feedback(store, [ACCEPTED], AT + timedelta(hours=1))

    assert len(all_feedback(store)) == 1


def test_a_second_statement_about_a_card_is_added(store: Store) -> None:
    overridden = replace(ACCEPTED, outcome="overridden", accepted_suggestions=())
    keep_feedback(store, [ACCEPTED], AT)
    keep_feedback(store, [overridden], AT)

    kept = [row.outcome for row in all_feedback(store)]

    assert kept == ["accepted", "overridden"]


def test_an_unknown_card_is_kept_and_marked(store: Store) -> None:
    keep_shown(store, [SHOWN])
    keep_feedback(store, [ACCEPTED, replace(ACCEPTED, card="never-shown")], AT)

    kept = {row.card: row.is_known_card for row in all_feedback(store)}

    assert kept == {"card-1": True, "never-shown": False}


def test_times_come_back_in_utc(store: Store) -> None:
    east = timezone(timedelta(hours=5, minutes=30))
    keep_feedback(store, [replace(ACCEPTED, outcome_at=AT.astimezone(east))], AT)

    (kept,) = all_feedback(store)

    assert (kept.outcome_at, kept.outcome_at.tzinfo) == (AT, UTC)


def test_a_card_shown_again_stays_as_first_shown(store: Store) -> None:
    keep_shown(store, [SHOWN])
    keep_shown(store, [replace(SHOWN, shown_at=AT + timedelta(days=1))])

    with store.transaction() as session:
        shown_at = session.scalars(select(ShownCard.shown_at)).all()
    assert shown_at == [AT]


def test_a_failing_call_keeps_nothing(store: Store) -> None:
    broken = replace(ACCEPTED, user_comment=None, card="x")  # type: ignore[arg-type]

    with pytest.raises(Exception, match="NOT NULL"):
        keep_feedback(store, [ACCEPTED, broken], AT)
    assert all_feedback(store) == ()


def test_sqlite_writes_ahead_and_syncs_every_commit(store: Store) -> None:
    with store.transaction() as session:
        journal = session.execute(text("PRAGMA journal_mode")).scalar()
        synchronous = session.execute(text("PRAGMA synchronous")).scalar()

    assert (journal, synchronous) == ("wal", 2)


def test_a_memory_database_is_one_database() -> None:
    store = open_store("sqlite://")
    keep_feedback(store, [ACCEPTED], AT)

    kept = len(all_feedback(store))
    store.close()

    assert kept == 1


@pytest.mark.parametrize("url", ["no url, secret", "nodb://u:secret@h/x"])
def test_a_wrong_url_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(url)

    assert "secret" not in str(caught.value)


def test_one_patient_has_one_key_in_every_spelling_of_the_id() -> None:
    keys = {
        patient_key(b"s", "https://ehr/fhir", "1"),
        patient_key(b"s", "https://ehr/fhir/", "Patient/1"),
    }

    assert len(keys) == 1


def test_the_key_differs_by_patient_server_and_secret() -> None:
    keys = {
        patient_key(b"s", "https://ehr/fhir", "1"),
        patient_key(b"s", "https://ehr/fhir", "2"),
        patient_key(b"s", "https://other/fhir", "1"),
        patient_key(b"t", "https://ehr/fhir", "1"),
    }

    assert len(keys) == 4
