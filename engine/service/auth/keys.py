"""The signing keys of clients: from a file, or fetched and kept a while."""

import asyncio
import logging
import ssl
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Protocol

import jwt

from engine.errors import PinprickError
from engine.service.auth.fetch import FetchLimits, fetch
from engine.service.auth.jwks import KeysUnusable, SigningKeys, read_keys
from engine.service.fault_words import KEYS_NOT_FETCHED

LOG = logging.getLogger("pinprick.service")
# Whoever knows an issuer can send unknown kids: this bounds what they cause.
_BETWEEN_FETCHES: Final = timedelta(seconds=10)


class KeysFileError(PinprickError):
    """A file of keys that cannot be used; the service does not start."""


class Notices(Protocol):
    """Where it is said that something fails, until it is taken back."""

    def degrade(self, reason: str) -> None:
        """Say it, with the reason."""

    def recover(self, reason: str) -> None:
        """Take it back."""

    def count(self, fault: str) -> None:
        """Count it, whatever comes of it."""


class KeySource(Protocol):
    """Where the keys of a client come from."""

    async def find(self, kid: str, alg: str, now: datetime) -> jwt.PyJWK | None:
        """The key of this name, if there is one for the algorithm."""


@dataclass(frozen=True, slots=True)
class AgreedKeys:
    """Keys that were exchanged out of band; new ones need a new start."""

    keys: SigningKeys

    async def find(self, kid: str, alg: str, now: datetime) -> jwt.PyJWK | None:
        """The key of this name, if there is one for the algorithm."""
        return self.keys.by_name.get((kid, alg))


def agreed_keys(file: Path, algorithms: Collection[str]) -> AgreedKeys:
    """The keys of a JWK Set in a file; `KeysFileError` if it has none."""
    try:
        keys = read_keys(file.read_bytes(), algorithms)
    except OSError as error:
        raise KeysFileError(f"{file} cannot be read: {error.strerror}.") from None
    except KeysUnusable as error:
        raise KeysFileError(f"{file} cannot be used: {error}.") from None
    if not keys.by_name:
        raise KeysFileError(f"{file} has no public signing key that is allowed.")
    return AgreedKeys(keys)


def lacking_keys(source: str) -> str:
    """What is said of a source while it has no keys to use."""
    return f"no signing keys from {source}"


@dataclass(frozen=True, slots=True)
class KeysOrigin:
    """An address of the allowlist, and how it is asked.

    ``name`` is what logs and readiness call it. ``longest_use`` is how long
    keys go on when the address does not answer any more.
    """

    url: str
    name: str
    algorithms: Collection[str]
    longest_use: timedelta
    tls: ssl.SSLContext
    limits: FetchLimits = field(default_factory=FetchLimits)

    @property
    def lacking(self) -> str:
        """What readiness says while there are no keys to use."""
        return lacking_keys(self.name)


@dataclass(frozen=True, slots=True)
class _Kept:
    keys: SigningKeys
    at: datetime
    fresh_for: timedelta


class FetchedKeys:
    """The keys at one address.

    A call with a known key never waits: keys that are no longer fresh are
    fetched again beside it. An unknown kid waits for one fetch, of which there
    is at most one at a time and one in ten seconds.
    """

    def __init__(self, origin: KeysOrigin, notices: Notices) -> None:
        self._origin = origin
        self._notices = notices
        self._kept: _Kept | None = None
        self._asked_at: datetime | None = None
        self._fetching: asyncio.Task[None] | None = None

    async def find(self, kid: str, alg: str, now: datetime) -> jwt.PyJWK | None:
        """The key of this name, if there is one for the algorithm."""
        if known := self._usable(kid, alg, now):
            if not self._is_fresh(now):
                self._begin(now)
            return known
        if fetching := self._begin(now):
            # One caller that goes away must not stop it for the others.
            await asyncio.shield(fetching)
        return self._usable(kid, alg, now)

    def _usable(self, kid: str, alg: str, now: datetime) -> jwt.PyJWK | None:
        if not self._has_usable(now) or self._kept is None:
            return None
        return self._kept.keys.by_name.get((kid, alg))

    def _has_usable(self, now: datetime) -> bool:
        kept = self._kept
        return kept is not None and _within(kept.at, now, self._origin.longest_use)

    def _is_fresh(self, now: datetime) -> bool:
        kept = self._kept
        return kept is not None and _within(kept.at, now, kept.fresh_for)

    def _begin(self, now: datetime) -> asyncio.Task[None] | None:
        if self._fetching is not None and not self._fetching.done():
            return self._fetching
        if self._asked_at is not None and _within(
            self._asked_at, now, _BETWEEN_FETCHES
        ):
            return None
        self._asked_at = now
        self._fetching = asyncio.create_task(self._fetch(now))
        return self._fetching

    async def _fetch(self, now: datetime) -> None:
        origin = self._origin
        try:
            fetched = await fetch(origin.url, origin.tls, origin.limits)
            keys = read_keys(fetched.body, origin.algorithms)
            if not keys.by_name:
                raise KeysUnusable("it has no public signing key that is allowed")
        except KeysUnusable as error:
            self._failed(error, now)
            return
        if keys.left_out:
            LOG.warning("%s: %d keys are not used", origin.name, keys.left_out)
        self._kept = _Kept(keys, now, fetched.fresh_for)
        self._notices.recover(origin.lacking)

    def _failed(self, error: KeysUnusable, now: datetime) -> None:
        failed = f"{KEYS_NOT_FETCHED}{self._origin.name}"
        LOG.error("%s: %s", failed, error)
        self._notices.count(failed)
        if not self._has_usable(now):
            self._notices.degrade(self._origin.lacking)


def _within(since: datetime, now: datetime, span: timedelta) -> bool:
    # Either way: after a clock was set back nothing may stay fresh for ever.
    return abs(now - since) < span
