"""Episodes that the sentence itself ends, and those of a period long past.

"Was incontinent after the hernia repair, catheter out next day, fine since":
the last clause closes what a verb of the past tells. "Last winter his feet were
numb for a week" names a period that is over. What is said to go on ("still",
"never went away") is not closed, and a clause with a subject of its own
("speech fine now") closes nothing.
"""

from collections.abc import Iterator, Sequence

from engine.findings.text.grammar import BREAKS, FILLERS, PERSONS, SUBJECTS
from engine.findings.text.marks import Mark
from engine.findings.text.words import STOP, TIME_WORD


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GOOD = _words(
    """fine clear clean well normal ok okay recovered cleared resolved settled passed
    nil none nothing asymptomatic gone good right alright comfortable dry sober broke itself himself herself"""
)
_BETTER = _words("better improved")
_WHEN = _words(
    """since now again today then afterwards after thereafter by within completely
    fully soon quickly totally entirely back next"""
)
_PAST = _words("was were had been did got went became felt used stayed lasted kept")
_PERFECT = _words("has have has been")
_UNENDED = _words(
    """not never n't nearly almost partially partly mostly until yet isn't isnt hasn't
    hasnt still ongoing no cannot can't cant never don't doesn't"""
)
_GOING_ON = _words("still ongoing persists persisting persisted remains continues")
_SUBJECT = (
    FILLERS
    | SUBJECTS
    | _WHEN
    | _words(
        "ever and but i i'm it's he's she's which that is was felt feels which had"
    )
)
_PERIODS = _words("winter summer spring autumn fall year christmas easter season")
_IN_SEASON = _words("winter summer spring autumn")
_SEASONS = _words("winters summers springs autumns christmases")
_LATELY = _words("since still now again today ongoing remains persists never")
_TAIL = 1
_NEAR = 2
_STOPS_WITHIN = 5
_STOPPED = _words("stopped ceased vanished abated subsided")
_WENT = frozenset({("went", "down"), ("went", "off"), ("passed", "off")})
_STOPPED_WHEN = _words("when before prior after once on with within . , ; <time> by as")
_PASSING = _words("transient brief fleeting momentary transitory")
_CURED = _words(
    """discharged cured completed clear replete corrected remission undetectable excised
    eradicated resected"""
)
_NOW = _words("now today currently presently anymore again present moment")
ENDED_WORDS = (
    _GOOD
    | _BETTER
    | _WHEN
    | _PAST
    | _UNENDED
    | _GOING_ON
    | _PERIODS
    | _LATELY
    | _NOW
    | _STOPPED
    | _STOPPED_WHEN
    | _PASSING
    | _SEASONS
    | {"aged", "ago"}
    | _CURED
    | {"down", "off", "ever"}
    | _words("last previous i i'm it's he's she's")
)


