"""What is fetched counts with the bodies that wait: memory has one limit."""

import asyncio
import ssl
from typing import Any

from fhir_calls import REQUIRED, TEMPLATES, hook_body, policy_for, request_of
from misbehaving import Misbehaving

from engine.service.admission import Admission, Most
from engine.service.fhir_server.complete import FhirServers
from engine.service.refusal import Refusal

ONE_CALL = 300_000  # three keys of a little more than 100,000 bytes each
BODY = {
    "type": "http",
    "method": "POST",
    "headers": [(b"content-length", b"100")],
}


def statuses(base: str, body_bytes: int) -> list[int]:
    """What two calls get, of which the second fetches when the first has."""
    servers = FhirServers(policy_for(base), ssl.create_default_context(), REQUIRED)
    has_fetched, may_end = asyncio.Event(), asyncio.Event()

    async def fetches(scope: Any, receive: Any, send: Any) -> None:
        fetched = await servers.fetched(request_of(hook_body(base)), TEMPLATES)
        assert fetched.prefetch.keys() >= REQUIRED
        has_fetched.set()
        await may_end.wait()

    async def status(layer: Admission) -> int:
        try:
            await layer(BODY, none, none)
        except Refusal as refusal:
            may_end.set()
            return refusal.status
        return 200

    async def run() -> list[int]:
        layer = Admission(fetches, Most(10, body_bytes, 1000, seconds=20))
        first = asyncio.create_task(status(layer))
        await has_fetched.wait()
        has_fetched.clear()
        second = asyncio.create_task(status(layer))
        either = (asyncio.create_task(e.wait()) for e in (has_fetched, may_end))
        await asyncio.wait(tuple(either), return_when=asyncio.FIRST_COMPLETED)
        may_end.set()
        has_fetched.set()
        return [await first, await second]

    return asyncio.run(run())


async def none(*_: Any) -> Any:
    raise AssertionError("nothing is sent or received here")


def test_calls_that_fetch_more_than_may_be_held_together_are_refused_with_503(
    misbehaving: Misbehaving,
) -> None:
    base = misbehaving.base("large")

    both = statuses(base, body_bytes=ONE_CALL + 50_000)

    assert both == [200, 503]


def test_calls_that_fetch_less_than_may_be_held_together_are_answered(
    misbehaving: Misbehaving,
) -> None:
    base = misbehaving.base("large")

    both = statuses(base, body_bytes=3 * ONE_CALL)

    assert both == [200, 200]


def test_what_was_fetched_is_let_go_with_the_call(misbehaving: Misbehaving) -> None:
    base = misbehaving.base("large")
    servers = FhirServers(policy_for(base), ssl.create_default_context(), REQUIRED)

    async def fetches(scope: Any, receive: Any, send: Any) -> None:
        await servers.fetched(request_of(hook_body(base)), TEMPLATES)

    async def one_after_the_other() -> int:
        layer = Admission(fetches, Most(10, ONE_CALL + 50_000, 1000, seconds=20))
        # Another call stays, so that no call is alone.
        with layer._place(10):
            for _ in range(3):
                await layer(BODY, none, none)
        return layer._load.held

    assert asyncio.run(one_after_the_other()) == 0
