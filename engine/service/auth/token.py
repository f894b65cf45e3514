"""A token as it was sent: of the right form, and nothing proven yet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jwt

from engine.service.auth.refused import TokenRefused

# Tokens of CDS Clients take about 1 kB; reading a longer one is work for nobody.
LONGEST_TOKEN = 8 * 1024
_LONGEST_NAME = 2048


@dataclass(frozen=True, slots=True)
class UnprovenToken:
    """What a token says of itself. ``jku`` is "" where it names none."""

    raw: str
    alg: str
    kid: str
    jku: str
    claims: Mapping[str, Any]


def sent_token(authorization: Sequence[str]) -> str:
    """The bearer token of the Authorization headers, else `TokenRefused`."""
    if not authorization:
        raise TokenRefused("there is no Authorization header")
    if len(authorization) > 1:
        raise TokenRefused("there are several Authorization headers")
    scheme, _, raw = authorization[0].partition(" ")
    if scheme.lower() != "bearer":
        raise TokenRefused("the Authorization header holds no bearer token")
    if len(raw) > LONGEST_TOKEN:
        raise TokenRefused("the token is too long")
    return raw.strip()


def read_token(raw: str, algorithms: Collection[str]) -> UnprovenToken:
    """The token, its header checked as CDS Hooks 2.0.1 wants it.

    ``algorithms`` are those that may sign. Raises `TokenRefused`.
    """
    try:
        decoded = jwt.decode_complete(raw, options={"verify_signature": False})
    except jwt.PyJWTError:
        raise TokenRefused("the token cannot be read") from None
    header = decoded["header"]
    # Before any key is looked up: the header alone never chooses how to verify.
    alg = _word(header, "alg")
    if alg not in algorithms:
        raise TokenRefused("the algorithm is not allowed")
    if _word(header, "typ").upper() != "JWT":
        raise TokenRefused("the type is not JWT")
    jku = _word(header, "jku") if "jku" in header else ""
    return UnprovenToken(raw, alg, _word(header, "kid"), jku, decoded["payload"])


def _word(header: Mapping[str, Any], name: str) -> str:
    value = header.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_NAME:
        raise TokenRefused(f"{name} is missing from the header, or no text")
    return value


def check_signature(token: UnprovenToken, key: jwt.PyJWK) -> None:
    """Let pass a token that was signed with the key, else `TokenRefused`."""
    try:
        # Times and names are checked elsewhere: PyJWT reads the clock itself.
        jwt.PyJWS().decode_complete(
            token.raw,
            key,
            algorithms=[token.alg],
            options={"verify_signature": True, "enforce_minimum_key_length": True},
        )
    except jwt.InvalidKeyError:
        raise TokenRefused("the key is too short") from None
    except jwt.PyJWTError:
        raise TokenRefused("the signature is wrong") from None
