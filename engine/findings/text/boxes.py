"""Boxes behind what they ask: "fever [ ] dizzy [x] headache [ ]".

A box that is not ticked says nothing of what stands before it, as it says nothing of
what stands behind it in a form that has its boxes in front. Whether they are behind
is told by the first thing asked and by the last box.
"""

from collections.abc import Sequence

from engine.findings.text.marks import Mark
from engine.findings.text.words import STOP

_UNTICKED = "unticked"
_BOXES = frozenset({_UNTICKED, "positive"})
_PASSED = "boxpassed"
_LAST = frozenset({STOP, ",", ";", "none"})


def boxed(words: tuple[str, ...], marks: Sequence[Mark]) -> tuple[str, ...]:
    """The words, with a word of its own for each unticked box that stands behind."""
    if _UNTICKED not in words or not _are_behind(words, marks):
        return words
    return tuple(_PASSED if word == _UNTICKED else word for word in words)


def _are_behind(words: Sequence[str], marks: Sequence[Mark]) -> bool:
    first = min((mark.start for mark in marks if mark.is_finding), default=len(words))
    if any(mark.axis in ("side", "time") for mark in marks):
        return False
    last = len(words) - 1
    while last > 0 and words[last] in _LAST:
        last -= 1
    return words[last] in _BOXES and _BOXES.isdisjoint(words[:first])


def is_passed(finding: Mark, words: Sequence[str], _: Sequence[Mark]) -> bool:
    """Whether its box, right behind it, is not ticked."""
    return tuple(words[finding.end : finding.end + 1]) == (_PASSED,)
