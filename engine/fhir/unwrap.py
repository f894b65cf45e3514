"""Whatever was sent -> a flat sequence of resources, each with its place.

A Bundle of any type, nested ones, a single resource, an array, null, an
OperationOutcome, the legacy prefetch form {"response": …, "resource": …},
Parameters, resources inside a Composition's sections, and `contained`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo

from engine.errors import BundleError
from engine.fhir.contained import opened
from engine.fhir.fields import Element, objects, words
from engine.fhir.found import Found, UnfollowedPage, Unwrapped
from engine.fhir.kinds import RESOURCE_TYPES, is_misspelt
from engine.fhir.pages import missing_part, oldest
from engine.fhir.problems import below, problem
from engine.fhir.record import Problem
from engine.fhir.repeats import once

_CONTAINERS = frozenset({"Bundle", "Parameters", "OperationOutcome"})
_NOTHING: tuple[object, ...] = (None, [], "")
_SIMPLE_TYPES = RESOURCE_TYPES - _CONTAINERS - {"Composition"}


def unwrap(data: object, place: str = "", zone: tzinfo = UTC) -> Unwrapped:
    """The resources of one JSON document; BundleError if nothing is FHIR."""
    return unwrap_documents([(place, data)], zone)


def unwrap_documents(
    documents: Iterable[tuple[str, object]], zone: tzinfo = UTC
) -> Unwrapped:
    """The resources of several documents, as NDJSON has them.

    BundleError if there is something and nothing of it is FHIR.
    """
    walks = [walk(data, place, zone) for place, data in documents]
    problems = [one for each in walks for one in each.problems]
    if problems and not any(each.has_fhir for each in walks):
        raise _no_fhir(problems[0])
    return gather(walks)


def _no_fhir(first: Problem) -> BundleError:
    where = first.place or "the outermost level"
    is_unknown = first.code == "unknown-type"
    what = "is none of FHIR's" if is_unknown else "is missing"
    return BundleError(
        f"This is JSON but no FHIR: resourceType {what} at {where}",
        place=first.place,
        next_step="Send a Bundle or a resource of FHIR",
    )


@dataclass(frozen=True, slots=True)
class Walked:
    """What one document holds, repeats and all, `contained` not yet opened.

    ``has_fhir`` tells an empty Bundle from something that is no FHIR.
    """

    found: tuple[Found, ...]
    problems: tuple[Problem, ...]
    pages: tuple[UnfollowedPage, ...]
    has_fhir: bool


def walk(data: object, place: str, zone: tzinfo = UTC) -> Walked:
    """One document from top to bottom; never raises."""
    way = _Walk(zone)
    way.anything(data, place)
    return Walked(tuple(way.found), tuple(way.problems), tuple(way.pages), way.has_fhir)


def gather(walks: Sequence[Walked]) -> Unwrapped:
    """Several documents as one: each resource once, then its `contained`."""
    found, repeats = once([item for each in walks for item in each.found])
    typed, untyped = opened(found)
    noted = (one for each in walks for one in each.problems)
    return Unwrapped(
        tuple(typed),
        (*noted, *repeats, *untyped),
        tuple(page for each in walks for page in each.pages),
    )


def _kind(resource: Element) -> str:
    return words(resource.get("resourceType"))


class _Walk:
    """One way through what was sent, collecting on the way."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self.found: list[Found] = []
        self.problems: list[Problem] = []
        self.pages: list[UnfollowedPage] = []
        self.has_fhir = False

    def anything(self, data: object, place: str, full_url: str = "") -> None:
        """A value of any kind; null is no data and no problem."""
        if isinstance(data, dict):
            self._object(data, place, full_url)
        elif isinstance(data, list):
            self.has_fhir |= not data
            for number, item in enumerate(data):
                self._item(item, f"{place}[{number}]")
        elif data is not None:
            self._note("not-fhir", place, blocking=True)

    def _item(self, item: object, place: str) -> None:
        """A member of an array: there null is something that was lost."""
        if item is None or item == []:
            self._note("not-fhir", place, blocking=True)
        else:
            self.anything(item, place)

    def _object(self, data: Element, place: str, full_url: str) -> None:
        kind = _kind(data)
        if kind in _CONTAINERS:
            self.has_fhir = True
            self._container(data, kind, place)
        elif kind in RESOURCE_TYPES:
            self.has_fhir = True
            self.found.append(Found(place, kind, full_url, data))
            if kind == "Composition":
                self._sections(data, place)
        elif "resource" in data or "response" in data:
            self._entry(data, place)
        elif kind:
            # A type of the sender's own is no loss, a misspelt Observation is.
            self._note("unknown-type", place, blocking=is_misspelt(kind))
        else:
            self._note("not-fhir", place, blocking=True)

    def _container(self, data: Element, kind: str, place: str) -> None:
        if kind == "Bundle":
            self._bundle(data, place)
        elif kind == "Parameters":
            self._parameters(data, place)
        else:
            self._outcome(data, place)

    def _bundle(self, bundle: Element, place: str) -> None:
        start = len(self.found)
        deleted: set[str] = set()
        is_history = bundle.get("type") == "history"
        stem = below(place, "entry")
        for number, entry in enumerate(_items(bundle.get("entry"))):
            if is_history and _is_deleted(entry, deleted):
                self._note("deleted-record", f"{stem}[{number}]", blocking=False)
            elif simple := _simple(entry, stem, number):
                self.found.append(simple)
            else:
                self._bundle_entry(entry, f"{stem}[{number}]")
        if part := missing_part(bundle):
            page = [item.resource for item in self.found[start:]]
            self.pages.append(
                UnfollowedPage(below(place, part), oldest(page, self.zone))
            )

    def _bundle_entry(self, entry: object, place: str) -> None:
        if not isinstance(entry, dict):
            self._note("not-fhir", place, blocking=True)
        elif isinstance(entry.get("resourceType"), str):
            self.anything(entry, place)  # the resource without its entry
        else:
            self._entry(entry, place)

    def _entry(self, entry: Element, place: str) -> None:
        response = entry.get("response")
        if response and isinstance(response, dict) and not _is_success(response):
            self.has_fhir = True
            self._note("failed-part", below(place, "response"), blocking=True)
        if entry.get("resource") in _NOTHING:
            self.has_fhir = True
            # The answer to a transaction has no resource; a search lost one.
            is_lost = not {"request", "response"} & entry.keys()
            self._note("entry-without-resource", place, blocking=is_lost)
            return
        full_url = words(entry.get("fullUrl"))
        at = f"{place}.resource" if place else "resource"
        self.anything(entry["resource"], at, full_url)

    def _parameters(self, parameters: Element, place: str) -> None:
        for name in ("parameter", "part"):
            for number, item in enumerate(_items(parameters.get(name))):
                at = f"{below(place, name)}[{number}]"
                if isinstance(item, dict):
                    self._parameters(item, at)
                    self.anything(item.get("resource"), below(at, "resource"))
                else:
                    self._note("not-fhir", at, blocking=True)

    def _outcome(self, outcome: Element, place: str) -> None:
        severities = {issue.get("severity") for issue in objects(outcome.get("issue"))}
        harmless = bool(severities) and severities <= {"warning", "information"}
        self._note("operation-outcome", place, blocking=not harmless)

    def _sections(self, composition: Element, place: str) -> None:
        for number, section in enumerate(_items(composition.get("section"))):
            at = f"{below(place, 'section')}[{number}]"
            if isinstance(section, dict):
                self._section_entries(section, at)
                self._sections(section, at)

    def _section_entries(self, section: Element, place: str) -> None:
        # References point into the Bundle; some senders put resources here.
        for number, entry in enumerate(_items(section.get("entry"))):
            if isinstance(entry, dict) and {"resourceType", "resource"} & set(entry):
                self._bundle_entry(entry, f"{below(place, 'entry')}[{number}]")

    def _note(self, code: str, place: str, *, blocking: bool) -> None:
        self.problems.append(problem(code, place=place, blocking=blocking))


