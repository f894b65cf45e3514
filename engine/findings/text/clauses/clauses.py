"""Sentences into parts, at the words that join and at those that break off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import (
    ADJECTIVES,
    AFTER_PLACE,
    BREAKS,
    CAUSES,
    EVEN_JOINS,
    FILLERS,
    JOINS,
    OPENERS,
    SUBJECTS,
)
from engine.findings.text.wording.words import LONGEST_SENTENCE

_SMALL = FILLERS | {"has", "have", "now", "not", "no", "nor"}
_PLACING = frozenset({"in", "of", "to", "on", "from"})
_HIS_OWN = SUBJECTS | FILLERS
_NO_NOUN = FILLERS | AFTER_PLACE | ADJECTIVES | {".", ":"}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch between two joining words; ``join`` is the word before it.

    ``of_other``: its place belongs to an injury or to a word that no list
    knows ("pain in left foot"); ``is_taken`` the same of what stands behind
    it ("chest pain") or causes it ("after hip surgery"). ``is_next``: only
    small words stand before its first mark. ``has_subject``: what it says is
    of a word that no list knows ("headache for 3 days").
    """

    join: str
    start: int
    end: int
    marks: tuple[Mark, ...]
    of_other: bool = False
    is_next: bool = True
    is_taken: bool = False
    has_subject: bool = False

    @property
    def findings(self) -> tuple[Mark, ...]:
        """The findings it names."""
        return tuple(mark for mark in self.marks if mark.is_finding)

    @property
    def is_elsewhere(self) -> bool:
        """Whether its place is that of something else: "fell on left knee"."""
        injured = any(mark.axis == "injury" for mark in self.marks)
        return self.of_other and (self.has_subject or injured)

    @property
    def opens(self) -> bool:
        """Whether a new clause begins here for the binding of qualifiers."""
        return self.join in BREAKS


def parts(words: Sequence[str], marks: Sequence[Mark]) -> list[Part]:
    """The parts of a sentence that hold a mark, in order."""
    cuts = _cuts(words, marks)
    found: list[Part] = []
    join, start, queue = "", 0, list(marks)
    for cut in (*sorted(cuts), len(words)):
        held = _taken(queue, cut)
        if held:
            other = _is_of_other(words, start, held)
            is_next = _SMALL.issuperset(words[start : held[0].start])
            taken = join in CAUSES or _has_noun(words, held, cut)
            subject = speaks_of_other(words, start, held[0])
            found.append(Part(join, start, cut, held, other, is_next, taken, subject))
            join = ""
        after = cuts.get(cut, "")
        is_double = cut == start or join in BREAKS  # ", and"
        join = _stronger(join, after) if is_double else after
        start = cut + 1
    return found


def _cuts(words: Sequence[str], marks: Sequence[Mark]) -> dict[int, str]:
    """Where parts end, each with the word that joins the next one."""
    inside = {i for mark in marks for i in range(mark.start, mark.end)}
    cuts = {
        i: word
        for i, word in enumerate(words)
        if (word in JOINS or word in BREAKS)
        and i not in inside
        and not _is_abbreviation(words, i)
    }
    named = [mark.start for mark in marks if mark.is_finding]
    for i, word in enumerate(words):
        if word in OPENERS and i not in inside and _divides(i, cuts, named):
            cuts[i] = ","
    return cuts


def _divides(at: int, cuts: Iterable[int], named: Sequence[int]) -> bool:
    """Whether findings stand on both sides of it ("AF c/o numb L foot")."""
    start = max((cut for cut in cuts if cut < at), default=-1)
    end = min((cut for cut in cuts if cut > at), default=LONGEST_SENTENCE)
    before = any(start < name < at for name in named)
    return before and any(at < name < end for name in named)


def speaks_of_other(words: Sequence[str], start: int, first: Mark) -> bool:
    """Whether a word that no list knows is the subject: its time is its own."""
    return not _HIS_OWN.issuperset(words[start : first.start])


def _is_abbreviation(words: Sequence[str], at: int) -> bool:
    """Whether a slash stands inside "s/p" or "r/o"."""
    beside = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    return words[at] == "/" and [len(word) for word in beside] == [1, 1]


def _has_noun(words: Sequence[str], held: Sequence[Mark], end: int) -> bool:
    """Whether a word that no list knows follows the last place directly."""
    last = next((mark.end for mark in reversed(held) if mark.is_place), end)
    if last >= end or any(mark.start == last for mark in held):
        return False
    return words[last] not in _NO_NOUN


def _is_of_other(words: Sequence[str], start: int, held: Sequence[Mark]) -> bool:
    if any(mark.axis == "injury" for mark in held):
        return True
    first = held[0].start
    before = words[max(start, first - 2) : first]
    return len(before) == 2 and before[0] not in FILLERS and before[1] in _PLACING


def _taken(queue: list[Mark], cut: int) -> tuple[Mark, ...]:
    count = next((i for i, mark in enumerate(queue) if mark.start > cut), len(queue))
    held, queue[:] = tuple(queue[:count]), queue[count:]
    return held


def _stronger(join: str, word: str) -> str:
    for kind in (BREAKS, EVEN_JOINS):
        if join in kind or word in kind:
            return join if join in kind else word
    return join or word
