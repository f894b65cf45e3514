"""An application on a bound socket, until a signal says to stop."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn
import uvloop
from fastapi import FastAPI

from engine.service.reload import Reloads
from engine.service.settings import Settings

GRACE_SECONDS = 5


def run(app: FastAPI, settings: Settings, listening: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM comes; what is in work is answered first.

    SIGHUP has the rules of the settings reloaded.
    """
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        # Query strings may name a patient.
        access_log=False,
        # The log is ours: uvicorn would print whole tracebacks, messages and all.
        log_config=None,
        log_level="warning",
        server_header=False,
        # A call that was taken on is answered, however long it may last.
        timeout_graceful_shutdown=int(settings.call_seconds) + GRACE_SECONDS,
    )
    server = uvicorn.Server(config)

    async def serve() -> None:
        with _reloading_on_hangup(Reloads(app, settings)):
            await server.serve(sockets=[listening])

    # uvicorn has shut down in order before it hands Ctrl-C on.
    with (
        suppress(KeyboardInterrupt),
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        runner.run(serve())


@contextmanager
def _reloading_on_hangup(reloads: Reloads) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    tasks: set[asyncio.Task[None]] = set()
    was_attached = has_terminal()

    def reload() -> None:
        if was_attached and not has_terminal():
            # Whoever started it there has closed the window.
            signal.raise_signal(signal.SIGTERM)
            return
        task = loop.create_task(reloads.reload())
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    loop.add_signal_handler(signal.SIGHUP, reload)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP})
    try:
        yield
    finally:
        # Too late to be of use: it must not end what is still being answered.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
        loop.remove_signal_handler(signal.SIGHUP)


def has_terminal() -> bool:
    """Whether standard input is a terminal that still is there."""
    with suppress(OSError, ValueError):
        os.tcgetpgrp(sys.stdin.fileno())
        return True
    return False
