"""HTTP to addresses that were checked, whatever the name says by now."""

import ssl
from collections.abc import Sequence

import httpx


class PinnedTransport(httpx.AsyncBaseTransport):
    """A transport that connects to given addresses, in their order.

    The name stays what the certificate must be for and what `Host` says. No
    proxy is used: behind one, the address could not be known.
    """

    def __init__(self, addresses: Sequence[str], context: ssl.SSLContext) -> None:
        self._addresses = addresses
        self._inner = httpx.AsyncHTTPTransport(verify=context, trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the first address that takes the connection."""
        failed: httpx.TransportError = httpx.ConnectError("no address")
        for address in self._addresses:
            try:
                return await self._inner.handle_async_request(_at(request, address))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed = error
        raise failed

    async def aclose(self) -> None:
        """Close every connection."""
        await self._inner.aclose()


def _at(request: httpx.Request, address: str) -> httpx.Request:
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )
