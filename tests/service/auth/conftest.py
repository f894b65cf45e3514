"""A service with clients, and a real server of JWK Sets on this machine."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from made_up_clients import (
    ISSUER,
    Asked,
    KeyServer,
    Signer,
    curve_signer,
    key_set,
    rsa_signer,
)
from pydantic import SecretStr

from engine.service.app import create_app
from engine.service.auth.trusted_client import TrustedClient
from engine.service.settings import Settings
from engine.service.state import Running
from engine.store.database import Store, open_store


@pytest.fixture(scope="session")
def curve() -> Signer:
    return curve_signer("curve-1")


@pytest.fixture(scope="session")
def other_curve() -> Signer:
    return curve_signer("curve-2")


@pytest.fixture(scope="session")
def rsa_key() -> Signer:
    return rsa_signer("rsa-1")


@pytest.fixture
def key_server() -> Iterator[KeyServer]:
    served = KeyServer()
    served.may_answer.set()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                served.answer(self)
            except OSError:
                return  # whoever asked has gone, which some tests want

        def log_message(self, format: str, *args: Any) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served.url = f"http://127.0.0.1:{server.server_port}/jwks.json"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield served
        served.may_answer.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'tokens.sqlite'}"


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = open_store(database)
    yield opened
    opened.close()


@pytest.fixture
def agreed(
    tmp_path: Path, curve: Signer, rsa_key: Signer
) -> Callable[..., dict[str, Any]]:
    """Makes the setting of a client whose keys were exchanged out of band."""

    def make(**more: Any) -> dict[str, Any]:
        file = tmp_path / "agreed.json"
        file.write_bytes(key_set(curve.public, rsa_key.public))
        return {"iss": ISSUER, "keys_file": file, **more}

    return make


@pytest.fixture
def with_clients(database: str) -> Callable[..., Settings]:
    """Makes settings with these clients."""

    def make(*clients: dict[str, Any], **more: Any) -> Settings:
        named = tuple(TrustedClient(**client) for client in clients)
        url = SecretStr(database)
        return Settings(database_url=url, auth_clients=named, **more)

    return make


@pytest.fixture
def asked(
    with_clients: Callable[..., Settings],
    agreed: Callable[..., dict[str, Any]],
    store: Store,
) -> Asked:
    """With one client, whose keys were exchanged out of band."""
    return Asked(with_clients(agreed()), store)


@pytest.fixture
def fetching(
    with_clients: Callable[..., Settings], key_server: KeyServer, store: Store
) -> Asked:
    """With one client, whose keys are fetched."""
    client = {"iss": ISSUER, "jku": [key_server.url]}
    return Asked(with_clients(client), store)


@pytest.fixture
def settings(
    with_clients: Callable[..., Settings], agreed: Callable[..., dict[str, Any]]
) -> Settings:
    """What `client` (tests/service/conftest.py) runs with: one CDS Client."""
    return with_clients(agreed())


@pytest.fixture
def served(client: Any) -> Callable[[Settings], Any]:
    """Makes another service of the same parts with other settings."""
    running: Running = client.app.state.running

    def make(settings: Settings) -> Any:
        app = create_app(settings, running.rulebook, running.engine, running.clock)
        return type(client)(app, raise_server_exceptions=False)

    return make
