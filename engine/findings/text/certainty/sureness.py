"""What ConText's triggers make of one finding: sure, denied, past, or not his."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.findings.finding import Presence
from engine.findings.text.certainty.absence import is_absent_with, is_lack
from engine.findings.text.certainty.listed import (
    has_or,
    is_list,
    may_be_item,
    things_between,
)
from engine.findings.text.certainty.not_had import is_of_what_was_not_had, is_still_had
from engine.findings.text.certainty.present import is_of_now
from engine.findings.text.certainty.real import is_real
from engine.findings.text.certainty.twice import is_denied_twice
from engine.findings.text.certainty.unreached import is_of_another
from engine.findings.text.clauses.gaps import (
    between,
    crosses,
    follows,
    goes_on,
    overlaps,
    uncovered,
)
from engine.findings.text.functions.function_words import LACKING
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.phrases.triggers import Category
from engine.findings.text.wording.grammar import FILLERS
from engine.findings.text.wording.words import TIME_WORD, UNKNOWN_WORD

if TYPE_CHECKING:
    from engine.findings.text.phrases.edges import Edge

_REACH = 6
_BESIDE = 2
_SMALL = FILLERS | {"being", "ever", "anywhere"}
_OF_ONE = frozenset({"without", "w/o"})
_OR = frozenset({"or", "nor", "/"})
_NEITHER = frozenset({"or", "nor"})
# "Never had numbness before today" denies nothing of today.
_BEFORE = frozenset({"before", "previously", "prior", "until"})
_PREVIOUS = frozenset({"previous", "prior"})
_NOT_HIS = frozenset({"FAMILY", "HYPOTHETICAL"})
_OPEN = frozenset({"POSSIBLE", "HISTORICAL"})
_LOOSE = frozenset(
    {"not", "nothing", "never", "isn't", "isnt", "wasn't", "wasnt"}
    | {"neg", "negative"}
)
_LISTING = FILLERS | {","}


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
    said = _said(finding, edges, words, marks)
    if "FAMILY" in said or "HYPOTHETICAL" in said:
        return None
    denied = _denied(finding, edges, said, words, marks)
    if denied:
        return denied
    # What may be denied or not is there: "no headache, weakness L arm".
    lay = finding.entry is not None and finding.entry.lay
    in_doubt = lay or not said.keys().isdisjoint({"POSSIBLE", "NEGATED"})
    presence: Presence = "provisional" if in_doubt else "present"
    if "HISTORICAL" in said:
        return Sureness(presence, said["HISTORICAL"], history=True)
    return Sureness(presence, over="ENDED" in said)


def _said(
    finding: Mark, edges: "Sequence[Edge]", words: Sequence[str], marks: Sequence[Mark]
) -> dict[Category, bool]:
    """What the triggers that reach it say, each with whether that is certain."""
    said: dict[Category, bool] = {}
    for edge in edges:
        if not _misses(edge, finding, words, marks):
            is_sure = _is_next(edge, finding, words, marks)
            said[edge.category] = is_sure or said.get(edge.category, False)
    return said


def _denied(
    finding: Mark,
    edges: "Sequence[Edge]",
    said: Mapping[Category, bool],
    words: Sequence[str],
    marks: Sequence[Mark],
) -> Sureness | None:
    """What denies it, None if nothing does or it is in doubt."""
    if "NEGATED" not in said and "UNLIKELY" not in said:
        return None
    denials = [edge for edge in edges if edge.category == "NEGATED"]
    if any(is_denied_twice(edge.start, words) for edge in denials):
        return Sureness("provisional")
    # "Never numb or weak until today"
    ever = any(words[edge.start] == "never" for edge in denials)
    after = words[finding.end : finding.end + (_REACH if ever else _BESIDE)]
    if said.get("NEGATED") and _is_of_earlier(finding, denials, words):
        return Sureness("absent", False)
    if "NEGATED" not in said or (said["NEGATED"] and _BEFORE.isdisjoint(after)):
        return Sureness("absent", "NEGATED" in said)
    listed = any(may_be_item(edge, finding, words, marks) for edge in denials)
    return Sureness("absent", False) if listed or "prior" in after else None


def _is_of_earlier(
    finding: Mark, denials: "Sequence[Edge]", words: Sequence[str]
) -> bool:
    """ "No previous fits" says nothing of the fit that brought the patient."""
    event = finding.entry is not None and finding.entry.event
    said = {word for one in denials for word in words[one.start : one.end + 1]}
    return event and not _PREVIOUS.isdisjoint(said)


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
    is_reached = not is_of_another(edge, finding, words, marks)
    is_of_act = words[edge.start] in _OF_ONE and _is_of_doing(edge.end, gap, marks)
    if is_of_act or not is_reached or is_real(edge, finding, words, marks):
        return True
    if not follows(edge, finding):
        return "," in gap or len(gap) > _REACH or _has_object(edge, words, marks)
    if is_lack(edge, words) or is_of_what_was_not_had(edge, words):
        return _is_spared(edge, finding, words, marks)
    if edge.category == "ENDED" or _is_loose(edge, words):
        # "Not spreading numbness" denies that it spreads, "no further spread of
        # numbness" too.
        told = FILLERS | {UNKNOWN_WORD} if words[edge.start] == "used" else FILLERS
        apart = not set(uncovered(edge, finding, words, marks)) <= told
        # "Never shook or fitted"
        apart = apart and not (words[finding.start - 1] in _NEITHER and len(gap) <= 2)
        return apart or goes_on(start, end, marks)
    if edge.category == "HISTORICAL":
        return TIME_WORD in gap or is_of_now(edge, finding, words, marks)
    return edge.category == "POSSIBLE" and "," in gap and _has_place(finding, marks)


def _is_spared(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether "absence of" and "not had" name something else."""
    if is_lack(edge, words):
        return not _is_next(edge, finding, words, marks)
    return is_still_had(edge, finding, words, marks)


