"""The outermost layer: each request gets an id, is timed, counted and logged.

Written by hand for its cost (one pair of closures a request) and because the
instrumentations that exist record the URL, which names a patient.
"""

import logging
from time import perf_counter
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.service.observe.faults import types_of
from engine.service.observe.logs import ids_of
from engine.service.observe.seen import Seen, seeing
from engine.service.observe.traceparent import parent_of
from engine.service.observe.watching import Watching

LOG: Final = logging.getLogger("pinprick.service")
REQUESTS: Final = logging.getLogger("pinprick.request")
UNMATCHED: Final = "unmatched"
_PROBES: Final = frozenset({"/health", "/ready", "/metrics"})
_METHODS: Final = frozenset({"GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE"})


class Watch:
    """The layer. What goes wrong in it never touches an answer."""

    def __init__(self, app: ASGIApp, watching: Watching) -> None:
        self._app = app
        self._watching = watching

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, and see what becomes of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = perf_counter()
        parent = parent_of(Headers(scope=scope).get("traceparent", ""))
        request = Seen(trace_id=parent.trace_id if parent else "")
        passed = _Passed(receive, send)
        with seeing(request), self._watching.traces.request(request, parent) as span:
            try:
                await self._app(scope, passed.receive, passed.send)
            finally:
                seconds = perf_counter() - began
                self._end(scope, request, passed, seconds)
                span.end(request, service_of(scope, request), passed.status)

    def _end(
        self, scope: Scope, request: Seen, passed: "_Passed", seconds: float
    ) -> None:
        try:
            service = service_of(scope, request)
            self._watching.meters.request(request, service, passed.status, seconds)
            _log(scope, request, service, passed, seconds)
        except Exception as error:  # the answer has gone out; its number can be lost
            LOG.error("a request was not counted: %s", types_of(error))


class _Passed:
    """The bytes and the status that passed."""

    __slots__ = ("_receive", "_send", "came", "status", "went")

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self.status = self.came = self.went = 0

    async def receive(self) -> Message:
        message = await self._receive()
        self.came += len(message.get("body", b""))
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.went += len(message.get("body", b""))
        await self._send(message)


def service_of(scope: Scope, request: Seen) -> str:
    """The service that took a request, or the template of its path.

    Never the path itself, which is of the client's choosing.
    """
    route = scope.get("route")
    return request.service or str(getattr(route, "path", "") or UNMATCHED)


def _log(
    scope: Scope, request: Seen, service: str, passed: _Passed, seconds: float
) -> None:
    level = logging.DEBUG if service in _PROBES else logging.INFO
    if not REQUESTS.isEnabledFor(level):
        return
    fields: dict[str, object] = {
        **ids_of(request.request_id, request.trace_id),
        "method": scope["method"] if scope["method"] in _METHODS else "other",
        "service": service,
        "status": passed.status,
        "ms": round(seconds * 1000, 2),
        "bytes_in": passed.came,
        "bytes_out": passed.went,
    }
    REQUESTS.log(level, "request", extra={"fields": fields | _told(request)})


def _told(request: Seen) -> dict[str, object]:
    by_code = {code: "blocks" if b else "noted" for code, b in sorted(request.problems)}
    told = {
        "hook": request.hook,
        "client": request.client,
        "refused": request.refused,
        "cards": {one: request.cards.count(one) for one in sorted({*request.cards})},
        "fires": [rule for rule, outcome, _ in request.told if outcome == "fires"],
        "asks": [rule for rule, outcome, _ in request.told if outcome == "asks"],
        "problems": by_code,
        "fetches": len(request.fetches),
    }
    return {name: value for name, value in told.items() if value}
