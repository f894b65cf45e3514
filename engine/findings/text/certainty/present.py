"""What a word of the past stands beside, and is told of now.

"Hx left arm weak 2 hours" is the history of this illness, "fitting at school now"
a seizure of today, and "s/p fall" is said of the fall alone.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.findings.text.clauses.gaps import uncovered
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.timing.times import Time, is_recent
from engine.findings.text.wording.grammar import FILLERS
from engine.findings.text.wording.own_clause import PAST
from engine.findings.text.wording.word_set import word_set

if TYPE_CHECKING:
    from engine.findings.text.phrases.edges import Edge

_OF_STUDY = word_set("school uni university college")
_AFTER = frozenset({("s", "/", "p"), ("status", "post")})
_HISTORY = frozenset({("hx",), ("hx", "of"), ("history", "of"), ("h", "/", "o")})
_TODAY = word_set("now today currently this")
_ONCE = PAST | {"when", "used", "once", "ago"}
_NEAR = 4
_PLACE = 2
PRESENT_WORDS = _OF_STUDY | _TODAY | _ONCE
_LITTLE = FILLERS | {"with"}


def is_of_place(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether "at school" is only where it happens: "having a seizure at school"."""
    if words[edge.end - 1] not in _OF_STUDY or edge.end - edge.start != _PLACE:
        return False
    if finding.entry is None or not finding.entry.event:
        return False
    recent = any(mark.time and is_recent(mark.time) for mark in marks)
    return recent or not _TODAY.isdisjoint(words) or _ONCE.isdisjoint(words)


def is_of_now(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether a word of history before it is of this illness, or of a fall."""
    phrase = tuple(words[edge.start : edge.end])
    if phrase in _AFTER:
        gap = uncovered(edge, finding, words, marks)
        return not _LITTLE.issuperset(gap)
    return phrase in _HISTORY and any(
        mark.time is not None and _is_length(mark.time)
        for mark in marks
        if 0 <= mark.start - finding.end <= _NEAR
        and {",", ";"}.isdisjoint(words[finding.end : mark.start])
    )


def _is_length(time: Time) -> bool:
    """ "2 hours", "since 0700", not "2 hours ago"."""
    today = bool(time.clock) or time.days_before == 0
    return time.kind == "began" and is_recent(time) and (today or not time.ago)
