"""The OpenID Connect provider: where it is, its keys, a code for a token.

The only module that imports Authlib. Its parts that speak the protocol are
used; what goes over the network is bounded here as everywhere else, and never
follows a redirect.
"""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import orjson
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, ConfigDict, ValidationError

from engine.errors import PinprickError
from engine.service.auth.fetch import FetchLimits, fetch
from engine.service.auth.jwks import KeysUnusable
from engine.service.auth.trusted_client import is_loopback
from engine.service.room.login.session import Attempt

# Signed by a key that only the provider has: no `none`, no HMAC.
ALGORITHMS: Final = ("RS256", "RS384", "PS256", "ES256", "ES384")
_DISCOVERY: Final = "/.well-known/openid-configuration"
_FRESH_FOR: Final = timedelta(hours=1)
# However often somebody sends tokens of unknown keys, the provider is not asked
# more often than this.
_KEYS_AT_LEAST: Final = timedelta(seconds=30)
_LEEWAY: Final = 60


class ProviderDown(PinprickError):
    """The provider does not answer, or with what cannot be used."""


class LoginRefused(PinprickError):
    """What came back from the provider is not to be trusted; fixed words."""


class Metadata(BaseModel):
    """What discovery says, as far as it is used."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


@dataclass(frozen=True, slots=True)
class Registered:
    """This service as the provider knows it.

    ``secret`` is "" for a public client, which PKCE alone protects.
    """

    issuer: str
    client_id: str
    secret: str
    secret_in: str
    scopes: tuple[str, ...]
    redirect_uri: str


class Provider:
    """One provider, asked for its addresses and keys once an hour."""

    def __init__(
        self, registered: Registered, tls: ssl.SSLContext, limits: FetchLimits
    ) -> None:
        self._we, self._tls, self._limits = registered, tls, limits
        self._metadata: tuple[datetime, Metadata] | None = None
        self._keys: tuple[datetime, KeySet] | None = None

    async def address(self, attempt: Attempt, now: datetime) -> str:
        """Where a browser is sent to sign in; raises `ProviderDown`."""
        metadata = await self._found(now)
        address: str = prepare_grant_uri(
            metadata.authorization_endpoint,
            client_id=self._we.client_id,
            response_type="code",
            redirect_uri=self._we.redirect_uri,
            scope=" ".join(self._we.scopes),
            state=attempt.state,
            nonce=attempt.nonce,
            code_challenge=create_s256_code_challenge(attempt.verifier),
            code_challenge_method="S256",
        )
        return address

    async def claims(
        self, code: str, attempt: Attempt, now: datetime
    ) -> Mapping[str, Any]:
        """What the provider says of who signed in, every claim checked.

        Raises `ProviderDown`, or `LoginRefused` for an answer that is refused.
        """
        metadata = await self._found(now)
        answer = await self._exchanged(metadata, code, attempt)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise LoginRefused("the provider sent no ID token")
        try:
            decoded = self._decoded(token, await self._keys_of(metadata, now))
        except JoseError:
            # It may be signed with a key that is newer than what we have.
            decoded = self._decoded_at_last(
                token, await self._keys_of(metadata, now, at_least=_KEYS_AT_LEAST)
            )
        return self._checked(decoded, attempt, answer, now)

    async def _found(self, now: datetime) -> Metadata:
        if self._metadata and now - self._metadata[0] < _FRESH_FOR:
            return self._metadata[1]
        address = self._we.issuer.rstrip("/") + _DISCOVERY
        metadata = _metadata(await self._fetched(address), self._we.issuer)
        self._metadata = (now, metadata)
        return metadata

    async def _keys_of(
        self, metadata: Metadata, now: datetime, at_least: timedelta = _FRESH_FOR
    ) -> KeySet:
        if self._keys and now - self._keys[0] < at_least:
            return self._keys[1]
        try:
            read = KeySet.import_key_set(
                orjson.loads(await self._fetched(metadata.jwks_uri))
            )
        except (JoseError, ValueError, KeyError, TypeError, AttributeError):
            raise ProviderDown("its keys cannot be read") from None
        self._keys = (now, read)
        return read

    async def _fetched(self, address: str) -> bytes:
        try:
            return (await fetch(address, self._tls, self._limits)).body
        except KeysUnusable as error:
            raise ProviderDown(str(error)) from None

    async def _exchanged(
        self, metadata: Metadata, code: str, attempt: Attempt
    ) -> Mapping[str, Any]:
        body = prepare_token_request(
            "authorization_code",
            code=code,
            redirect_uri=self._we.redirect_uri,
            code_verifier=attempt.verifier,
        )
        how = self._we.secret_in if self._we.secret else "none"
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        client = ClientAuth(self._we.client_id, self._we.secret, how)
        url, headers, body = client.prepare(
            "POST", metadata.token_endpoint, headers, body
        )
        return await self._posted(url, headers, body)

    async def _posted(
        self, url: str, headers: Mapping[str, str], body: str
    ) -> Mapping[str, Any]:
        try:
            async with (
                asyncio.timeout(self._limits.seconds),
                httpx.AsyncClient(verify=self._tls, follow_redirects=False) as client,
                client.stream("POST", url, headers=headers, content=body) as response,
            ):
                received = await _bounded(response, self._limits.size)
        except (httpx.HTTPError, TimeoutError) as error:
            raise ProviderDown(f"no answer ({type(error).__name__})") from None
        if response.status_code >= 500:
            raise ProviderDown(f"the answer was {response.status_code}")
        if response.status_code != 200:
            raise LoginRefused("the provider did not take the code")
        return _object(received)

    def _decoded(self, token: str, keys: KeySet) -> jwt.Token:
        return jwt.decode(token, keys, algorithms=list(ALGORITHMS))

    def _decoded_at_last(self, token: str, keys: KeySet) -> jwt.Token:
        try:
            return self._decoded(token, keys)
        except JoseError:
            raise LoginRefused("the ID token is not signed by the provider") from None

    def _checked(
        self,
        token: jwt.Token,
        attempt: Attempt,
        answer: Mapping[str, Any],
        now: datetime,
    ) -> Mapping[str, Any]:
        expected = {
            "iss": {"essential": True, "value": self._we.issuer},
            "aud": {"essential": True, "value": self._we.client_id},
        }
        asked = {
            "nonce": attempt.nonce,
            "client_id": self._we.client_id,
            "access_token": answer.get("access_token"),
        }
        claims = CodeIDToken(token.claims, token.header, expected, asked)
        try:
            claims.validate(now=int(now.timestamp()), leeway=_LEEWAY)
        except JoseError as error:
            name = str(getattr(error, "claim", None) or type(error).__name__)
            raise LoginRefused(f"the ID token does not hold ({name})") from None
        return dict(claims)


def _metadata(body: bytes, issuer: str) -> Metadata:
    try:
        found = Metadata.model_validate(_object(body))
    except (ValidationError, LoginRefused):
        raise ProviderDown("its discovery document cannot be read") from None
    if found.issuer != issuer:
        raise ProviderDown("its discovery document names another issuer")
    used = (found.authorization_endpoint, found.token_endpoint, found.jwks_uri)
    if not all(is_safe_address(address) for address in used):
        raise ProviderDown("its discovery document names an address without https")
    return found


def is_safe_address(address: str) -> bool:
    """Whether nobody on the way can read it: https, or this machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = parts.hostname or ""
    is_here = parts.scheme == "http" and is_loopback(host)
    has_user = "@" in parts.netloc
    return bool(host) and (parts.scheme == "https" or is_here) and not has_user


async def _bounded(response: httpx.Response, size: int) -> bytes:
    body = bytearray()
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > size:
            raise ProviderDown("its answer is too large")
    return bytes(body)


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        value = None
    if not isinstance(value, dict):
        raise LoginRefused("the provider's answer is no JSON object")
    return value
