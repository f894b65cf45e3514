"""Denials that speak of something else than of the finding behind them.

"Fundi nil, left hemianopia" denies what stands before it, "no sign of the numbness
going" that it goes, and no denial of a rash reaches a temperature.
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from engine.findings.text.clauses.gaps import between, follows, overlaps, uncovered
from engine.findings.text.forms.graded import is_measured
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import FILLERS, LIST_ENDS
from engine.findings.text.wording.word_set import word_set

if TYPE_CHECKING:
    from engine.findings.text.phrases.edges import Edge

_OR = word_set("or nor /")
_APART = LIST_ENDS | word_set(", . ; and")
_TRAILING = word_set("nil none neg negative no not absent")
_ENDING = 4
_SIGNS = word_set("sign signs hint evidence chance prospect")
_LESSENING = word_set(
    """easing settling wearing improving clearing resolving abating lifting fading
    passing subsiding stopping lessening reducing getting returning recovering"""
)
_GOING = word_set("going coming")
_INTO = word_set("into to up through across from on")
_IMPROVEMENT = word_set("improvement recovery relief easing lessening")
_BESIDE_IT = word_set("new a an some acute recent ongoing marked obvious significant")
_OTHER_CLAUSE = word_set(", . ; : and but or")
UNREACHED_WORDS = (
    _SIGNS | _LESSENING | _GOING | _INTO | _IMPROVEMENT | _BESIDE_IT | {"with"}
)


def is_of_another(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether a denial speaks of something else: "no rash, T 39.1"."""
    if edge.category != "NEGATED" or not follows(edge, finding):
        return False
    added = words[max(0, finding.start - 2) : finding.start] == (",", "+")
    if (
        added
        or _is_with(edge, finding, words, marks)
        or _trails(edge, words)
        or _is_unchanged(edge, finding, words)
    ):
        return True
    beside = set(uncovered(edge, finding, words, marks)) <= FILLERS
    apart = not beside or overlaps(*between(edge, finding), marks)
    is_joined = words[finding.start - 1] in _OR
    return apart and not is_joined and is_measured(finding, words, marks)


def _is_with(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Without headache, with slurred speech": the other is what he comes with."""
    covered = {i for mark in marks for i in range(mark.start, mark.end)}
    at = finding.start - 1
    while at >= edge.end and (at in covered or words[at] in _BESIDE_IT):
        at -= 1
    joined = words[max(edge.end, at - 1) : at]
    return at > edge.end and words[at] == "with" and joined in ((",",), ("but",))


def _trails(edge: "Edge", words: Sequence[str]) -> bool:
    """Whether it closes what stands before it: "fundi nil, pupils equal"."""
    said = words[edge.start : edge.end]
    before = words[edge.start - 1] if edge.start else ","
    closes = words[edge.end : edge.end + 1] == (",",)
    return closes and len(said) == 1 and said[0] in _TRAILING and before not in _APART


def _is_unchanged(edge: "Edge", finding: Mark, words: Sequence[str]) -> bool:
    """ "No sign of the numbness going": it is there as it was."""
    before = words[edge.start : finding.start]
    if _SIGNS.isdisjoint(before):
        return False
    if not _IMPROVEMENT.isdisjoint(before):
        return True
    own = takewhile(lambda word: word not in _OTHER_CLAUSE, words[finding.end :])
    after = [*own][:_ENDING]
    goes = not _GOING.isdisjoint(after) and _INTO.isdisjoint(after)
    return goes or not _LESSENING.isdisjoint(after)
