"""Scores of nought: "headache 0/10, back pain 0/10", "dizziness 0".

A power of nought is the worst there is, and a score of rest or of this morning
leaves open what it is now.
"""

from collections.abc import Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.words import STOP

_OF_TEN = ("/", "10")
_ENDS = frozenset({STOP, ";"})
# What is graded by the power that is left: "L arm weakness 0".
_GRADED = frozenset({"weakness", "paresis", "plegia", "palsy", "drop", "pulse"})


def is_nought(words: Sequence[str], marks: Sequence[Mark], at: int) -> bool:
    """Whether the word right behind a finding is its score, and that is nought."""
    if words[at] != "0" or _is_graded(marks, at):
        return False
    end = at + 1
    if tuple(words[end : end + 2]) == _OF_TEN:
        end += 2
        end += words[end : end + 1] == ("today",)
    if end >= len(words) or words[end] in _ENDS:
        return True
    return words[end] in (",", "and") and _is_next_named(words, marks, end + 1)


def _is_graded(marks: Sequence[Mark], at: int) -> bool:
    """Whether it is told of a power or a pulse, or of a function."""
    found = [mark for mark in marks if mark.is_finding and mark.end <= at]
    return any(
        mark.told or not _GRADED.isdisjoint(mark.word.replace("-", " ").split())
        for mark in found
        if mark.start == found[-1].start
    )


def _is_next_named(words: Sequence[str], marks: Sequence[Mark], at: int) -> bool:
    """Whether a name is next: "headache 0/10, 9/10 on coughing" goes on."""
    if any(mark.start == at and (mark.is_finding or mark.is_place) for mark in marks):
        return True
    # "Ataxia 0, language 0": the next item of a scale, and as good.
    return words[at : at + 1] != () and words[at].isalpha() and _is_zero(words, at + 1)


def _is_zero(words: Sequence[str], at: int) -> bool:
    end = at + 1
    zero = tuple(words[at:end]) == ("0",)
    return zero and (end >= len(words) or words[end] in _ENDS | {","})
