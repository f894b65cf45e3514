"""Records of medication in their FHIR forms: which drug, taken or not, when.

The drug is a concept, or a Medication resource in `contained` or in the same
Bundle; R5 puts both into one CodeableReference.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from engine.fhir.fields import Element, Origin, concept, listed, objects, time, words
from engine.fhir.found import Found
from engine.fhir.record import Concept, Onset
from engine.fhir.status import status
from engine.fhir.times import Ended, period
from engine.when import Interval

# MedicationOrder is DSTU2's MedicationRequest.
MEDICATION_KINDS = frozenset(
    {
        "MedicationRequest",
        "MedicationOrder",
        "MedicationStatement",
        "MedicationAdministration",
    }
)
_ADHERENCE: Mapping[str, str] = MappingProxyType(
    {
        "not-taking": "not-taken",
        "taking": "active",
        "on-hold": "on-hold",
        "stopped": "stopped",
    }
)
_NOT_TAKEN = ("doNotPerform", "wasNotTaken", "wasNotGiven", "notGiven")


class Medications:
    """The Medication resources of one request, by every name they have."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._by_name: dict[str, Element] = {}
        for item in found:
            if item.kind == "Medication" and not item.within:
                for name in (item.reference, item.full_url):
                    self._by_name.setdefault(name, item.resource)

    def completed(self, item: Found) -> Found:
        """A medication record with the drug that it only refers to."""
        reference = _reference(item.resource)
        if reference is None:
            return item
        named = self._named(reference, item.resource)
        drugs = [*_own(item.resource), {"text": words(reference.get("display"))}]
        drugs += list(_drugs(named)) if named else []
        return item._replace(
            resource={**item.resource, "medicationCodeableConcept": drugs}
        )

    def _named(self, reference: Element, holder: Element) -> Element | None:
        text = words(reference.get("reference")).split("/_history")[0]
        if text.startswith("#"):
            inner = objects(holder.get("contained"))
            return next((one for one in inner if _is_called(one, text)), None)
        short = "/".join(text.split("/")[-2:])
        return self._by_name.get(text) or self._by_name.get(short)


def referred_drug(resource: Element) -> str:
    """The reference to a Medication outside a record, "" if it has none."""
    text = words((_reference(resource) or {}).get("reference"))
    return "" if text.startswith("#") else text.split("/_history")[0]


def names_no_drug(resource: Element) -> bool:
    """Whether nothing tells which drug a record is about."""
    return not any(map(_says_something, [*_own(resource), *_concepts(resource)]))


def _says_something(given: object) -> bool:
    if isinstance(given, dict):
        return any(map(_says_something, given.values()))
    return any(map(_says_something, given)) if isinstance(given, list) else bool(given)


def _reference(resource: Element) -> Element | None:
    for name in ("medicationReference", "medication"):
        for given in objects(resource.get(name)):
            inner = given.get("reference")
            if isinstance(inner, dict):
                return inner
            return given if inner or "display" in given else None
    return None


def _own(resource: Element) -> list[object]:
    given = resource.get("medication")
    return [
        one.get("concept", one)
        for one in objects(given)
        if {"concept", "coding", "text"} & one.keys()
    ]


def _concepts(resource: Element) -> list[object]:
    return listed(resource.get("medicationCodeableConcept"))


def _drugs(medication: Element) -> Iterator[object]:
    """The product, and its ingredients: R4 itemCodeableConcept, R5 item."""
    yield from listed(medication.get("code"))
    product = objects(medication.get("product"))  # DSTU2
    for part in (medication, *product):
        for ingredient in objects(part.get("ingredient")):
            for name in ("itemCodeableConcept", "item"):
                yield from listed(ingredient.get(name))


def _is_called(resource: Element, reference: str) -> bool:
    return words(resource.get("id")).removeprefix("#") == reference.removeprefix("#")


