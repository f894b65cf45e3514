"""An OpenID Connect provider of the tests' own, on this machine."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

CLIENT_ID = "pinprick"
CLIENT_SECRET = "a made-up client secret"
PERSON = {"sub": "person-1", "name": "Dr Made Up", "roles": ["reviewer"]}


@dataclass
class OidcProvider:
    """What the provider does: honest, until a test changes something.

    ``said`` replaces or adds claims of the ID token, None takes one away.
    ``asked`` are the queries of the authorisation endpoint, ``answered`` the
    answers of the token endpoint.
    """

    issuer: str = ""
    key: Any = None
    alg: str = "RS256"
    published: list[Any] = field(default_factory=list)
    discovery: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    person: dict[str, Any] = field(default_factory=lambda: dict(PERSON))
    token: str = ""
    is_down: bool = False
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    asked: list[dict[str, str]] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)
    fetched_keys: int = 0
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def metadata(self) -> dict[str, Any]:
        usual = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks.json",
        }
        return {**usual, **self.discovery}

    def jwks(self) -> dict[str, Any]:
        self.fetched_keys += 1
        keys = KeySet(self.published or [self.key])
        return dict(keys.as_dict(private=False))

    def authorise(self, query: dict[str, str]) -> str:
        """The address a browser is sent back to."""
        self.asked.append(query)
        code = f"code-{len(self.asked)}"
        self._codes[code] = query
        back = urlencode({"code": code, "state": query["state"]})
        return f"{query['redirect_uri']}?{back}"

    def exchange(
        self, sent: Mapping[str, str], headers: Mapping[str, str]
    ) -> tuple[int, dict[str, Any]]:
        query = self._codes.pop(sent.get("code", ""), None)  # a code is used once
        if query is None or not self._is_them(sent, headers, query):
            return 400, {"error": "invalid_grant"}
        token = self.token or self._signed(query)
        return 200, {"access_token": "a", "token_type": "Bearer", "id_token": token}

    def _is_them(
        self,
        sent: Mapping[str, str],
        headers: Mapping[str, str],
        query: Mapping[str, str],
    ) -> bool:
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        expected = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        return (
            query["code_challenge"] == challenge
            and query["code_challenge_method"] == "S256"
            and sent.get("redirect_uri") == query["redirect_uri"]
            and headers.get("authorization") == f"Basic {expected}"
        )

    def _signed(self, query: Mapping[str, str]) -> str:
        seconds = int(self.now.timestamp())
        usual = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "nonce": query["nonce"],
            "iat": seconds,
            "exp": seconds + 300,
            **self.person,
        }
        claims = {k: v for k, v in {**usual, **self.said}.items() if v is not None}
        header = {"alg": self.alg, "kid": self.key.kid}
        return jwt.encode(header, claims, self.key, algorithms=[self.alg])


def rsa_key(kid: str = "rsa-1") -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})


def curve_key(kid: str = "curve-1") -> ECKey:
    return ECKey.generate_key("P-256", {"kid": kid, "use": "sig"})


@contextmanager
def serving(provider: OidcProvider) -> Iterator[OidcProvider]:
    """The provider on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if provider.is_down:
                return self._json(503, {})
            if parts.path == "/authorize":
                query = {k: v[0] for k, v in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header("Location", provider.authorise(query))
                self.send_header("Content-Length", "0")
                return self.end_headers()
            known = {
                "/.well-known/openid-configuration": provider.metadata,
                "/jwks.json": provider.jwks,
            }
            found = known.get(parts.path)
            return self._json(200, found()) if found else self._json(404, {})

        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            body = parse_qs(self.rfile.read(length).decode())
            headers = {k.lower(): v for k, v in self.headers.items()}
            sent = {k: v[0] for k, v in body.items()}
            status, answer = provider.exchange(sent, headers)
            provider.answered.append(status)
            self._json(status, answer)

        def _json(self, status: int, value: dict[str, Any]) -> None:
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider.issuer = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
