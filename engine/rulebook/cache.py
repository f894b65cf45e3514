"""What reading the files of rules and words yields, kept for the next start.

Reading some 650 files strictly takes three times as long as all else of a start.
An entry holds the plain data of files in which there was no fault at all, and is
found by the bytes of every one of them, by the engine that read them and by the
versions of Python and the libraries beneath it: a changed letter anywhere is
another entry. The models are made, and digests worked out, from it as from the
files; the tables of the text filter, which bind nothing, are kept beside the data.
What is damaged, somebody else's or cannot be written is as good as none.
"""

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import orjson
import pydantic
import yaml

from engine.terminology.strict_yaml import Plain

Files: TypeAlias = dict[str, Plain]


class Entry(NamedTuple):
    """The data of files, by name, and what was worked out of the words in them."""

    files: Files
    tables: dict[str, Any]


_ENGINE = Path(__file__).parents[1]
# What reading imports: a test compares this with what Python loads for it.
_READING = ("rulebook", "terminology")
_BESIDE = (
    "errors.py",
    "fhir/record.py",
    "findings/finding.py",
    "garbage.py",
    "truth.py",
    "when.py",
)
_MOST_ENTRIES = 8
_OTHERS_MAY_WRITE = 0o022


def key_of(directory: Path, files: Iterable[Path]) -> str | None:
    """The name of what reading some files of a directory yields.

    None if one of them, or the engine's own source, cannot be read.
    """
    made = hashlib.sha256(repr((sys.version, *_libraries())).encode())
    try:
        for base, paths in ((_ENGINE, reading_sources()), (directory, files)):
            for path in paths:
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                made.update(f"{path.relative_to(base)}\0{content}\n".encode())
    except OSError:
        return None  # whoever reads the file next says so
    return made.hexdigest()


def reading_sources() -> list[Path]:
    """The source of everything that decides what is read from a file."""
    own = [_ENGINE / name for name in _BESIDE]
    for folder in _READING:
        own += sorted((_ENGINE / folder).glob("*.py"))
    return own


def kept(key: str) -> Entry | None:
    """The data kept under a name, by file; None if there are none to trust."""
    path = _path(key)
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            is_own = _is_own(os.fstat(file.fileno()))
            seal, _, content = file.read().partition(b"\n")
    except OSError:
        return None
    if not is_own or seal.decode("ascii", "replace") != _seal(content):
        return None
    return Entry(**orjson.loads(content))


def keep(key: str, entry: Entry) -> None:
    """Keep an entry under a name; if that is not possible, do not."""
    path = _path(key)
    if path is None:
        return
    content = orjson.dumps(entry._asdict())
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, _seal(content).encode() + b"\n" + content)
        _forget_oldest(path.parent)


def _libraries() -> tuple[str, ...]:
    return pydantic.VERSION, yaml.__version__, str(yaml.__with_libyaml__)


def _path(key: str) -> Path | None:
    """Where an entry stands (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    if not os.path.isabs(base):
        return None
    return Path(base) / "pinprick" / "rules" / f"{key}.json"


def _is_own(status: os.stat_result) -> bool:
    """Whether nobody else could have written it, root apart."""
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_MAY_WRITE


def _seal(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing, whoever reads or writes at the same time."""
    number, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
        os.replace(name, path)
    except OSError:
        os.unlink(name)
        raise


def _forget_oldest(folder: Path) -> None:
    entries = sorted(folder.iterdir(), key=lambda entry: entry.stat().st_mtime)
    for entry in entries[:-_MOST_ENTRIES]:
        entry.unlink(missing_ok=True)
