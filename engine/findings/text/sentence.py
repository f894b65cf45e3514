"""One sentence: its parts, its drafts, and how sure it is of each finding."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from engine.findings.text.certainty.sureness import Sureness, sureness
from engine.findings.text.clauses.beginnings import beginnings
from engine.findings.text.clauses.binding import drafts, lend_after
from engine.findings.text.clauses.clauses import Part, parts
from engine.findings.text.clauses.draft import Draft
from engine.findings.text.forms.answers import answered
from engine.findings.text.forms.run_on import denied_in_turn, freed
from engine.findings.text.forms.together import denied_together
from engine.findings.text.framing.frame import framed
from engine.findings.text.framing.passed import boxed
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.phrases.meaning import meant
from engine.findings.text.wording.grammar import GOES_ON, LABELS

if TYPE_CHECKING:
    from engine.findings.text.phrases.matching import Matching

LONGEST_SEQUEL = 14
_FAR = 10


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that names findings.

    ``sure`` is keyed by the word at which a finding starts and by its name; a
    finding that is not the patient's is not in it.
    """

    words: tuple[str, ...]
    marks: tuple[Mark, ...]
    drafts: tuple[Draft, ...]
    sure: dict[tuple[int, str], Sureness]

    def says(self, axis: str) -> bool:
        """Whether any of its marks is on an axis."""
        return any(mark.axis == axis for mark in self.marks)

    def ended(self) -> "Sentence":
        """The same, with what it tells of the past as over: "Went numb. Fine since"."""
        over = {at: replace(said, over=said.was) for at, said in self.sure.items()}
        return replace(self, sure=over)

    def back(self) -> "Sentence":
        """The same, with what it tells as there again: "Resolved. Recurred at 2"."""
        again = {
            at: said
            if said.presence == "absent"
            else replace(said, over=False, history=False, back=True)
            for at, said in self.sure.items()
        }
        return replace(self, sure=again)

    def take_place(self, marks: Sequence[Mark]) -> None:
        """Give a place to those of its findings that have none."""
        for draft in self.drafts:
            if draft.takes_site:
                held = {mark.axis for mark in draft.places}
                draft.take(mark for mark in marks if mark.axis not in held)


def sentence(
    words: tuple[str, ...],
    marks: tuple[Mark, ...],
    matching: "Matching",
    wanted: Callable[[Mark], bool] = lambda mark: True,
) -> Sentence:
    """A sentence read: what it names, with what belongs to each.

    Findings that are not wanted share their places, but are not told.
    """
    marks = freed(words, meant(words, marks))
    words = denied_in_turn(denied_together(boxed(words, marks), marks), marks)
    words = answered(words, marks)
    found = parts(words, marks)
    findings = [mark for mark in marks if mark.is_finding and wanted(mark)]
    begins = beginnings(words, found)
    edges = matching.edges.of(words, findings, marks, frozenset(begins.starts))
    sure = {
        (mark.start, mark.word): replace(said, presence="provisional")
        if in_doubt
        else said
        for mark in findings
        if (weighed := sureness(mark, edges.get(mark.start, []), words, marks))
        and (said := framed(mark, weighed, words, marks))
        for in_doubt in [said.presence == "present" and begins.is_doubtful(mark)]
    }
    told = tuple(_drafts(found))
    for before, after in pairwise(told):
        _take_back(before, after, sure)
    return Sentence(words, marks, told, sure)


def _take_back(
    before: Draft, after: Draft, sure: Mapping[tuple[int, str], Sureness]
) -> None:
    """ "No calf swelling, ankle oedema both": the ankles are not those denied."""
    same = {m.word for m in before.findings} & {m.word for m in after.findings}
    if (
        same
        and before.places
        and _is_denied(before, sure)
        and not _is_denied(after, sure)
    ):
        first = min(mark.start for mark in after.findings)
        before.places = [mark for mark in before.places if mark.start < first]


def _is_denied(draft: Draft, sure: Mapping[tuple[int, str], Sureness]) -> bool:
    said = (sure.get((mark.start, mark.word)) for mark in draft.findings)
    return any(one is not None and one.presence == "absent" for one in said)


def _drafts(found: Sequence[Part]) -> list[Draft]:
    every: list[Draft] = []
    before: list[Draft] = []
    for clause in _clauses(found):
        own, left = drafts(clause)
        if own:
            _without_emotion(own, clause)
        else:
            lend_on(left, before)
        before = own or before
        every.extend(own)
    for draft in every:
        if draft.findings and draft.needs_site and not _has_site(draft.places):
            limb = _limb_before(draft, found)
            # "The left hand is normal, the right is fuzzy": its own side stays.
            sided = bool(draft.places)
            draft.take(mark for mark in limb if not sided or mark.axis == "site")
    return every


def _has_site(places: Sequence[Mark]) -> bool:
    return any(mark.axis == "site" for mark in places)


def _limb_before(draft: Draft, found: Sequence[Part]) -> list[Mark]:
    """The limb that a list began with: "L leg not swollen; cold, no pulses"."""
    at = draft.findings[0].start
    before = [part for part in found if part.end <= at and at - part.end < _FAR]
    limbs = (part for part in reversed(before) if any(map(_is_limb, part.marks)))
    own = [
        mark
        for part in found
        if part.start <= at < part.end
        for mark in part.marks
        if mark.end <= at and _is_limb(mark)
    ]
    if own:
        return own[:1]  # "feet: R warm L cold"
    return [mark for part in [*limbs][:1] for mark in part.marks if mark.is_place]


def _is_limb(mark: Mark) -> bool:
    return mark.entry is not None and mark.entry.limb


def _clauses(found: Sequence[Part]) -> list[list[Part]]:
    clauses: list[list[Part]] = []
    for part in found:
        if part.opens or not clauses:
            clauses.append([])
        clauses[-1].append(part)
    return clauses


def _without_emotion(own: Sequence[Draft], clause: Sequence[Part]) -> None:
    """ "Numb with grief" is no finding, unless it names a body part."""
    if not any(mark.axis == "emotional" for part in clause for mark in part.marks):
        return
    for draft in own:
        if not draft.places:
            draft.findings = [
                mark
                for mark in draft.findings
                if mark.entry
                and not (mark.entry.takes_site and mark.entry.site is None)
            ]


def lend_on(left: Sequence[Mark], before: Sequence[Draft]) -> None:
    """Give a clause without a finding to the findings before it.

    "…; now gone", "…, now spreading to the leg": only what spreads brings its
    own place.
    """
    if not before:
        return
    shared = [mark for mark in left if mark.axis in ("time", "state")]
    lend_after(shared, before)
    spreads = any(mark.axis == "course" for mark in left)
    before[-1].take(
        mark for mark in left if mark not in shared and (spreads or not mark.is_place)
    )


def is_sequel(words: Sequence[str]) -> bool:
    """Whether a sentence without a finding goes on about the one before."""
    return len(words) <= LONGEST_SEQUEL and not GOES_ON.isdisjoint(words)


def is_bare_place(words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether a sentence is nothing but a place: "Left arm.", "Side: left." """
    said = sum(mark.end - mark.start for mark in marks if mark.is_place)
    covered = {i for mark in marks for i in range(mark.start, mark.end)}
    rest = [word for i, word in enumerate(words) if i not in covered]
    return said == len(covered) > 0 and LABELS.issuperset(rest)
