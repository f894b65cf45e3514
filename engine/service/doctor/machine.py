"""Disk, memory, and what matplotlib needs."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from engine.service.doctor.finding import Found, not_checked, ok, warn, wrong
from engine.service.settings import Settings

_MIB: Final = 1024 * 1024
# A process with its rules and the reader of texts takes about 400 MB.
_MEMORY_NEEDED: Final = 512 * _MIB
_DISK_LITTLE, _DISK_NONE = 1024 * _MIB, 64 * _MIB
_CGROUP: Final = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)


def disk(settings: Settings) -> Iterator[Found]:
    """The space where SQLite and AuditEvents are written."""
    folders = {"AuditEvents": settings.audit_dir, "SQLite": _sqlite_folder(settings)}
    looked_at = {name: folder for name, folder in folders.items() if folder is not None}
    if not looked_at:
        yield not_checked("disk", "neither SQLite nor AuditEvents are written here")
    for name, folder in looked_at.items():
        yield _space(name, folder)


def _sqlite_folder(settings: Settings) -> Path | None:
    try:
        url = make_url(settings.database_url.get_secret_value())
    except ArgumentError:
        return None  # the look at the database says so
    in_memory = url.database in (None, "", ":memory:")
    if url.get_backend_name() != "sqlite" or in_memory:
        return None
    return Path(str(url.database)).absolute().parent


def _space(name: str, folder: Path) -> Found:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        what = f"the folder of {name} cannot be looked at ({error.strerror})"
        return wrong("disk", what, "Make it, and let the service's user write to it")
    said = f"{free // _MIB:,} MiB are free for {name}"
    if free < _DISK_NONE:
        return wrong("disk", said, "Make room: nothing can be kept on a full disk")
    if free < _DISK_LITTLE:
        return warn("disk", said, "Make room before it is full")
    return ok("disk", said)


def memory() -> Iterator[Found]:
    """What may be used: of the machine, or of the container where that is less."""
    allowed = min([_machine(), *_limits()])
    said = f"{allowed // _MIB:,} MiB may be used"
    if allowed < _MEMORY_NEEDED:
        step = "A process needs 512 MiB: raise the limit, or it is killed under load"
        yield wrong("memory", said, step)
    else:
        yield ok("memory", said)


def _machine() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _limits() -> Iterator[int]:
    for file in _CGROUP:
        text = file.read_text(encoding="ascii").strip() if file.is_file() else ""
        if text.isdigit():
            yield int(text)


def fonts() -> Iterator[Found]:
    """Whether charts of the review room can be drawn, and their cache be kept."""
    from matplotlib import font_manager, get_cachedir  # noqa: PLC0415

    folder = Path(get_cachedir())
    if not font_manager.fontManager.ttflist:
        yield wrong("fonts", "matplotlib finds none", "Install matplotlib anew")
    elif "tmp" in folder.parts or not os.access(folder, os.W_OK):
        what = "matplotlib has no folder of its own for its cache: a slow first chart"
        yield warn("fonts", what, "Set MPLCONFIGDIR to a folder that can be written to")
    else:
        yield ok("fonts", "charts can be drawn")
