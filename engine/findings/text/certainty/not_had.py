"""What somebody has not had: "not had any headaches, fits or numbness".

Who has not had a meal, a fall or his insulin may well have what follows, and who
has not had it before has it now. So it denies only where a finding is the first
thing that was not had.
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ADJECTIVES, FILLERS
from engine.findings.text.wording.word_set import word_set

if TYPE_CHECKING:
    from engine.findings.text.phrases.edges import Edge

_NOT = word_set("not never hasn't hasnt haven't havent hadn't hadnt")
_HAVING = frozenset({"had", "experienced"})
_EARLIER = word_set("before previously prior until till like earlier this yet")
_JOINS = word_set(", ; . or nor and /")
_OF_NOW = word_set("now today still tonight <time>")
# "Tingling" is the name of a symptom as well.
_ADJECTIVES = ADJECTIVES - {"tingling", "tingles"}
_LOOKAHEAD = 3


def is_of_what_was_not_had(edge: "Edge", words: Sequence[str]) -> bool:
    """Whether a denial is one of having, "not had", "never experienced"."""
    if edge.category != "NEGATED":
        return False
    said = words[edge.start + 1 : edge.end + 1]
    return not _HAVING.isdisjoint(said) and not _NOT.isdisjoint(
        words[edge.start : edge.end]
    )


def is_still_had(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether such a denial leaves a finding behind it as it is."""
    after = takewhile(
        lambda word: word not in _JOINS, words[finding.end : finding.end + _LOOKAHEAD]
    )
    # "Never had numbness before today" stays in doubt, as it is elsewhere.
    if words[edge.start] != "never" and not _EARLIER.isdisjoint(after):
        return True
    # "Not slurred speech" is one phrase, so it may begin with the denial.
    named = [m for m in marks if m.is_finding and m.end > edge.end]
    first = min(named, key=lambda mark: mark.start)
    placed = {i for m in marks if m.is_place for i in range(m.start, m.end)}
    gap = {words[i] for i in range(edge.end, first.start) if i not in placed}
    if not gap <= FILLERS and not _is_alternative(edge, finding, words):
        return True
    # "Not had any diplopia, slurring or weakness": "any" leads a list of names.
    lists = "any" in words[edge.end : first.start]
    if lists and words[finding.start : finding.end] == ("slurring",):
        return False
    is_first = finding.start < first.end and gap <= FILLERS
    return not is_first and _is_told(finding, words, marks)


def _is_alternative(edge: "Edge", finding: Mark, words: Sequence[str]) -> bool:
    """ "Not had any dental work or injections": neither of the two."""
    gap = words[edge.end : finding.start]
    return "," not in gap and gap[-1:] in (("or",), ("nor",))


def _is_told(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Not had a stroke, left arm weak or numb today": more than a bare item."""
    start, end = finding.start, finding.end
    while start and words[start - 1] not in _JOINS:
        start -= 1
    while end < len(words) and words[end] not in _JOINS:
        end += 1
    own = [mark.axis for mark in marks if start <= mark.start < end]
    return (
        "side" in own
        or not _OF_NOW.isdisjoint(words[start:end])
        or words[finding.end - 1] in _ADJECTIVES
    )
