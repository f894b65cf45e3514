"""Findings that a sentence takes for granted, whatever it denies or fears.

"Denies any trauma to the numb arm" is said of an arm that is numb; "told to
come back if the leg went numb - it has" of a leg that went numb.
"""

from collections.abc import Sequence

from engine.findings.text.grammar import (
    ADJECTIVES,
    COME_TRUE,
    DEFINITE,
    RELATING,
    TRUE_UNTIL,
    WORRYING,
)
from engine.findings.text.marks import Mark

_SEQUEL = 8
_MAKING = frozenset({"make", "cause"})
_LIKE_THIS = frozenset(
    {("like", "this"), ("like", "it"), ("this", "bad"), ("so", "bad"), ("as", "bad")}
)
_SHARED = frozenset(
    {("and", "so", "does"), ("and", "so", "has"), ("and", "so", "is")}
    | {
        ("and", "so", "am"),
        ("and", "so", "do"),
        ("and", "so", "have"),
        ("as", "am", "i"),
    }
)


def is_given(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it tells which body part is meant: "to the numb arm"."""
    if words[finding.end - 1] not in ADJECTIVES or finding.start < 2:
        return False
    if not any(mark.is_place and mark.start == finding.end for mark in marks):
        return False
    before = [i for i in range(finding.start) if not _is_side(i, marks)]
    relating, definite = (words[i] for i in before[-2:]) if before[1:] else ("", "")
    return relating in RELATING and definite in DEFINITE


def is_foreseen(trigger: int, words: Sequence[str]) -> bool:
    """Whether "will make" is of what always happens: "lying will make it numb"."""
    foretold = words[trigger] in ("will", "would") and words[trigger + 1] in _MAKING
    return foretold and WORRYING.isdisjoint(words[:trigger])


def _is_side(at: int, marks: Sequence[Mark]) -> bool:
    return any(mark.axis == "side" and mark.start <= at < mark.end for mark in marks)


def is_like_no_other(trigger: str, finding: Mark, words: Sequence[str]) -> bool:
    """ "Never had a headache like this": it has one, and the worst of all."""
    after = tuple(words[finding.end : finding.end + 2])
    return trigger == "never" and after in _LIKE_THIS


def is_shared(finding: Mark, words: Sequence[str]) -> bool:
    """ "Father had AF and so does she": it is the patient's as well."""
    after = tuple(words[finding.end : finding.end + 3])
    return after in _SHARED or after[1:] in _SHARED


def has_come_true(finding: Mark, words: Sequence[str]) -> bool:
    """Whether "it has", "it did" follows, and nothing more of it."""
    for at in range(finding.end, min(finding.end + _SEQUEL, len(words) - 1)):
        if (words[at], words[at + 1]) in COME_TRUE:
            return not words[at + 2 :] or words[at + 2] in TRUE_UNTIL
    return False
