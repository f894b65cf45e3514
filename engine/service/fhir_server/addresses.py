"""The addresses of an origin that may be called.

A name is resolved once, its addresses are checked, and the connection goes to
the checked address: a name that changes its mind in between (DNS rebinding)
changes nothing.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from engine.service.fhir_server.not_fetched import (
    BAD_ADDRESS,
    NO_CONNECTION,
    NotFetched,
    NotOffered,
)
from engine.service.fhir_server.origins import Origin
from engine.service.fhir_server.policy import Network

Resolve = Callable[[str, int], Awaitable[list[str]]]
_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052
# Python 3.11 calls these global: site-local (RFC 3879), documentation (RFC 9637).
_NOT_GLOBAL = (ip_network("fec0::/10"), ip_network("3fff::/20"))


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system resolves them; OSError if none."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


async def checked_addresses(
    origin: Origin, networks: Iterable[Network], resolve: Resolve
) -> tuple[str, ...]:
    """The addresses of an origin that may be called; `NotOffered` if none."""
    try:
        found = await resolve(origin.host, origin.port)
    except (OSError, UnicodeError):
        raise NotFetched(NO_CONNECTION) from None
    allowed = tuple(networks)
    if good := tuple(one for one in found if is_permitted(one, allowed)):
        return good
    raise NotOffered(BAD_ADDRESS)


def is_permitted(address: str, networks: Iterable[Network]) -> bool:
    """Whether an address is public, or in one of the listed networks.

    Not public are private, loopback, link-local, shared, multicast and
    reserved addresses, in IPv6 also those that carry such an IPv4 address.
    """
    bare = _carried(ip_address(address.partition("%")[0]))
    if any(bare in network for network in networks):
        return True
    if any(bare in network for network in _NOT_GLOBAL):
        return False
    return bare.is_global and not (bare.is_multicast or bare.is_reserved)


def _carried(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address within an IPv6 one, where it is the one that is called."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address
