"""When a clause is told of: a past period, an age, or now.

"Last winter his feet were numb" names a period that is over; "febrile
convulsion aged 2" an age. A verb of the past alone says neither: "woke and his
arm was numb" is of today.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from engine.findings.text.ended import PAST, clause
from engine.findings.text.marks import Mark
from engine.findings.text.word_set import word_set
from engine.findings.text.words import TIME_WORD

# Not "fall": "after last fall" may be an accident.
_PERIODS = word_set("winter summer spring autumn year christmas easter season")
_IN_SEASON = word_set("winter summer spring autumn")
_SEASONS = word_set("winters summers springs autumns christmases")
_LATELY = word_set("since still now again today ongoing remains persists never after")
_PERFECT = word_set("has have been")
_NOW = word_set("now today currently presently anymore again present moment")
# "No numbness elsewhere now" takes back nothing of what is told of one place.
_OTHERWISE = word_set("other elsewhere further new more additional")
_OF_A_CHILD = word_set("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15")
PERIOD_WORDS = frozenset().union(
    *(_PERIODS, _IN_SEASON, _SEASONS, _LATELY, _PERFECT, _NOW, _OTHERWISE, _OF_A_CHILD),
    word_set("last previous during in ago aged"),
)


class Tense(NamedTuple):
    """``was`` if a clause is told in the past, ``now`` if it says "now", "today"."""

    was: bool
    now: bool


def tense(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> Tense:
    """The tense of the clause around a finding."""
    start, end = clause(words, finding.start)
    said = {*words[start:end], *words[max(0, start - 1) : start]}
    dated = any(
        m.time is not None and m.time.days_before == 0 and start <= m.start < end
        for m in marks
    )
    was = not PAST.isdisjoint(words[start : finding.end])  # "went numb" is a finding
    this_time = ("this", "time") in pairwise(words[start:end])
    now = dated or this_time or not _NOW.isdisjoint(said)
    now = now and _OTHERWISE.isdisjoint(said)
    return Tense(was and _LATELY.isdisjoint(said), now)


def is_of_past(finding: Mark, words: Sequence[str]) -> bool:
    """Whether it is told of a period that is over, or of an age in childhood."""
    if finding.entry is None or not finding.entry.event:
        return False
    return _is_at_age(finding, words) or _is_of_past_period(finding, words)


def _is_at_age(finding: Mark, words: Sequence[str]) -> bool:
    after = tuple(words[finding.end : finding.end + 2])
    return after[:1] == ("aged",) and after[-1] in _OF_A_CHILD | {TIME_WORD}


def _is_of_past_period(finding: Mark, words: Sequence[str]) -> bool:
    start, end = clause(words, finding.start)
    said = words[start:end]
    if PAST.isdisjoint(said) or not _LATELY.isdisjoint(said):
        return False
    if not _PERFECT.isdisjoint(words[start : finding.start]):
        return False
    return any(
        (word in _PERIODS and i and said[i - 1] in ("last", "previous"))
        or (word in _IN_SEASON and i and said[i - 1] in ("in", "during"))
        or (word in _SEASONS and tuple(said[i + 1 : i + 2]) == ("ago",))
        for i, word in enumerate(said)
    )
