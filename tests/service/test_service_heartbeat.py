"""Processes on one database know of each other, and whether their rules differ."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi import FastAPI

from engine.service.heartbeat import BEAT_NOT_KEPT, born
from engine.service.settings import Settings
from engine.store.processes import alive

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
DIFFER = "processes on this database run different rules"


@pytest.fixture
def second(
    client: Any, settings: Settings, make_app: Callable[..., FastAPI]
) -> FastAPI:
    """Another service on the database of `client`, with rules of another digest."""
    app = make_app(settings, lambda: NOW)
    rulebook = replace(app.state.running.rulebook, digest="sha256:other")
    app.state.running = replace(app.state.running, rulebook=rulebook)
    return app


def beat(client: Any) -> None:
    client.portal.call(client.app.state.heart.beat, client.app)


def test_replicas_that_differ_say_so_and_take_no_traffic_away(
    client: Any, second: FastAPI
) -> None:
    with type(client)(second) as other:
        beat(other)
        beat(client)
        ready = client.get("/ready")
        told = client.get("/health").json()["rules"]["processes"]
    beat(client)

    assert (ready.status_code, ready.json()["notes"]) == (200, [DIFFER])
    assert told == {"sha256:other": 1, "sha256:tiny": 1}
    assert client.get("/ready").json() == {"status": "ready"}
    assert client.get("/health").json()["rules"]["processes"] == {"sha256:tiny": 1}


def test_a_process_is_forgotten_when_it_ends_in_order(
    client: Any, second: FastAPI
) -> None:
    store = client.app.state.running.store
    with type(client)(second) as other:
        beat(other)
        beat(client)
        during = {one.rules_digest for one in alive(store, NOW)}

    assert during == {"sha256:other", "sha256:tiny"}
    assert [one.rules_digest for one in alive(store, NOW)] == ["sha256:tiny"]


def test_a_database_that_fails_is_a_remark_until_it_is_back(client: Any) -> None:
    store = client.app.state.running.store

    def run(statement: str) -> None:
        with store.transaction() as session:
            session.connection().exec_driver_sql(statement)

    run("ALTER TABLE running_process RENAME TO away")
    beat(client)
    assert client.get("/ready").json()["notes"] == [BEAT_NOT_KEPT]
    run("ALTER TABLE away RENAME TO running_process")
    beat(client)

    assert client.get("/ready").json() == {"status": "ready"}


def test_a_process_is_known_by_its_birth() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1) as other:
        before = born(other.pid)
        again = born(other.pid)
        other.kill()

    assert before == again > 0
    assert born(other.pid) == 0
    assert born(os.getpid()) <= before
