"""From when on a record was known, and what it said at an earlier time.

An export has each record as it is today. Seen from an earlier day, a record of
a later date does not exist yet, and an end that came later has not come.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from engine.fhir.fields import Element, Origin, objects, time, words
from engine.fhir.found import Found
from engine.fhir.lineage import Lineage
from engine.fhir.medication import MEDICATION_KINDS
from engine.fhir.project import KINDS, project
from engine.fhir.record import Onset, Record
from engine.fhir.status import condition_status
from engine.fhir.times import abatement, written_anyhow
from engine.when import Interval

_UNDATED: Final = frozenset({"Patient", "Medication", "Organization", "Location"})
_SPANS: Final = (
    "effectivePeriod",
    "performedPeriod",
    "occurrencePeriod",
    "occurencePeriod",
    "effectiveTimePeriod",
    "period",
    "actualPeriod",
)
_OVER: Final = frozenset({"resolved", "inactive", "remission"})
_NO_LONGER_TAKEN: Final = frozenset({"stopped", "completed", "ended"})
_STOPPED: Final = ("statusChanged", "dateEnded")
_NOTES: Final = ("note", "notes")
_DATED: Final = frozenset({*_SPANS, *_NOTES, "contained"})
_GONE: Final = object()


@dataclass(frozen=True, slots=True)
class Dated:
    """A resource with the instant from which on it was known.

    None where no date is on it: then it counts as known at any time. ``parts``
    is what it contains; ``born`` turns ages into dates. ``may_differ``: some
    element of it may have said something else before.
    """

    item: Found
    known: datetime | None
    parts: tuple["Dated", ...] = ()
    born: Interval | None = None
    may_differ: bool = True

    def as_of(self, now: datetime) -> Found | None:
        """The resource as it was at `now`, None if it was not there yet."""
        if self.known is not None and self.known > now:
            return None
        if not self.may_differ:
            return self.item
        differing = dict(_earlier(self, now))
        resource = {**self.item.resource, **differing}
        kept = {name: part for name, part in resource.items() if part is not _GONE}
        return self.item._replace(resource=kept) if differing else self.item


def dated(item: Found, tree: Lineage, born: Interval | None) -> Dated:
    """A resource with its date, or that of the panel it is listed in."""
    whole = tree.whole(item)
    own = _known(item, born)
    if own is None and whole is not None:
        own = _known(whole, born)
    inside = (
        dated(Found("", words(part.get("resourceType")), "", part), tree, born)
        for part in objects(item.resource.get("contained"))
    )
    return Dated(item, own, tuple(inside), born, _may_differ(item))


def _may_differ(item: Found) -> bool:
    return item.kind in MEDICATION_KINDS or any(
        name in _DATED or name.startswith("abatement") for name in item.resource
    )


def _known(item: Found, born: Interval | None) -> datetime | None:
    if item.kind in _UNDATED:
        return None
    origin = Origin("", "", UTC, born)
    made = list(_made(item, origin))
    issued = time(item.resource.get("issued"), origin, "issued")
    return max((one.start for one in (*made, issued) if one), default=None)


def _made(item: Found, origin: Origin) -> Iterator[Interval | None]:
    """When a record was written, else when it began, else when it ended."""
    if item.kind not in KINDS:
        yield written_anyhow(item.resource, origin)
        return
    record = project(item.resource, origin).record
    if record is None:
        yield written_anyhow(item.resource, origin)
    elif record.written or record.began.at:
        yield record.written or record.began.at
    elif item.kind == "Appointment":
        yield time(item.resource.get("start"), origin, "start")
    else:
        yield _end(record)


def _end(record: Record) -> Interval | None:
    return record.ended.at if isinstance(record.ended, Onset) else None


def _earlier(one: Dated, now: datetime) -> Iterator[tuple[str, object]]:
    """The elements that said something else at `now`; `_GONE` for "not there"."""
    resource, origin = one.item.resource, Origin("", "", UTC, one.born)
    if one.item.kind == "Condition":
        yield from _not_abated(resource, origin, now)
    if one.item.kind in MEDICATION_KINDS:
        yield from _still_taken(one.item, origin, now)
    for name in _SPANS:
        span = resource.get(name)
        if isinstance(span, Mapping) and _is_later(span.get("end"), now):
            yield name, {key: span[key] for key in span if key != "end"}
    for name in _NOTES:
        if name in resource:
            yield name, _notes(resource[name], now)
    if one.parts:
        then = (part.as_of(now) for part in one.parts)
        yield "contained", [part.resource for part in then if part]


def _not_abated(
    resource: Element, origin: Origin, now: datetime
) -> Iterator[tuple[str, object]]:
    """A Condition whose end came later was active; its status is of today."""
    ended = abatement(resource, origin)
    at = ended.at if isinstance(ended, Onset) else None
    if at is None or at.start <= now:
        return
    yield from ((name, _GONE) for name in resource if name.startswith("abatement"))
    if condition_status(resource, "clinicalStatus", origin) in _OVER:
        yield "clinicalStatus", _GONE


def _still_taken(
    item: Found, origin: Origin, now: datetime
) -> Iterator[tuple[str, object]]:
    """A drug that was stopped later was taken."""
    record = project(item.resource, origin).record
    end = _end(record) if record else None
    if end is None or end.start <= now:
        return
    if words(item.resource.get("status")) in _NO_LONGER_TAKEN:
        yield "status", "active"
    yield from ((name, _GONE) for name in _STOPPED if name in item.resource)


def _notes(notes: object, now: datetime) -> object:
    """Annotations without those that carry a later time."""
    if not isinstance(notes, list):
        return notes
    return [
        note
        for note in notes
        if not (isinstance(note, dict) and _is_later(note.get("time"), now))
    ]


def _is_later(value: object, now: datetime) -> bool:
    at = time(value, Origin("", "", UTC), "")
    return at is not None and at.start > now


def at_time(records: Sequence[Dated], now: datetime) -> tuple[Found, ...]:
    """All that was known at `now`, as it was then."""
    return tuple(found for one in records if (found := one.as_of(now)))
