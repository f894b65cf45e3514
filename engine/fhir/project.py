"""One FHIR resource -> one Record: the fields the engine reads, normalised.

Nothing is dropped because of a field the rules do not use. What cannot be
projected becomes a problem that blocks, with the reference and the place.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from engine.fhir.appointment import appointment
from engine.fhir.fields import (
    Element,
    NotReadable,
    Origin,
    concept,
    concepts,
    listed,
    objects,
    words,
)
from engine.fhir.medication import MEDICATION_KINDS, drug, medication_status, taken
from engine.fhir.members import members
from engine.fhir.record import Component, Concept, Problem, Record
from engine.fhir.reference_range import normal_range
from engine.fhir.status import condition_status, not_done, status
from engine.fhir.times import (
    abatement,
    effective,
    onset,
    performed,
    recorded,
    visited,
)
from engine.fhir.values import absent_reason, value

# Most records have none of these; one look says so.
_NOTES = frozenset({"note", "notes", "comment", "comments"})
_MODIFIERS = frozenset({"modifierExtension", "implicitRules", "component"})
_SITES = frozenset({"bodySite", "bodyStructure", "bodySiteReference"})


class Projected(NamedTuple):
    """A record, None if it could not be read, and what was odd about it."""

    record: Record | None
    problems: tuple[Problem, ...]


def project(resource: Element, origin: Origin) -> Projected:
    """The record of a relevant resource of one of the `KINDS`."""
    try:
        record = _project(resource, origin)
    except NotReadable as error:
        origin.note(error.code, error.at, blocking=True)
        record = None
    except Exception:
        # One shape nobody foresaw must not lose the answer about all others.
        origin.note("not-projected", "resourceType", blocking=True)
        record = None
    return Projected(record, tuple(origin.problems))


def _project(resource: Element, origin: Origin) -> Record:
    kind = words(resource.get("resourceType"))
    return _BUILDERS[kind](resource, _common(resource, kind, origin), origin)


class _Common(NamedTuple):
    """What is read of every kind: the first fields of a `Record`, in order."""

    kind: str
    reference: str
    place: str
    code: Concept
    body_sites: tuple[Concept, ...]
    notes: tuple[str, ...]
    has_unknown_modifier: bool


def _common(resource: Element, kind: str, origin: Origin) -> _Common:
    return _Common(
        kind,
        origin.reference,
        origin.place,
        concept(resource.get("code"), origin, "code"),
        _body_sites(resource, origin),
        _notes(resource, origin),
        _has_modifier(resource, origin),
    )


def _observation(resource: Element, common: _Common, origin: Origin) -> Record:
    if not common.code:
        raise NotReadable("no-code", "code")
    began, ended, written = effective(resource, origin)
    read, reason = value(resource, origin), absent_reason(resource, origin)
    _note_both(read is not None and bool(reason), origin, "dataAbsentReason")
    interpretation = resource.get("interpretation")
    return Record(
        *common,
        status=status(resource, common.kind, origin),
        value=read,
        absent_reason=reason,
        interpretation=concepts(interpretation, origin, "interpretation"),
        normal=normal_range(resource),
        components=_components(resource, origin),
        members=members(resource),
        began=began,
        ended=ended,
        written=written,
    )


def _condition(resource: Element, common: _Common, origin: Origin) -> Record:
    verification = condition_status(resource, "verificationStatus", origin)
    return Record(
        *common,
        clinical_status=condition_status(resource, "clinicalStatus", origin),
        verification_status=verification,
        severity=concept(resource.get("severity"), origin, "severity"),
        began=onset(resource, origin),
        ended=abatement(resource, origin),
        written=recorded(resource, origin),
    )


def _procedure(resource: Element, common: _Common, origin: Origin) -> Record:
    began, ended, written = performed(resource, origin)
    word = status(resource, common.kind, origin)
    return Record(
        *common,
        status="not-done" if not_done(resource) else word,
        reasons=_reasons(resource, origin),
        began=began,
        ended=ended,
        written=written,
    )


def _encounter(resource: Element, common: _Common, origin: Origin) -> Record:
    return Record(
        *common,
        status=status(resource, common.kind, origin),
        reasons=_reasons(resource, origin),
        written=visited(resource, origin),
    )


def _appointment(resource: Element, common: _Common, origin: Origin) -> Record:
    reasons = _reasons(resource, origin)
    return appointment(resource, Record(*common, reasons=reasons), origin)


def _medication(resource: Element, common: _Common, origin: Origin) -> Record:
    began, ended, written = taken(resource, common.kind, origin)
    return Record(
        *common._replace(code=drug(resource, origin)),
        status=medication_status(resource, common.kind, origin),
        began=began,
        ended=ended,
        written=written,
    )


_BUILDERS: Mapping[str, Callable[[Element, _Common, Origin], Record]] = (
    MappingProxyType(
        {
            "Observation": _observation,
            "Condition": _condition,
            "Procedure": _procedure,
            "Encounter": _encounter,
            "Appointment": _appointment,
            **dict.fromkeys(MEDICATION_KINDS, _medication),
        }
    )
)
KINDS = frozenset(_BUILDERS)


def _components(resource: Element, origin: Origin) -> tuple[Component, ...]:
    if "component" not in resource:
        return ()
    items = listed(resource["component"])
    return tuple(
        part
        for number, item in enumerate(items)
        if (part := _component(item, origin, f"component[{number}]"))
    )


def _component(item: object, origin: Origin, at: str) -> Component | None:
    if not isinstance(item, dict):
        origin.note("shape", at, blocking=True)
        return None
    read, reason = value(item, origin, at), absent_reason(item, origin, at)
    _note_both(read is not None and bool(reason), origin, f"{at}.dataAbsentReason")
    code = concept(item.get("code"), origin, f"{at}.code")
    if not code:
        origin.note("no-code", f"{at}.code", blocking=True)
    return Component(code, read, reason)


def _note_both(has_both: bool, origin: Origin, at: str) -> None:
    if has_both:
        origin.note("value-and-absent-reason", at, blocking=False)


def _body_sites(resource: Element, origin: Origin) -> tuple[Concept, ...]:
    if _SITES.isdisjoint(resource):
        return ()
    for name in ("bodyStructure", "bodySiteReference"):
        if resource.get(name):
            origin.note("site-by-reference", name, blocking=False)
    given = resource.get("bodySite")
    if given is None:
        return ()
    if any(isinstance(site, str) for site in listed(given)):
        origin.note("shape", "bodySite", blocking=False)
    # A side is often an extension of the site (mCODE, IPS vendors); it counts
    # like a side code that is an entry of its own.
    sides = [
        extension["valueCodeableConcept"]
        for site in objects(given)
        for extension in objects(site.get("extension"))
        if extension.get("valueCodeableConcept")
    ]
    sites = given if isinstance(given, list) else [given]
    return concepts([*sites, *sides], origin, "bodySite")


def _notes(resource: Element, origin: Origin) -> tuple[str, ...]:
    """R4 note[].text, STU3 comment, DSTU2 comments and notes."""
    if _NOTES.isdisjoint(resource):
        return ()
    texts = [
        _note(item, origin, name)
        for name in ("note", "notes", "comment", "comments")
        if name in resource
        for item in listed(resource[name])
    ]
    return tuple(text for text in texts if text)


def _note(item: object, origin: Origin, at: str) -> str:
    text = item.get("text") if isinstance(item, dict) else item
    if text is not None and not isinstance(text, str):
        origin.note("shape", at, blocking=True)
    return words(text)


def _reasons(resource: Element, origin: Origin) -> tuple[Concept, ...]:
    """R4 reasonCode, STU3 and DSTU2 reason, R5 reason (Encounter: its value)."""
    coded = concepts(resource.get("reasonCode"), origin, "reasonCode")
    given = [
        inner
        for item in listed(resource.get("reason"))
        for inner in _inner_reasons(item)
    ]
    # A CodeableReference that only refers is not text and not a code.
    named = [item for item in given if not _only_refers(item)]
    return coded + concepts(named, origin, "reason")


def _inner_reasons(item: object) -> list[object]:
    if isinstance(item, dict) and "value" in item:
        return listed(item["value"])
    return [item]


def _only_refers(item: object) -> bool:
    return isinstance(item, dict) and "reference" in item and "concept" not in item


def _has_modifier(resource: Element, origin: Origin) -> bool:
    if _MODIFIERS.isdisjoint(resource):
        return False
    has = bool(resource.get("modifierExtension")) or any(
        part.get("modifierExtension") for part in objects(resource.get("component"))
    )
    if has or resource.get("implicitRules"):
        at = "modifierExtension" if has else "implicitRules"
        origin.note("modifier-extension", at, blocking=True)
        return True
    return False
