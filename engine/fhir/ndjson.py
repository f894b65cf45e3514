"""NDJSON: one resource a line, as bulk exports are written."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.errors import BundleError
from engine.fhir.parse import Fault, attempt
from engine.fhir.problems import problem
from engine.fhir.record import Problem


@dataclass(frozen=True, slots=True)
class Documents:
    """The JSON documents of a body, each with its place ("" if it is alone)."""

    documents: tuple[tuple[str, object], ...]
    problems: tuple[Problem, ...] = ()


def parse_documents(body: bytes) -> Documents:
    """The documents of a JSON or NDJSON body; BundleError if it is neither."""
    whole = attempt(body)
    if whole is None:
        # Under a prefetch key null says "no data"; as a whole body it is a slip.
        raise BundleError("This is JSON but no FHIR: null", next_step="Send a Bundle")
    if not isinstance(whole, Fault):
        return Documents((("", whole),))
    lines = _lines(body)
    if not _is_ndjson(lines):
        raise whole.error()
    return _read(lines)


def parse_ndjson(body: bytes) -> Documents:
    """The documents of a body known to be NDJSON; a bad line is a problem."""
    return _read(_lines(body))


_Line = tuple[int, bytes, object]


def _lines(body: bytes) -> list[_Line]:
    numbered = enumerate(body.split(b"\n"), start=1)
    return [(number, line, attempt(line)) for number, line in numbered if line.strip()]


def _is_ndjson(lines: Sequence[_Line]) -> bool:
    good = [isinstance(parsed, dict) for _, _, parsed in lines]
    if len(lines) < 2 or not any(good):
        return False
    # A pretty-printed document cut short also has lines that are objects, but
    # its first line is none, and not every line of it opens one.
    opens = [line.lstrip().startswith(b"{") for _, line, _ in lines]
    return (good[0] and sum(good) > 1) or all(opens)


def _read(lines: Sequence[_Line]) -> Documents:
    documents = tuple(
        (f"line {number}", parsed)
        for number, _, parsed in lines
        if not isinstance(parsed, Fault)
    )
    # What an unreadable line said is unknown, so it could have mattered.
    problems = tuple(
        problem("line-not-json", place=f"line {number}", blocking=True)
        for number, _, parsed in lines
        if isinstance(parsed, Fault)
    )
    return Documents(documents, problems)
