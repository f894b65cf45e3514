"""`pinprick serve`: one process, one line that says where."""

import errno
import logging
import socket
import sys
from contextlib import suppress
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError

from engine.errors import PinprickError, RuleError
from engine.evaluation import Engine
from engine.garbage import garbage_waiting, keep_all_so_far
from engine.rulebook.load import load_rulebook
from engine.rulebook.rulebook import in_service
from engine.service.answering import Answering
from engine.service.app import create_app
from engine.service.modes import signature_line
from engine.service.settings import Settings, read_settings

_WHY_NOT = {
    errno.EADDRINUSE: "the port is in use: stop what uses it or give another --port",
    errno.EACCES: "this user may not open the port: give a --port above 1023",
    errno.EADDRNOTAVAIL: "this machine does not have that address: check --host",
}


def serve(
    host: str | None = None, port: int | None = None, rules_dir: Path | None = None
) -> int:
    """Serve until stopped; the exit status of the process.

    What is None comes from the environment (`engine.service.settings`). A bad
    rule directory stops the start with every fault printed, one a line.
    """
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    given = {"host": host, "port": port, "rules_dir": rules_dir}
    try:
        settings = read_settings({k: v for k, v in given.items() if v is not None})
        listening = listen(settings.host, settings.port)
    except PinprickError as error:
        return _stopped(str(error))
    with listening:
        return _serve_rules(settings, listening)


def _serve_rules(settings: Settings, listening: socket.socket) -> int:
    at = settings.model_copy(update={"port": listening.getsockname()[1]})
    try:
        with garbage_waiting():
            rulebook = load_rulebook(at.rules_dir, at.locale)
            evaluated = in_service(rulebook, with_drafts=at.evaluate_drafts)
            answering = Answering(Engine(evaluated), at.base_url)
            answering.warm_up()
            app = create_app(at, rulebook, answering)
        keep_all_so_far()
    except RuleError as error:
        faults = "\n".join(str(fault) for fault in error.diagnostics)
        return _stopped(f"{faults}\nThe rules in {at.rules_dir} cannot be used")
    except PinprickError as error:
        return _stopped(str(error))
    except SQLAlchemyError as error:
        return _stopped(
            f"The database does not open ({type(error).__qualname__}). "
            "Check PINPRICK_DATABASE_URL, the folder and its permissions"
        )
    greet(at, len(evaluated.rules), signature_line(rulebook))
    run(app, listening)
    return 0


class AddressError(PinprickError):
    """The address to serve on cannot be opened."""


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address; `AddressError` with the reason if not."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        why = _WHY_NOT.get(error.errno or 0, "check --host and --port")
        raise AddressError(f"Cannot serve on {host}:{port}, {why}.") from None
    return bound


def greet(settings: Settings, rules: int, signature: str) -> None:
    """The line that says where, and three addresses to try."""
    base = settings.base_url
    print(f"Pinprick serves {rules} rules on {base} ({signature.lower()}).")
    for path, what in (
        ("/", "what is here"),
        ("/rules", "the rules in English"),
        ("/cds-services", "CDS Hooks discovery"),
    ):
        print(f"  {base + path:40} {what}")
    print("Stop with Ctrl-C.", flush=True)


def run(app: FastAPI, listening: socket.socket) -> None:
    """Serve the application on a bound socket until a signal comes."""
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        # Query strings may name a patient.
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    # uvicorn has shut down in order before it hands Ctrl-C on.
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def _stopped(why: str) -> int:
    print(why, file=sys.stderr, flush=True)
    return 1
