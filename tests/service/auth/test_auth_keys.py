"""Keys of clients: fetched when needed, kept a while, replaced in time."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from made_up_clients import (
    ISSUER,
    NOW,
    Asked,
    KeyServer,
    Notes,
    Signer,
    curve_signer,
    key_set,
)

from engine.service.auth.fetch import FetchLimits
from engine.service.auth.keys import FetchedKeys, KeysOrigin
from engine.service.auth.lacking import NO_CLIENT
from engine.service.settings import Settings
from engine.store.database import Store

UNKNOWN = "there is no key of this kid"
LACKING = "no signing keys from auth_clients[0].jku[0]"
SECOND = timedelta(seconds=1)


def keys_at(server: KeyServer) -> FetchedKeys:
    tls = httpx.create_ssl_context()
    day = timedelta(days=1)
    origin = KeysOrigin(server.url, "a client", ("ES384",), day, tls, FetchLimits())
    return FetchedKeys(origin, Notes())


def test_the_jku_of_a_token_is_fetched_if_it_is_listed(
    fetching: Asked, key_server: KeyServer, curve: Signer
) -> None:
    key_server.body = key_set(curve.public)

    listed = fetching.answer(curve.token(header={"jku": key_server.url}))

    assert (listed, len(key_server.asked)) == ("let in", 1)


def test_a_jku_that_is_not_listed_is_never_fetched(
    fetching: Asked, key_server: KeyServer, curve: Signer
) -> None:
    key_server.body = key_set(curve.public)
    other = key_server.url + "?other"

    unlisted = fetching.answer(curve.token(header={"jku": other}))

    assert (unlisted, key_server.asked) == ("the jku is not on the list", [])


def test_nothing_is_fetched_for_a_token_that_fails_anyway(
    fetching: Asked, key_server: KeyServer, curve: Signer
) -> None:
    fetching.answer(curve.token(exp=1))
    fetching.answer(curve.token(aud="https://elsewhere.example"))

    assert key_server.asked == []


def test_a_key_that_was_rotated_in_is_found_after_one_fetch(
    fetching: Asked, key_server: KeyServer, curve: Signer, other_curve: Signer
) -> None:
    key_server.body = key_set(curve.public)
    fetching.answer(curve.token())
    key_server.body = key_set(curve.public, other_curve.public)

    rotated = fetching.answer(other_curve.token(jti="2"), NOW + 11 * SECOND)

    assert (rotated, len(key_server.asked)) == ("let in", 2)


def test_a_key_that_was_rotated_out_is_refused_when_keys_are_old(
    fetching: Asked, key_server: KeyServer, curve: Signer, other_curve: Signer
) -> None:
    key_server.body = key_set(curve.public)
    fetching.answer(curve.token())
    key_server.body = key_set(other_curve.public)
    fetching.answer(other_curve.token(jti="2"), NOW + 11 * SECOND)

    assert fetching.answer(curve.token(jti="3"), NOW + 22 * SECOND) == UNKNOWN


def test_unknown_kids_cause_one_fetch_in_ten_seconds(
    fetching: Asked, key_server: KeyServer, curve: Signer
) -> None:
    key_server.body = key_set(curve.public)
    stranger = curve_signer("stranger")

    async def many() -> list[str]:
        return await asyncio.gather(*(fetching.ask(stranger.token()) for _ in "12345"))

    together = asyncio.run(many())
    soon = fetching.answer(stranger.token(), NOW + 9 * SECOND)
    asked_by_then = len(key_server.asked)
    later = fetching.answer(stranger.token(), NOW + 10 * SECOND)

    assert {*together, soon, later} == {UNKNOWN}
    assert (asked_by_then, len(key_server.asked)) == (1, 2)


def test_a_known_kid_is_not_fetched_again_while_fresh(
    fetching: Asked, key_server: KeyServer, curve: Signer
) -> None:
    key_server.body = key_set(curve.public)
    key_server.headers = {"Cache-Control": "max-age=60"}

    fetching.answer(curve.token())
    fetching.answer(curve.token(jti="2"), NOW + 59 * SECOND)

    assert len(key_server.asked) == 1


def test_a_call_does_not_wait_for_keys_that_are_only_old(
    fetching: Asked, key_server: KeyServer, curve: Signer
) -> None:
    key_server.body = key_set(curve.public)
    fetching.answer(curve.token())
    key_server.may_answer.clear()
    key_server.is_asked.clear()

    async def beside_a_slow_server() -> tuple[str, bool]:
        later = NOW + timedelta(minutes=11)
        token = curve.token(jti="2", exp=int(later.timestamp()) + 60)
        answer = await fetching.ask(token, later)
        was_asked = await asyncio.to_thread(key_server.is_asked.wait, 5)
        key_server.may_answer.set()
        return answer, was_asked

    assert asyncio.run(beside_a_slow_server()) == ("let in", True)


def test_a_slow_server_does_not_hold_up_other_calls(
    key_server: KeyServer, curve: Signer
) -> None:
    key_server.body = key_set(curve.public)
    key_server.may_answer.clear()
    keys = keys_at(key_server)

    async def beside_a_slow_server() -> tuple[bool, bool]:
        waiting = asyncio.create_task(keys.find("curve-1", "ES384", NOW))
        await asyncio.to_thread(key_server.is_asked.wait, 5)
        was_waiting = not waiting.done()
        key_server.may_answer.set()
        return was_waiting, await waiting is not None

    assert asyncio.run(beside_a_slow_server()) == (True, True)


def test_a_caller_that_goes_away_does_not_stop_the_fetch(
    key_server: KeyServer, curve: Signer
) -> None:
    key_server.body = key_set(curve.public)
    key_server.may_answer.clear()
    keys = keys_at(key_server)

    async def one_leaves_one_stays() -> bool:
        leaves = asyncio.create_task(keys.find("curve-1", "ES384", NOW))
        stays = asyncio.create_task(keys.find("curve-1", "ES384", NOW))
        await asyncio.to_thread(key_server.is_asked.wait, 5)
        leaves.cancel()
        key_server.may_answer.set()
        return await stays is not None

    assert asyncio.run(one_leaves_one_stays())
    assert len(key_server.asked) == 1


def test_kept_keys_go_on_when_the_server_fails_until_they_are_too_old(
    key_server: KeyServer,
    curve: Signer,
    store: Store,
    with_clients: Callable[..., Settings],
) -> None:
    client = {"iss": ISSUER, "jku": [key_server.url]}
    settings = with_clients(client, auth_keys_longest_use=1800)
    asked = Asked(settings, store)
    key_server.body = key_set(curve.public)
    asked.answer(curve.token())
    key_server.status = 503

    def at(minutes: int) -> tuple[str, list[str]]:
        now = NOW + timedelta(minutes=minutes)
        token = curve.token(jti=f"at {minutes}", exp=int(now.timestamp()) + 60)
        return asked.answer(token, now), list(asked.notices.remarks)

    assert at(29) == ("let in", [])
    assert at(30) == (UNKNOWN, [LACKING])


def test_readiness_recovers_when_keys_are_there_again(
    fetching: Asked, key_server: KeyServer, curve: Signer
) -> None:
    key_server.status = 500
    fetching.answer(curve.token())
    notices = fetching.notices
    before = (list(notices.reasons), list(notices.remarks))
    key_server.status, key_server.body = 200, key_set(curve.public)

    after = fetching.answer(curve.token(), NOW + 11 * SECOND)

    assert (before, after) == (([NO_CLIENT], [LACKING]), "let in")
    assert (notices.reasons, notices.remarks) == ([], [])


def test_a_set_without_a_usable_key_does_not_replace_the_kept_one(
    fetching: Asked, key_server: KeyServer, curve: Signer, other_curve: Signer
) -> None:
    key_server.body = key_set(curve.public)
    fetching.answer(curve.token())
    key_server.body = key_set()
    fetching.answer(other_curve.token(jti="2"), NOW + 11 * SECOND)

    assert fetching.answer(curve.token(jti="3"), NOW + 22 * SECOND) == "let in"


def test_a_clock_that_was_set_back_fetches_again(
    fetching: Asked, key_server: KeyServer, curve: Signer
) -> None:
    key_server.body = key_set(curve.public)
    later = NOW + timedelta(days=3)
    late = curve.token(iat=int(later.timestamp()), exp=int(later.timestamp()) + 60)
    fetching.answer(late, later)

    fetching.answer(curve.token(jti="2"))

    assert len(key_server.asked) == 2


def test_the_log_names_the_client_by_its_place_and_keys_by_number(
    fetching: Asked,
    key_server: KeyServer,
    curve: Signer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    key_server.body = key_set(curve.public, {"kty": "oct", "k": "very-secret"})

    with caplog.at_level(logging.WARNING):
        fetching.answer(curve.token())

    assert caplog.messages == ["auth_clients[0].jku[0]: 1 keys are not used"]


def test_a_token_without_jku_is_refused_where_several_are_listed(
    key_server: KeyServer,
    curve: Signer,
    store: Store,
    with_clients: Callable[..., Settings],
) -> None:
    key_server.body = key_set(curve.public)
    client = {"iss": ISSUER, "jku": [key_server.url, key_server.url + "?second"]}
    asked = Asked(with_clients(client), store)

    without = asked.answer(curve.token())
    named = asked.answer(curve.token(header={"jku": key_server.url}))

    assert (without, named) == (
        "the token names no jku, and no keys were agreed",
        "let in",
    )
