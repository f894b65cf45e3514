"""One GET of a FHIR server, within the time and the bytes of a hook call."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from starlette.concurrency import run_in_threadpool

from engine.errors import BundleError
from engine.fhir.fields import Element
from engine.fhir.parse import parse
from engine.service.admission import hold
from engine.service.body import LARGEST_INLINE
from engine.service.fhir_server.access import Access
from engine.service.fhir_server.addresses import Resolve, checked_addresses
from engine.service.fhir_server.not_fetched import (
    COMPRESSED,
    NO_CONNECTION,
    NO_TIME,
    NOT_FHIR,
    REDIRECTED,
    REFUSED,
    TOO_LARGE,
    NotFetched,
    NotOffered,
)
from engine.service.fhir_server.pinned import PinnedTransport
from engine.service.fhir_server.policy import Policy
from engine.service.observe.seen import fetching

# The server understood, and has no such resource or search for this token.
_DECLINED = frozenset({400, 403, 404, 405, 406, 410, 422, 501})


@dataclass(slots=True)
class Allowance:
    """The bytes that one hook call may still receive."""

    left: int

    def take(self, size: int) -> None:
        """Use up some; `NotFetched` when they are more than are left.

        `Refusal` (503) when the calls of this process hold too many together.
        """
        self.left -= size
        if self.left < 0:
            raise NotFetched(TOO_LARGE)
        hold(size)


@dataclass(frozen=True, slots=True)
class Reader:
    """The FHIR server of one hook call.

    ``deadline`` is in the time of the event loop and the same for everything
    the call fetches, so that bytes that trickle do not prolong it.
    """

    client: httpx.AsyncClient
    access: Access
    deadline: float
    allowance: Allowance
    max_pages: int

    async def get(self, address: str) -> Element:
        """The resource at a query or a next link; `NotFetched` if none comes."""
        url = self.access.url(address)
        with fetching(declined=NotOffered):
            return await self._resource(url)

    async def _resource(self, url: httpx.URL) -> Element:
        try:
            async with asyncio.timeout_at(self.deadline):
                body = await self._body(url)
        except (TimeoutError, httpx.TimeoutException):
            raise NotFetched(NO_TIME) from None
        except httpx.HTTPError:
            raise NotFetched(NO_CONNECTION) from None
        if len(body) <= LARGEST_INLINE:
            return _resource(body)
        return await run_in_threadpool(_resource, body)

    async def _body(self, url: httpx.URL) -> bytes:
        body = bytearray()
        async with self.client.stream("GET", url) as response:
            _check(response)
            async for part in response.aiter_raw():
                self.allowance.take(len(part))
                body += part
        return bytes(body)


@asynccontextmanager
async def reading(
    access: Access, policy: Policy, context: ssl.SSLContext, resolve: Resolve
) -> AsyncIterator[Reader]:
    """A reader whose time runs from now; its connections end with it."""
    deadline = asyncio.get_running_loop().time() + policy.seconds
    networks = policy.networks_of(access.origin)
    try:
        async with asyncio.timeout_at(deadline):
            addresses = await checked_addresses(access.origin, networks, resolve)
    except TimeoutError:
        raise NotFetched(NO_TIME) from None
    # The deadline bounds it all; a dead address leaves time for the next.
    connect = policy.seconds / len(addresses)
    timeout = httpx.Timeout(policy.seconds, connect=connect)
    async with _client(access, timeout, PinnedTransport(addresses, context)) as client:
        allowance = Allowance(policy.max_bytes)
        yield Reader(client, access, deadline, allowance, policy.max_pages)


def _client(
    access: Access, timeout: httpx.Timeout, transport: httpx.AsyncBaseTransport
) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=transport,
        timeout=timeout,
        follow_redirects=False,
        trust_env=False,
        headers={
            "Accept": "application/fhir+json",
            # What is not compressed cannot unfold into more than was counted.
            "Accept-Encoding": "identity",
            "Authorization": f"Bearer {access.token}",
            "User-Agent": "pinprick",
        },
    )


def _check(response: httpx.Response) -> None:
    if response.has_redirect_location:
        raise NotFetched(REDIRECTED)
    if response.status_code == 401:
        raise NotFetched(REFUSED)
    if response.status_code != 200:
        is_answer = response.status_code in _DECLINED
        failure = NotOffered if is_answer else NotFetched
        raise failure(f"the FHIR server answered {response.status_code}")
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise NotFetched(COMPRESSED)


def _resource(body: bytes) -> Element:
    try:
        parsed = parse(body)
    except BundleError:
        raise NotFetched(NOT_FHIR) from None
    if isinstance(parsed, dict) and isinstance(parsed.get("resourceType"), str):
        return parsed
    raise NotFetched(NOT_FHIR)
