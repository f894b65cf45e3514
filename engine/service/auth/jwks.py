"""A JWK Set as public keys by name and algorithm; unusable ones are counted."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import jwt
import orjson

from engine.errors import PinprickError

_MOST_KEYS = 100
_CURVES: Final = MappingProxyType({"ES256": "P-256", "ES384": "P-384"})
# A private or shared key that somebody published proves nothing any more.
_SECRET_MEMBERS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})


class KeysUnusable(PinprickError):
    """A JWK Set that cannot be had or read; fixed words only."""


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """Public keys by (kid, alg), and how many of the set were left out."""

    by_name: Mapping[tuple[str, str], jwt.PyJWK]
    left_out: int


def read_keys(body: bytes, algorithms: Collection[str]) -> SigningKeys:
    """The keys of a JWK Set that may verify signatures.

    Left out are keys for another use, private and symmetric keys, keys of
    other algorithms, and a kid that stands for several keys. Raises
    `KeysUnusable` for what is no JWK Set.
    """
    sent = _members(body)
    names = Counter(_kid(one) for one in sent)
    fit = [one for one in sent if _is_fit(one) and names[_kid(one)] == 1]
    by_name = {}
    used = 0
    for one in fit:
        found = _by_algorithm(one, algorithms)
        used += bool(found)
        by_name.update({(one["kid"], alg): key for alg, key in found.items()})
    return SigningKeys(by_name, len(sent) - used)


def _members(body: bytes) -> list[Any]:
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise KeysUnusable("it is not JSON") from None
    keys = value.get("keys") if isinstance(value, dict) else None
    if not isinstance(keys, list):
        raise KeysUnusable("it is not a JWK Set")
    if len(keys) > _MOST_KEYS:
        raise KeysUnusable("it has too many keys")
    return keys


def _kid(key: object) -> str:
    kid = key.get("kid") if isinstance(key, dict) else None
    return kid if isinstance(kid, str) else ""


def _is_fit(key: object) -> bool:
    if not isinstance(key, dict) or not _kid(key) or _SECRET_MEMBERS & key.keys():
        return False
    # RFC 7517: both members are optional; what is said must allow to verify.
    operations = key.get("key_ops", ["verify"])
    may_verify = isinstance(operations, list) and "verify" in operations
    return key.get("use", "sig") == "sig" and may_verify


def _by_algorithm(
    key: dict[str, Any], algorithms: Collection[str]
) -> dict[str, jwt.PyJWK]:
    allowed = [alg for alg in algorithms if _can_sign(key, alg)]
    try:
        return {alg: jwt.PyJWK(key, alg) for alg in allowed}
    except (jwt.PyJWTError, ValueError, TypeError):
        return {}  # counted by the caller: the set's other keys stay usable


def _can_sign(key: Mapping[str, Any], alg: str) -> bool:
    if key.get("alg", alg) != alg:
        return False
    if alg in _CURVES:
        return key.get("kty") == "EC" and key.get("crv") == _CURVES[alg]
    return key.get("kty") == "RSA"
