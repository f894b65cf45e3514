"""One portion of an export -> rows: each record with the patient it is of.

Nothing stops here: what cannot be used is a row of its own, with the reason.
"""

import gzip
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import orjson

from engine.fhir.found import Found
from engine.fhir.kinds import RESOURCE_TYPES
from engine.fhir.parse import Fault, attempt
from engine.fhir.project import KINDS
from engine.fhir.unwrap import Walked, walk
from engine.population.inputs import Source, Span, opened
from engine.population.keyed import KeyedHash
from engine.population.owner import Owners, names, needs, owners
from engine.population.rows import Row

_SHARED: Final = frozenset({"Medication", "Organization", "Location"})
_READ: Final = KINDS | _SHARED | {"Patient"}
# A resource of any type may hold a record, or say where another belongs.
_HOLDING: Final = ("contained", "hasMember", "related")
_SINGLE: Final = RESOURCE_TYPES - {
    "Bundle",
    "Composition",
    "OperationOutcome",
    "Parameters",
}
_BROKEN: Final = (EOFError, gzip.BadGzipFile, zlib.error)


@dataclass(frozen=True, slots=True)
class Scanner:
    """Reads portions; ``keeps_content``: a rejected line is kept whole."""

    hashed: KeyedHash
    keeps_content: bool = False

    def rows(self, portion: Iterable[Span]) -> Iterator[Row]:
        """The rows of one portion, its counts last."""
        counts: Counter[str] = Counter()
        for span in portion:
            yield from self._of_span(span, counts)
        for kind, number in sorted(counts.items()):
            yield Row("count", name=kind, number=number)

    def _of_span(self, span: Span, counts: Counter[str]) -> Iterator[Row]:
        line = span.line
        try:
            for line, body in enumerate(_bodies(span), start=span.line):
                if body:
                    place = _Place(span.source, line if span.form == "lines" else 0)
                    yield from self._of_body(body, place, counts)
        except _BROKEN:
            place = _Place(span.source, line if span.form == "lines" else 0)
            text = "The compressed file is cut short or damaged after this."
            yield self._rejected("file-damaged", text, place, b"")

    def _of_body(
        self, body: bytes, place: "_Place", counts: Counter[str]
    ) -> Iterator[Row]:
        parsed: Any = attempt(body)
        if isinstance(parsed, Fault):
            reason = "document-not-json" if place.line == 0 else "line-not-json"
            text = f"{parsed.what} ({parsed.place})" if parsed.place else parsed.what
            yield self._rejected(reason, text, place, body)
            return
        walked = _walked(parsed)
        counts.update(item.kind for item in walked.found)
        for one in walked.problems:
            yield self._rejected(one.code, _said(one.text, one.place), place, body)
        for page in walked.pages:
            text = _said("There is a next page that was not received.", page.place)
            yield self._rejected("page-not-followed", text, place, b"")
        is_alone = len(walked.found) == 1 and walked.found[0].resource is parsed
        whose = owners(walked.found, is_bundle=not is_alone)
        for entry, item in enumerate(walked.found):
            if item.kind in _READ or any(name in item.resource for name in _HOLDING):
                written = body if is_alone else _entry(item)
                yield from self._of_item(item, written, place.at(entry), whose)

    def _of_item(
        self, item: Found, body: bytes, place: "_Place", whose: Owners
    ) -> Iterator[Row]:
        owner = whose.of(item)
        if owner:
            patient = self.hashed.of_patient(owner)
            yield Row("record", patient, owner, body=body, **place.columns)
            for name in needs(item):
                yield Row("need", patient, owner, name)
        elif item.kind in _SHARED:
            for name in names(item):
                yield Row("shared", name=name, body=body, **place.columns)
        elif item.kind in KINDS or item.kind == "Patient":
            text = _said("It names no patient, so it is nobody's.", item.place)
            yield self._rejected("no-patient", text, place, body)

    def _rejected(self, reason: str, text: str, place: "_Place", body: bytes) -> Row:
        kept = body if self.keeps_content else b""
        return Row("rejected", name=reason, detail=text, body=kept, **place.columns)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something stood; line 0 is a document that is no line of a file."""

    source: Source
    line: int
    entry: int = 0

    def at(self, entry: int) -> "_Place":
        return _Place(self.source, self.line, entry)

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "source": self.source.number,
            "line": self.line,
            "entry": self.entry,
        }


def _bodies(span: Span) -> Iterator[bytes]:
    """The lines of a span without the blanks around them, or the one document."""
    with opened(span.source) as file:
        if span.form == "document":
            yield file.read()
            return
        file.seek(span.start)
        at = span.start
        for line in file:
            yield line.strip()
            at += len(line)
            if span.end and at >= span.end:
                return


def _walked(parsed: Any) -> Walked:
    """Every resource of a document; one that is a resource itself needs no walk."""
    kind = parsed.get("resourceType") if isinstance(parsed, dict) else None
    if isinstance(kind, str) and kind in _SINGLE:
        return Walked((Found("", kind, "", parsed),), (), (), has_fhir=True)
    return walk([None] if parsed is None else parsed, "")  # a line is no "no data"


def _entry(item: Found) -> bytes:
    if not item.full_url:
        return orjson.dumps(item.resource)
    return orjson.dumps({"fullUrl": item.full_url, "resource": item.resource})


def _said(text: str, place: str) -> str:
    return f"{text} (at {place})" if place else text
