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


@dataclass(frozen=True, slots=True)
class Dated:
    """A resource with the instant from which on it was known.

    None where no date is on it: then it counts as known at any time. ``parts``
    are those instants for what it contains; ``born`` turns ages into dates.
    """

    item: Found
    known: datetime | None
    parts: tuple[datetime | None, ...] = ()
    born: Interval | None = None

    def as_of(self, now: datetime) -> Found | None:
        """The resource as it was at `now`, None if it was not there yet."""
        if self.known is not None and self.known > now:
            return None
        resource = _without_later_parts(self, now)
        resource = {**resource, **dict(_earlier(resource, self, now))}
        kept = {name: value for name, value in resource.items() if value is not None}
        return self.item if kept == self.item.resource else self._saying(kept)

    def _saying(self, resource: Element) -> Found:
        return self.item._replace(resource=resource)


def dated(item: Found, tree: Lineage, born: Interval | None) -> Dated:
    """A resource with its date, or that of the panel it is listed in."""
    whole = tree.whole(item)
    own = _known(item, born)
    if own is None and whole is not None:
        own = _known(whole, born)
    parts = objects(item.resource.get("contained"))
    inside = (Found("", words(part.get("resourceType")), "", part) for part in parts)
    return Dated(item, own, tuple(_known(part, born) for part in inside), born)


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


def _without_later_parts(one: Dated, now: datetime) -> Element:
    if not any(known is not None and known > now for known in one.parts):
        return one.item.resource
    parts = objects(one.item.resource.get("contained"))
    kept = [
        part
        for part, known in zip(parts, one.parts, strict=True)
        if known is None or known <= now
    ]
    return {**one.item.resource, "contained": kept}


def _earlier(
    resource: Element, one: Dated, now: datetime
) -> Iterator[tuple[str, object]]:
    """The elements that said something else at `now`; None for "not there"."""
    origin = Origin("", "", UTC, one.born)
    if one.item.kind == "Condition":
        yield from _not_abated(resource, origin, now)
    if one.item.kind in MEDICATION_KINDS:
        yield from _still_taken(one.item, origin, now)
    for name in _SPANS:
        if _is_later(_part(resource, name, "end"), now):
            span = resource[name]
            assert isinstance(span, Mapping)  # it has an end
            yield name, {key: span[key] for key in span if key != "end"}
    for name in _NOTES:
        if name in resource:
            yield name, _notes(resource[name], now)


def _not_abated(
    resource: Element, origin: Origin, now: datetime
) -> Iterator[tuple[str, object]]:
    """A Condition whose end came later was active; its status is of today."""
    ended = abatement(resource, origin)
    at = ended.at if isinstance(ended, Onset) else None
    if at is None or at.start <= now:
        return
    yield from ((name, None) for name in resource if name.startswith("abatement"))
    if condition_status(resource, "clinicalStatus", origin) in _OVER:
        yield "clinicalStatus", None


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
    yield from ((name, None) for name in _STOPPED if name in item.resource)


def _notes(notes: object, now: datetime) -> object:
    """Annotations without those that carry a later time."""
    if not isinstance(notes, list):
        return notes
    return [
        note
        for note in notes
        if not (isinstance(note, dict) and _is_later(note.get("time"), now))
    ]


def _part(resource: Element, name: str, inner: str) -> object:
    value = resource.get(name)
    return value.get(inner) if isinstance(value, dict) else None


def _is_later(value: object, now: datetime) -> bool:
    at = time(value, Origin("", "", UTC), "")
    return at is not None and at.start > now


def at_time(records: Sequence[Dated], now: datetime) -> tuple[Found, ...]:
    """All that was known at `now`, as it was then."""
    return tuple(found for one in records if (found := one.as_of(now)))
