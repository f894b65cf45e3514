"""At which instants a patient is evaluated: at encounters, or at given dates.

An encounter is answered as of its end, when what was found in it is written;
but of a long stay the end is days after the question, and a symptom of "the
last 24 hours" would be none any more. So at the latest `LONGEST` after its
start, and then too if no end is written.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from engine.fhir.fields import Element, Origin, time, words
from engine.fhir.found import Found
from engine.fhir.status import status
from engine.fhir.times import period
from engine.population.owner import places

LONGEST: Final = timedelta(hours=4)
_NOT_HELD: Final = frozenset({"planned", "cancelled", "entered-in-error", "noshow"})


@dataclass(frozen=True, slots=True, order=True)
class Visit:
    """An instant to evaluate at; ``encounter`` is a reference, "" at a date."""

    time: datetime
    encounter: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Visits:
    """The instants of one patient, each once, and what became of encounters.

    ``became`` has a word for each encounter: see `Counts.encounters`.
    """

    visits: tuple[Visit, ...]
    became: tuple[str, ...] = ()


def at_encounters(found: Sequence[Found]) -> Visits:
    """One instant for each encounter that was held."""
    shared = {
        name: words(item.resource.get("name"))
        for item in found
        if item.kind in ("Organization", "Location")
        for name in (item.full_url, item.reference)
    }
    visits: dict[datetime, Visit] = {}
    became = []
    # Two versions of one encounter are two: the later may be of after the first.
    encounters = [item for item in found if item.kind == "Encounter"]
    for item in sorted(encounters, key=lambda one: one.reference):
        instant = instant_of(item.resource)
        word = _word(item.resource, instant, visits)
        became.append(word)
        if word == "evaluated" and instant is not None:
            visits[instant] = Visit(
                instant, item.reference, site(item.resource, shared)
            )
    return Visits(tuple(sorted(visits.values())), tuple(became))


def at_dates(found: Iterable[Found], times: Iterable[datetime]) -> Visits:
    """The given instants at which the patient was alive."""
    people = [item.resource for item in found if item.kind == "Patient"]
    return Visits(tuple(Visit(one) for one in times if _is_alive(people, one)))


def _is_alive(people: list[Element], now: datetime) -> bool:
    origin = Origin("", "", UTC)
    born = (time(one.get("birthDate"), origin, "") for one in people)
    died = (time(one.get("deceasedDateTime"), origin, "") for one in people)
    return not (
        any(at and at.start > now for at in born)
        or any(at and at.end <= now for at in died)
    )


def instant_of(encounter: Element) -> datetime | None:
    """When an encounter is answered; None if it carries no time."""
    origin = Origin("", "", UTC)
    name = "actualPeriod" if "actualPeriod" in encounter else "period"
    start, end = period(encounter, name, origin)
    if start is None:
        return end.end if end else None
    latest = start.end + LONGEST if start.start == start.end else start.end
    return min(end.end, latest) if end and end.end >= start.end else latest


def _word(
    encounter: Element, instant: datetime | None, visits: dict[datetime, Visit]
) -> str:
    if status(encounter, "Encounter", Origin("", "", UTC)) in _NOT_HELD:
        return "not-held"
    if instant is None:
        return "no-time"
    return "same-time" if instant in visits else "evaluated"


def site(encounter: Element, shared: dict[str, str]) -> str:
    """Where it was: a name if one is known, else a reference, else ""."""
    return next((name for name in _sites(encounter, shared) if name), "")


def _sites(encounter: Element, shared: dict[str, str]) -> Iterator[str]:
    given = [(place, words(place.get("reference"))) for place in places(encounter)]
    for place, reference in given:
        short = "/".join(reference.split("/")[-2:])
        yield words(place.get("display"))
        yield shared.get(reference, "") or shared.get(short, "")
    yield from (reference for _, reference in given)
