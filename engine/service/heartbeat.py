"""Each process tells the database that it lives, and which rules it runs.

By that `/health` knows whether the replicas agree, and `pinprick rules reload`
which process to tell. Nothing that is answered waits for it.
"""

import asyncio
import logging
import os
import socket
import uuid
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from engine.service.rules_standing import DIFFERENT_RULES
from engine.service.state import Running
from engine.store import processes
from engine.store.processes import Process

LOG = logging.getLogger("pinprick.service")
BEAT_NOT_KEPT: Final = "the database does not know that this process lives"
_EVERY_SECONDS: Final = 15


class Heart:
    """The heartbeat of one process. ``boss`` is the process that reloads it."""

    def __init__(self, boss: int | None = None) -> None:
        self._id = uuid.uuid4().hex
        self._pid = os.getpid()
        self._boss = boss or self._pid
        self._born = born(self._boss)
        self._in_turn = asyncio.Lock()

    async def keep_beating(self, app: FastAPI) -> None:
        """Beat now and then, until cancelled."""
        while True:
            await self.beat(app)
            await asyncio.sleep(_EVERY_SECONDS)

    async def beat(self, app: FastAPI) -> None:
        """Say what runs here, and hear what runs elsewhere; never raises.

        A remark stands in `/ready` while the processes differ: during a rollout
        they do, afterwards somebody should look.
        """
        async with self._in_turn:
            running: Running = app.state.running
            try:
                living = await run_in_threadpool(
                    processes.beat, running.store, self._process(running)
                )
            except SQLAlchemyError as error:
                LOG.error("%s: %s", BEAT_NOT_KEPT, type(error).__qualname__)
                running.readiness.note(BEAT_NOT_KEPT)
                return
        running.readiness.withdraw(BEAT_NOT_KEPT)
        running.standing.heard(one.rules_digest for one in living)
        if running.standing.differ:
            running.readiness.note(DIFFERENT_RULES)
        else:
            running.readiness.withdraw(DIFFERENT_RULES)

    async def stop(self, running: Running) -> None:
        """Be forgotten: this process ends in order."""
        async with self._in_turn:
            try:
                await run_in_threadpool(processes.sign_off, running.store, self._id)
            except SQLAlchemyError as error:
                LOG.error("%s: %s", BEAT_NOT_KEPT, type(error).__qualname__)

    def _process(self, running: Running) -> Process:
        standing = running.standing
        refused = standing.refused
        return Process(
            id=self._id,
            host=socket.gethostname(),
            pid=self._pid,
            boss_pid=self._boss,
            boss_born=self._born,
            rules_digest=running.rulebook.digest,
            rules_since=standing.since,
            seen_at=running.clock(),
            refused_at=refused.at if refused else None,
            refused_faults=refused.faults if refused else 0,
        )


def born(pid: int) -> int:
    """When a process began, in ticks since its machine did; 0 if none is known.

    With its number this names a process for good: numbers are given out again.
    """
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    # The name, in brackets, may hold anything; the 22nd field counts from before it.
    return int(told.rpartition(")")[2].split()[19])
