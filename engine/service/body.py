"""The body of a request: its content type, its bytes, and where work runs."""

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

import orjson
from fastapi import Request
from starlette.responses import Response

from engine.service.refusal import Issue, Refusal
from engine.steps import step

JSON_TYPES = ("application/json", "application/fhir+json")
NDJSON_TYPES = ("application/x-ndjson", "application/fhir+ndjson")
# No Content-Type at all: let pass where nothing is stored. A browser can post so
# without asking first, so what is stored needs a type.
UNNAMED = ("",)

# A body of this size is answered in about 3 ms; a larger one would hold up
# the other requests, so it runs in a thread of its own. So does one of many
# resources: each can take 0.7 ms if all of them are about numbness.
LARGEST_INLINE = 256 * 1024
_MOST_INLINE = 400
ALWAYS_IN_A_THREAD = LARGEST_INLINE + 1

# A resource has this key once. Nobody writes its letters as escapes but to hide
# resources from a count, so each such escape counts as one.
_RESOURCE = b'"resourceType"'
_ESCAPED_LETTER = re.compile(rb"\\u00[4-7][0-9A-Fa-f]")

T = TypeVar("T")


async def read_body(
    request: Request, accepted: tuple[str, ...], most_resources: int
) -> bytes:
    """The bytes of a body of an accepted content type, else 415.

    A missing content type is refused too: a browser sends such a request to
    any server without asking first, and feedback could be forged that way.
    413 for more than `most_resources`.
    """
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if sent not in accepted or encoding != "identity":
        what = "The content type or encoding of the body is not accepted"
        named = " or ".join(filter(None, accepted))
        next_step = f"Send Content-Type {named}, not compressed"
        raise Refusal(415, Issue("not-supported", what, "Content-Type", next_step))
    with step("receive"):
        body = await request.body()
    check_resources(body, most_resources)
    return body


def check_resources(body: bytes, most: int) -> None:
    """413 for a body of more than so many resources."""
    escapes = sum(1 for _ in _ESCAPED_LETTER.finditer(body))
    if body.count(_RESOURCE) + escapes > most:
        what = f"The body holds more than {most} resources"
        next_step = "Send fewer records, or raise PINPRICK_MAX_RESOURCES"
        raise Refusal(413, Issue("too-costly", what, "", next_step))


def effort(body: bytes) -> int:
    """The size that a body counts as in `Threads.compute`."""
    is_short = body.count(_RESOURCE) <= _MOST_INLINE
    return len(body) if is_short else ALWAYS_IN_A_THREAD


class Threads:
    """Where the work on large bodies runs: few threads, never one a call.

    The work is Python and shares one interpreter: more threads than cores only
    make every call slower. Work whose call has run out of time goes on to its
    end in its thread, so that no more than these can ever be busy with it.
    """

    def __init__(self, number: int) -> None:
        self._in_turn = asyncio.Lock()
        self._pool = ThreadPoolExecutor(number, thread_name_prefix="pinprick")

    async def compute(self, size: int, work: Callable[[], T]) -> T:
        """The result of the work: here for a small body, else in a thread."""
        try:
            if size <= LARGEST_INLINE:
                # One by one, so that between two the loop can refuse others.
                async with self._in_turn:
                    return work()
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, copy_context().run, work)
        except RecursionError:
            # Only the nesting of what was sent has no bound of our own.
            what = "The JSON is nested too deeply"
            next_step = "FHIR needs fewer than 100 levels"
            raise Refusal(400, Issue("structure", what, "", next_step)) from None

    @property
    def waiting(self) -> int:
        """How much work has no thread yet."""
        return self._pool._work_queue.qsize()

    def close(self) -> None:
        """Take no more work; what waits is dropped, what runs ends by itself."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def json_response(value: Any, status: int = 200) -> Response:
    """A value as `application/json`."""
    return Response(
        orjson.dumps(value), status_code=status, media_type="application/json"
    )
