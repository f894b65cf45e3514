"""When a clause is told of: a past period, an age, or now.

"Last winter his feet were numb" names a period that is over; "febrile
convulsion aged 2" an age. A verb of the past alone says neither: "woke and his
arm was numb" is of today.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import BREAKS
from engine.findings.text.wording.own_clause import PAST, clause
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD

# Not "fall": "after last fall" may be an accident.
_PERIODS = word_set("winter summer spring autumn year christmas easter season")
_IN_SEASON = word_set("winter summer spring autumn")
_SEASONS = word_set("winters summers springs autumns christmases")
_LATELY = word_set("since still now again today ongoing remains persists never after")
_PERFECT = word_set("has have been")
# "Got weaker over last year", "worse in winter", "in summer heat" go on.
_SPANNING = word_set("over during through throughout within in for since the across")
_COMPARED = word_set(
    """worse better more weaker colder too also same constant constantly every each
    daily this always usually whenever time spread spreading whole more"""
)
_SEASON_ENDS = (BREAKS - {"now", "currently"}) | {",", STOP, TIME_WORD}
_SEASON_ENDS |= word_set("he she i and when while but for his her my")
# "Pulses present" is not told of now alone, "at present" is.
_NOW = word_set("now today currently presently anymore again moment")
_AT_PRESENT = ("at", "present")
# "No numbness elsewhere now" takes back nothing of what is told of one place.
_OTHERWISE = word_set("other elsewhere further new more additional")
_OLDEST_CHILD = 15
_MONTHS = 12
_NEAR = 5
_AGED = frozenset({"aged", "age"})
_JUST = word_set("just has he's she's is")
_TREATED = word_set(
    """not still midazolam midaz lorazepam diazepam buccal second third another ongoing
    again stopping fitting drowsy floppy unresponsive"""
)
_DEGREES = range(35, 43)
_STOPS = frozenset({",", ";", STOP})
_ONCE = word_set("had suffered history hx childhood previous")
_NEVER_SINCE = frozenset(
    {("none", "since"), ("nothing", "since"), ("never", "again")}
    | {("none", "after"), ("never", "another")}
)
_NOW_OF_AGE = word_set("now is he's she's he she aged age")
PERIOD_WORDS = frozenset().union(
    *(_PERIODS, _IN_SEASON, _SEASONS, _LATELY, _PERFECT, _NOW, _OTHERWISE),
    *(_AT_PRESENT, _JUST, _TREATED),
    *(_SPANNING, _COMPARED, _ONCE, *_NEVER_SINCE, _NOW_OF_AGE),
    word_set("last previous during in ago aged and when while but for his her my well"),
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
    at_present = _AT_PRESENT in pairwise(words[start:end])
    now = dated or this_time or at_present or not _NOW.isdisjoint(said)
    now = now and _OTHERWISE.isdisjoint(said)
    return Tense(was and _LATELY.isdisjoint(said), now)


def is_of_past(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it is told of a period that is over, or of an age in childhood."""
    if finding.entry is None or not finding.entry.event:
        return False
    at_age = words[finding.end : finding.end + 1] in (("aged",), ("at",))
    if at_age and finding.word == "seizure":
        return _is_at_age(finding, words, marks)
    return _is_of_past_period(finding, words)


def _is_at_age(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Had a fit aged 3.", "febrile convulsion at 18/12, now 31".

    The age alone is that of the patient: "fitting aged 2 at nursery". "Seizure at 10,
    now 12" is told of hours.
    """
    if not _JUST.isdisjoint(words[max(0, finding.start - _NEAR) : finding.start]):
        return False
    at = finding.end + 1
    time = next((m.time for m in marks if m.time and m.start == at), None)
    aged = words[finding.end] == "aged"
    said = words[at] if aged and at < len(words) else ""
    age = float(said) if said.isdigit() else 0.0
    if not aged and (time is None or time.unit in ("minutes", "hours", "days")):
        return False
    if time is not None and time.amount:
        age = time.amount[1] / (1 if time.unit == "years" else _MONTHS)
    rest = words[at + 1 :]
    if not 0 < age <= _OLDEST_CHILD:
        return False
    if all(word in _STOPS for word in rest):  # "had a fever aged 6 weeks" may be now
        years = time is None or time.unit == "years"
        return aged and years and not _ONCE.isdisjoint(words[: finding.start])
    after = rest[rest[0] in _STOPS :]
    febrile = "febrile" in words[: finding.end]
    older = _is_older(after, age, febrile=febrile)
    return older or tuple(after[:2]) in _NEVER_SINCE


def _is_older(said: Sequence[str], before: float, *, febrile: bool) -> bool:
    """ "Now aged 31", of a febrile convulsion "now 31", not "now 39", "now 20 min".

    "Now 20, lorazepam given" is of today.
    """
    first = next((i for i, word in enumerate(said) if word not in _NOW_OF_AGE), 0)
    now = said[first] if said else ""
    if not first or not now.isdigit() or int(now) <= before:
        return False
    of_age = not _AGED.isdisjoint(said[:first])
    if not of_age and (not febrile or int(now) in _DEGREES):
        return False
    after = said[first + 1 :]
    if after[:1] == (",",):
        return _TREATED.isdisjoint(after)
    return not after or after[0] in _STOPS or after[0] in ("and", "he", "she")


def _is_of_past_period(finding: Mark, words: Sequence[str]) -> bool:
    start, end = clause(words, finding.start)
    said = words[start:end]
    if PAST.isdisjoint(said) or not _LATELY.isdisjoint(said):
        return False
    if not _PERFECT.isdisjoint(words[start : finding.start]):
        return False
    if not any(_is_period(said, i) for i in range(len(said))):
        return False
    rest = frozenset(words[end:])
    goes_on = not (_COMPARED | _LATELY - {"never", "after"}).isdisjoint(rest)
    return not goes_on and _COMPARED.isdisjoint(said) and not _is_as_well(said)


def _is_period(said: Sequence[str], at: int) -> bool:
    """ "Last winter", "in winter", "two summers ago", not "over the last year"."""
    word, before, after = said[at], said[at - 1] if at else "", said[at + 1 : at + 2]
    if word in _PERIODS and before in ("last", "previous"):
        return _SPANNING.isdisjoint(said[max(0, at - 2) : at - 1])
    if word in _IN_SEASON and before in ("in", "during"):
        return not after or after[0] in _SEASON_ENDS
    return word in _SEASONS and after == ("ago",)


def _is_as_well(said: Sequence[str]) -> bool:
    return ("as", "well") in pairwise(said)
