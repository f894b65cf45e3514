"""Whether a finding is one of several things that are denied together.

"Denies cough, diplopia or vertigo" denies all three, "no LOC, headache 7/10" only
the first: a slash between figures is no "or", and what is measured, graded or
counted is there.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from engine.findings.text.certainty.asserted import is_interrupted
from engine.findings.text.clauses.gaps import between, commas, uncovered
from engine.findings.text.forms.graded import COUNTS, behind_places, is_measured
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import (
    ADJECTIVES,
    ASSERTING,
    DENYING_A_LIST,
    FILLERS,
    HEDGES,
    LIST_ENDS,
)
from engine.findings.text.wording.word_set import word_set

if TYPE_CHECKING:
    from engine.findings.text.phrases.edges import Edge

_REACH = 6
_BESIDE = 2
_ITEMS = 2
_LONGEST_ITEM = 3
# "Dizzy on standing or walking": what follows that "or" is no item.
_MOVING = word_set(
    """walking standing straining coughing lying sitting bending moving sneezing
    running lifting"""
)
_ADJUNCTS = word_set("when after radiating spreading shooting going")
_OF_ONE = frozenset({"without", "w/o"})
_OR = frozenset({"or", "nor"})
_JOINS = _OR | {"and"}
_ENDS = (LIST_ENDS | HEDGES) | word_set(
    """. ; cannot can't cant unable couldn't radiating spreading going shooting
    extending"""
)
# What ends an item: what goes on otherwise tells of it ("headache since the fall").
_ITEM_ENDS = _OR | word_set(", / and . ; : etc at present currently today now")
_DATING = word_set("since after following post from worse worsening began started")
# "Hasn't eaten": a denial of one verb, unless it is one of having.
_OF_VERBS = word_set(
    """doesn't doesnt didn't didnt hasn't hasnt haven't havent hadn't hadnt don't dont
    aren't arent isn't isnt wasn't wasnt"""
)
# "Tingling" is the name of a symptom as well: an item of a list.
_TELLING = (ADJECTIVES - {"tingling", "tingles"}) | word_set(
    """blurred blurry swollen breathless incontinent fitting wheezing wheezy febrile
    pyrexial feverish giddy disorientated disoriented"""
)
_HOW_BAD = word_set("pounding splitting thumping throbbing blinding constant bad awful")
_HOW = frozenset({"severity", "speed"})
_HAVING = ASSERTING | {"having", "still"}
LISTED_WORDS = (
    COUNTS
    | _MOVING
    | _DATING
    | _TELLING
    | _ENDS
    | _ITEM_ENDS
    | _HAVING
    | _HOW_BAD
    | {"new"}
)
# What stands between and is itself denied: "denies fall confused".
_THINGS = frozenset({"injury", "ignore", "emotional"})


