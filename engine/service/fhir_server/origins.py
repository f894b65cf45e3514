"""Origins (RFC 6454) of FHIR servers, and which may be listed."""

from ipaddress import ip_address
from typing import NamedTuple

import httpx
from pydantic import ValidationInfo

_DEFAULT_PORTS = {"https": 443, "http": 80}


class Origin(NamedTuple):
    """Scheme, host in ASCII and lower case, port."""

    scheme: str
    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether the host is this machine by its very name."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


def origin_of(url: httpx.URL) -> Origin | None:
    """The origin of an http or https URL, None for any other."""
    if url.scheme not in _DEFAULT_PORTS or not url.host:
        return None
    port = url.port or _DEFAULT_PORTS[url.scheme]
    return Origin(url.scheme, url.raw_host.decode("ascii").lower(), port)


def listed_origin(text: object) -> Origin:
    """An origin as a setting lists it; ValueError says what is wrong.

    http only where the host is loopback by name: for development, and allowed
    by a setting of its own.
    """
    if not isinstance(text, str):
        raise ValueError("an origin is a text")
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        url = httpx.URL()
    origin = origin_of(url)
    if origin is None or url.userinfo or url.raw_path != b"/" or url.fragment:
        raise ValueError("an origin is written as https://host or https://host:port")
    if origin.scheme != "https" and not origin.is_loopback:
        raise ValueError("an origin must be https")
    return origin


def origins_from_text(value: object) -> object:
    """The origins of a setting, which are separated by commas."""
    texts = value.split(",") if isinstance(value, str) else value
    if not isinstance(texts, list | tuple):
        return value
    wanted = [one.strip() if isinstance(one, str) else one for one in texts]
    return tuple(
        one if isinstance(one, Origin) else listed_origin(one) for one in wanted if one
    )


def loopback_if_allowed(
    origins: tuple[Origin, ...], given: ValidationInfo
) -> tuple[Origin, ...]:
    """The origins; ValueError for a loopback one without `fhir_loopback`."""
    if any(one.is_loopback for one in origins) and not given.data.get("fhir_loopback"):
        raise ValueError("a loopback origin needs PINPRICK_FHIR_LOOPBACK=true")
    return origins
