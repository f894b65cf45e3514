"""From drafts to statements: sides are paired with sites, times are counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta, tzinfo
from itertools import pairwise
from typing import cast

from engine.findings.finding import Course, Speed
from engine.findings.text.certainty.sureness import Sureness
from engine.findings.text.clauses.draft import Draft
from engine.findings.text.finding import TextFinding, TextState
from engine.findings.text.framing.cured import is_for_life
from engine.findings.text.framing.ended import ALWAYS_BRIEF
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.phrases.meaning import is_denied_course, is_end_said
from engine.findings.text.timing.calendar import interval, seconds
from engine.findings.text.timing.times import Time, merged
from engine.findings.text.wording.grammar import JOINS
from engine.findings.text.wording.word_set import word_set
from engine.terminology.models import Side
from engine.when import Interval

Placed = tuple[Side | None, frozenset[str]]
_NEAR = 2
_SIDES = frozenset({"side", "sided"})
# "Swollen" of a leg is told of any body part; that of a hand is no clot of a leg.
_NOT_OF_LEG = word_set(
    "arm upper-arm forearm hands fingers ulnar-fingers median-fingers"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """When a text was written, and the zone its days are of."""

    written: Interval | None
    zone: tzinfo

    def interval(self, said: Time | None) -> Interval | None:
        """When that was; None if the text carries no time of its own."""
        if said is None or self.written is None:
            return None
        return interval(said, self.written, self.zone)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Onset, end and length of what one draft says."""

    onset: Interval | None = None
    ended: Interval | None = None
    lasted: int | None = None
    woke: bool = False
    chronic: bool = False
    is_over: bool = False


def statements(
    draft: Draft, mark: Mark, sure: Sureness, words: Sequence[str], clock: Clock
) -> Iterator[TextFinding]:
    """One finding of a draft, once for each side it is written with."""
    entry = mark.entry
    if entry is None:
        return
    places = _placed(_own_places(draft, mark), words)
    if entry.needs_own_site and not _is_at_own(draft, mark):
        return
    if not entry.takes_site:
        places = ((None, frozenset()),)
    elif entry.needs_site and not (places[0][1] or _names_side(draft, words)):
        return
    if entry.word == "leg-swelling" and _is_at_arms(draft):
        return
    if entry.needs_site and entry.site and _is_at_limbs(draft):
        return  # "pain going down the right leg" is of no face
    course = _course(draft, words, clock)
    brief = entry.word in ALWAYS_BRIEF and not draft.of("state")
    if brief or is_for_life(entry.word, draft.of("state"), words):
        course = replace(course, is_over=False)  # "2nd seizure, lasted 3 min"
    if sure.presence == "absent":
        course = Timeline()  # what is denied did not begin
    for side, sites in places:
        sided = entry.side or side
        yield TextFinding(
            what=entry.word,
            presence=sure.presence,
            certain=sure.certain,
            state=_state(course, sure),
            sites=sites | ({entry.site} if entry.site else frozenset()),
            side=sided,
            symmetric=_symmetric(draft, sided),
            onset=course.onset,
            ended=course.ended,
            speed=_speed(draft, course),
            chronic=course.chronic,
            courses=_courses(draft, words),
            severity=draft.severity,
            lasted=course.lasted,
        )


def _own_places(draft: Draft, finding: Mark) -> list[Mark]:
    """The places of a finding: of pain, those of limbs, if one is the nearest."""
    if finding.entry is None or not finding.entry.needs_limb:
        return draft.places
    sites = [mark for mark in draft.places if mark.axis == "site"]
    nearest = min(sites, key=lambda site: _distance(site, finding), default=None)
    if nearest is None or not _is_limb(nearest):
        return []
    return [mark for mark in draft.places if mark.axis == "side" or _is_limb(mark)]


def _is_at_own(draft: Draft, finding: Mark) -> bool:
    """Whether the nearest body part is its own: "neck now stiff and sore"."""
    sites = [mark for mark in draft.places if mark.axis == "site"]
    nearest = min(sites, key=lambda site: _distance(site, finding), default=None)
    own = finding.entry.site if finding.entry else None
    return nearest is not None and nearest.word == own


def _is_at_limbs(draft: Draft) -> bool:
    """Whether its places are body parts, and all of them limbs."""
    sites = [mark for mark in draft.places if mark.axis == "site"]
    return bool(sites) and all(map(_is_limb, sites))


def _is_at_arms(draft: Draft) -> bool:
    """Whether every body part that is named is one of the arm."""
    sites = {mark.word for mark in draft.places if mark.axis == "site"}
    return bool(sites) and sites <= _NOT_OF_LEG


def _distance(one: Mark, other: Mark) -> int:
    return max(one.start - other.end, other.start - one.end)


def _is_limb(mark: Mark) -> bool:
    return mark.entry is not None and mark.entry.limb


def _names_side(draft: Draft, words: Sequence[str]) -> bool:
    """ "The whole right side is limp": the side itself is the body part."""
    entries = (mark for mark in draft.places if mark.axis == "side")
    return any(not _SIDES.isdisjoint(words[m.start : m.end + 1]) for m in entries)


def _state(course: Timeline, sure: Sureness) -> TextState:
    if sure.back:
        return "ongoing"
    if sure.history:
        return "history"
    return "resolved" if course.is_over or sure.over else "ongoing"


def _symmetric(draft: Draft, side: Side | None) -> bool:
    words = {mark.word for mark in draft.of("symmetry")}
    return "asymmetric" not in words and (side == "both" or "symmetric" in words)


