"""A token is good for one call, in every worker on one database."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

from made_up_clients import NOW, Asked, Signer
from sqlalchemy import func, select

import engine
from engine.service.settings import Settings
from engine.store.database import Store, open_store
from engine.store.jti import forget_expired, is_first_use
from engine.store.models import UsedToken

ROOT = Path(engine.__file__).parents[1]
USED = "the token was used before"
WORKER = """
import sys
from datetime import datetime, UTC
from engine.store.database import open_store
from engine.store.jti import is_first_use
store = open_store(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
until = datetime(2026, 1, 31, 13, tzinfo=UTC)
print(sum(is_first_use(store, "iss", str(n), until) for n in range(50)))
"""


def rows(store: Store) -> int:
    with store.transaction() as session:
        return session.scalar(select(func.count()).select_from(UsedToken)) or 0


def test_a_token_that_was_used_is_refused(asked: Asked, curve: Signer) -> None:
    token = curve.token()

    assert [asked.answer(token), asked.answer(token)] == ["let in", USED]


def test_a_new_token_of_a_used_number_is_refused(asked: Asked, curve: Signer) -> None:
    asked.answer(curve.token(jti="n"))

    assert asked.answer(curve.token(jti="n", sub="other")) == USED


def test_a_token_that_was_refused_is_not_used_up(
    asked: Asked, curve: Signer, other_curve: Signer
) -> None:
    forged = other_curve.token(header={"kid": curve.kid}, jti="n")

    before = asked.answer(forged)

    assert (before, asked.answer(curve.token(jti="n"))) == (
        "the signature is wrong",
        "let in",
    )


def test_a_second_service_on_the_database_refuses_the_token(
    asked: Asked, database: str, curve: Signer, with_clients: Callable[..., Settings]
) -> None:
    token = curve.token()
    other_store = open_store(database)
    other = Asked(asked.settings, other_store)

    answers = [asked.answer(token), other.answer(token)]
    other_store.close()

    assert answers == ["let in", USED]


def test_the_token_is_refused_after_a_new_start(
    asked: Asked, database: str, curve: Signer
) -> None:
    asked.answer(curve.token())
    asked.store.close()
    again = open_store(database)

    answer = Asked(asked.settings, again).answer(curve.token())
    again.close()

    assert answer == USED


def test_of_two_processes_at_once_one_gets_each_number(database: str) -> None:
    open_store(database).close()
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    command = [sys.executable, "-c", WORKER, database]
    workers = [
        subprocess.Popen(command, cwd=ROOT, text=True, **pipes) for _ in range(2)
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"

    with ThreadPoolExecutor(2) as both:
        ends = list(both.map(lambda one: one.communicate("\n", timeout=60), workers))

    assert sum(int(output) for output, _ in ends) == 50


def test_issuers_may_draw_the_same_number(store: Store) -> None:
    until = NOW + timedelta(hours=1)

    assert is_first_use(store, "a", "n", until)
    assert is_first_use(store, "b", "n", until)


def test_neither_issuer_nor_number_is_kept(store: Store) -> None:
    is_first_use(store, "https://ehr.example", "number-1", NOW)

    with store.transaction() as session:
        (kept,) = session.scalars(select(UsedToken.fingerprint))
    assert len(kept) == 64
    assert set(kept) <= set("0123456789abcdef")


def test_numbers_go_when_their_tokens_are_expired(store: Store) -> None:
    is_first_use(store, "a", "old", NOW - timedelta(seconds=1))
    is_first_use(store, "a", "held", NOW)

    assert (forget_expired(store, NOW), rows(store)) == (1, 1)


def test_a_running_service_clears_expired_numbers(asked: Asked, curve: Signer) -> None:
    asked.answer(curve.token())
    later = NOW + timedelta(minutes=20)
    second = curve.token(jti="2", exp=int(later.timestamp()) + 60)

    asked.answer(second, later)

    assert rows(asked.store) == 1


def test_a_number_is_kept_as_long_as_its_token_could_pass(
    asked: Asked, curve: Signer
) -> None:
    seconds = int(NOW.timestamp())
    token = curve.token(exp=seconds + 300)
    asked.answer(token)
    last = NOW + timedelta(seconds=329)

    asked.answer(curve.token(jti="2"), NOW + timedelta(seconds=310))

    assert asked.answer(token, last) == USED
