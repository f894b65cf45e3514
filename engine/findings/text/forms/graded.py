"""Findings with a figure: "T 39.1", "headache 7/10", "SOB ++", "seizure x2"."""

from collections.abc import Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import HEDGES, LIST_ENDS
from engine.findings.text.wording.word_set import word_set

COUNTS = frozenset({"x2", "x3", "x4", "x5", "x6"})
_GRADES = frozenset({"+", "++", "+++"})
_RESIDUAL = ("raised", "residual")
_ENDS = LIST_ENDS | HEDGES | word_set(", . ; : and but or since for with at")


def is_measured(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it is a figure, or one is given of it: "T 39.1", "headache 7/10"."""
    said = words[finding.start : finding.end]
    if tuple(said) == _RESIDUAL or any(word.isdigit() for word in said):
        return True
    if said[-1] in _GRADES:
        return True
    at = behind_places(finding.end, marks)
    after = words[at : at + 2]
    if not after or after[0] == "0":
        return False
    # "SOB+", "headache ++", but not "numbness + weakness"
    plus = after[0] == "+" and (not after[1:] or after[1] in (*_ENDS, "+"))
    is_new = after[0] == "new" and (not after[1:] or after[1] in _ENDS)
    return plus or is_new or after[0].isdigit() or after[0] in COUNTS


def behind_places(at: int, marks: Sequence[Mark]) -> int:
    """The first word from a word on that no place covers."""
    ends = {mark.start: mark.end for mark in marks if mark.is_place}
    while at in ends:
        at = ends[at]
    return at