def is_ended(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether a later clause closes it: "fine since", "clear again by noon"."""
    own_start, own_end = _clause(words, finding.start)
    said = words[own_start:own_end]
    if finding.entry is None or not _GOING_ON.isdisjoint(said):
        return False
    is_told = not _PAST.isdisjoint(said)
    if not finding.entry.event:
        if _is_cured(finding, words, marks):
            return True
        return is_told and _is_closed(words, own_end, marks, is_told=True)
    if _is_passing(finding, said, words, marks):
        return True
    if _stops(words[finding.end : own_end + _TAIL]):
        return True
    return _is_closed(words, finding.end, marks, is_told=is_told)


def _is_passing(
    finding: Mark, said: Sequence[str], words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Transient loss of speech", unless it comes and goes."""
    before = words[max(0, finding.start - _NEAR) : finding.start]
    passing = not _PASSING.isdisjoint(before)
    return passing and not any(mark.axis == "course" for mark in marks)


def _is_cured(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Colon cancer resected 2006, surveillance completed, discharged"."""
    after = words[finding.end :]
    dated = any(
        m.time is not None and (m.time.year or m.time.unit == "years") for m in marks
    )
    return dated and not _CURED.isdisjoint(after) and _UNENDED.isdisjoint(after)


def _stops(after: Sequence[str]) -> bool:
    """ "The dizzy spells stopped when", "swelling went down after"."""
    for at, word in enumerate(after[:_STOPS_WITHIN]):
        if word in _UNENDED or word in _ENDS:
            return False
        pair = tuple(after[at : at + 2])
        length = 1 if word in _STOPPED else 2 if pair in _WENT else 0
        if length:
            then = after[at + length : at + length + 1]
            return not then or then[0] in _STOPPED_WHEN
    return False


def _is_closed(
    words: Sequence[str], after: int, marks: Sequence[Mark], *, is_told: bool
) -> bool:
    named = {i for m in marks if _names(m) for i in range(m.start, m.end)}
    return any(
        _closes(words[start:end], is_told=is_told)
        for start, end in _clauses_after(words, after)
        if named.isdisjoint(range(start, end))
    )


def tense(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> dict[str, bool]:
    """Whether the clause is told in the past ("had", "was"), and of now."""
    start, end = _clause(words, finding.start)
    said = set(words[start:end])
    before = set(words[start : finding.start])
    now = not _NOW.isdisjoint((*said, *words[max(0, start - 1) : start])) or any(
        m.time is not None and m.time.days_before == 0 and start <= m.start < end
        for m in marks
    )
    was = not _PAST.isdisjoint(before) and _LATELY.isdisjoint(said)
    return {"was": was, "now": now}


def _names(mark: Mark) -> bool:
    return mark.is_finding or mark.is_place or mark.axis == "topic"


def _clause(words: Sequence[str], at: int) -> tuple[int, int]:
    start, end = at, at + 1
    while start and words[start - 1] not in _ENDS:
        start -= 1
    while end < len(words) and words[end] not in _ENDS:
        end += 1
    return start, end


_ENDS = BREAKS - {"now"} | {",", STOP}


def _clauses_after(words: Sequence[str], after: int) -> Iterator[tuple[int, int]]:
    start = after
    for i in range(after, len(words) + 1):
        if i == len(words) or words[i] in _ENDS or words[i] == "and":
            if i > start > after:
                yield start, i
            start = i + 1


def _closes(clause: Sequence[str], *, is_told: bool) -> bool:
    """Whether a clause without a subject of its own says that all is well."""
    good = _GOOD | _BETTER if is_told else _GOOD
    at = next((i for i, word in enumerate(clause) if word in good), None)
    if at is None or not _UNENDED.isdisjoint(clause):
        return False
    if not _SUBJECT.issuperset(clause[:at]) or not PERSONS.isdisjoint(clause):
        return False
    beside = (*clause[max(0, at - 2) : at], *clause[at + 1 : at + 3])
    return not _WHEN.isdisjoint(beside) or (is_told and TIME_WORD in beside)


def is_at_age(finding: Mark, words: Sequence[str]) -> bool:
    """ "Febrile convulsion aged 2": an age is told of what was then."""
    entry = finding.entry
    is_event = entry is not None and entry.event
    return is_event and tuple(words[finding.end : finding.end + 1]) == ("aged",)


def is_of_past_period(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Last winter his feet were numb": told in the past, of a period that is over."""
    if finding.entry is None or not finding.entry.event:
        return False
    start, end = _clause(words, finding.start)
    said = words[start:end]
    if _PAST.isdisjoint(said) or not _LATELY.isdisjoint(said):
        return False
    if not _PERFECT.isdisjoint(words[start : finding.start]):
        return False
    return any(
        (word in _PERIODS and i and said[i - 1] in ("last", "previous"))
        or (word in _IN_SEASON and i and said[i - 1] in ("in", "during"))
        or (word in _SEASONS and tuple(said[i + 1 : i + 2]) == ("ago",))
        for i, word in enumerate(said)
    )
