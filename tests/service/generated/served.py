"""The whole service in this process, warm, with a clock of its own."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from engine.evaluation import Engine
from engine.service.answering import Answering
from engine.service.app import create_app
from engine.service.settings import Settings

with warnings.catch_warnings():
    # starlette 1.10 asks for httpx2; the project pins httpx.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

ROOT = Path(__file__).parents[3]
NOW = datetime.fromisoformat("2026-11-20T15:00:00Z")


def application(folder: Path, engine: Engine, **settings: Any) -> Any:
    """The service as an application, its database in the folder."""
    url = SecretStr(f"sqlite:///{folder / 'generated.sqlite'}")
    # On a machine with much to do ten seconds can pass without any fault of ours.
    given = Settings(database_url=url, call_seconds=120, **settings)
    answering = Answering(engine, given.base_url)
    answering.warm_up()
    return create_app(given, engine.rulebook, answering, lambda: NOW)


@contextmanager
def running(folder: Path, engine: Engine, **settings: Any) -> Iterator[TestClient]:
    """A client of the service, which is closed at the end."""
    app = application(folder, engine, **settings)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
