"""Names that are denied all together, behind or before the word that denies.

"Headache, fever and neck stiffness all denied", "red flags negative (weakness,
numbness)". Only where there is nothing but bare names: with a side, a place, a time
or an adjective one of them may be told of the patient.
"""

from collections.abc import Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import PLAIN_ADJECTIVES
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import ANSWERED_NO

_JOINS = word_set(", and or nor /")
_ENDS = frozenset(
    {("all", "denied"), ("all", "absent"), ("all", "negative")}
    | {(verb, "all", "absent") for verb in ("were", "are")}
    | {(verb, "all", "denied") for verb in ("were", "are")}
    | {("none", "present"), ("none", "of", "these")}
    | {(mark, "all", "denied") for mark in (",", ":")}
    | {(mark, "all", "absent") for mark in (",", ":")}
    | {(mark, "all", "negative") for mark in (",", ":")}
    | {(mark, "none", "present") for mark in (",", ":")}
    | {(mark, "none", "of", "these") for mark in (",", ":")}
    | {(":", "none"), (":", "denied"), (",", "none", "of", "these", "present")}
    | {(mark, "all", no) for mark in (":", ",") for no in ("no", "nil", "none", "neg")}
    | {(mark, no, "to", "all") for mark in (":", ",") for no in ("no", "nil")}
    | {("all", "nil"), (":", "nil"), (":", "none", "of", "these")}
)
_HEADINGS = word_set("red flags flag symptoms ros neuro systems review :")
_NEGATIVE = ("flags", "negative", ",")
_ITEMS = 2
TOGETHER_WORDS = frozenset(word for end in _ENDS for word in end)


def denied_together(words: tuple[str, ...], marks: Sequence[Mark]) -> tuple[str, ...]:
    """The words, with an answer of no behind each name that is denied with others."""
    own = words[:-1] if words[-1:] == (".",) else words
    named = [mark for mark in marks if mark.is_finding]
    if not named:
        return words
    first = _first(named[0], marks)
    last = max(mark.end for mark in named)
    before, after = own[:first], own[last:]
    behind = after in _ENDS and _HEADINGS.issuperset(before)
    bracketed = before[-len(_NEGATIVE) :] == _NEGATIVE and after == (",",)
    if not (behind or bracketed):
        return words
    if not _are_bare(words, marks, named, placed=bracketed):
        return words
    return _answered(words, marks, len(own))


def _first(named: Mark, marks: Sequence[Mark]) -> int:
    """Where a name begins, with the place before it: "saddle numbness"."""
    places = (mark.start for mark in marks if mark.is_place and mark.end == named.start)
    return next(places, named.start)


def _are_bare(
    words: Sequence[str], marks: Sequence[Mark], named: Sequence[Mark], *, placed: bool
) -> bool:
    """Whether the marks are a list of names, and there is no other.

    What a bracket closes may have places: "(leg weakness, saddle numbness)".
    """
    if len({mark.start for mark in named}) < _ITEMS:
        return False
    if any(mark.axis in ("side", "time", "course", "state") for mark in marks):
        return False
    covered = {i for mark in named for i in range(mark.start, mark.end)}
    places = [mark for mark in marks if mark.is_place]
    if not placed and any(mark.start not in covered for mark in places):
        return False
    covered |= {i for mark in places for i in range(mark.start, mark.end)}
    if any(m.told or words[m.end - 1] in PLAIN_ADJECTIVES for m in named):
        return False
    last = max(mark.end for mark in named)
    between = range(named[0].start, last)
    return all(i in covered or words[i] in _JOINS for i in between)


def _answered(
    words: tuple[str, ...], marks: Sequence[Mark], last: int
) -> tuple[str, ...]:
    named = [mark for mark in marks if mark.is_finding]
    said = [mark for mark in marks if mark.is_finding or mark.is_place]
    covered = {i for mark in said for i in range(mark.start, mark.end)}
    ends = {mark.end for mark in named}
    return tuple(
        word
        if i in covered or i < named[0].start or i >= last
        else ANSWERED_NO
        if i in ends
        else ";"
        for i, word in enumerate(words)
    )
