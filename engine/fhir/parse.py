"""Bytes -> one JSON document, strictly.

What JSON leaves open is refused rather than guessed: a key that occurs twice
in one object, a nesting no FHIR resource has, bytes that are no UTF-8. NaN and
Infinity are no JSON. A byte order mark is accepted.
"""

import codecs
from dataclasses import dataclass

import orjson

from engine.errors import BundleError
from engine.fhir.doubled import doubled_key

_DEEPEST = 254  # the depth orjson can write; FHIR's own resources stay below 30
_RESEND = "Send one JSON document, or NDJSON with one resource a line"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why bytes are no JSON document, and where. Quotes nothing of them.

    A fault and not an exception: the decoder's own exception carries the
    whole document, and must not travel into a log as a context.
    """

    what: str
    place: str
    next_step: str

    def error(self) -> BundleError:
        """The same fault to be raised."""
        what = f"{self.what} ({self.place})" if self.place else self.what
        return BundleError(what, place=self.place, next_step=self.next_step)


def parse(body: bytes) -> object:
    """One JSON document; raises BundleError that names line and column."""
    parsed = attempt(body)
    if isinstance(parsed, Fault):
        raise parsed.error()
    return parsed


def attempt(body: bytes) -> object | Fault:
    """One JSON document, or what is wrong with it."""
    body = body.removeprefix(codecs.BOM_UTF8)
    if not body.strip():
        return Fault("The body is empty", "", "Send FHIR resources as JSON")
    try:
        parsed: object = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        position = error.lineno, error.colno
    else:
        return _unambiguous(body, parsed)
    return _not_utf8(body) or _not_json(body, *position)


def _unambiguous(body: bytes, parsed: object) -> object | Fault:
    try:
        written = orjson.dumps(parsed)
    except TypeError:  # orjson: "Recursion limit reached"
        what = f"The JSON is nested more than {_DEEPEST} levels deep"
        return Fault(what, "", "Send FHIR resources, none is that deep")
    place = doubled_key(body, written)
    if place is None:
        return parsed
    what = "A key occurs twice in one object"
    return Fault(what, place or "the outermost object", "Send each key once")


def _not_utf8(body: bytes) -> Fault | None:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"byte {error.start}"
    else:
        return None
    return Fault("The body is not UTF-8", place, "Send JSON in UTF-8")


def _not_json(body: bytes, line: int, column: int) -> Fault:
    place = f"line {line}, column {column}"
    rest = body.split(b"\n")[line - 1].decode()[column - 1 :].lstrip("-")
    if rest.startswith(("NaN", "Infinity")):
        return Fault("NaN and Infinity are no JSON numbers", place, "Leave them out")
    if _is_whole(body, line, column):
        return Fault("There is more after the JSON document", place, _RESEND)
    return Fault("The body is not JSON", place, _RESEND)


def _is_whole(body: bytes, line: int, column: int) -> bool:
    lines = body.decode().split("\n")
    before = "\n".join([*lines[: line - 1], lines[line - 1][: column - 1]])
    if not before.strip():
        return False
    try:
        orjson.loads(before)
    except orjson.JSONDecodeError:
        return False
    return True
