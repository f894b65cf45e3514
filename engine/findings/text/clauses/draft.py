"""Findings named together, with the marks that stand beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from engine.findings.text.clauses.clauses import Part
from engine.findings.text.phrases.marks import Mark
from engine.terminology.lexicon import Entry

_NEAR = 1
_OWN_TIME = ("time", "chronic")


@dataclass(slots=True)
class Draft:
    """Findings named together and the marks that belong to them.

    ``is_next``: only small words stand between the joining word and its marks.
    ``is_past``: it is told with a diagnosis of long ago, if that is long ago.
    """

    join: str
    findings: list[Mark]
    is_next: bool = True
    is_past: bool = False
    places: list[Mark] = field(default_factory=list)
    others: list[Mark] = field(default_factory=list)

    @property
    def takes_site(self) -> bool:
        """Whether a body part can be its own."""
        return any(mark.entry and mark.entry.takes_site for mark in self.findings)

    @property
    def needs_site(self) -> bool:
        """Whether its words mean a finding only beside a body part ("cold")."""
        return all(mark.entry and mark.entry.needs_site for mark in self.findings)

    @property
    def is_event(self) -> bool:
        """Whether it begins and ends: a symptom or a sign."""
        return all(mark.entry and mark.entry.event for mark in self.findings)

    @property
    def begins_with_place(self) -> bool:
        """Whether the place is written before the finding."""
        return bool(self.places) and self.places[0].start < self.findings[0].start

    @property
    def is_dated(self) -> bool:
        """Whether it says when, or that it has long been so."""
        return bool(self.of("chronic") or self.began())

    def of(self, axis: str) -> list[Mark]:
        """The marks of one axis that belong to it."""
        return [mark for mark in self.others if mark.axis == axis]

    @property
    def severity(self) -> str:
        """How bad it is, "" if that is not said."""
        return next((mark.word for mark in self.of("severity")), "")

    def began(self) -> list[Mark]:
        """The times that do not say when it ended ("resolved at 0900")."""
        ends = [mark.end for mark in self.of("state")]
        return [
            mark
            for mark in self.of("time")
            if not any(0 <= mark.start - end <= _NEAR for end in ends)
            or (mark.time is not None and mark.time.kind != "began")
        ]

    def take(self, marks: Iterable[Mark]) -> None:
        """Add marks that are not there yet."""
        for mark in marks:
            held = self.places if mark.is_place else self.others
            if mark not in held:
                held.append(mark)


def split(part: Part) -> list[Draft]:
    """One draft, or one a finding where places stand between findings."""
    groups = _groups(list(part.marks))
    own = [
        _draft(part.join if i == 0 else "", group, part.is_next and i == 0)
        for i, group in enumerate(groups)
    ]
    for before, after in pairwise(own):
        _hand_on(before, after)
    return own


def _groups(marks: list[Mark]) -> list[list[Mark]]:
    """The marks of a part by the finding they stand with."""
    lead = _lead(marks)
    if lead:
        return [marks[:lead], *_groups(marks[lead:])]
    named = [i for i, mark in enumerate(marks) if mark.is_finding]
    between = marks[named[0] : named[-1]]
    if not any(mark.is_place or mark.axis in _OWN_TIME for mark in between):
        return [marks]
    groups: list[list[Mark]] = [[]]
    for mark in marks:
        is_ahead = mark.start <= marks[named[-1]].start
        if is_ahead and _begins_group(mark, groups[-1], opens=named[0] == 0):
            groups.append([])
        groups[-1].append(mark)
    return groups


def _begins_group(mark: Mark, group: Sequence[Mark], *, opens: bool) -> bool:
    """Whether a mark is of the next finding, in the order of the first one."""
    if not any(held.is_finding for held in group):
        return False
    if not opens:
        return mark.is_place
    is_dated = any(held.is_place for held in group) and group[-1].axis in _OWN_TIME
    return (mark.is_finding and not group[-1].is_finding) or (
        mark.is_place and is_dated
    )


def _lead(marks: Sequence[Mark]) -> int:
    """How many marks belong to diagnoses that stand before a symptom.

    "AF since 2010 left leg numb": neither its place nor its time is theirs.
    """
    first = next((i for i, mark in enumerate(marks) if _has_place(mark)), 0)
    if not first or not marks[0].is_finding:
        return 0
    place = next((i for i in range(first) if marks[i].is_place), first)
    is_dated = any(mark.axis in _OWN_TIME for mark in marks[:place])
    return place if place < first or is_dated else 0


def _has_place(mark: Mark) -> bool:
    return bool(mark.is_finding and mark.entry and _takes_place(mark.entry))


def _takes_place(entry: Entry) -> bool:
    return entry.takes_site and entry.event


def _hand_on(before: Draft, after: Draft) -> None:
    """ "Weakness L face numb": the place may be of either, so it is of both.

    A place too many is safer than a numb face without one.
    """
    between = [m for m in before.places if m.start > before.findings[-1].start]
    is_beside = bool(between) and between[-1].end == after.findings[0].start
    if is_beside and after.takes_site and not after.places:
        after.take(between)


def _draft(join: str, marks: Iterable[Mark], is_next: bool = False) -> Draft:
    marks = tuple(marks)
    draft = Draft(join, [mark for mark in marks if mark.is_finding], is_next)
    draft.take(mark for mark in marks if not mark.is_finding)
    return draft
