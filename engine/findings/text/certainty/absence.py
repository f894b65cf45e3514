"""What is absent together: "absence of leg weakness, numbness and incontinence".

Unlike "no", "absence of" governs all that follows it, if that is a list of bare
names. "In the absence of trauma" is no examination.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ADJECTIVES, FILLERS
from engine.findings.text.wording.word_set import word_set

if TYPE_CHECKING:
    from engine.findings.text.phrases.edges import Edge

_LACKING = ("absence", "of")
_JOINS = word_set(", and or")
_LEADING = word_set("in the with despite given")
ABSENCE_WORDS = word_set("noted documented confirmed recorded reported")
_NOTED = ABSENCE_WORDS | {".", ";", ""}


def is_lack(edge: "Edge", words: Sequence[str]) -> bool:
    """Whether a denial is an "absence of": it denies no more than it names."""
    return tuple(words[edge.start : edge.end]) == _LACKING


def is_absent_with(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether it is an item of what is absent, and nothing more is said of any."""
    if not is_lack(edge, words):
        return False
    if edge.start and words[edge.start - 1] in _LEADING:
        return False
    behind = [mark for mark in marks if mark.end > edge.end]
    if any(mark.axis not in ("finding", "site") or mark.told for mark in behind):
        return False  # "absence of pulses, numbness and pallor of the left foot"
    covered = {i for mark in behind for i in range(mark.start, mark.end)}
    last = max(covered) + 1
    closing = [word for word in words[last:] if word != "."]
    if len(closing) > 1 or not _NOTED.issuperset(closing):
        return False
    named = (m for m in behind if m.is_finding)
    if any(words[mark.end - 1] in ADJECTIVES for mark in named):
        return False
    gap = {words[i] for i in range(edge.end, finding.start) if i not in covered}
    return gap <= FILLERS | _JOINS
