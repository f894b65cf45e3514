"""What one running service holds, made once by `create_app`."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, cast

from fastapi import Depends, Request
from jinja2 import Environment

from engine.service.body import Threads
from engine.service.contract import (
    AnsweringEngine,
    Anybody,
    Authenticator,
    Caller,
    NothingFetched,
    PrefetchFetcher,
    RulesInUse,
)
from engine.service.counting import Counting
from engine.service.discovery import Service
from engine.service.observe.watching import Watching
from engine.service.room.login.setup import Login
from engine.service.room.room import Room
from engine.service.rules_standing import RulesStanding
from engine.service.settings import Settings
from engine.service.snooze import Snooze
from engine.store.database import Store

Clock = Callable[[], datetime]
# The header that says which rules answered: during a rollout replicas differ.
RULES_DIGEST = "Pinprick-Rules"


def utc_now() -> datetime:
    """The time of day, read once for each request."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Readiness:
    """Why this process should get no more traffic, counted by reason.

    Reasons are fixed words and rule ids. A disagreement of the evaluators stays
    until the process is started again; a store may come back. ``remarks`` are
    faults that keep no traffic away, such as one client without keys. Each
    occurrence is told to ``counted``.
    """

    reasons: dict[str, int] = field(default_factory=dict)
    remarks: set[str] = field(default_factory=set)
    counted: Callable[[str], None] = lambda _: None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def degrade(self, reason: str) -> None:
        """Count one more occurrence of a reason."""
        with self._lock:
            self.reasons[reason] = self.reasons.get(reason, 0) + 1
        self.counted(reason)

    def recover(self, reason: str) -> None:
        """Forget a reason that holds no longer."""
        with self._lock:
            self.reasons.pop(reason, None)

    def note(self, remark: str) -> None:
        """Say a fault that keeps no traffic away."""
        with self._lock:
            self.remarks.add(remark)

    def count(self, fault: str) -> None:
        """Count a fault that changes nothing of readiness."""
        self.counted(fault)

    def withdraw(self, remark: str) -> None:
        """Forget a remark that holds no longer."""
        with self._lock:
            self.remarks.discard(remark)


@dataclass(frozen=True, slots=True)
class Doors:
    """The parts that know the world outside: who calls, what can be fetched."""

    authenticator: Authenticator = field(default_factory=Anybody)
    fetcher: PrefetchFetcher = field(default_factory=NothingFetched)


@dataclass(frozen=True, slots=True)
class Running:
    """The parts of one running service.

    A reload puts another in its place, with other ``rulebook``, ``engine``,
    ``services``, ``room`` and ``counting``: a call keeps the one that it found.
    """

    settings: Settings
    rulebook: RulesInUse
    engine: AnsweringEngine
    store: Store
    clock: Clock
    snooze: Snooze
    readiness: Readiness
    templates: Environment
    services: tuple[Service, ...]
    threads: Threads
    doors: Doors
    room: Room
    login: Login
    counting: Counting
    standing: RulesStanding
    watching: Watching


async def running(request: Request) -> Running:
    """The parts, for an endpoint."""
    return cast(Running, request.app.state.running)


Parts = Annotated[Running, Depends(running)]


async def authenticated(request: Request, parts: Parts) -> Caller:
    """The caller, let in before anything of the body is read."""
    return await parts.doors.authenticator.authenticate(request)


CALLER = Depends(authenticated)
