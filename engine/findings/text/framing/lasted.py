"""What lasted until then: "wet the bed till he was nine", "numb until the birth".

Nothing but places and times stands between the symptom and "until": "had a droop
and waited until morning to call" is told of the waiting.
"""

from collections.abc import Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import BREAKS, FILLERS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD

_UNTIL = word_set("until till til")
_LASTED = word_set("lasted stayed kept persisted continued remained")
_BETWEEN = (FILLERS - {"and", "gone"}) | _LASTED
_BETWEEN |= word_set("right up all down in on of over going")
_NOT_NOW = word_set("now today recently still just yesterday this")
_TIMES_OF_DAY = word_set(
    """bedtime breakfast lunch lunchtime dinner dinnertime tea teatime supper evening
    night nightfall afternoon noon midday midnight dawn"""
)
_THEN = word_set("age aged birth menopause then")
_WAS = word_set("was were")
_THE = word_set("the about around at early late")
_MORE = word_set("now then today still worse spread spreading again back whole")
_WELL = word_set(
    "fine well clear normal ok okay gone recovered resolved settled better"
)
_YEARS = word_set(
    """one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen"""
)
_OLD = word_set("yo yrs years")
LASTED_WORDS = frozenset().union(
    *(
        _OLD,
        _UNTIL,
        _LASTED,
        _BETWEEN,
        _NOT_NOW,
        _TIMES_OF_DAY,
        _THEN,
        _WAS,
        _THE,
        _YEARS,
        _MORE,
        _WELL,
    )
)
_ENDS = BREAKS | {",", STOP, "and"}


def lasts_until(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], *, was: bool
) -> bool:
    """ "Was numb until the birth": it was so, and then it was over.

    What is told of now lasts until something that is still to come, and what is
    told until it grew worse ("until he was unresponsive") is not over.
    """
    of_it = {
        i
        for mark in marks
        if mark.is_place or mark.axis in ("severity", "time")
        for i in range(mark.start, mark.end)
    }
    at = finding.end
    while at < len(words) and (at in of_it or words[at] in _BETWEEN):
        was = was or words[at] in _LASTED
        at += 1
    if at >= len(words) or words[at] not in _UNTIL:
        return False
    until = _clause(words, at + 1)
    if not until or not _NOT_NOW.isdisjoint(until):
        return False
    over = (was and _is_time(until)) or _is_age(until)
    return over and not _goes_on(words[at + 2 :])


def _clause(words: Sequence[str], start: int) -> Sequence[str]:
    end = next((i for i in range(start, len(words)) if words[i] in _ENDS), len(words))
    return words[start:end]


def _goes_on(rest: Sequence[str]) -> bool:
    """ "Hand was numb until lunch, now up to the shoulder"."""
    return not _MORE.isdisjoint(rest) and _WELL.isdisjoint(rest)


def _is_time(until: Sequence[str]) -> bool:
    """ "Until lunch", "until 10 am", "until the evening"."""
    first = next((word for word in until if word not in _THE), "")
    return first == TIME_WORD or first in _TIMES_OF_DAY or first.isdigit()


def _is_age(until: Sequence[str]) -> bool:
    """ "Until he was nine", "until age six", "until the menopause"."""
    if not _THEN.isdisjoint(until):
        return True
    if until[0].isdigit() and until[1:2] and until[1] in _OLD:
        return True  # "bedwetting till 9 yo"
    return until[-1] in _YEARS and not _WAS.isdisjoint(until[:-1])
