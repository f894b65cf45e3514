"""Names that are denied all together, behind or before the word that denies.

"Headache, fever and neck stiffness all denied", "red flags negative (weakness,
numbness)". Only where there is nothing but bare names: with a side, a place, a time
or an adjective one of them may be told of the patient.
"""

from collections.abc import Sequence

from engine.findings.text.grammar import ADJECTIVES
from engine.findings.text.marks import Mark
from engine.findings.text.word_set import word_set
from engine.findings.text.words import ANSWERED_NO

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
)
_HEADINGS = word_set("red flags flag symptoms ros neuro systems review :")
_NEGATIVE = ("flags", "negative", ",")
_ITEMS = 2
TOGETHER_WORDS = frozenset(word for end in _ENDS for word in end)


def denied_together(words: tuple[str, ...], marks: Sequence[Mark]) -> tuple[str, ...]:
    """The words, with an answer of no behind each name that is denied with others."""
    own = words[:-1] if words[-1:] == (".",) else words
    named = [mark for mark in marks if mark.is_finding]
    if not _are_bare(words, marks, named):
        return words
    first, last = named[0].start, max(mark.end for mark in named)
    before, after = own[:first], own[last:]
    behind = after in _ENDS and _HEADINGS.issuperset(before)
    bracketed = before[-len(_NEGATIVE) :] == _NEGATIVE and after == (",",)
    if not (behind or bracketed):
        return words
    return _answered(words, named, len(own))


def _are_bare(
    words: Sequence[str], marks: Sequence[Mark], named: Sequence[Mark]
) -> bool:
    """Whether the marks are a list of names, and there is no other."""
    if len({mark.start for mark in named}) < _ITEMS:
        return False
    if any(mark.axis in ("side", "time", "course", "state") for mark in marks):
        return False
    covered = {i for mark in named for i in range(mark.start, mark.end)}
    if any(mark.is_place and mark.start not in covered for mark in marks):
        return False
    if any(m.told or words[m.end - 1] in ADJECTIVES - {"tingling"} for m in named):
        return False
    between = range(named[0].start, max(covered))
    return all(i in covered or words[i] in _JOINS for i in between)


def _answered(
    words: tuple[str, ...], named: Sequence[Mark], last: int
) -> tuple[str, ...]:
    covered = {i for mark in named for i in range(mark.start, mark.end)}
    ends = {mark.end for mark in named}
    return tuple(
        word
        if i in covered or i < named[0].start or i >= last
        else ANSWERED_NO
        if i in ends
        else ";"
        for i, word in enumerate(words)
    )
