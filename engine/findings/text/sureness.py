"""What ConText's triggers make of one finding: sure, denied, past, or not his."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.findings.finding import Presence
from engine.findings.text.callers import is_caller
from engine.findings.text.function_words import LACKING
from engine.findings.text.gaps import between, crosses, follows, goes_on, uncovered
from engine.findings.text.given import (
    has_come_true,
    is_foreseen,
    is_given,
    is_like_no_other,
    is_shared,
)
from engine.findings.text.grammar import (
    ADJECTIVES,
    DENYING_A_LIST,
    FILLERS,
    LIST_ENDS,
)
from engine.findings.text.in_fact import is_in_fact
from engine.findings.text.marks import Mark
from engine.findings.text.present import is_of_now, is_of_place
from engine.findings.text.relatives import is_patient_again
from engine.findings.text.twice import is_denied_twice
from engine.findings.text.words import TIME_WORD, UNKNOWN_WORD

if TYPE_CHECKING:
    from engine.findings.text.matching import Edge

_REACH = 6
_BESIDE = 2
_ITEMS = 2
_OF_ONE = frozenset({"without", "w/o"})
# "Never had numbness before today" denies nothing of today.
_BEFORE = frozenset({"before", "previously", "prior", "until"})
_NOT_HIS = frozenset({"FAMILY", "HYPOTHETICAL"})
_OPEN = frozenset({"POSSIBLE", "HISTORICAL"})
_LOOSE = frozenset(
    {"not", "nothing", "never", "isn't", "isnt", "wasn't", "wasnt"}
    | {"neg", "negative"}
)


@dataclass(frozen=True, slots=True)
class Sureness:
    """Presence, whether it is certain, history, or over ("no longer numb").

    ``back`` if it ended and is there again.
    ``was`` if its clause is told in the past, ``now`` if it says "now", "today".
    """

    presence: Presence = "present"
    certain: bool = True
    history: bool = False
    over: bool = False
    was: bool = False
    now: bool = False
    back: bool = False


def sureness(
    finding: Mark,
    edges: "Sequence[Edge]",
    words: Sequence[str],
    marks: Sequence[Mark],
) -> Sureness | None:
    """How the text means a finding; None if it is not the patient's at all."""
    if finding.told:
        return _of_told(finding, edges, words, marks)
    said = {
        edge.category: _is_next(edge, finding, words, marks)
        for edge in edges
        if not _misses(edge, finding, words, marks)
    }
    if "FAMILY" in said or "HYPOTHETICAL" in said:
        return None
    if "NEGATED" in said or "UNLIKELY" in said:
        denials = (edge.start for edge in edges if edge.category == "NEGATED")
        if any(is_denied_twice(at, words) for at in denials):
            return Sureness("provisional")
        is_now = _BEFORE.isdisjoint(words[finding.end : finding.end + _BESIDE])
        return Sureness("absent", said.get("NEGATED", False) and is_now)
    lay = finding.entry is not None and finding.entry.lay
    presence: Presence = "provisional" if lay or "POSSIBLE" in said else "present"
    if "HISTORICAL" in said:
        return Sureness(presence, said["HISTORICAL"], history=True)
    return Sureness(presence, over="ENDED" in said)


def _of_told(
    finding: Mark, edges: "Sequence[Edge]", words: Sequence[str], marks: Sequence[Mark]
) -> Sureness | None:
    """What is told of a function: only a trigger right beside it changes that."""
    said = {edge.category for edge in edges if _changes(edge, finding, words, marks)}
    if said & _NOT_HIS:
        return None
    before = words[finding.start - 1] if finding.start else ""
    is_denied = not said.isdisjoint({"NEGATED", "UNLIKELY"}) or before in LACKING
    is_denied = is_denied or "ENDED" in said
    if finding.told == "normal":
        return _of_normal(said, is_denied=is_denied)
    if is_denied and finding.told == "impaired":
        return Sureness("absent")
    in_doubt = finding.told != "impaired" or "POSSIBLE" in said
    return Sureness(
        "provisional" if in_doubt else "present",
        history="HISTORICAL" in said,
        over=finding.told == "returned" or "ENDED" in said,
    )


