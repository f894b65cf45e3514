"""Feedback: kept before the answer, refused whole with every place."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from engine.rulebook.override_reasons import OVERRIDE_REASONS, SYSTEM
from engine.service.settings import Settings
from engine.service.state import Running
from engine.store.database import Store, open_store
from engine.store.feedback import all_feedback
from engine.store.models import ShownCard

CALL = "/cds-services/numbness-red-flags"
FEEDBACK = f"{CALL}/feedback"
CARD = "11111111-1111-5111-8111-111111111111"
ACCEPTED = {
    "card": CARD,
    "outcome": "accepted",
    "acceptedSuggestions": [{"id": "s-1"}],
    "outcomeTimestamp": "2026-01-31T12:00:00Z",
}
OVERRIDDEN = {
    "card": "never-shown",
    "outcome": "overridden",
    "overrideReason": {
        "reason": {"code": "patient-refuses", "system": "http://reasons"},
        "userComment": "Mrs Secret-Name said no",
    },
    "outcomeTimestamp": "2026-01-31T12:00:00+01:00",
}


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings.database_url.get_secret_value())
    yield opened
    opened.close()


def test_feedback_on_a_shown_card_is_kept(
    client: Any, store: Store, hook_request: Callable[..., Any]
) -> None:
    client.post(CALL, json=hook_request("fires"))

    response = client.post(FEEDBACK, json={"feedback": [ACCEPTED]})

    (kept,) = all_feedback(store)
    assert (response.status_code, response.json()) == (200, {})
    assert (kept.card, kept.is_known_card, kept.accepted_suggestions) == (
        CARD,
        True,
        ["s-1"],
    )


def test_several_cards_in_one_call_are_all_kept(client: Any, store: Store) -> None:
    client.post(FEEDBACK, json={"feedback": [ACCEPTED, OVERRIDDEN]})

    kept = {(row.card, row.is_known_card) for row in all_feedback(store)}

    assert kept == {(CARD, False), ("never-shown", False)}


def test_the_same_feedback_twice_is_accepted_and_kept_once(
    client: Any, store: Store
) -> None:
    statuses = [
        client.post(FEEDBACK, json={"feedback": [ACCEPTED]}).status_code
        for _ in range(2)
    ]

    assert (statuses, len(all_feedback(store))) == ([200, 200], 1)


def test_the_reason_is_kept_and_the_comment_is_not(client: Any, store: Store) -> None:
    client.post(FEEDBACK, json={"feedback": [OVERRIDDEN]})

    (kept,) = all_feedback(store)

    assert (kept.reason_code, kept.has_comment, kept.user_comment) == (
        "patient-refuses",
        True,
        "",
    )


def test_a_comment_reaches_no_file_of_the_database(client: Any, tmp_path: Path) -> None:
    client.post(FEEDBACK, json={"feedback": [OVERRIDDEN]})

    files = list(tmp_path.glob("service.sqlite*"))

    assert files
    assert not [f for f in files if b"Secret-Name" in f.read_bytes()]


def test_an_override_without_a_reason_is_kept(client: Any, store: Store) -> None:
    bare = {k: v for k, v in OVERRIDDEN.items() if k != "overrideReason"}

    client.post(FEEDBACK, json={"feedback": [bare]})

    assert [row.outcome for row in all_feedback(store)] == ["overridden"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-01-31T12:00:00Z", "2026-01-31T12:00:00+00:00"),
        ("2026-01-31t12:00:00z", "2026-01-31T12:00:00+00:00"),
        ("2026-01-31 12:00:00Z", "2026-01-31T12:00:00+00:00"),
        ("2026-01-31T12:00:00", "2026-01-31T12:00:00+00:00"),
        ("2026-01-31T12:00Z", "2026-01-31T12:00:00+00:00"),
        ("20260131T120000Z", "2026-01-31T12:00:00+00:00"),
        ("2026-01-31T12:00:00+0530", "2026-01-31T06:30:00+00:00"),
        ("2026-01-31T12:00:00.1234567Z", "2026-01-31T12:00:00.123456+00:00"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00+00:00"),
    ],
)
def test_a_time_that_is_odd_but_clear_is_understood(
    client: Any, store: Store, written: str, meant: str
) -> None:
    entry = OVERRIDDEN | {"outcomeTimestamp": written}

    response = client.post(FEEDBACK, json={"feedback": [entry]})

    (kept,) = all_feedback(store)
    assert (response.status_code, kept.outcome_at.isoformat()) == (200, meant)


@pytest.mark.parametrize(
    ("reason", "kept_as"),
    [
        (None, ("", "")),
        ({}, ("", "")),
        ({"userComment": "not now"}, ("", "")),
        ({"reason": None, "userComment": ""}, ("", "")),
        ({"reason": {"code": "x"}}, ("", "x")),
        ({"reason": {"code": "x", "system": None}}, ("", "x")),
        ({"reason": {"code": "x", "system": ""}}, ("", "x")),
        ({"reason": {"code": "x", "system": "s", "more": 1}}, ("s", "x")),
    ],
)
def test_reasons_as_clients_send_them_are_kept(
    client: Any, store: Store, reason: Any, kept_as: tuple[str, str]
) -> None:
    entry = OVERRIDDEN | {"overrideReason": reason, "acceptedSuggestions": None}

    response = client.post(FEEDBACK, json={"feedback": [entry], "more": 1})

    (kept,) = all_feedback(store)
    assert (response.status_code, (kept.reason_system, kept.reason_code)) == (
        200,
        kept_as,
    )


@pytest.mark.parametrize("code", OVERRIDE_REASONS)
def test_each_reason_that_a_card_offers_is_kept(
    client: Any, store: Store, code: str
) -> None:
    reason = {"reason": {"code": code, "system": SYSTEM}}

    client.post(FEEDBACK, json={"feedback": [OVERRIDDEN | {"overrideReason": reason}]})

    (kept,) = all_feedback(store)
    assert (kept.reason_system, kept.reason_code) == (SYSTEM, code)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"card": None}, "feedback[1].card"),
        ({"card": 7}, "feedback[1].card"),
        ({"card": "a\x00b"}, "feedback[1].card"),
        ({"outcome": "ignored"}, "feedback[1].outcome"),
        ({"outcome": ["accepted"]}, "feedback[1].outcome"),
        ({"acceptedSuggestions": None}, "feedback[1].acceptedSuggestions"),
        ({"acceptedSuggestions": ["s-1"]}, "feedback[1].acceptedSuggestions"),
        ({"outcomeTimestamp": None}, "feedback[1].outcomeTimestamp"),
        ({"outcomeTimestamp": "yesterday"}, "feedback[1].outcomeTimestamp"),
        ({"outcomeTimestamp": "2026-01-31"}, "feedback[1].outcomeTimestamp"),
        ({"outcomeTimestamp": "2026-01-31T12:60:00Z"}, "feedback[1].outcomeTimestamp"),
        (
            {"outcomeTimestamp": "0001-01-01T00:00:00+14:00"},
            "feedback[1].outcomeTimestamp",
        ),
        ({"overrideReason": "no"}, "feedback[1].overrideReason"),
        ({"overrideReason": {"reason": {}}}, "feedback[1].overrideReason.reason"),
        (
            {"overrideReason": {"userComment": 1}},
            "feedback[1].overrideReason.userComment",
        ),
    ],
)
def test_a_malformed_entry_is_400_with_its_place_and_nothing_is_kept(
    client: Any, store: Store, change: dict[str, Any], place: str
) -> None:
    body = {"feedback": [OVERRIDDEN, ACCEPTED | change]}

    response = client.post(FEEDBACK, json=body)

    places = [issue["expression"] for issue in response.json()["issue"]]
    assert (response.status_code, places) == (400, [[place]])
    assert all_feedback(store) == ()


@pytest.mark.parametrize("body", [[], {}, {"feedback": []}, {"feedback": {}}, "x"])
def test_a_body_without_entries_is_400(client: Any, body: Any) -> None:
    response = client.post(FEEDBACK, json=body)

    assert (response.status_code, response.json()["issue"][0]["expression"]) == (
        400,
        ["feedback"],
    )


def test_an_entry_that_is_no_object_is_400(client: Any) -> None:
    response = client.post(FEEDBACK, json={"feedback": ["accepted"]})

    assert (response.status_code, response.json()["issue"][0]["expression"]) == (
        400,
        ["feedback[0]"],
    )


def test_more_entries_than_one_call_may_have_is_400(client: Any, store: Store) -> None:
    response = client.post(FEEDBACK, json={"feedback": [ACCEPTED] * 1001})

    assert (response.status_code, all_feedback(store)) == (400, ())


def test_feedback_to_an_unknown_service_is_404(client: Any) -> None:
    response = client.post("/cds-services/nobody/feedback", json={"feedback": []})

    assert response.status_code == 404


def test_feedback_that_cannot_be_kept_is_503_and_not_ready(
    client: Any, app: FastAPI
) -> None:
    running: Running = app.state.running
    with running.store.transaction() as session:
        session.connection().exec_driver_sql("DROP TABLE feedback")

    response = client.post(FEEDBACK, json={"feedback": [ACCEPTED]})

    assert (response.status_code, response.json()["issue"][0]["code"]) == (
        503,
        "transient",
    )
    assert client.get("/ready").status_code == 503


def test_a_card_is_remembered_by_rule_and_keyed_patient_only(
    client: Any, store: Store, hook_request: Callable[..., Any]
) -> None:
    body = hook_request("fires")
    body["context"]["patientId"] = "Patient/4711"

    client.post(CALL, json=body)

    with store.transaction() as session:
        shown = session.scalars(select(ShownCard)).one()
        rules = [rule["rule"] for rule in shown.rules]
        kept = (shown.uuid, shown.topic, rules, len(shown.patient_key))
    assert kept == (CARD, "urgent/face", ["urgent/face"], 64)


def test_no_patient_id_reaches_the_database(
    client: Any, tmp_path: Path, hook_request: Callable[..., Any]
) -> None:
    body = hook_request("fires")
    body["context"]["patientId"] = "id-of-a-person"

    client.post(CALL, json=body)

    files = list(tmp_path.glob("service.sqlite*"))
    assert files
    assert not [f for f in files if b"id-of-a-person" in f.read_bytes()]


def test_cards_go_out_when_the_store_fails(
    client: Any, app: FastAPI, hook_request: Callable[..., Any]
) -> None:
    running: Running = app.state.running
    with running.store.transaction() as session:
        session.connection().exec_driver_sql("DROP TABLE shown_card")

    response = client.post(CALL, json=hook_request("fires"))

    assert (response.status_code, len(response.json()["cards"])) == (200, 1)
    assert client.get("/ready").status_code == 503
