"""A review room with a provider to sign in with, and a browser's manners."""

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from made_up_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    OidcProvider,
    rsa_key,
    serving,
)
from pydantic import SecretStr

from engine.service.settings import Settings

with warnings.catch_warnings():
    # starlette 1.10 asks for httpx2; the project pins httpx.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
BASE = "http://127.0.0.1:8080"
OURS = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Room:
    """A browser in front of a room, and the provider it signs in with."""

    client: TestClient
    provider: OidcProvider

    def begin(self, next_path: str = "/rules") -> str:
        """Where the browser is sent to sign in."""
        query = urlencode({"next": next_path})
        sent = self.client.get(f"/login?{query}", follow_redirects=False)
        assert sent.status_code == 303, sent.text
        return sent.headers["location"]

    def sign_in(self, next_path: str = "/rules") -> httpx.Response:
        """The whole way; what the room answers when the browser comes back."""
        return self.come_back(self.back_from_provider(self.begin(next_path)))

    def back_from_provider(self, address: str) -> dict[str, str]:
        """The query with which the provider sends the browser back."""
        answer = httpx.get(address, follow_redirects=False)
        query = parse_qs(urlsplit(answer.headers["location"]).query)
        return {name: values[0] for name, values in query.items()}

    def come_back(self, query: dict[str, str]) -> Any:
        return self.client.get("/login/callback", params=query, follow_redirects=False)

    @property
    def token(self) -> str:
        """The token of the forms of whoever is signed in."""
        return self._page().partition('name="csrf" value="')[2].partition('"')[0]

    def post(self, path: str, fields: dict[str, Any], **headers: str) -> Any:
        """A form sent from our own page."""
        return self.client.post(
            path, data=fields, headers=OURS | headers, follow_redirects=False
        )

    @property
    def is_signed_in(self) -> bool:
        return 'action="/logout"' in self._page()

    def _page(self) -> str:
        return str(self.client.get("/rules").text)


MakeRoom = Callable[..., Room]


@pytest.fixture(scope="session")
def provider_key() -> Any:
    return rsa_key()


@pytest.fixture
def provider(provider_key: Any) -> Iterator[OidcProvider]:
    with serving(OidcProvider(key=provider_key, now=NOW)) as running:
        yield running


@pytest.fixture
def oidc_settings(tmp_path: Path, provider: OidcProvider) -> Settings:
    return Settings(
        database_url=SecretStr(f"sqlite:///{tmp_path / 'room.sqlite'}"),
        oidc_issuer=provider.issuer,
        oidc_client_id=CLIENT_ID,
        oidc_client_secret=SecretStr(CLIENT_SECRET),
    )


@pytest.fixture
def make_room(
    provider: OidcProvider,
    oidc_settings: Settings,
    make_app: Callable[..., FastAPI],
) -> Iterator[MakeRoom]:
    """Makes a room with further settings; ``clock`` is its time of day."""
    opened: list[TestClient] = []

    def make(clock: Callable[[], datetime] = lambda: NOW, **more: Any) -> Room:
        settings = oidc_settings.model_copy(update=more)
        client = TestClient(
            make_app(settings, clock),
            base_url=settings.base_url,
            client=("127.0.0.1", 50_000),
        )
        client.__enter__()
        opened.append(client)
        return Room(client, provider)

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def room(make_room: MakeRoom) -> Room:
    return make_room()
