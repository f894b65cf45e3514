"""Which clients have no keys, and what readiness makes of it.

A client whose keys cannot be had is its operator's trouble: every other client
is still served, so this process should go on to get traffic.
"""

from collections.abc import Collection, Sequence
from typing import Final, Protocol

from engine.service.auth.keys import Notices, lacking_keys
from engine.service.auth.trusted_client import TrustedClient
from engine.service.fault_words import NO_CLIENT

_FILE: Final = "a file that was read at the start, and never lacks keys"


class Remarks(Notices, Protocol):
    """Where it is also said what does not keep traffic away."""

    def note(self, remark: str) -> None:
        """Say it."""

    def withdraw(self, remark: str) -> None:
        """Take it back."""


class KeysOfClients:
    """The `Notices` of every source of keys: a remark, or a reason if all lack.

    ``sources`` has for each client what is said of its sources when they lack
    keys; a client has usable keys as long as one of them does not.
    """

    def __init__(self, sources: Sequence[Collection[str]], remarks: Remarks) -> None:
        self._sources = sources
        self._remarks = remarks
        self._lacking: set[str] = set()

    def degrade(self, reason: str) -> None:
        """A source has no usable keys."""
        self._lacking.add(reason)
        self._remarks.note(reason)
        if not self._any_client_has_keys():
            self._remarks.degrade(NO_CLIENT)

    def count(self, fault: str) -> None:
        """A fetch failed, whether or not keys are left."""
        self._remarks.count(fault)

    def recover(self, reason: str) -> None:
        """A source has usable keys again."""
        self._lacking.discard(reason)
        self._remarks.withdraw(reason)
        if self._any_client_has_keys():
            self._remarks.recover(NO_CLIENT)

    def _any_client_has_keys(self) -> bool:
        return any(set(sources) - self._lacking for sources in self._sources)


def keys_of_clients(
    clients: Sequence[TrustedClient], remarks: Remarks
) -> KeysOfClients:
    """What is said of the keys of these clients."""
    sources = [
        {lacking_keys(source_name(place, n)) for n in range(len(client.jku))}
        | ({_FILE} if client.keys_file else set())
        for place, client in enumerate(clients)
    ]
    return KeysOfClients(sources, remarks)


def source_name(client: int, jku: int) -> str:
    """What logs and readiness call an address of keys."""
    return f"auth_clients[{client}].jku[{jku}]"
