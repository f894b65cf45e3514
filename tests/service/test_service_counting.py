"""Calls are counted beside their answers, and never at their cost."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from engine.service.counting import COUNTS_NOT_KEPT, Counting
from engine.service.settings import Settings
from engine.service.state import Readiness, Running
from engine.store.counts import Kind, counts_of, loaded_rules
from engine.store.database import Store, open_store
from engine.store.span import Span

CALL = "/cds-services/numbness-red-flags"
MIDDAY = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
DAY = Span(MIDDAY.date(), MIDDAY.date())
Make = Callable[..., dict[str, Any]]


def running(app: FastAPI) -> Running:
    parts: Running = app.state.running
    return parts


def counted(store: Store, *kinds: Kind) -> dict[tuple[str, str], int]:
    found = counts_of(store, DAY, kinds)
    return {(one.kind, one.name): one.amount for one in found}


def break_the_table(store: Store) -> None:
    with store.transaction() as session:
        session.execute(text("ALTER TABLE hourly_count RENAME TO away"))


def mend_the_table(store: Store) -> None:
    with store.transaction() as session:
        session.execute(text("ALTER TABLE away RENAME TO hourly_count"))


def test_calls_cards_and_rules_are_counted(
    client: Any, app: FastAPI, hook_request: Make
) -> None:
    for say in ("fires", "fires", "quiet", "asks"):
        client.post(CALL, json=hook_request(say))
    running(app).counting.flush()

    kinds: tuple[Kind, ...] = ("calls", "cards", "fires", "asks")
    assert counted(running(app).store, *kinds) == {
        ("calls", "card"): 2,
        ("calls", "none"): 2,
        ("cards", "critical"): 2,
        ("fires", "urgent/face"): 2,
        ("asks", "urgent/face"): 1,
    }


def test_each_call_has_its_time_in_one_bucket(
    client: Any, app: FastAPI, hook_request: Make
) -> None:
    for _ in range(3):
        client.post(CALL, json=hook_request())
    running(app).counting.flush()

    assert sum(counted(running(app).store, "time").values()) == 3


def test_a_data_problem_counts_once_a_call_by_its_code(
    client: Any, app: FastAPI, hook_request: Make
) -> None:
    client.post(CALL, json=hook_request("problem"))
    running(app).counting.flush()

    assert counted(running(app).store, "problem", "blocking") == {
        ("problem", "shape"): 1,
        ("blocking", "shape"): 1,
    }


@pytest.mark.parametrize(
    ("say", "status"), [("foreign", "412"), ("breaks", "500"), ("nested", "400")]
)
def test_a_call_without_an_answer_counts_by_its_status(
    client: Any, app: FastAPI, hook_request: Make, say: str, status: str
) -> None:
    assert str(client.post(CALL, json=hook_request(say)).status_code) == status
    running(app).counting.flush()

    kinds: tuple[Kind, ...] = ("calls", "refused")
    assert counted(running(app).store, *kinds) == {("refused", status): 1}


def test_an_orderly_end_loses_no_count(app: FastAPI, settings: Settings) -> None:
    async def one_call() -> None:
        async with app.router.lifespan_context(app):
            running(app).counting.refused("s", ValueError(), MIDDAY)

    asyncio.run(one_call())

    store = open_store(settings.database_url.get_secret_value())
    assert counted(store, "refused") == {("refused", "500"): 1}
    store.close()


def test_a_store_that_fails_keeps_no_answer_back_and_loses_no_count(
    client: Any, app: FastAPI, hook_request: Make
) -> None:
    parts = running(app)
    break_the_table(parts.store)

    answer = client.post(CALL, json=hook_request("fires"))
    parts.counting.flush()

    assert (answer.status_code, len(answer.json()["cards"])) == (200, 1)
    assert COUNTS_NOT_KEPT in client.get("/ready").text

    mend_the_table(parts.store)
    parts.counting.flush()

    assert client.get("/ready").status_code == 200
    assert counted(parts.store, "calls") == {("calls", "card"): 1}


def test_what_waits_for_a_store_is_bounded_and_the_newest_stay(
    client: Any, app: FastAPI
) -> None:
    parts = running(app)
    break_the_table(parts.store)
    for hours in range(21_000):
        at = MIDDAY - timedelta(hours=hours)
        parts.counting.refused("numbness-red-flags", ValueError(), at)
    parts.counting.flush()
    mend_the_table(parts.store)

    parts.counting.flush()

    span = Span((MIDDAY - timedelta(days=900)).date(), MIDDAY.date())
    hours = [one.hour for one in counts_of(parts.store, span, ["refused"])]
    assert (len(hours), max(hours)) == (20_000, MIDDAY)


def test_an_answer_that_cannot_be_counted_is_still_an_answer(
    client: Any, app: FastAPI, hook_request: Make
) -> None:
    class Odd:
        cards = ({},)
        outcomes = ()

    running(app).counting.answered("s", Odd(), (), 1.0, MIDDAY)  # type: ignore[arg-type]

    assert COUNTS_NOT_KEPT in client.get("/ready").text


def test_the_rules_that_were_asked_are_kept_with_their_versions(
    rulebook: Any, tmp_path: Any
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'counted.sqlite'}")
    counting = Counting(store, rulebook, Readiness())
    counting.refused("s", ValueError(), MIDDAY)
    counting.flush()

    active = {r.rule: r.version for r in rulebook.rules if is_active(r)}
    kept = loaded_rules(store)
    store.close()
    assert {one.rule: one.version for one in kept} == active
    assert {one.rules_digest for one in kept} == {rulebook.digest}


def is_active(rule: Any) -> bool:
    return bool(rule.governance.status == "active")
