"""What a part takes over from its whole: subject, date, and being in error.

A contained Observation often has no subject and no date of its own (271 of
271 of one vendor), and a panel's members rest on the panel.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo

from engine.fhir.appointment import of_patient
from engine.fhir.fields import Element, Origin, objects, words
from engine.fhir.found import Found
from engine.fhir.members import members
from engine.fhir.record import Onset, Record
from engine.fhir.times import written_anyhow


@dataclass(frozen=True, slots=True)
class Lineage:
    """The whole that each part belongs to; panels by their members' names."""

    panels: dict[str, Found]

    def whole(self, item: Found) -> Found | None:
        """The resource that contains this one, or the panel that lists it."""
        if item.within or not self.panels:
            return item.within
        names = (item.reference, item.full_url)
        return next((self.panels[name] for name in names if name in self.panels), None)

    def subject(self, item: Found) -> str:
        """The reference of the subject, its own or that of the whole."""
        own = _subject(item.resource)
        if own:
            return own
        whole = self.whole(item)
        if whole is None:
            return ""
        if whole.kind == "FamilyMemberHistory":
            return "FamilyMemberHistory/-"  # what it holds is a relative's
        return _subject(whole.resource)

    def completed(self, record: Record, item: Found, zone: tzinfo) -> Record:
        """A record with what it takes over from its whole."""
        whole = self.whole(item)
        if whole is None:
            return record
        if record.written is None and record.began == Onset():
            # What is odd in the whole is noted where the whole is read.
            origin = Origin(whole.place, whole.reference, zone)
            record = record._replace(written=written_anyhow(whole.resource, origin))
        return _in_error(record) if _is_in_error(whole, item) else record


def lineage(found: Iterable[Found]) -> Lineage:
    """The panels among the resources, by the names of their members."""
    panels: dict[str, Found] = {}
    for item in found:
        if "hasMember" in item.resource or "related" in item.resource:
            for name in members(item.resource):
                panels.setdefault(name, item)
    return Lineage(panels)


def _subject(resource: Element) -> str:
    given = resource.get("subject")
    try:
        return given["reference"].strip() or _unnamed(given)  # type: ignore[index, arg-type]
    except (KeyError, TypeError, AttributeError):
        return _subject_of_another_shape(resource)


def _subject_of_another_shape(resource: Element) -> str:
    given = resource.get("subject") or resource.get("patient")
    if isinstance(given, dict):
        return words(given.get("reference")) or _unnamed(given)
    if not given:
        return of_patient(resource) if "participant" in resource else ""
    if isinstance(given, str):
        return given.strip()
    return next((_subject({"subject": one}) for one in objects(given)), "")


def _unnamed(subject: Element) -> str:
    """What a subject without a reference may be: a group, a device, a person."""
    kind = words(subject.get("type")).rpartition("/")[2]
    # A subject that is named as a group or a device is never the patient.
    return f"{kind}/-" if kind not in ("", "Patient") else ""


def _is_in_error(whole: Found, item: Found) -> bool:
    return whole is item.within and whole.resource.get("status") in (
        "entered-in-error",
        "cancelled",
    )


def _in_error(record: Record) -> Record:
    if record.kind == "Condition":
        return record._replace(verification_status="entered-in-error")
    return record._replace(status="entered-in-error")
