"""The body of a request: its content type, its bytes, and where work runs."""

from collections.abc import Callable
from typing import Any, TypeVar

import orjson
from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from engine.service.refusal import Issue, Refusal

JSON_TYPES = ("application/json", "application/fhir+json")
NDJSON_TYPES = ("application/x-ndjson", "application/fhir+ndjson")
# No Content-Type at all: let pass where nothing is stored. A browser can post so
# without asking first, so what is stored needs a type.
UNNAMED = ("",)

# A body of this size is answered in about 3 ms; a larger one would hold up
# the other requests, so it runs in a thread of its own.
LARGEST_INLINE = 256 * 1024
ALWAYS_IN_A_THREAD = LARGEST_INLINE + 1

T = TypeVar("T")


async def read_body(request: Request, accepted: tuple[str, ...]) -> bytes:
    """The bytes of a body of an accepted content type, else 415.

    A missing content type is refused too: a browser sends such a request to
    any server without asking first, and feedback could be forged that way.
    """
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if sent not in accepted or encoding != "identity":
        what = "The content type or encoding of the body is not accepted"
        named = " or ".join(filter(None, accepted))
        next_step = f"Send Content-Type {named}, not compressed"
        raise Refusal(415, Issue("not-supported", what, "Content-Type", next_step))
    return await request.body()


async def compute(size: int, work: Callable[[], T]) -> T:
    """The result of the work: here for a small body, else in a thread."""
    try:
        if size <= LARGEST_INLINE:
            return work()
        return await run_in_threadpool(work)
    except RecursionError:
        # Only the nesting of what was sent has no bound of our own.
        what = "The JSON is nested too deeply"
        next_step = "FHIR needs fewer than 100 levels"
        raise Refusal(400, Issue("structure", what, "", next_step)) from None


def json_response(value: Any, status: int = 200) -> Response:
    """A value as `application/json`."""
    return Response(
        orjson.dumps(value), status_code=status, media_type="application/json"
    )
