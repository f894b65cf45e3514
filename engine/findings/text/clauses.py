"""Where clauses and their parts begin: the reach of "no", "h/o" and "if".

A clause ends at a semicolon, at "now", "currently", "but"; at a comma before
a new symptom; and where a new statement begins ("no fever c/o numb arm").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.findings.text.grammar import (
    AFTER_PLACE,
    ASSERTING,
    BREAKS,
    CAUSES,
    EVEN_JOINS,
    FILLERS,
    HEDGES,
    HYPOTHESIS,
    JOINS,
    PERSONS,
    SUBJECTS,
)
from engine.findings.text.marks import Mark

_LOOKBACK = 3
_PLACING = frozenset({"in", "of", "to", "on", "from"})


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
    def opens(self) -> bool:
        """Whether a new clause begins here for the binding of qualifiers."""
        return self.join in BREAKS


def parts(words: Sequence[str], marks: Sequence[Mark]) -> list[Part]:
    """The parts of a sentence that hold a mark, in order."""
    inside = {i for mark in marks for i in range(mark.start, mark.end)}
    cuts = [
        i
        for i, word in enumerate(words)
        if (word in JOINS or word in BREAKS)
        and i not in inside
        and not _is_abbreviation(words, i)
    ]
    found: list[Part] = []
    join, start, queue = "", 0, list(marks)
    for cut in (*cuts, len(words)):
        held = _taken(queue, cut)
        if held:
            other = _is_of_other(words, start, held)
            is_next = FILLERS.issuperset(words[start : held[0].start])
            taken = join in CAUSES or _has_noun(words, held, cut)
            subject = speaks_of_other(words, start, held[0])
            found.append(Part(join, start, cut, held, other, is_next, taken, subject))
            join = ""
        after = words[cut] if cut < len(words) else ""
        is_double = cut == start or join in BREAKS  # ", and"
        join = _stronger(join, after) if is_double else after
        start = cut + 1
    return found


def speaks_of_other(words: Sequence[str], start: int, first: Mark) -> bool:
    """Whether a word that no list knows is the subject: its time is its own."""
    return not (SUBJECTS | FILLERS).issuperset(words[start : first.start])


def _is_abbreviation(words: Sequence[str], at: int) -> bool:
    """Whether a slash stands inside "s/p" or "r/o"."""
    beside = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    return words[at] == "/" and [len(word) for word in beside] == [1, 1]


def _has_noun(words: Sequence[str], held: Sequence[Mark], end: int) -> bool:
    """Whether a word that no list knows follows the last place directly."""
    last = held[-1].end
    after = words[last : min(last + 1, end)]
    return held[-1].is_place and not (FILLERS | AFTER_PLACE | {".", ":"}).issuperset(
        after
    )


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


def clause_starts(words: Sequence[str], found: Sequence[Part]) -> frozenset[int]:
    """The words at which the reach of a trigger ends."""
    starts = {0}
    starts.update(part.start for part in found if part.opens)
    starts.update(i for i, word in enumerate(words) if word in BREAKS)
    starts.update(_assertions(words))
    starts.update(_new_symptoms(words, found))
    return frozenset(start for start in starts if start < len(words))


def _assertions(words: Sequence[str]) -> Iterator[int]:
    """Statements that begin anew: "no headache, c/o numb face"."""
    for i, word in enumerate(words):
        is_asserting = word in ASSERTING or tuple(words[i : i + 3]) == ("c", "/", "o")
        if is_asserting and not _is_governed(words, i):
            yield i


def _is_governed(words: Sequence[str], at: int) -> bool:
    near = words[max(0, at - _LOOKBACK) : at]
    own = near[len(near) - near[::-1].index(",") :] if "," in near else near
    if HEDGES & set(own) or PERSONS & set(near):
        return True
    return bool(HYPOTHESIS & set(words[max(0, at - 12) : at]))


def _new_symptoms(words: Sequence[str], found: Sequence[Part]) -> Iterator[int]:
    for i, part in enumerate(found):
        if part.join not in (",", "with", "and", "then") or not part.findings:
            continue
        if HYPOTHESIS & set(words[max(0, part.start - 20) : part.start]):
            continue
        if _is_new(part) and not _is_closed_by_or(found, i):
            yield part.start


def _is_new(part: Part) -> bool:
    """Whether it reads as a statement of its own: "left face numb", "x 2h"."""
    has_time = any(mark.axis in ("time", "speed") for mark in part.marks)
    if part.join in ("and", "with"):  # "h/o CVA with left weakness" is one
        return has_time
    return has_time or not part.marks[0].is_finding


def _is_closed_by_or(found: Sequence[Part], at: int) -> bool:
    """ "denies headache, left arm numbness or weakness" is one list."""
    for part in found[at + 1 :]:
        if part.opens:
            return False
        if part.join in ("or", "nor"):
            return True
    return False