def _is_of_doing(first: int, gap: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Cannot sit without tipping, dizzy": what is done, and then a statement."""
    named = any(mark.start <= first + 1 and mark.end > first for mark in marks)
    return "," in gap and not named and _OR.isdisjoint(gap)


def _is_loose(edge: "Edge", words: Sequence[str]) -> bool:
    is_denial = edge.category == "NEGATED" and edge.end - edge.start == 1
    return is_denial and words[edge.start] in _LOOSE


def _has_object(edge: "Edge", words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Arm numb denied weakness": what follows is denied, not what precedes.

    "Double vision as a child, headache today": what a comma parts is no object,
    nor what a semicolon does: "sciatica absent; back pain present".
    """
    parted = edge.category == "NEGATED" and words[edge.end : edge.end + 1] == (";",)
    return (not parted and edge.works_both_ways) and any(
        mark.is_finding
        and edge.end <= mark.start <= edge.end + _REACH
        and (edge.category != "HISTORICAL" or words[edge.end] != ",")
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
    start, end = between(edge, finding)
    if goes_on(start, end, marks):  # "no worsening numbness"
        return False
    if edge.category != "NEGATED":
        return _is_next_of_other(edge, finding, words, marks)
    is_heading = words[edge.end : edge.end + 1] == (":",)
    small = _SMALL | {":"} if is_heading else _SMALL
    if things_between(edge, finding, words, marks) <= small:
        return not overlaps(start, end, marks) or has_or(words, marks, start, end)
    if is_absent_with(edge, finding, words, marks):
        return True
    # "Denies fits, dizziness or SOB": items that no list knows are items.
    return is_list(edge, finding, words, marks)


def _is_next_of_other(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    start, end = between(edge, finding)
    gap = set(uncovered(edge, finding, words, marks))
    if gap <= FILLERS:
        return not crosses(start, end, marks) or has_or(words, marks, start, end)
    return gap <= _LISTING and has_or(words, marks, start, finding.end + _REACH)