def _speed(draft: Draft, course: Timeline) -> Speed | None:
    said = [mark.word for mark in draft.of("speed")]
    if said:
        return cast(Speed, said[0])
    return "sudden" if course.woke else None


def _courses(draft: Draft, words: Sequence[str]) -> frozenset[Course]:
    """How it goes on; "not spreading" is no course, and no other either."""
    return frozenset(
        cast(Course, mark.word)
        for mark in draft.of("course")
        if not is_denied_course(mark, words)
    )


def _placed(places: Sequence[Mark], words: Sequence[str]) -> tuple[Placed, ...]:
    """Sites by side: "left face and right arm" is two, "L arm and leg" one.

    A side holds for the sites after it; after the last site it holds for all
    that have none ("hands and feet bilaterally").
    """
    pairs = _pairs(places, words)
    if not any(site for site, _ in pairs):
        sides = dict.fromkeys(side for _, side in pairs)
        return tuple((side, frozenset()) for side in sides) or ((None, frozenset()),)
    grouped: dict[Side | None, set[str]] = {}
    for site, side in pairs:
        if site:
            grouped.setdefault(side, set()).add(site)
    return tuple((side, frozenset(sites)) for side, sites in grouped.items())


def _pairs(
    places: Sequence[Mark], words: Sequence[str]
) -> list[tuple[str, Side | None]]:
    found: list[tuple[str, Side | None]] = []
    side: Side | None = None
    unsided: list[int] = []
    last_site = max((i for i, m in enumerate(places) if m.axis == "site"), default=-1)
    for i, mark in enumerate(places):
        is_direct = i > 0 and places[i - 1].axis == "side"
        if mark.axis == "side":
            side = cast(Side, mark.word)
            if i > last_site:
                found = _resided(found, unsided, side)
            elif i and not is_direct and _is_part_of(places[i - 1], mark, words):
                found = _resided(found, unsided[-1:], side)
            if last_site < 0:
                found.append(("", side))
            continue
        is_plural = _is_plural(mark) and not _is_one_of(mark, words)
        own = side if is_direct or not is_plural else None
        if own is None:
            unsided.append(len(found))
        found.append((mark.word, own or ("both" if is_plural else None)))
    return found


def _is_part_of(site: Mark, side: Mark, words: Sequence[str]) -> bool:
    """ "Toes of the left foot": the side is that of the toes as well."""
    gap = words[site.end : side.start]
    return len(gap) <= 3 and JOINS.isdisjoint(gap)


def _resided(
    found: list[tuple[str, Side | None]], unsided: list[int], side: Side
) -> list[tuple[str, Side | None]]:
    return [
        (site, side if i in unsided else own) for i, (site, own) in enumerate(found)
    ]


def _is_one_of(mark: Mark, words: Sequence[str]) -> bool:
    """ "One of my arms"."""
    before = list(words[max(0, mark.start - _NEAR - 1) : mark.start])
    return ["one", "of"] in (before[:2], before[-2:])


def _is_plural(mark: Mark) -> bool:
    return mark.entry is not None and mark.entry.plural


def _course(draft: Draft, words: Sequence[str], clock: Clock) -> Timeline:
    ends = [mark for mark in draft.of("state") if is_end_said(mark, words)]
    times = _times(draft.began())
    began = [time for time in times if time.kind == "began" and not time.bare]
    spans = [time for time in began if time.amount and not time.ago]
    points = [time for time in began if time not in spans]
    lasted = _length(times, bool(ends))
    long = [time for time in times if time.kind == "chronic"]
    onset = clock.interval(next(iter((*points, *spans, *long)), None))
    is_bounded = bool(points and spans) and _is_bounded(onset, spans[0], clock)
    if lasted is None and is_bounded:
        lasted = spans[0]
    return Timeline(
        onset=onset,
        ended=clock.interval(_end(draft)) if ends else None,
        lasted=seconds(lasted) if lasted else None,
        woke=any(time.woke for time in times),
        chronic=bool(draft.of("chronic") or long),
        is_over=bool(ends) or is_bounded or any(t.kind == "lasted" for t in times),
    )


def _length(times: Sequence[Time], is_over: bool) -> Time | None:
    """How long it lasted: "lasted 20 min", "resolved after 20 min"."""
    kinds = ("lasted", "lasting", "after") if is_over else ("lasted", "lasting")
    return next((time for time in times if time.kind in kinds), None)


def _is_bounded(onset: Interval | None, span: Time, clock: Clock) -> bool:
    """Whether "yesterday, for 20 min" was over when it was written."""
    length = seconds(span)
    if onset is None or length is None or clock.written is None:
        return False
    return onset.end + timedelta(seconds=length) < clock.written.start


def _end(draft: Draft) -> Time | None:
    """The time of "resolved 2 h ago", None if there is none."""
    began = draft.began()
    ends = _times([mark for mark in draft.of("time") if mark not in began])
    return ends[0] if ends else None


def _times(marks: Sequence[Mark]) -> list[Time]:
    """The times, neighbours merged: "yesterday" and "at 7 pm"."""
    ordered = sorted(marks, key=lambda mark: mark.start)
    found: list[Time] = [mark.time for mark in ordered[:1] if mark.time]
    for before, mark in pairwise(ordered):
        if mark.time is None:
            continue
        is_near = mark.start - before.end <= 2 * _NEAR
        one = merged(found[-1], mark.time) if is_near and found else None
        if one is None:
            found.append(mark.time)
        else:
            found[-1] = one
    return found