def drug(resource: Element, origin: Origin) -> Concept:
    """The drug of a record: all codes of product and ingredients as one."""
    name = "medicationCodeableConcept"
    given = [*_own(resource), *_concepts(resource)]
    return concept([one for one in given if _says_something(one)], origin, name)


def medication_status(element: Element, kind: str, origin: Origin) -> str:
    """Its status word; "not-taken" where it says so in another way."""
    word = status(element, kind, origin)
    if any(element.get(name) is True for name in _NOT_TAKEN):
        return "not-taken"
    match words(element.get("taken")).lower():  # STU3
        case "n":
            return "not-taken"
        case "unk":
            return "unknown"
    if words(element.get("intent")) in {"proposal", "option"}:
        return "draft"  # somebody's idea, nobody's prescription
    return _adherence(element, origin) if word == "recorded" else word


def _adherence(element: Element, origin: Origin) -> str:
    """R5: "recorded" says nothing about taking, the adherence does."""
    given = element.get("adherence")
    code = given.get("code") if isinstance(given, dict) else None
    read = concept(code, origin, "adherence.code")
    said = [coding.code for coding in read.codings]
    return next(
        (
            word
            for one in said
            for stem, word in _ADHERENCE.items()
            if one[:10].startswith(stem)
        ),
        "unknown",
    )


def taken(
    element: Element, kind: str, origin: Origin
) -> tuple[Onset, Ended, Interval | None]:
    """When a drug was begun, when it ended, and when that was written."""
    if kind in {"MedicationRequest", "MedicationOrder"}:
        return _ordered(element, origin)
    start, end = _span(element, origin)
    single = _single(element, origin)
    asserted = time(element.get("dateAsserted"), origin, "dateAsserted")
    if kind == "MedicationAdministration":
        end = end or single
    return (
        Onset(start or single),
        Onset(end) if end else None,
        asserted or single or start,
    )


def _ordered(element: Element, origin: Origin) -> tuple[Onset, Ended, Interval | None]:
    names = ("authoredOn", "dateWritten")
    written = _first(element, names, origin)
    start, end = _bounds(element, origin)
    changed = _first(element, ("statusChanged", "dateEnded"), origin)
    if words(element.get("status")) in {"stopped", "ended", "completed", "on-hold"}:
        end = changed or end
    return Onset(start or written), Onset(end) if end else None, written


def _bounds(
    element: Element, origin: Origin
) -> tuple[Interval | None, Interval | None]:
    """From the first to the last day of the dosage, if it has bounds."""
    periods = [
        bounds
        for dosage in objects(element.get("dosageInstruction"))
        for timing in objects(dosage.get("timing"))
        for repeat in objects(timing.get("repeat"))
        for bounds in objects(repeat.get("boundsPeriod"))
    ]
    at = "dosageInstruction.timing.repeat.boundsPeriod"
    starts = [time(one.get("start"), origin, f"{at}.start") for one in periods]
    ends = [time(one.get("end"), origin, f"{at}.end") for one in periods]
    known = [end for end in ends if end]
    # A dosage without an end goes on, whatever the others say.
    is_closed = bool(known) and len(known) == len(ends)
    return (
        min((start for start in starts if start), default=None),
        max(known, key=lambda end: end.end) if is_closed else None,
    )


_SPANS = ("effectivePeriod", "occurencePeriod", "effectiveTimePeriod")
_SINGLES = ("effectiveDateTime", "occurenceDateTime", "effectiveTimeDateTime")


def _span(element: Element, origin: Origin) -> tuple[Interval | None, Interval | None]:
    name = next((name for name in _SPANS if name in element), _SPANS[0])
    return period(element, name, origin)


def _single(element: Element, origin: Origin) -> Interval | None:
    return _first(element, _SINGLES, origin)


def _first(element: Element, names: tuple[str, ...], origin: Origin) -> Interval | None:
    times = (time(element.get(name), origin, name) for name in names)
    return next((read for read in times if read), None)