def _changes(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    if edge.category in _NOT_HIS:
        return True
    if ":" in words[edge.end - 1 : edge.end + 1]:
        return False  # "FAST neg: face symmetrical"
    if any(_holds(mark, edge) for mark in marks if mark.start != finding.start):
        return False  # "no visual loss, no double vision"
    is_after = follows(edge, finding)
    if edge.category in ("NEGATED", "UNLIKELY") and not is_after:
        return False  # "power absent" is what was told
    is_asked = edge.category == "POSSIBLE" and not is_after
    return is_asked or _is_close(edge, finding, words, marks)


def _holds(mark: Mark, edge: "Edge") -> bool:
    """Whether the trigger is a word of another phrase that denies by itself."""
    return mark.told == "normal" and mark.start <= edge.start < mark.end


def _of_normal(said: Set[str], *, is_denied: bool) -> Sureness | None:
    """ "Not orientated" may be confused; "?normal gait" says nothing."""
    if is_denied:
        return Sureness("provisional")
    return Sureness("absent") if said.isdisjoint(_OPEN) else None


def _is_close(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    start, end = between(edge, finding)
    gap = uncovered(edge, finding, words, marks)
    return set(gap) <= FILLERS and not crosses(start, end, marks)


def _misses(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether a trigger means something else that stands between."""
    start, end = between(edge, finding)
    gap = words[start:end]
    if _is_real(edge, finding, words, marks):
        return True
    if words[edge.start] in _OF_ONE and _is_of_doing(edge.end, gap, marks):
        return True
    if not follows(edge, finding):
        return "," in gap or len(gap) > _REACH or _has_object(edge, marks)
    if edge.category == "ENDED" or _is_loose(edge, words):
        # "Not spreading numbness" denies that it spreads, "no further spread of
        # numbness" too.
        told = FILLERS | {UNKNOWN_WORD} if words[edge.start] == "used" else FILLERS
        apart = not set(uncovered(edge, finding, words, marks)) <= told
        return apart or goes_on(start, end, marks)
    if edge.category == "HISTORICAL":
        return TIME_WORD in gap or is_of_now(edge, finding, words, marks)
    return edge.category == "POSSIBLE" and "," in gap and _has_place(finding, marks)


def _is_of_doing(first: int, gap: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Cannot sit without tipping, dizzy": what is done, and then a statement."""
    named = any(mark.start <= first + 1 and mark.end > first for mark in marks)
    return "," in gap and not named and not _has_or(gap)


def _is_real(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether it is there all the same: "denies trauma to the numb arm"."""
    if edge.category in ("NEGATED", "UNLIKELY"):
        unlike = is_like_no_other(words[edge.start], finding, words)
        return unlike or is_given(finding, words, marks)
    if edge.category == "FAMILY":
        again = edge.start < finding.start and is_patient_again(
            edge.start, finding, words
        )
        again = again or is_caller(edge.start, finding, words, marks)
        return again or is_shared(finding, words)
    if edge.category != "HYPOTHETICAL":
        return edge.category == "HISTORICAL" and is_of_place(
            edge, finding, words, marks
        )
    if is_in_fact(edge, finding, words, marks):
        return True
    return has_come_true(finding, words) or is_foreseen(edge.start, words)


def _is_loose(edge: "Edge", words: Sequence[str]) -> bool:
    is_denial = edge.category == "NEGATED" and edge.end - edge.start == 1
    return is_denial and words[edge.start] in _LOOSE


def _has_object(edge: "Edge", marks: Sequence[Mark]) -> bool:
    """ "Arm numb denied weakness": what follows is denied, not what precedes."""
    return edge.works_both_ways and any(
        mark.is_finding and edge.end <= mark.start <= edge.end + _REACH
        for mark in marks
    )


def _has_place(finding: Mark, marks: Sequence[Mark]) -> bool:
    """Whether a place stands close behind: "r/o CVA, numbness R face"."""
    return any(mark.is_place and 0 <= mark.start - finding.end <= 2 for mark in marks)


def _is_beside_place(finding: Mark, marks: Sequence[Mark]) -> bool:
    places = (mark for mark in marks if mark.is_place)
    return any(
        0 <= place.start - finding.end <= _BESIDE
        or 0 <= finding.start - place.end <= _BESIDE
        for place in places
    )


def _is_beside_side(finding: Mark, marks: Sequence[Mark]) -> bool:
    sides = [mark for mark in marks if mark.axis == "side"]
    return _is_beside_place(finding, sides) or any(
        mark.axis == "time" and finding.end <= mark.start <= finding.end + _REACH
        for mark in marks
    )


def _is_next(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether nothing but qualifiers and small words stands between.

    A list that "or" closes counts: "no numbness, tingling or weakness".
    """
    start, end = between(edge, finding)
    gap = set(uncovered(edge, finding, words, marks))
    if goes_on(start, end, marks):  # "no worsening numbness"
        return False
    if gap <= FILLERS:
        return not crosses(start, end, marks) or _has_or(words[start:end])
    closed = _has_or(words[start : finding.end + _REACH])
    if edge.category != "NEGATED":
        return gap <= FILLERS | {","} and closed
    # "Denies fits, dizziness or SOB": items that no list knows are items.
    is_list = closed or _is_list(edge, finding, words, marks)
    return is_list and gap.isdisjoint(LIST_ENDS)


def _is_list(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether a bare finding is an item of a list that is denied as a whole.

    "Denies diplopia, vertigo" and "no pain, cough, numbness" are lists; "no
    pain, numbness" may be two statements.
    """
    start, end = between(edge, finding)
    denies = not DENYING_A_LIST.isdisjoint(words[edge.start : edge.end])
    told = words[finding.end - 1] in ADJECTIVES or _is_beside_place(finding, marks)
    commas = words[end : finding.end + _REACH].count(",") + words[start:end].count(",")
    if denies and commas >= _ITEMS and words[finding.end - 1] not in ADJECTIVES:
        told = _is_beside_side(finding, marks)  # "denies incontinence, leg weakness"
    # "Cannot sit without tipping, dizzy, slurring": the first item ends it.
    lists = _OF_ONE.isdisjoint(words[edge.start : edge.end])
    items = lists and words[start:end].count(",") >= _ITEMS
    return not told and (denies or items)


def _has_or(words: Sequence[str]) -> bool:
    return any(word in ("or", "nor", "/") for word in words)
