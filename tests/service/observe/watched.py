"""A service whose every log, span and number is kept for the tests to look at."""

import io
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pydantic import SecretStr

from engine.service.answering import Answering
from engine.service.app import create_app
from engine.service.observe import logs
from engine.service.observe.traces import traces_to
from engine.service.settings import Settings

with warnings.catch_warnings():
    # starlette 1.10 asks for httpx2; the project pins httpx.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

NOW = datetime.fromisoformat("2026-01-31T12:00:00Z")
CALL = "/cds-services/numbness-red-flags"


@dataclass
class Said:
    """What was said in logs (in both forms) and in spans."""

    json: io.StringIO = field(default_factory=io.StringIO)
    console: io.StringIO = field(default_factory=io.StringIO)
    raw: io.StringIO = field(default_factory=io.StringIO)
    spans: InMemorySpanExporter = field(default_factory=InMemorySpanExporter)

    def spans_as_text(self) -> str:
        return "\n".join(span.to_json() for span in self.spans.get_finished_spans())


@contextmanager
def logs_kept(said: Said) -> Iterator[None]:
    """The logs as `serve` sets them up, down to DEBUG of every library.

    ``raw`` has them as an ordinary formatter would write them.
    """
    root = logging.getLogger()
    before = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in ("pinprick", "httpx")}
    levels |= {name: logging.getLogger(name).level for name in ("httpcore", "asyncio")}
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    logs.set_up_logs(Settings(log_level="debug"))
    forms = (
        (said.json, logs.JsonLines()),
        (said.console, logs.ConsoleLines()),
        (said.raw, logging.Formatter("%(name)s %(message)s")),
    )
    try:
        root.handlers.clear()
        for stream, form in forms:
            handler = logs.Lines(stream)
            handler.setFormatter(form)
            root.addHandler(handler)
        for name in ("", *levels):
            logging.getLogger(name).setLevel(logging.DEBUG)
        yield
    finally:
        root.handlers[:], level = before
        root.setLevel(level)
        for name, one in levels.items():
            logging.getLogger(name).setLevel(one)
        logging.captureWarnings(False)
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


@contextmanager
def served(
    folder: Path, engine: Any, said: Said | None = None, **settings: Any
) -> Iterator[TestClient]:
    """A client, seen as one of this machine, of the service with these settings."""
    url = SecretStr(f"sqlite:///{folder / 'watched.sqlite'}")
    given = Settings(**{"database_url": url, "call_seconds": 120, **settings})
    answering = Answering(engine, "https://rules.example")
    with pytest.MonkeyPatch.context() as patch:
        if said is not None:
            to_memory = lambda *_: traces_to(said.spans, "test")  # noqa: E731
            patch.setattr("engine.service.observe.watching.traces_of", to_memory)
        app = create_app(given, engine.rulebook, answering, lambda: NOW)
    with TestClient(
        app, raise_server_exceptions=False, client=("127.0.0.1", 50000)
    ) as client:
        yield client


def numb_face(**more: Any) -> dict[str, Any]:
    """A face that went numb two hours ago."""
    return {
        "resourceType": "Condition",
        "id": "numb-face",
        "subject": {"reference": "Patient/1"},
        "code": {"text": "Sudden numbness of left face"},
        "onsetDateTime": "2026-01-31T10:00:00Z",
        "recordedDate": "2026-01-31T10:00:00Z",
        **more,
    }


def bundle(*resources: Any) -> dict[str, Any]:
    entries = [{"resource": one} for one in resources]
    return {"resourceType": "Bundle", "type": "searchset", "entry": entries}


def hook_call(*conditions: Any, **more: Any) -> dict[str, Any]:
    """A patient-view call with these conditions."""
    return {
        "hook": "patient-view",
        "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "context": {"userId": "Practitioner/1", "patientId": "1"},
        "prefetch": {"conditions": bundle(*conditions), "observations": bundle()},
        **more,
    }
