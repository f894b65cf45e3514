"""Only a page of this service may send to the review room.

A form on a foreign page can make a browser send a POST here, with the cookies
of whoever sits in front of it. Browsers say where a request comes from; what
does not say so is refused, for nobody but a browser has to send here.
"""

from typing import Final
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.datastructures import Headers

from engine.service.refusal import Issue, Refusal
from engine.service.state import Parts

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
Origin = tuple[str, str | None, int | None]


async def same_origin(request: Request, parts: Parts) -> None:
    """Let a request of our own pages pass; `Refusal` (403) for any other.

    Sec-Fetch-Site is the browser's own word and decides where it is sent;
    else Origin has to be the address that was called, or the public base URL.
    """
    own = (str(request.base_url), parts.settings.base_url)
    if not is_same_origin(request.headers, own):
        raise Refusal(403, _FOREIGN)


def is_same_origin(headers: Headers, own: tuple[str, ...]) -> bool:
    """Whether a browser says that one of our own pages has sent this."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    sent = _origin(origin or "")
    return sent is not None and sent in {_origin(url) for url in own}


def _origin(url: str) -> Origin | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return None
    return parts.scheme, parts.hostname, port or _DEFAULT_PORTS[parts.scheme]


_FOREIGN: Final = Issue(
    "forbidden",
    "This was not sent by a page of this service",
    "Origin",
    "Open the page at this service's own address and send it again",
)
SAME_ORIGIN: Final = Depends(same_origin)
