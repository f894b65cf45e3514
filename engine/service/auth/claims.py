"""What a token claims: whom it is for, when it holds, its own number."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from engine.service.auth.refused import TokenRefused

_LATEST = 2**40  # seconds; later than any token, and safe to calculate with
_LONGEST_NAME = 1024


@dataclass(frozen=True, slots=True)
class Expected:
    """What the claims are held against.

    ``audiences`` are the addresses of this call; ``tenants`` may be empty,
    which lets every tenant pass. ``leeway`` (between the clocks) and
    ``longest`` (from `iat` to `exp`) are in seconds.
    """

    audiences: Collection[str]
    tenants: Collection[str]
    leeway: int
    longest: int


@dataclass(frozen=True, slots=True)
class TokenNumber:
    """The number that makes a token usable once, and until when it matters."""

    issuer: str
    jti: str
    holds_until: datetime


def checked_claims(
    claims: Mapping[str, Any], expected: Expected, now: datetime
) -> TokenNumber:
    """The number of a token meant for this call and for now.

    Raises `TokenRefused`. The issuer is taken as it stands: whoever calls has
    found the client by it.
    """
    _check_audience(claims.get("aud"), expected.audiences)
    expires = _check_times(claims, expected, now.timestamp())
    _check_tenant(claims.get("tenant"), expected.tenants)
    jti = claims.get("jti")
    if not isinstance(jti, str) or not 0 < len(jti) <= _LONGEST_NAME:
        raise TokenRefused("jti is missing, or no text")
    until = datetime.fromtimestamp(expires + expected.leeway, UTC)
    return TokenNumber(claims["iss"], jti, until)


def _check_audience(sent: object, audiences: Collection[str]) -> None:
    named = [sent] if isinstance(sent, str) else sent
    if not isinstance(named, list) or not any(
        isinstance(one, str) and one in audiences for one in named
    ):
        raise TokenRefused("aud is not the address of this call")


def _check_times(claims: Mapping[str, Any], expected: Expected, now: float) -> float:
    expires, issued = _seconds(claims, "exp"), _seconds(claims, "iat")
    if expires <= now - expected.leeway:
        raise TokenRefused("the token is expired")
    if issued > now + expected.leeway:
        raise TokenRefused("iat is in the future")
    if "nbf" in claims and _seconds(claims, "nbf") > now + expected.leeway:
        raise TokenRefused("nbf is in the future")
    # Its number is kept until it expires, and a stolen one works as long.
    if expires - issued > expected.longest:
        raise TokenRefused("the token holds longer than is allowed")
    return expires


def _seconds(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TokenRefused(f"{name} is missing, or no number")
    # JSON readers let NaN and Infinity pass, with which no comparison refuses.
    if not 0 <= value < _LATEST:
        raise TokenRefused(f"{name} is no time in seconds")
    return float(value)


def _check_tenant(sent: object, tenants: Collection[str]) -> None:
    if tenants and not (isinstance(sent, str) and sent in tenants):
        raise TokenRefused("the tenant is not on the list")
