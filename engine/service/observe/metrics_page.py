"""`GET /metrics`, for Prometheus; by default for this machine alone.

The numbers say how many patients had which warning. In a small clinic that is
nearly a statement about a person, so nobody else is shown them unasked.
"""

import asyncio
from typing import Final

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.service.auth.trusted_client import is_loopback
from engine.service.configuration.watching import MetricsFor
from engine.service.fault_words import NO_STORE
from engine.service.health import reasons_now
from engine.service.observe.standing import standing
from engine.service.state import Parts, Running

router = APIRouter(include_in_schema=False)
# Prometheus gives up after ten by default, and a scrape that fails says less.
_STORE_SECONDS: Final = 3


@router.get("/metrics")
async def metrics(request: Request, parts: Parts) -> Response:
    """Counters and gauges of this process; 404 to whoever may not read them."""
    if not may_read(request, parts.settings.metrics):
        raise HTTPException(404)
    reasons = await _reasons(parts)
    text = parts.watching.meters.text(standing(parts, reasons))
    return Response(text, media_type=CONTENT_TYPE_LATEST)


def may_read(request: Request, readers: MetricsFor) -> bool:
    """Whether whoever asks is among the readers.

    Behind a proxy on this machine every client seems to be this machine, so what
    a proxy has passed on is of nobody here.
    """
    if readers != "loopback":
        return readers == "on"
    passed_on = {"forwarded", "x-forwarded-for", "x-real-ip", "via"}
    is_here = request.client is not None and is_loopback(request.client.host)
    return is_here and not passed_on & set(request.headers)


async def _reasons(parts: Running) -> list[str]:
    try:
        async with asyncio.timeout(_STORE_SECONDS):
            return await reasons_now(parts)
    except TimeoutError:
        return [*parts.readiness.reasons, NO_STORE]
