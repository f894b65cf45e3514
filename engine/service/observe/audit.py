"""AuditEvents as NDJSON: one file a day and process, or more where it grows large.

Appended and flushed before the answer goes out. Nothing is ever deleted here: how
long such a file is kept is for the hospital to say.
"""

import threading
from datetime import datetime
from os import getpid
from pathlib import Path
from typing import BinaryIO

import orjson

from engine.errors import PinprickError
from engine.service.observe.audit_event import Shown, audit_event


class AuditDirError(PinprickError):
    """The directory of AuditEvents cannot be written to."""


class Audit:
    """The open file. Safe to use from threads."""

    def __init__(self, directory: Path, max_bytes: int, *, references: bool) -> None:
        self._directory = directory
        self._max_bytes = max_bytes
        self.references = references
        self._lock = threading.Lock()
        self._file: BinaryIO | None = None
        self._day = ""
        self._owner = 0

    def keep(self, shown: Shown) -> None:
        """Append one event; raises OSError where that cannot be done."""
        line = orjson.dumps(audit_event(shown)) + b"\n"
        with self._lock:
            file = self._open(shown.at, len(line))
            file.write(line)
            file.flush()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._let_go()

    def _open(self, at: datetime, more: int) -> BinaryIO:
        day = f"{at:%Y-%m-%d}"
        is_ours = self._owner == getpid()  # a worker that was forked has its own file
        if self._file and is_ours and day == self._day and self._has_room(more):
            return self._file
        self._let_go()
        self._file, self._day, self._owner = self._new(day), day, getpid()
        return self._file

    def _has_room(self, more: int) -> bool:
        return self._file is not None and self._file.tell() + more <= self._max_bytes

    def _new(self, day: str) -> BinaryIO:
        """A file that was not there; readable by this user alone."""
        number = 1
        while True:
            name = f"audit-{day}-{getpid()}-{number}.ndjson"
            try:
                made = (self._directory / name).open("xb")
            except FileExistsError:
                number += 1
                continue
            (self._directory / name).chmod(0o600)
            return made

    def _let_go(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.close()


def audit_of(
    directory: Path | None, max_bytes: int, *, references: bool
) -> Audit | None:
    """The audit of the settings, or None; `AuditDirError` if it cannot be written."""
    if directory is None:
        return None
    probe = directory / f".probe-{getpid()}"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise AuditDirError(
            f"PINPRICK_AUDIT_DIR cannot be written to ({error.strerror}). "
            "Make the directory, and let the service's user write to it."
        ) from None
    return Audit(directory, max_bytes, references=references)
