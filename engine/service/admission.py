"""How many calls are taken on at once, and for how long each may last.

Under overload a call is refused at once, with the time to try again: a
clinician waits for one answer, and an answer that comes after minutes is none.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.service.refusal import Issue, Refusal

_RETRY_AFTER_SECONDS: Final = 2


@dataclass(frozen=True, slots=True)
class Most:
    """The limits of one process.

    ``calls`` in work and waiting together; ``body_bytes`` of all their bodies
    and of what is fetched for them, a body of unknown length counting as
    ``largest_body``; ``seconds`` from the head of a call to its answer, the
    sending of its body included.
    """

    calls: int
    body_bytes: int
    largest_body: int
    seconds: float


@dataclass(slots=True)
class Load:
    """What one process has taken on: calls, and the bytes that they hold."""

    calls: int = 0
    held: int = 0


_HOLD: ContextVar[Callable[[int], None]] = ContextVar("hold")


def hold(size: int) -> None:
    """Count bytes that the call of this task holds besides its body.

    Until the call is answered. `Refusal` (503) where all calls together would
    hold too much; outside a call nothing is counted.
    """
    if holding := _HOLD.get(None):
        holding(size)


class Admission:
    """The layer, inside the frame, that every POST passes.

    What is read with GET costs next to nothing and stays open, so that
    /health and /ready answer when nothing else does.
    """

    def __init__(self, app: ASGIApp, most: Most, load: Load | None = None) -> None:
        self._app = app
        self._most = most
        self._load = load or Load()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one call on, or refuse it."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        with self._place(self._weight(scope)) as holding:
            _HOLD.set(holding)
            # Small bodies are answered without a pause. What arrived together is
            # counted together, before the first of it is answered.
            await asyncio.sleep(0)
            await self._in_time(scope, receive, send)

    async def _in_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_whole(message: Message) -> None:
            # What has begun is sent to its end: a head without its body would
            # look like an answer without cards.
            if not limit.expired():
                limit.reschedule(None)
            await send(message)

        try:
            async with asyncio.timeout(self._most.seconds) as limit:
                await self._app(scope, receive, send_whole)
        except TimeoutError:
            if not limit.expired():
                raise
            raise _too_late() from None

    @contextmanager
    def _place(self, weight: int) -> Iterator[Callable[[int], None]]:
        is_full = self._load.calls >= self._most.calls
        if is_full or (self._load.calls and self._is_too_heavy(weight)):
            raise _busy()
        self._load.calls += 1
        held = 0

        def hold_more(size: int) -> None:
            nonlocal held
            if self._load.calls > 1 and self._is_too_heavy(size):
                raise _busy()
            self._load.held += size
            held += size

        hold_more(weight)
        try:
            yield hold_more
        finally:
            self._load.calls -= 1
            self._load.held -= held

    def _is_too_heavy(self, more: int) -> bool:
        # Not asked for a lone call: what it may hold has a limit of its own.
        return self._load.held + more > self._most.body_bytes

    def _weight(self, scope: Scope) -> int:
        declared = Headers(scope=scope).get("content-length", "")
        known = declared.isascii() and declared.isdigit()
        largest = self._most.largest_body
        return min(int(declared), largest) if known else largest


def _busy() -> Refusal:
    what = "Too many calls are in work"
    return _later(Issue("throttled", what, "", "Send it again after Retry-After"))


def _too_late() -> Refusal:
    what = "The call took too long and was given up; nothing was decided"
    next_step = "Do not read this as an empty answer. Send it again, or fewer records"
    return _later(Issue("timeout", what, "", next_step))


def _later(issue: Issue) -> Refusal:
    return Refusal(503, issue, headers={"Retry-After": str(_RETRY_AFTER_SECONDS)})
