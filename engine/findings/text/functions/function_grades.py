"""Bare grades of power: "power 5 in arms, 2 in legs", "power 5 R 4 L arm"."""

from collections.abc import Iterator, Sequence

from engine.findings.text.phrases.marks import Mark
from engine.terminology.lexicon import Entry

_BEFORE_PLACE = frozenset({"in", "on", "the"})
_ENDS = frozenset({".", ";"})
_FULL = "5"
_FEWEST = 2


def with_grades(words: Sequence[str], marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks with a state for every figure that grades the power of a place.

    One figure alone may count something else: "grip 4 in a row".
    """
    powers = (m for m in marks if m.axis == "topic" and m.word == "limb-weakness")
    first = next(powers, None)
    found = [] if first is None else list(_grades(words, marks, first.end))
    if len(found) < _FEWEST:
        return marks
    return tuple(sorted((*marks, *found), key=lambda mark: mark.start))


def _grades(words: Sequence[str], marks: Sequence[Mark], start: int) -> Iterator[Mark]:
    taken = {i for mark in marks for i in range(mark.start, mark.end)}
    places = {mark.start for mark in marks if mark.is_place}
    for at in range(start, len(words)):
        if words[at] in _ENDS:
            return
        if at in taken or words[at] not in ("0", "1", "2", "3", "4", "5"):
            continue
        after = at + 1
        while after < len(words) and words[after] in _BEFORE_PLACE:
            after += 1
        if after in places:
            said = "normal" if words[at] == _FULL else "impaired"
            yield Mark(at, at + 1, Entry("function", said, f"{words[at]}/5"))
