"""What the operator allows the client of FHIR servers to do."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network

from engine.service.fhir_server.origins import Origin

Network = IPv4Network | IPv6Network
_LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))


@dataclass(frozen=True, slots=True)
class Policy:
    """Where it may go, and how much one hook call may cost.

    ``origins``     the only FHIR servers that are asked; none: it is off.
    ``networks``    addresses that may be called although they are not public.
    ``seconds``     for everything that one hook call fetches, together.
    ``max_bytes``   of all answers of one hook call, together.
    ``max_pages``   of one prefetch key, the first included.
    """

    origins: frozenset[Origin]
    networks: tuple[Network, ...]
    seconds: float
    max_bytes: int
    max_pages: int

    @property
    def is_off(self) -> bool:
        """Whether nothing is ever fetched."""
        return not self.origins

    def networks_of(self, origin: Origin) -> tuple[Network, ...]:
        """The networks that are no public ones where an origin may be.

        Loopback only for a host that is loopback by name: a name that
        resolves to it is the work of somebody else.
        """
        return self.networks + (_LOOPBACK if origin.is_loopback else ())


def networks_from_text(value: object) -> object:
    """The networks of a setting, which are separated by commas."""
    if not isinstance(value, str):
        return value
    texts = (part.strip() for part in value.split(","))
    return tuple(_network(text) for text in texts if text)


def _network(text: str) -> Network:
    try:
        return ip_network(text)
    except ValueError:
        what = "a network is written as 10.2.0.0/16 or fd00::/8, other bits zero"
        raise ValueError(what) from None
