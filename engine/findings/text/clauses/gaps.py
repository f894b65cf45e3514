"""What stands between a trigger phrase and a finding."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from engine.findings.text.phrases.marks import Mark

if TYPE_CHECKING:
    from engine.findings.text.phrases.edges import Edge


def follows(edge: "Edge", finding: Mark) -> bool:
    """Whether the finding stands behind the trigger."""
    return finding.start >= edge.end


def between(edge: "Edge", finding: Mark) -> tuple[int, int]:
    """The first word between the two, and the first behind that gap."""
    if follows(edge, finding):
        return edge.end, finding.start
    return finding.end, edge.start


def uncovered(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> list[str]:
    """The words between that no mark covers."""
    start, end = between(edge, finding)
    covered = {i for mark in marks for i in range(mark.start, mark.end)}
    return [words[i] for i in range(start, end) if i not in covered]


def crosses(start: int, end: int, marks: Sequence[Mark]) -> bool:
    """Whether another finding begins between two words."""
    return any(mark.is_finding and start <= mark.start < end for mark in marks)


def overlaps(start: int, end: int, marks: Sequence[Mark]) -> bool:
    """Whether another finding stands between, be it denied by its own words."""
    return any(
        mark.is_finding and mark.start < end and start < mark.end for mark in marks
    )


def goes_on(start: int, end: int, marks: Sequence[Mark]) -> bool:
    """Whether it is told between that something spreads or worsens."""
    return any(mark.axis == "course" and start <= mark.start < end for mark in marks)


def commas(words: Sequence[str]) -> int:
    """How many commas, a dash behind one not counted."""
    runs = groupby(words, lambda word: word == ",")
    return sum(is_comma for is_comma, _ in runs)
