"""`pinprick serve`: one process or several, one line that says where."""

import errno
import signal
import socket
import sys
from functools import partial
from pathlib import Path
from secrets import token_hex

from pydantic import SecretStr
from sqlalchemy.exc import SQLAlchemyError

from engine.errors import PinprickError, RuleError
from engine.rulebook.rulebook import in_service
from engine.service.app import create_app
from engine.service.heartbeat import Heart
from engine.service.loaded import Loaded, load
from engine.service.modes import signature_line
from engine.service.observe.logs import set_up_logs
from engine.service.run import run
from engine.service.settings import Settings, read_settings
from engine.service.workers import Supervisor
from engine.store.database import open_store

_WHY_NOT = {
    errno.EADDRINUSE: "the port is in use: stop what uses it or give another --port",
    errno.EACCES: "this user may not open the port: give a --port above 1023",
    errno.EADDRNOTAVAIL: "this machine does not have that address: check --host",
}


def serve(
    host: str | None = None,
    port: int | None = None,
    rules_dir: Path | None = None,
    workers: int | None = None,
) -> int:
    """Serve until stopped; the exit status of the process.

    What is None comes from the environment (`engine.service.settings`). A bad
    rule directory stops the start with every fault printed, one a line.
    """
    # A reload that is asked for during the start waits for its end.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
    given = {"host": host, "port": port, "rules_dir": rules_dir, "workers": workers}
    try:
        settings = read_settings({k: v for k, v in given.items() if v is not None})
        set_up_logs(settings)
        listening = listen(settings.host, settings.port)
    except PinprickError as error:
        return _stopped(str(error))
    with listening:
        at = settings.model_copy(update={"port": listening.getsockname()[1]})
        return _serve_rules(at, listening)


def _serve_rules(at: Settings, listening: socket.socket) -> int:
    try:
        loaded = load(at)
        # Once and before any worker: tables are upgraded, faults are said here.
        store = open_store(
            at.database_url.get_secret_value(), upgrade_at_start=at.upgrade_at_start
        )
        store.close()
        if at.workers > 1:
            greet(at, loaded)
            same = _signing_alike(at)
            supervisor = Supervisor(at.workers, partial(_worker, same, listening))
            return supervisor.supervise(loaded, partial(load, at))
        return _worker(at, listening, loaded)
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


def _signing_alike(at: Settings) -> Settings:
    """One key of sessions for all workers, drawn here where none is set."""
    if at.session_secret or at.session_secret_file:
        return at
    return at.model_copy(update={"session_secret": SecretStr(token_hex(32))})


def _worker(
    at: Settings, listening: socket.socket, loaded: Loaded, boss: int | None = None
) -> int:
    """Answer on the socket until a signal comes."""
    settings = at.model_copy(update={"rules_dir": loaded.directory})
    app = create_app(settings, loaded.rulebook, loaded.answering)
    app.state.heart = Heart(boss)
    if boss is None:
        greet(at, loaded)
    run(app, at, listening)
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


def greet(settings: Settings, loaded: Loaded) -> None:
    """The line that says where, and three addresses to try."""
    base, rulebook = settings.base_url, loaded.rulebook
    rules = len(in_service(rulebook, with_drafts=settings.evaluate_drafts).rules)
    signature = signature_line(rulebook).lower()
    several = f" with {settings.workers} workers" if settings.workers > 1 else ""
    print(f"Pinprick serves {rules} rules on {base}{several} ({signature}).")
    for path, what in (
        ("/", "what is here"),
        ("/rules", "the rules in English"),
        ("/cds-services", "CDS Hooks discovery"),
    ):
        print(f"  {base + path:40} {what}")
    print("Stop with Ctrl-C.", flush=True)


def _stopped(why: str) -> int:
    print(why, file=sys.stderr, flush=True)
    return 1
