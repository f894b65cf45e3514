"""The styles and scripts of the pages: files of one folder, by name."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from engine.service.refusal import Issue, Refusal

_FOLDER: Final = Path(__file__).parents[1] / "static"
_TYPES: Final[Mapping[str, str]] = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
router = APIRouter()


# What a browser asks for by itself beside a picture or JSON.
_ICON: Final = "icon.svg"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is sent; ``tag`` is its entity tag, a digest of its bytes."""

    body: bytes
    media_type: str
    tag: str


@router.get("/static/{name}", include_in_schema=False)
async def static_file(name: str, request: Request) -> Response:
    """A file of the folder; 304 for somebody who has it, 404 for any other name."""
    found = static_files().get(name)
    if found is None:
        raise Refusal(404, Issue("not-found", "There is no file of this name"))
    # Asked about each time, so that no page meets the script of another release.
    headers = {"ETag": found.tag, "Cache-Control": "no-cache"}
    if found.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(found.body, media_type=found.media_type, headers=headers)


@router.get("/favicon.ico", include_in_schema=False)
async def icon(request: Request) -> Response:
    """The icon, for pages that name none."""
    return await static_file(_ICON, request)


@cache
def static_files() -> Mapping[str, StaticFile]:
    """Every file that may be asked for, by its name, read once.

    No address is ever made into a path: what is not in here is not there.
    """
    return {
        path.name: _file(path.read_bytes(), _TYPES[path.suffix])
        for path in sorted(_FOLDER.iterdir())
        if path.suffix in _TYPES
    }


def _file(body: bytes, media_type: str) -> StaticFile:
    return StaticFile(body, media_type, f'"{hashlib.sha256(body).hexdigest()[:32]}"')
