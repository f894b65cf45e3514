"""The processes of this machine told to reload, and what each made of it.

The database says which they are and what they did; who may send them a signal
is the operating system's to say, so nobody on the network can.
"""

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from engine.errors import PinprickError
from engine.service.heartbeat import born
from engine.store.connect import connected
from engine.store.database import Store
from engine.store.processes import Process, alive
from engine.store.upgrade import check_current, standing

_PATIENCE_SECONDS: Final = 60.0
_PAUSE_SECONDS: Final = 0.2


class TellError(PinprickError):
    """A process that may not be told by this user."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the processes of this machine did; ``elsewhere`` counts the others."""

    reloaded: tuple[Process, ...] = ()
    refused: tuple[Process, ...] = ()
    silent: tuple[Process, ...] = ()
    elsewhere: int = 0


def living(url: str) -> tuple[Process, ...]:
    """The processes that run on a database."""
    with _opened(url) as store:
        return alive(store, datetime.now(UTC)) if store else ()


def tell_to_reload(url: str) -> Told:
    """Have every process of this machine reload, and wait for what comes of it.

    Raises `TellError` where a process is another user's; none is told then
    that was not before.
    """
    with _opened(url) as store:
        if store is None:
            return Told()
        everywhere = alive(store, datetime.now(UTC))
        here = {one.id: one for one in everywhere if _is_here(one)}
        for boss in sorted({one.boss_pid for one in here.values()}):
            try:
                os.kill(boss, signal.SIGHUP)
            except PermissionError:
                raise TellError(
                    f"Process {boss} is another user's: run this as that user."
                ) from None
        after = _waited(store, here)
    answered = {one.id: one for one in after if _has_answered(here[one.id], one)}
    refused = tuple(one for one in answered.values() if one.refused_at)
    return Told(
        reloaded=tuple(one for one in answered.values() if not one.refused_at),
        refused=refused,
        silent=tuple(one for key, one in here.items() if key not in answered),
        elsewhere=sum(one.host != socket.gethostname() for one in everywhere),
    )


def _is_here(process: Process) -> bool:
    """Whether it is of this machine and still the one that was recorded."""
    is_same = process.boss_born == born(process.boss_pid) != 0
    return process.host == socket.gethostname() and is_same


def _waited(store: Store, here: dict[str, Process]) -> list[Process]:
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        found = [one for one in alive(store, datetime.now(UTC)) if one.id in here]
        if all(_has_answered(here[one.id], one) for one in found):
            return found
        if time.monotonic() > until:
            return found
        time.sleep(_PAUSE_SECONDS)


def _has_answered(before: Process, after: Process) -> bool:
    was = (before.rules_since, before.refused_at)
    return (after.rules_since, after.refused_at) != was


@contextmanager
def _opened(url: str) -> Iterator[Store | None]:
    """The store; None before its first start, when there are no tables yet."""
    engine = connected(url)
    try:
        if not standing(engine).at:
            yield None
            return
        check_current(engine)
        yield Store(engine)
    finally:
        engine.dispose()
