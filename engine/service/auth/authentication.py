"""A call let in by its token, or refused with a reason for the log."""

import ssl
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx

from engine.service.auth.claims import Expected, checked_claims
from engine.service.auth.keys import (
    AgreedKeys,
    FetchedKeys,
    KeysOrigin,
    KeySource,
    Notices,
    agreed_keys,
)
from engine.service.auth.lacking import Remarks, keys_of_clients, source_name
from engine.service.auth.refused import TokenRefused
from engine.service.auth.replay import UsedTokens
from engine.service.auth.token import (
    UnprovenToken,
    check_signature,
    read_token,
    sent_token,
)
from engine.service.auth.trusted_client import TrustedClient
from engine.service.settings import Settings
from engine.store.database import Store


@dataclass(frozen=True, slots=True)
class KnownClient:
    """A client with its key sources; a key counts for its own issuer only."""

    client: TrustedClient
    by_jku: Mapping[str, KeySource]
    agreed: AgreedKeys | None

    def source_for(self, jku: str) -> KeySource:
        """Where the keys of a token are, by the jku it names ("" for none)."""
        if jku and jku in self.by_jku:
            return self.by_jku[jku]
        if jku:
            # Never fetched: the address may be of anybody's choosing.
            raise TokenRefused("the jku is not on the list")
        if self.agreed is not None:
            return self.agreed
        if len(self.by_jku) == 1:
            return next(iter(self.by_jku.values()))
        raise TokenRefused("the token names no jku, and no keys were agreed")


class Authentication:
    """What decides on tokens, made once for a running service."""

    def __init__(
        self, settings: Settings, clients: Mapping[str, KnownClient], used: UsedTokens
    ) -> None:
        self._settings = settings
        self._clients = clients
        self._used = used

    async def admit(
        self, authorization: Sequence[str], audiences: Collection[str], now: datetime
    ) -> str:
        """The issuer of the token that lets one call pass.

        ``authorization`` are the headers of that name, ``audiences`` the
        addresses of the call. Raises `TokenRefused`, and what SQLAlchemy
        raises where the store cannot tell whether a token was used.
        """
        token = read_token(sent_token(authorization), self._settings.auth_algorithms)
        known = self._client_of(token)
        number = checked_claims(token.claims, self._expected(known, audiences), now)
        key = await known.source_for(token.jku).find(token.kid, token.alg, now)
        if key is None:
            raise TokenRefused("there is no key of this kid")
        check_signature(token, key)
        if not await self._used.use(number, now):
            raise TokenRefused("the token was used before")
        return number.issuer

    def _client_of(self, token: UnprovenToken) -> KnownClient:
        issuer = token.claims.get("iss")
        if not isinstance(issuer, str) or issuer not in self._clients:
            raise TokenRefused("the issuer is not on the list")
        return self._clients[issuer]

    def _expected(self, known: KnownClient, audiences: Collection[str]) -> Expected:
        return Expected(
            audiences=audiences,
            tenants=known.client.tenants,
            leeway=self._settings.auth_leeway,
            longest=self._settings.auth_longest_token,
        )


def authentication(
    settings: Settings, store: Store, remarks: Remarks
) -> Authentication:
    """What decides on tokens, by the settings.

    One client without usable keys is a remark, none with them a reason.
    Raises `engine.service.auth.keys.KeysFileError` for a file of keys that
    cannot be used.
    """
    # Made once: it reads every root certificate, which takes 20 ms.
    tls = httpx.create_ssl_context()
    notices = keys_of_clients(settings.auth_clients, remarks)
    known = {
        client.iss: _known(client, place, settings, tls, notices)
        for place, client in enumerate(settings.auth_clients)
    }
    return Authentication(settings, known, UsedTokens(store))


def _known(
    client: TrustedClient,
    place: int,
    settings: Settings,
    tls: ssl.SSLContext,
    notices: Notices,
) -> KnownClient:
    algorithms = settings.auth_algorithms
    longest_use = timedelta(seconds=settings.auth_keys_longest_use)
    by_jku = {
        url: FetchedKeys(
            KeysOrigin(url, source_name(place, n), algorithms, longest_use, tls),
            notices,
        )
        for n, url in enumerate(client.jku)
    }
    file = client.keys_file
    return KnownClient(
        client, by_jku, agreed_keys(file, algorithms) if file is not None else None
    )
