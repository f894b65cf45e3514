"""The files of an export: found, told apart by content, cut into portions.

Bulk Data NDJSON has one resource a line and several files a type; other exports
are files of one Bundle. Either may be compressed with gzip.
"""

import gzip
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal, cast

import orjson

from engine.errors import PinprickError

Form = Literal["lines", "document"]
_LINES = frozenset({".ndjson", ".jsonl"})
_READ = frozenset({*_LINES, ".json"})
_BLOCK = 1 << 20


class InputError(PinprickError):
    """There is nothing to replay at a path; the message says what to give."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: its number in the run, where it is, what it is called."""

    number: int
    path: str
    name: str

    @property
    def is_compressed(self) -> bool:
        """Whether it is gzip, by its name."""
        return self.path.endswith(".gz")


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a file: bytes from ``start`` to ``end``, 0 for all there is.

    ``line`` is the number of its first line. A document is always whole.
    """

    source: Source
    form: Form
    start: int = 0
    end: int = 0
    line: int = 1


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file is, to the byte, and the spans it is read in."""

    source: Source
    bytes: int
    sha256: str
    spans: tuple[Span, ...] = field(repr=False)


def sources(paths: Sequence[Path]) -> tuple[Source, ...]:
    """The files at some paths, in the order given, folders sorted by name.

    Raises InputError if a path is missing or nothing can be read at any.
    """
    named = {path.resolve(): name for one in paths for path, name in _files(one)}
    if not named:
        places = ", ".join(map(str, paths))
        raise InputError(
            f"There is no .ndjson, .jsonl or .json file (or one of them with .gz) "
            f"at {places}. Give the folder of a bulk export, or its files."
        )
    return tuple(
        Source(number, str(path), name)
        for number, (path, name) in enumerate(named.items())
    )


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    if path.is_file():
        yield path, path.name
    elif path.is_dir():
        for one in sorted(path.rglob("*")):
            below = one.relative_to(path)
            if one.is_file() and is_read(one) and not _is_hidden(below):
                yield one, below.as_posix()
    else:
        raise InputError(f"There is nothing at {path}. Give a file or a folder.")


def is_read(path: Path) -> bool:
    """Whether a file of a folder is taken for FHIR, by its name."""
    return Path(path.name.removesuffix(".gz")).suffix in _READ


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def opened(source: Source) -> IO[bytes]:
    """A file from its beginning, decompressed on the way."""
    if source.is_compressed:
        return cast(IO[bytes], gzip.open(source.path, "rb"))
    return open(source.path, "rb")


def fingerprint(source: Source, portion: int) -> Fingerprint:
    """Read a file once for its digest and for where it can be cut.

    Raises InputError if it cannot be read.
    """
    try:
        form = _form(source)
        with open(source.path, "rb") as file:
            digest, cuts = _digested(file, portion)
    except OSError as error:
        raise InputError(f"Cannot read {source.path}: {error.strerror}.") from None
    size = os.path.getsize(source.path)
    is_cut = form == "lines" and not source.is_compressed
    spans = _spans(source, cuts, size) if is_cut else (Span(source, form),)
    return Fingerprint(source, size, digest, spans)


def _form(source: Source) -> Form:
    if Path(source.path.removesuffix(".gz")).suffix in _LINES:
        return "lines"
    try:
        with opened(source) as file:
            first = next((line for line in file if line.strip()), b"")
    except (EOFError, gzip.BadGzipFile):
        return "document"  # what is wrong with it is said when it is read
    return "lines" if _is_object(first) else "document"


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def _digested(file: IO[bytes], portion: int) -> tuple[str, list[tuple[int, int]]]:
    """The digest, and places after a line break with the lines before them."""
    digest, cuts = hashlib.sha256(), [(0, 0)]
    at = lines = 0
    while block := file.read(min(_BLOCK, portion)):
        digest.update(block)
        last = block.rfind(b"\n") + 1
        if last and at + last - cuts[-1][0] >= portion:
            cuts.append((at + last, lines + block.count(b"\n")))
        lines += block.count(b"\n")
        at += len(block)
    return digest.hexdigest(), cuts


def _spans(source: Source, cuts: list[tuple[int, int]], size: int) -> tuple[Span, ...]:
    ends = [start for start, _ in cuts[1:]] + [size]
    return tuple(
        Span(source, "lines", start, end, lines + 1)
        for (start, lines), end in zip(cuts, ends, strict=True)
        if end > start or size == 0
    )


def portions(prints: Iterable[Fingerprint], portion: int) -> Iterator[tuple[Span, ...]]:
    """Spans in their order, small ones together: one portion is one task."""
    held: list[Span] = []
    weight = 0
    for one in prints:
        for span in one.spans:
            held.append(span)
            weight += span.end - span.start if span.end else one.bytes
            if weight >= portion:
                yield tuple(held)
                held, weight = [], 0
    if held:
        yield tuple(held)