def is_list(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether a list of which it is an item is denied as a whole."""
    start, end = between(edge, finding)
    if is_measured(finding, words, marks) or _is_of_verb(edge, words, marks):
        return False
    gap = things_between(edge, finding, words, marks)
    is_heading = ":" in words[edge.start : edge.end + 1]
    if not LIST_ENDS.isdisjoint(gap - {":"} if is_heading else gap):
        return False
    if has_or(words, marks, start, end) or _is_closed(finding, words, marks):
        return True
    return _is_bare_item(edge, finding, words, marks)


def _is_of_verb(edge: "Edge", words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Hasn't eaten today, confused or drowsy" has no list, "hasn't fever" has."""
    if words[edge.end - 1] not in _OF_VERBS:
        return False
    named = any(m.is_finding and m.start <= edge.end < m.end for m in marks)
    return not named and FILLERS.isdisjoint(words[edge.end : edge.end + 1])


def may_be_item(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether it is as likely an item of a list: neither there nor denied.

    "No CP, SOB, dizziness" and "no CP, SOB." have bare items, "denies dizziness,
    facial numbness" no side of its own; "no head injury, confusion, GCS 14/15" is
    no list.
    """
    start, end = between(edge, finding)
    before = commas(words[start:end])
    if not before or not _is_plain(finding, words, marks):
        return False
    if _is_broken(start, end, words, marks):
        return False
    if _is_restated(start, finding, words, marks):
        return False
    denies = not DENYING_A_LIST.isdisjoint(words[edge.start : edge.end])
    sided = _is_beside_side(finding, words, marks)
    if denies or before >= _ITEMS:
        return not sided or (denies and before >= _ITEMS)
    closes = words[finding.end : finding.end + 1] in ((), (".",), (";",))
    return not sided and (closes or _has_plain_items(finding, words, marks))


def _is_plain(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it is only named: no adjective, no figure, nothing behind it."""
    if words[finding.end - 1] in _TELLING or _goes_on(finding, words):
        return False
    if _is_described(finding, words, marks):
        return False
    # "Hasn't taken her keppra, having seizures"
    if not _HAVING.isdisjoint(words[finding.start - 1 : finding.start + 1]):
        return False
    return not is_measured(finding, words, marks)


def _is_described(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Nil drained, pounding headache": who denies one does not say how it is."""
    if not _HOW_BAD.isdisjoint(words[finding.start - 1 : finding.start + 1]):
        return True
    return any(mark.axis in _HOW and mark.end == finding.start for mark in marks)


def _has_plain_items(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether other items follow that are only named, and have no side."""
    if words[finding.end : finding.end + 1] != (",",):
        return False
    rest = [*takewhile(lambda word: word not in _ENDS, words[finding.end + 1 :])]
    if any(len(item) > _LONGEST_ITEM for item in _items(rest)):
        return False
    last = finding.end + 1 + len(rest)
    after = [mark for mark in marks if finding.end < mark.start < last]
    if any(mark.axis in ("side", "time") for mark in after):
        return False
    named = [mark for mark in after if mark.is_finding]
    return bool(named) and all(_is_plain(one, words, marks) for one in named)


def _items(words: Sequence[str]) -> Iterator[list[str]]:
    return (
        [*item] for is_one, item in groupby(words, lambda word: word != ",") if is_one
    )


def things_between(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> set[str]:
    """The words between that are no place and qualify nothing."""
    kept = [mark for mark in marks if mark.axis not in _THINGS]
    return set(uncovered(edge, finding, words, kept))


def has_or(words: Sequence[str], marks: Sequence[Mark], start: int, end: int) -> bool:
    """Whether "or" stands among some words, or a slash that means it."""
    return any(_is_or(words, marks, at) for at in range(start, min(end, len(words))))


def _is_or(words: Sequence[str], marks: Sequence[Mark], at: int) -> bool:
    """ "Cough/vertigo" are two; "7/10", "BP 90/50" and "L/R" are none."""
    if words[at] in _OR:
        return True
    if words[at] != "/" or any(word.isdigit() for word in words[at - 1 : at + 2]):
        return False
    # "Confused to date/place": a slash joins what is named behind it.
    next_ones = (at + 1, behind_places(at + 1, marks))
    return any(mark.is_finding and mark.start in next_ones for mark in marks)


def _is_closed(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether "or" leads on to a last item: "vertigo, numbness or cough"."""
    if not _ADJUNCTS.isdisjoint(words[finding.start : finding.end]):
        return False  # "dizzy when standing or walking"
    if has_or(words, marks, finding.end, finding.end + 1):
        return True
    return any(
        words[at] in _OR and _MOVING.isdisjoint(words[at + 1 : at + 2])
        for at in _tail(finding, words, marks)
    )


def _tail(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> Iterator[int]:
    """The words behind it, as far as the list can go on."""
    courses = {mark.start for mark in marks if mark.axis == "course"}
    for at in range(finding.end, min(finding.end + _REACH, len(words))):
        if words[at] in _ENDS or at in courses:
            return
        yield at


def _is_bare_item(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether a bare finding is an item of a list without "or".

    "Denies diplopia, vertigo" and "no pain, cough, numbness" are lists; "no
    pain, numbness" may be two statements.
    """
    start, end = between(edge, finding)
    denies = not DENYING_A_LIST.isdisjoint(words[edge.start : edge.end])
    is_told = words[finding.end - 1] in _TELLING
    placed = _is_beside_place(finding, words, marks)
    before = commas(words[start:end])
    around = before + commas(words[end : finding.end + _REACH])
    # "Denies drugs slurred speech", but "denies drugs, slurred speech"
    unparted = not before and words[finding.start] in _TELLING
    unparted = unparted and not (denies and _is_blur(finding, words))
    told = is_told or placed or unparted or _goes_on(finding, words)
    told = told or _is_described(finding, words, marks)
    if denies and around >= _ITEMS and not is_told:
        # "Denies incontinence, headache, leg weakness"
        dated = not _DATING.isdisjoint(words[finding.end : finding.end + 1])
        told = dated or _is_beside_side(finding, words, marks)
    if ":" not in words[edge.end : edge.end + 1]:
        told = told or _is_restated(start, finding, words, marks)
    # "Cannot sit without tipping, dizzy, slurring": the first item ends it.
    lists = _OF_ONE.isdisjoint(words[edge.start : edge.end])
    items = lists and before >= _ITEMS
    broken = _is_broken(start, end, words, marks)
    return not told and not broken and (denies or items)


def _is_blur(finding: Mark, words: Sequence[str]) -> bool:
    """ "Negative for diplopia and blurred vision": there it is a name as well."""
    named = tuple(words[finding.start : finding.end]) == ("blurred", "vision")
    closes = words[finding.end : finding.end + 1] in ((), (".",), ("and",))
    return named and closes and words[finding.start - 1] in _JOINS


def _is_broken(
    start: int, end: int, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether an item before it is there: "no cough, fever, numb L arm, headache"."""
    at_commas = [at for at in range(start, end) if words[at] == ","] or [end]
    told = [mark for mark in marks if at_commas[0] < mark.start < at_commas[-1]]
    if is_interrupted(words[start:end]):
        return True
    if any(mark.axis in ("side", "time") for mark in told):
        return True
    return any(is_measured(mark, words, marks) for mark in told if mark.is_finding)


def _goes_on(finding: Mark, words: Sequence[str]) -> bool:
    """ "Headache since the fall" tells more than an item of a list."""
    return not _ITEM_ENDS.issuperset(words[finding.end : finding.end + 1])


def _is_restated(
    start: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Denies dyspnoea at rest, dyspnoea on stairs": the same, but elsewhere."""
    before = (m for m in marks if m.is_finding and start <= m.start < finding.start)
    same = (mark for mark in before if mark.word == finding.word)
    return any(_goes_on(mark, words) for mark in same)


def _is_beside_place(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether a place stands close by, and not behind a comma."""
    apart = (
        words[finding.end : place.start]
        if place.start >= finding.end
        else words[place.end : finding.start]
        for place in marks
        if place.is_place and (place.start >= finding.end or place.end <= finding.start)
    )
    return any(len(gap) <= _BESIDE and "," not in gap for gap in apart)


def _is_beside_side(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    sides = [mark for mark in marks if mark.axis == "side"]
    return _is_beside_place(finding, words, sides) or any(
        mark.axis == "time" and finding.end <= mark.start <= finding.end + _REACH
        for mark in marks
    )
