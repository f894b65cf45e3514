"""Boxes behind what they ask: "fever [ ] dizzy [x] headache [ ]".

A box that is not ticked says nothing of what stands before it, as it says nothing of
what stands behind it in a form that has its boxes in front. Whether they are behind
is told by the first thing asked and by the last box.
"""

from collections.abc import Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.words import STOP

_UNTICKED = "unticked"
_BOXES = frozenset({_UNTICKED, "positive"})
_PASSED = "boxpassed"
_LEADS = frozenset({STOP, ",", ";", ":"})
_LAST = frozenset({STOP, ",", ";", "none"})


def boxed(words: tuple[str, ...], marks: Sequence[Mark]) -> tuple[str, ...]:
    """The words, with a word of its own for each unticked box that stands behind.

    Where what is asked first is no finding, it may be a heading: then no box counts
    against a finding ("vomiting [ ] headache [x] rash [ ]").
    """
    if _UNTICKED not in words or not _ends_in_box(words):
        return words
    if any(mark.axis in ("side", "time") for mark in marks):
        return words
    first = min((mark.start for mark in marks if mark.is_finding), default=len(words))
    before = [i for i in range(first) if words[i] in _BOXES]
    if not before:
        return tuple(_PASSED if word == _UNTICKED else word for word in words)
    led = before[0] and words[before[0] - 1] not in _LEADS
    return tuple(";" if word == _UNTICKED else word for word in words) if led else words


def _ends_in_box(words: Sequence[str]) -> bool:
    last = len(words) - 1
    while last > 0 and words[last] in _LAST:
        last -= 1
    return words[last] in _BOXES


def is_passed(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether its box, right behind it, is not ticked, and another item is next.

    "Headache [ ] mild [ ] severe [x]" has a box for each degree of it.
    """
    if tuple(words[finding.end : finding.end + 1]) != (_PASSED,):
        return False
    after = finding.end + 1
    ends = _LAST.issuperset(words[after : after + 1])
    return ends or any(mark.start == after and mark.is_finding for mark in marks)
