"""What ConText's triggers make of one finding: sure, denied, past, or not his."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.findings.finding import Presence
from engine.findings.text.given import has_come_true, is_foreseen, is_given
from engine.findings.text.grammar import FILLERS
from engine.findings.text.marks import Mark
from engine.findings.text.words import TIME_WORD

if TYPE_CHECKING:
    from engine.findings.text.matching import Edge

_REACH = 6
_LOOSE = frozenset(
    {"not", "nothing", "never", "isn't", "isnt", "wasn't", "wasnt"}
    | {"neg", "negative"}
)


@dataclass(frozen=True, slots=True)
class Sureness:
    """Presence, whether it is certain, history, or over ("no longer numb")."""

    presence: Presence = "present"
    certain: bool = True
    history: bool = False
    over: bool = False


def sureness(
    finding: Mark,
    edges: "Sequence[Edge]",
    words: Sequence[str],
    marks: Sequence[Mark],
) -> Sureness | None:
    """How the text means a finding; None if it is not the patient's at all."""
    said = {
        edge.category: _is_next(edge, finding, words, marks)
        for edge in edges
        if not _misses(edge, finding, words, marks)
    }
    if "FAMILY" in said or "HYPOTHETICAL" in said:
        return None
    if "NEGATED" in said:
        return Sureness("absent", said["NEGATED"])
    if "UNLIKELY" in said:
        return Sureness("absent", certain=False)
    lay = finding.entry is not None and finding.entry.lay
    presence: Presence = "provisional" if lay or "POSSIBLE" in said else "present"
    if "HISTORICAL" in said:
        return Sureness(presence, said["HISTORICAL"], history=True)
    return Sureness(presence, over="ENDED" in said)


def _follows(edge: "Edge", finding: Mark) -> bool:
    return finding.start >= edge.end


def _between(edge: "Edge", finding: Mark) -> tuple[int, int]:
    if _follows(edge, finding):
        return edge.end, finding.start
    return finding.end, edge.start


def _misses(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether a trigger means something else that stands between."""
    start, end = _between(edge, finding)
    gap = words[start:end]
    if edge.category in ("NEGATED", "UNLIKELY") and is_given(finding, words, marks):
        return True
    if edge.category == "HYPOTHETICAL" and (
        has_come_true(finding, words) or is_foreseen(edge.start, words)
    ):
        return True
    if not _follows(edge, finding):
        return "," in gap or len(gap) > _REACH or _has_object(edge, marks)
    is_loose = edge.category == "NEGATED" and edge.end - edge.start == 1
    if is_loose and words[edge.start] in _LOOSE:
        # "Not spreading numbness" denies that it spreads.
        apart = not set(_uncovered(edge, finding, words, marks)) <= FILLERS
        return apart or _goes_on(start, end, marks)
    if edge.category == "HISTORICAL":
        return TIME_WORD in gap
    return edge.category == "POSSIBLE" and "," in gap and _has_place(finding, marks)


def _has_object(edge: "Edge", marks: Sequence[Mark]) -> bool:
    """ "Arm numb denied weakness": what follows is denied, not what precedes."""
    return edge.works_both_ways and any(
        mark.is_finding and edge.end <= mark.start <= edge.end + _REACH
        for mark in marks
    )


def _has_place(finding: Mark, marks: Sequence[Mark]) -> bool:
    """Whether a place stands close behind: "r/o CVA, numbness R face"."""
    return any(mark.is_place and 0 <= mark.start - finding.end <= 2 for mark in marks)


def _is_next(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether nothing but qualifiers and small words stands between.

    A list that "or" closes counts: "no numbness, tingling or weakness".
    """
    start, end = _between(edge, finding)
    gap = set(_uncovered(edge, finding, words, marks))
    if _goes_on(start, end, marks):  # "no worsening numbness"
        return False
    if gap <= FILLERS:
        return not _crosses(start, end, marks) or _has_or(words[start:end])
    return gap <= FILLERS | {","} and _has_or(words[start : finding.end + _REACH])


def _uncovered(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> list[str]:
    """The words between that no mark covers."""
    start, end = _between(edge, finding)
    covered = {i for mark in marks for i in range(mark.start, mark.end)}
    return [words[i] for i in range(start, end) if i not in covered]


def _crosses(start: int, end: int, marks: Sequence[Mark]) -> bool:
    return any(mark.is_finding and start <= mark.start < end for mark in marks)


def _goes_on(start: int, end: int, marks: Sequence[Mark]) -> bool:
    return any(mark.axis == "course" and start <= mark.start < end for mark in marks)


def _has_or(words: Sequence[str]) -> bool:
    return any(word in ("or", "nor", "/") for word in words)