def _simple(entry: object, stem: str, number: int) -> Found | None:
    """The resource of an entry of the usual shape, None for any other.

    The way that reads every shape takes half as long again, 0.2 of the 3.5 ms
    that reading 500 Observations and 50 Conditions takes.
    """
    try:
        resource = entry["resource"]  # type: ignore[index]
        kind = resource["resourceType"]
        is_more = "response" in entry or "resourceType" in entry  # type: ignore[operator]
        if kind not in _SIMPLE_TYPES or is_more:
            return None
        full_url = entry.get("fullUrl", "").strip()  # type: ignore[attr-defined]
    except (KeyError, TypeError, AttributeError):
        return None
    return Found(f"{stem}[{number}].resource", kind, full_url, resource, None)


def _items(value: object) -> list[object]:
    """As `listed`, but for null nothing is left out: numbers are the JSON's."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _is_success(response: Element) -> bool:
    status = str(response.get("status") or "200").strip()
    return status.startswith(("1", "2", "3"))


def _is_deleted(entry: object, deleted: set[str]) -> bool:
    """Whether a history entry is a deletion, or older than one.

    A history lists the newest version first.
    """
    if not isinstance(entry, dict):
        return False
    request = entry.get("request")
    names = _history_names(entry, request)
    if isinstance(request, dict) and request.get("method") == "DELETE":
        deleted.update(names)
        return True
    return bool(names & deleted)


def _history_names(entry: Element, request: object) -> set[str]:
    resource = entry.get("resource")
    names = {words(entry.get("fullUrl"))}
    if isinstance(request, dict):
        url = words(request.get("url")).split("/_history")[0]
        names.add(url)
    if isinstance(resource, dict):
        names.add(f"{resource.get('resourceType')}/{resource.get('id')}")
    return names - {""}
