"""What the store keeps of feedback and shown cards."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Thread

import pytest
from made_up_rows import ACCEPTED, AT, OVERRIDDEN, SHOWN
from sqlalchemy import select, text

from engine.store.connect import StoreError
from engine.store.database import Store, open_store
from engine.store.feedback import all_feedback, keep_feedback
from engine.store.models import ShownCard
from engine.store.patient_key import evidence_key, patient_key
from engine.store.shown import keep_shown

KEPT = {
    "service": "numbness-red-flags",
    "topic": "urgent/a",
    "rules": [],
    "rules_digest": "sha256:1",
    "patient_key": "k",
    "shown_at": datetime(2026, 1, 1, tzinfo=UTC),
}


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
    keep_feedback(store, [ACCEPTED], AT)
    keep_feedback(store, [OVERRIDDEN], AT)

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

    with pytest.raises(Exception, match=r"(?i)not.null"):
        keep_feedback(store, [ACCEPTED, broken], AT)
    assert all_feedback(store) == ()


def test_sqlite_writes_ahead_and_syncs_every_commit(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'ahead.sqlite'}")
    with store.transaction() as session:
        journal = session.execute(text("PRAGMA journal_mode")).scalar()
        synchronous = session.execute(text("PRAGMA synchronous")).scalar()
    store.close()

    assert (journal, synchronous) == ("wal", 2)


def test_a_memory_database_is_one_database() -> None:
    store = open_store("sqlite://")
    keep_feedback(store, [ACCEPTED], AT)

    kept = len(all_feedback(store))
    store.close()

    assert kept == 1


def test_a_memory_database_serves_many_threads() -> None:
    store = open_store("sqlite://")
    said = [replace(ACCEPTED, card=f"card-{n}") for n in range(20)]
    threads = [Thread(target=keep_feedback, args=(store, [one], AT)) for one in said]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    kept = {row.card for row in all_feedback(store)}
    store.close()
    assert kept == {one.card for one in said}


def test_a_reader_waits_for_no_writer(store: Store) -> None:
    keep_feedback(store, [ACCEPTED], AT)

    with store.transaction() as session:
        session.add(ShownCard(**{**KEPT, "uuid": "not committed yet"}))
        session.flush()
        kept = all_feedback(store)

    assert len(kept) == 1


@pytest.mark.parametrize("wrong", ["no url, secret", "nodb://u:secret@h/x"])
def test_a_wrong_url_is_refused_without_showing_it(wrong: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(wrong)

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


def test_the_key_of_evidence_differs_by_each_of_its_parts() -> None:
    keys = {
        evidence_key(b"s", "patient", "rule", "evidence"),
        evidence_key(b"t", "patient", "rule", "evidence"),
        evidence_key(b"s", "other", "rule", "evidence"),
        evidence_key(b"s", "patient", "other", "evidence"),
        evidence_key(b"s", "patient", "rule", "other"),
    }

    assert len(keys) == 5
