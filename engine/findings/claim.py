"""A claim: what one part of a record says, before it is dated and counted.

A record says several things in several places (code, value, components,
body site, notes). Each becomes a claim; `statements.py` makes findings of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engine.findings.finding import Course, Presence, Speed, State
from engine.terminology.models import Side
from engine.when import Interval

WiderSites = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where: site words, empty if not recorded, and a side, None if not."""

    sites: frozenset[str] = frozenset()
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Qualities:
    """How a finding is: everything about it but what, where and whether."""

    symmetric: bool = False
    onset: Interval | None = None
    ended: Interval | None = None
    speed: Speed | None = None
    chronic: bool = False
    courses: frozenset[Course] = frozenset()
    severity: str = ""
    lasted: int | None = None

    def completed_by(self, other: "Qualities") -> "Qualities":
        """These, and from the other what these lack; every course counts."""
        if other is UNQUALIFIED:
            return self
        return Qualities(
            symmetric=self.symmetric or other.symmetric,
            onset=self.onset or other.onset,
            ended=self.ended or other.ended,
            speed=self.speed or other.speed,
            chronic=self.chronic or other.chronic,
            courses=self.courses | other.courses,
            severity=self.severity or other.severity,
            lasted=self.lasted if self.lasted is not None else other.lasted,
        )


ANYWHERE = Place()
UNQUALIFIED = Qualities()


@dataclass(frozen=True, slots=True)
class Claim:
    """One finding as one part of a record states it.

    ``mentioned`` as in `Source`; ``from_text`` if words were read for it.
    """

    what: str
    presence: Presence = "present"
    state: State = "ongoing"
    place: Place = ANYWHERE
    qualities: Qualities = UNQUALIFIED
    from_text: bool = False
    mentioned: bool = False

    def at(self, place: Place, wider: WiderSites) -> "Claim":
        """The same claim with a place that the record adds to its own."""
        if place == ANYWHERE:
            return self
        return self._with(joined(self.place, place, wider), self.qualities)

    def with_qualities(self, qualities: Qualities) -> "Claim":
        """The same claim, completed by what the record says around it."""
        if qualities == UNQUALIFIED:
            return self
        is_bare = self.qualities is UNQUALIFIED
        whole = qualities if is_bare else self.qualities.completed_by(qualities)
        return self._with(self.place, whole)

    def _with(self, place: Place, qualities: Qualities) -> "Claim":
        # As `dataclasses.replace`, which takes three times as long: every coded
        # record comes through here twice.
        return Claim(
            self.what,
            self.presence,
            self.state,
            place,
            qualities,
            self.from_text,
            self.mentioned,
        )


def joined(one: Place, other: Place, wider: WiderSites) -> Place:
    """Two accounts of one place as one; of nested sites the narrower."""
    return Place(
        narrowest(one.sites | other.sites, wider), _one_side(one.side, other.side)
    )


def narrowest(sites: frozenset[str], wider: WiderSites) -> frozenset[str]:
    """Sites without those that only surround another: foot, not lower limb."""
    around = frozenset[str]().union(*(wider(site) for site in sites))
    return sites - around


def _one_side(one: Side | None, other: Side | None) -> Side | None:
    if one == "one":  # the other names it, or knows no better
        return other or one
    if one is None or other is None or other == "one":
        return one or other
    # Two sides for one thing is a contradiction; a side that is not recorded
    # hides no emergency rule.
    return one if one == other else None


def may_be_one_place(one: Place, other: Place, wider: WiderSites) -> bool:
    """Whether two accounts can mean one place; a gap fits anything."""
    return _sites_meet(one.sites, other.sites, wider) and _sides_meet(
        one.side, other.side
    )


def _sites_meet(one: frozenset[str], other: frozenset[str], wider: WiderSites) -> bool:
    if not one or not other:
        return True
    return any(a == b or a in wider(b) or b in wider(a) for a in one for b in other)


def _sides_meet(one: Side | None, other: Side | None) -> bool:
    if one is None or other is None or one == other:
        return True
    return {one, other} in ({"one", "left"}, {"one", "right"})


def places_of(spots: Iterable[Place]) -> tuple[Place, ...]:
    """The places that body sites and laterality of one record add up to.

    A site without a side is on every side that is named. The same site left
    and right is one place on both sides; different sites are two places.
    """
    by_side: dict[Side | None, frozenset[str]] = {}
    for spot in spots:
        by_side[spot.side] = by_side.get(spot.side, frozenset()) | spot.sites
    shared = by_side.pop(None, frozenset())
    if "one" in by_side and len(by_side) > 1:
        shared |= by_side.pop("one")
    if "left" in by_side and by_side["left"] == by_side.get("right"):
        alike = by_side.pop("left") | by_side.pop("right")
        by_side["both"] = by_side.get("both", frozenset()) | alike
    sided = sorted(by_side.items(), key=lambda item: str(item[0]))
    return tuple(Place(sites | shared, side) for side, sites in sided) or (
        Place(shared),
    )
