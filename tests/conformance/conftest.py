"""The whole service with the rules that ship, as a client meets it."""

import json
import warnings
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import made_up
import pytest
from pydantic import SecretStr

from engine.evaluation import Engine, engine_of
from engine.service.answering import Answering
from engine.service.app import create_app
from engine.service.settings import Settings

with warnings.catch_warnings():
    # starlette 1.10 asks for httpx2; the project pins httpx.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

ROOT = Path(__file__).parents[2]
NOW = datetime.fromisoformat("2026-01-31T12:00:00Z")


@pytest.fixture(scope="session")
def engine() -> Engine:
    return engine_of(made_up.shipped())


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("conformance") / "service.sqlite"


@pytest.fixture(scope="session")
def settings(database: Path) -> Settings:
    return Settings(database_url=SecretStr(f"sqlite:///{database}"))


@pytest.fixture(scope="session")
def client(settings: Settings, engine: Engine) -> Iterator[TestClient]:
    yield from _served(settings, engine)


@pytest.fixture(scope="session")
def ballot(settings: Settings, engine: Engine) -> Iterator[TestClient]:
    """The service that speaks the ballot of 3.0 in discovery."""
    yield from _served(settings.model_copy(update={"hooks_version": "3.0"}), engine)


def _served(settings: Settings, engine: Engine) -> Iterator[TestClient]:
    answering = Answering(engine, settings.base_url)
    # As `pinprick serve` does: on a busy machine the first text takes seconds.
    answering.warm_up()
    app = create_app(settings, engine.rulebook, answering, lambda: NOW)
    with TestClient(app, raise_server_exceptions=False) as running:
        yield running


@pytest.fixture(scope="session")
def services(client: TestClient) -> list[dict[str, Any]]:
    return list(client.get("/cds-services").json()["services"])


@pytest.fixture(scope="session")
def cards(client: TestClient) -> list[dict[str, Any]]:
    """Every card that the examples of the project get."""
    files = sorted((ROOT / "fhir_examples" / "bundles").glob("*.expected.json"))
    found: list[dict[str, Any]] = []
    for file in files:
        expected = json.loads(file.read_text(encoding="utf-8"))
        body = file.with_name(file.name.replace(".expected", ""))
        if body.exists() and expected["status"] == 200:
            query = {"now": expected["now"], "patient": expected.get("patient")}
            given = {name: value for name, value in query.items() if value}
            answer = client.post(
                "/evaluate", params=given, json=json.loads(body.read_text("utf-8"))
            )
            found += answer.json()["cards"]
    return found
