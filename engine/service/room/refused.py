"""A refusal as a page, for somebody who came with a browser."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import orjson
from fastapi import Request
from starlette.responses import Response

from engine.service.room.page import page

Answer: TypeAlias = Callable[[Request, Exception], Awaitable[Response]]


def readable(answer: Answer) -> Answer:
    """The same answer to programs; a page with its words to a browser.

    A browser says that it reads HTML; programs that want JSON never do.
    """

    async def readable_answer(request: Request, error: Exception) -> Response:
        refused = await answer(request, error)
        if "text/html" not in request.headers.get("accept", ""):
            return refused
        issues = orjson.loads(bytes(refused.body))["issue"]
        shown = page(
            request,
            request.app.state.running,
            "refused.html",
            status=refused.status_code,
            issues=issues,
            is_forbidden=refused.status_code in (401, 403),
        )
        kept = {"content-type", "content-length"}
        shown.headers.update(
            {name: text for name, text in refused.headers.items() if name not in kept}
        )
        return shown

    return readable_answer
