"""What stands around every request: limit, headers, the last resort."""

import logging

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.service.observe.faults import places_of, types_of
from engine.service.observe.seen import seen
from engine.service.operation_outcome import (
    INTERNAL_FAULT,
    outcome_response,
)
from engine.service.refusal import Issue, Refusal

LOG = logging.getLogger("pinprick.service")
REQUEST_ID = "X-Request-ID"

# No script at all: the pages are read, and record text can never become code.
_CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": _CONTENT_POLICY,
}


class Frame:
    """The outermost layer but CORS.

    A body larger than ``max_body_bytes`` is refused from its declared length,
    or as soon as that many bytes have come. An exception that nobody caught
    becomes a 500 without details; the log names types and lines of code only,
    because a message or a local may quote a record.
    """

    def __init__(self, app: ASGIApp, max_body_bytes: int) -> None:
        self._app = app
        self._max_body_bytes = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        framed = _FramedSend(send)
        try:
            self._check_declared_length(scope)
            await self._app(scope, self._limited(receive), framed)
        except ClientDisconnect:
            return  # whoever asked has gone: nobody is left to answer
        except Refusal as refusal:
            if framed.has_started:
                raise ConnectionError("the response broke off") from None
            response = outcome_response(refusal.status, refusal.issues, refusal.headers)
            await response(scope, receive, framed)
        except Exception as error:  # the last resort: the process lives on
            log_without_content(error, framed.request_id)
            if framed.has_started:
                raise ConnectionError("the response broke off") from None
            response = outcome_response(500, [INTERNAL_FAULT])
            await response(scope, receive, framed)

    def _check_declared_length(self, scope: Scope) -> None:
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isascii() and declared.isdigit():
            self._check_length(int(declared))

    def _check_length(self, length: int) -> None:
        if length > self._max_body_bytes:
            raise Refusal(
                413,
                Issue(
                    "too-long",
                    f"The body is larger than {self._max_body_bytes} bytes",
                    next_step="Send fewer records, or raise PINPRICK_MAX_BODY_BYTES",
                ),
            )

    def _limited(self, receive: Receive) -> Receive:
        received = 0

        async def limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            self._check_length(received)
            return message

        return limited


class _FramedSend:
    """The sending side, with the headers every response carries."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.request_id = seen().request_id
        self.has_started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_started = True
            headers = MutableHeaders(scope=message)
            headers[REQUEST_ID] = self.request_id
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


def log_without_content(error: BaseException, request_id: str) -> None:
    """The type and the lines of code of an exception, never its message."""
    LOG.error(
        "request %s: %s at %s",
        request_id,
        types_of(error),
        places_of(error.__traceback__),
    )
