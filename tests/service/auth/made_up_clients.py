"""CDS Clients that sign tokens, a server of their keys, and who asks them."""

import asyncio
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from engine.service.auth.authentication import authentication
from engine.service.auth.refused import TokenRefused
from engine.service.settings import Settings
from engine.store.database import Store

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
ISSUER = "https://ehr.example"
BASE = "http://127.0.0.1:8080"
CALL = "/cds-services/numbness-red-flags"
ENDPOINT = BASE + CALL


@dataclass(frozen=True)
class Signer:
    """A CDS Client's key pair."""

    key: Any
    alg: str
    kid: str

    @property
    def public(self) -> dict[str, Any]:
        return self._as_jwk(self.key.public_key())

    @property
    def private(self) -> dict[str, Any]:
        return self._as_jwk(self.key)

    def _as_jwk(self, key: Any) -> dict[str, Any]:
        kind: Any = ECAlgorithm if self.alg.startswith("ES") else RSAAlgorithm
        made = kind.to_jwk(key, as_dict=True)
        made.pop("key_ops", None)
        return {**made, "kid": self.kid, "use": "sig"}

    def token(
        self,
        *,
        header: Mapping[str, Any] | None = None,
        without: Sequence[str] = (),
        **claims: Any,
    ) -> str:
        usual = {"iss": ISSUER, "aud": ENDPOINT, "jti": "number-1"}
        said = {**usual, "iat": SECONDS - 5, "exp": SECONDS + 300, **claims}
        sent = {name: value for name, value in said.items() if name not in without}
        return jwt.encode(sent, self.key, self.alg, {"kid": self.kid, **(header or {})})


def curve_signer(kid: str) -> Signer:
    return Signer(ec.generate_private_key(ec.SECP384R1()), "ES384", kid)


def rsa_signer(kid: str, size: int = 2048) -> Signer:
    return Signer(rsa.generate_private_key(65537, size), "RS384", kid)


def key_set(*keys: Mapping[str, Any]) -> bytes:
    return json.dumps({"keys": list(keys)}).encode()


def bearing(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@dataclass
class KeyServer:
    """What the server of a client answers, and what it was asked."""

    url: str = ""
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    is_asked: threading.Event = field(default_factory=threading.Event)
    may_answer: threading.Event = field(default_factory=threading.Event)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append(handler.path)
        self.is_asked.set()
        self.may_answer.wait(10)
        handler.send_response(self.status)
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(self.body)))
        handler.end_headers()
        handler.wfile.write(self.body)


@dataclass
class Notes:
    """The reasons and remarks that readiness would give."""

    reasons: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def count(self, fault: str) -> None:
        return

    def degrade(self, reason: str) -> None:
        self.reasons.append(reason)

    def recover(self, reason: str) -> None:
        self.reasons = [one for one in self.reasons if one != reason]

    def note(self, remark: str) -> None:
        self.remarks.append(remark)

    def withdraw(self, remark: str) -> None:
        self.remarks = [one for one in self.remarks if one != remark]


@dataclass
class Asked:
    """An `Authentication` with its notices, asked as the door asks it."""

    settings: Settings
    store: Store
    notices: Notes = field(default_factory=Notes)

    def __post_init__(self) -> None:
        self.decides = authentication(self.settings, self.store, self.notices)

    async def ask(self, token: str, now: datetime = NOW) -> str:
        try:
            await self.decides.admit([f"Bearer {token}"], {ENDPOINT}, now)
        except TokenRefused as refused:
            return str(refused)
        return "let in"

    def answer(self, token: str, now: datetime = NOW) -> str:
        return asyncio.run(self.ask(token, now))
