"""A resource where it was found, before anything is read from it."""

from dataclasses import dataclass
from typing import NamedTuple

from engine.fhir.fields import Element, words
from engine.fhir.record import Problem
from engine.when import Interval


class Found(NamedTuple):
    """One resource, its place in the JSON and the fullUrl of its entry.

    ``kind`` is the resourceType; ``within`` the resource that contains it,
    None for all but `contained`.
    """

    place: str
    kind: str
    full_url: str
    resource: Element
    within: "Found | None" = None

    @property
    def reference(self) -> str:
        """What a card may name: type and id, else the fullUrl, else the place."""
        identity = words(self.resource.get("id"))
        if self.within:
            return f"{self.within.reference}#{identity.removeprefix('#')}"
        if identity:
            return f"{self.kind}/{identity}"
        return self.full_url or self.place


@dataclass(frozen=True, slots=True)
class UnfollowedPage:
    """A Bundle whose next page was not received.

    ``oldest`` is the oldest date of its entries, None if it has no entry or
    one of them carries no date: then nothing is known of what follows.
    """

    place: str
    oldest: Interval | None


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """Every resource of what was sent, each once, in the order it was sent."""

    found: tuple[Found, ...] = ()
    problems: tuple[Problem, ...] = ()
    pages: tuple[UnfollowedPage, ...] = ()
