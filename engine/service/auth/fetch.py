"""A JWK Set over HTTPS: bounded in size and time, never redirected."""

import asyncio
import re
import ssl
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import httpx

from engine.service.auth.jwks import KeysUnusable

# What the sender says of freshness is heeded between these two: a key that was
# withdrawn is noticed within the hour, and nobody is asked at every call.
_SHORTEST: Final = timedelta(minutes=1)
_UNSAID: Final = timedelta(minutes=10)
_LONGEST: Final = timedelta(hours=1)
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_NEVER_FRESH = re.compile(r"(?:^|[\s,])(no-store|no-cache)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How long fetching may take in all, and how many bytes may come."""

    seconds: float = 3.0
    size: int = 256 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came, and how long it needs no second look."""

    body: bytes
    fresh_for: timedelta


async def fetch(url: str, tls: ssl.SSLContext, limits: FetchLimits) -> Fetched:
    """The body at an address of the allowlist; raises `KeysUnusable`."""
    try:
        async with asyncio.timeout(limits.seconds):
            return await _get(url, tls, limits)
    except TimeoutError:
        raise KeysUnusable("it took too long") from None
    except httpx.HTTPError as error:
        raise KeysUnusable(f"there is no answer ({type(error).__name__})") from None


async def _get(url: str, tls: ssl.SSLContext, limits: FetchLimits) -> Fetched:
    # A compressed body could grow past the limit within one piece.
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    async with (
        httpx.AsyncClient(
            verify=tls, follow_redirects=False, timeout=limits.seconds
        ) as client,
        client.stream("GET", url, headers=headers) as response,
    ):
        if response.status_code != 200:
            raise KeysUnusable(f"the answer was {response.status_code}")
        if response.headers.get("content-encoding", "identity") != "identity":
            raise KeysUnusable("the answer is compressed")
        body = await _bounded(response, limits.size)
        return Fetched(body, fresh_for(response.headers))


async def _bounded(response: httpx.Response, size: int) -> bytes:
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > size:
            raise KeysUnusable("it is too large")
    return bytes(body)


def fresh_for(headers: httpx.Headers) -> timedelta:
    """How long an answer counts as new, by Cache-Control and Age."""
    control = headers.get("cache-control", "")
    if _NEVER_FRESH.search(control):
        return _SHORTEST
    if not (said := _MAX_AGE.search(control)):
        return _UNSAID
    age = headers.get("age", "")
    old = int(age) if age.isascii() and age.isdigit() and len(age) < 10 else 0
    return min(max(timedelta(seconds=int(said[1]) - old), _SHORTEST), _LONGEST)
