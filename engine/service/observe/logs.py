"""Logs without patient data: one line an event, for a person or as JSON.

Loggers below `pinprick` write sentences of this software. What any other logger
says is not shown, because nobody here knows what a library puts into it (an
exception's message quotes its input): only which logger, where in its code, and
the types and lines of an exception.
"""

import logging
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import orjson

from engine.service.configuration.watching import WatchingSettings
from engine.service.observe.faults import places_of, types_of
from engine.service.observe.seen import seen_now

OWN: Final = "pinprick"
LOG: Final = logging.getLogger("pinprick.service")
NOT_SHOWN: Final = "a library logged something; its words are not shown"
# What they say at INFO and DEBUG is of no use here, and costs time.
_FOREIGN_LEVEL: Final = logging.WARNING
_UVICORN: Final = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi")


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """What a line says of a record."""
    said: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(
            timespec="milliseconds"
        ),
        "level": record.levelname.lower(),
        "logger": record.name,
    }
    if record.name.partition(".")[0] == OWN:
        said |= {"event": record.getMessage(), **record.__dict__.get("fields", {})}
    else:
        said |= {"event": NOT_SHOWN, "where": f"{record.module}:{record.lineno}"}
    if (request := seen_now()) and "request" not in said:
        said |= ids_of(request.request_id, request.trace_id)
    if record.exc_info and (error := record.exc_info[1]):
        said |= {"error": types_of(error), "at": places_of(error.__traceback__)}
    return said


def ids_of(request_id: str, trace_id: str) -> dict[str, str]:
    """The ids under which a request is found again."""
    return {"request": request_id} | ({"trace": trace_id} if trace_id else {})


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return orjson.dumps(fields_of(record), default=str).decode()


class ConsoleLines(logging.Formatter):
    """A line for a person: time, level, sentence, and the rest as name=value."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        said = fields_of(record)
        time, level = said.pop("time")[11:23], said.pop("level")
        said.pop("logger")
        event = said.pop("event")
        rest = " ".join(f"{name}={_short(value)}" for name, value in said.items())
        return f"{time} {level:<7} {event} {rest}".rstrip()


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        return ",".join(f"{name}:{one}" for name, one in value.items()) or "-"
    if isinstance(value, list | tuple):
        return ",".join(map(str, value)) or "-"
    return str(value)


class Lines(logging.StreamHandler[Any]):
    """Standard error; a line that cannot be made says so and quotes nothing."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Say that a line is missing, where logging would print its arguments."""
        sys.stderr.write(f"a line of {record.name} could not be written\n")


def set_up_logs(settings: WatchingSettings) -> None:
    """Send every logger of this process through here; once, at the start."""
    handler = Lines(sys.stderr)
    is_json = settings.log_format == "json"
    handler.setFormatter(JsonLines() if is_json else ConsoleLines())
    logging.basicConfig(handlers=[handler], level=_FOREIGN_LEVEL, force=True)
    logging.getLogger(OWN).setLevel(settings.log_level.upper())
    for name in _UVICORN:
        theirs = logging.getLogger(name)
        theirs.handlers.clear()
        theirs.propagate = True
    logging.captureWarnings(True)
    sys.excepthook = lambda kind, error, trace: _log_uncaught(error)
    threading.excepthook = lambda uncaught: _log_uncaught(uncaught.exc_value)
    sys.unraisablehook = lambda uncaught: _log_uncaught(uncaught.exc_value)


def _log_uncaught(error: BaseException | None) -> None:
    LOG.error("an exception was not caught", exc_info=error)
