"""Episodes that the sentence itself ends: "… catheter out next day, fine since".

A later clause closes what an earlier one tells. What is said to go on
("still", "never went away") is not closed; a clause with a subject of its own
("speech fine now") or one that looks back ("fine until then") closes nothing.
Words that may as well say the opposite ("nil since" of passing urine, "gone"
of power, "dry" of a bladder) are not among those that close.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from engine.findings.text.grammar import BREAKS, FILLERS, PERSONS, SUBJECTS
from engine.findings.text.marks import Mark
from engine.findings.text.times import Time
from engine.findings.text.went import is_gone
from engine.findings.text.word_set import word_set
from engine.findings.text.words import STOP

_GOOD = word_set(
    "fine clear well normal ok okay recovered cleared resolved settled asymptomatic"
)
_UNTIL = word_set("until till til")
_THEN = word_set("was were age aged born birth menopause then")
_AGAIN = frozenset({"again", "back"})
_EACH_TIME = frozenset({"it", "i"})
_NOT_UNTIL = word_set("not now today recently still just yesterday when well ok")
_OVER = word_set("recovered resolved settled cleared")
_BETTER = word_set("better improved")
_SOBER = word_set("dry sober abstinent none")
_WHEN = word_set(
    """since now again today afterwards thereafter completely fully totally entirely
    spontaneously"""
)
PAST = word_set("was were had been did got went became felt used stayed lasted kept")
_BY_THEN = frozenset(
    (by, "the", when)
    for by in ("by", "within")
    for when in ("time", "hour", "evening", "morning", "day")
)
_UNENDED = word_set(
    """not never n't nearly almost partially partly mostly until yet isn't isnt hasn't
    hasnt still ongoing no cannot can't cant don't doesn't before prior beforehand
    previously earlier otherwise usually normally yesterday as"""
)
_GOING_ON = word_set("still ongoing persists persisting persisted remains continues")
_SUBJECT = (
    FILLERS
    | SUBJECTS
    | _WHEN
    | word_set(
        "ever and but i i'm it's he's she's which that is was felt feels had all"
    )
)
_NEAR = 2
_TAIL = 1
_STOPS_WITHIN = 5
_OPENS = 4
STOPPED = word_set("stopped ceased vanished abated subsided")
_WENT = frozenset({("went", "off"), ("passed", "off")})
_ITSELF = word_set("it this that these they which has have had")
_STOPPED_WHEN = word_set("when before prior after once on with within . , ; by as")
_PASSING = word_set("transient brief fleeting momentary transitory")
# How long an attack of it lasts says nothing of whether it is over.
ALWAYS_BRIEF = frozenset({"seizure"})
_CURED = word_set(
    """recovery recovered closed discharged cured completed clear replete corrected
    remission undetectable excised
    eradicated resected"""
)
ENDS = (BREAKS - {"now"}) | {",", STOP}
ENDED_WORDS = frozenset().union(
    *(_GOOD, _BETTER, _SOBER, _WHEN, PAST, _UNENDED, _GOING_ON, STOPPED),
    *(_STOPPED_WHEN, _PASSING, _CURED),
    word_set("by within the time hour evening morning day"),
    _ITSELF,
    _UNTIL,
    _THEN,
    _NOT_UNTIL,
    *(
        {"down", "off", "ever", "signed", "yo", "yrs", "years"},
        word_set("i i'm it's he's she's went passed"),
    ),
)


def clause(words: Sequence[str], at: int) -> tuple[int, int]:
    """The words between commas and breaks around a word."""
    start, end = at, at + 1
    while start and words[start - 1] not in ENDS:
        start -= 1
    while end < len(words) and words[end] not in ENDS:
        end += 1
    return start, end


def is_ended(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether a later clause closes it: "fine since", "clear again now"."""
    own_start, own_end = clause(words, finding.start)
    said = words[own_start:own_end]
    if finding.entry is None or not _GOING_ON.isdisjoint(said):
        return False
    if not finding.entry.event:
        if _is_cured(finding, words, marks):
            return True
        told = not PAST.isdisjoint(said)
        return told and _is_closed(words, own_end, marks, _GOOD | _SOBER)
    if _is_passing(finding, words, marks) or is_gone(finding, words, marks):
        return True
    after = words[finding.end : own_end]
    was = not PAST.isdisjoint(words[own_start : finding.start])
    stops = _stops((*after, *words[own_end : own_end + _TAIL]))
    if stops or (_AGAIN.isdisjoint(words) and _lasts_until(after, was=was)):
        return True
    # "Had been dizzy, better since" is over, "was weak, better since" may not be.
    before = tuple(words[own_start : finding.start])
    good = _GOOD | _BETTER if before[-2:] == ("had", "been") else _GOOD
    return any(
        not _is_of_later(finding, start, words, marks)
        for start in _closings(words, finding.end, marks, good)
    )


def _is_of_later(
    finding: Mark, close: int, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Legs weak since Monday, tummy bug 3 weeks ago, settled": the bug did."""
    named = [m for m in marks if m.is_finding and finding.end < m.start < close]
    if not named or "," not in words[finding.end : named[-1].start]:
        return False
    if not [*_began(marks, finding.end, named[-1].start)]:
        return False
    exposed = named[-1].entry is not None and named[-1].entry.exposure
    points = (t.ago or not t.amount for t in _began(marks, named[-1].end, close))
    return exposed or any(points)


def _began(marks: Sequence[Mark], start: int, end: int) -> Iterator[Time]:
    for mark in marks:
        if mark.time and mark.time.kind == "began" and start <= mark.start < end:
            yield mark.time


def _lasts_until(after: Sequence[str], *, was: bool) -> bool:
    """ "Wet the bed till he was nine", "was numb until the birth".

    What is told of now lasts until something that is still to come.
    """
    at = next((i for i, word in enumerate(after) if word in _UNTIL), None)
    if at is not None and _is_an_age(after[at + 1 : at + 3]):
        return True  # "bedwetting till 9 yo"
    if at is None or at + 1 >= len(after) or after[at + 1] in _EACH_TIME:
        return False  # "goes round until it stops" is told of each time
    was = was or not _THEN.isdisjoint(after[at + 1 :])
    return was and _NOT_UNTIL.isdisjoint(after)


def _is_an_age(after: Sequence[str]) -> bool:
    return len(after) > 1 and after[0].isdigit() and after[1] in ("yo", "yrs", "years")


def _is_passing(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Transient loss of speech", unless it comes and goes, or always passes."""
    if finding.word in ALWAYS_BRIEF:
        return False
    before = words[max(0, finding.start - _NEAR) : finding.start]
    passing = not _PASSING.isdisjoint(before)
    return passing and not any(mark.axis == "course" for mark in marks)


def _is_cured(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Colon cancer resected 2006, surveillance completed, discharged"."""
    after = words[finding.end :]
    dated = any(
        m.time is not None and (m.time.year or m.time.unit == "years") for m in marks
    )
    cured = not _CURED.isdisjoint(after) or _is_signed_off(after)
    # "As cured", "as a student" tell of no other time.
    return dated and cured and (_UNENDED - {"as"}).isdisjoint(after)


def _is_signed_off(after: Sequence[str]) -> bool:
    """ "Signed off by oncology", not "signed off work"."""
    return any(
        pair == ("signed", "off")
        and not {"as", "by"}.isdisjoint(after[at + 2 : at + 3])
        for at, pair in enumerate(pairwise(after))
    )


def _stops(after: Sequence[str]) -> bool:
    """ "The dizzy spells stopped when", "swelling went down after"."""
    for at, word in enumerate(after[:_STOPS_WITHIN]):
        if word in _UNENDED or word in ENDS:
            return False
        pair = tuple(after[at : at + 2])
        length = 1 if word in STOPPED else 2 if pair in _WENT else 0
        if length:
            then = after[at + length : at + length + 1]
            return not then or then[0] in _STOPPED_WHEN
    return False


def _is_closed(
    words: Sequence[str], after: int, marks: Sequence[Mark], good: frozenset[str]
) -> bool:
    return any(True for _ in _closings(words, after, marks, good))


def _closings(
    words: Sequence[str], after: int, marks: Sequence[Mark], good: frozenset[str]
) -> Iterator[int]:
    """Where the clauses begin that say all is well."""
    named = {i for m in marks if _names(m) for i in range(m.start, m.end)}
    for start, end in _clauses_after(words, after):
        own = range(start, end)
        if named.isdisjoint(own) and _closes(words, own, marks, good):
            yield start


def is_all_well(words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether a sentence says that what was told before is over: "Fine since"."""
    if any(_names(mark) and mark.start < _OPENS for mark in marks):
        return False
    end = next((i for i, word in enumerate(words) if word in ENDS), len(words))
    return _closes(words, range(0, end), marks, _GOOD)


def _names(mark: Mark) -> bool:
    return mark.is_finding or mark.is_place or mark.axis == "topic"


def _clauses_after(words: Sequence[str], after: int) -> Iterator[tuple[int, int]]:
    start = after
    for i in range(after, len(words) + 1):
        if i == len(words) or words[i] in ENDS or words[i] == "and":
            if i > start > after:
                yield start, i
            start = i + 1


def _closes(
    words: Sequence[str], own: range, marks: Sequence[Mark], good: frozenset[str]
) -> bool:
    """Whether a clause without a subject of its own says that all is well."""
    said = words[own.start : own.stop]
    if _stops_itself(said):
        return True
    at = next((i for i, word in enumerate(said) if word in good), None)
    if at is None or not _UNENDED.isdisjoint(said):
        return False
    if not _SUBJECT.issuperset(said[:at]) or not PERSONS.isdisjoint(said):
        return False
    if said[at + 1 : at + 4] in _BY_THEN or (
        said[at:] == (said[at],) and said[at] in _OVER
    ):
        return True
    beside = range(max(0, at - _NEAR), min(at + 1 + _NEAR, len(said)))
    after = {mark.start - own.start for mark in marks if _is_after(mark)}
    return any(said[i] in _WHEN or i in after for i in beside if i != at)


def _stops_itself(said: Sequence[str]) -> bool:
    """ "It stopped as soon as", "it has passed"."""
    own = 0
    while own < len(said) and said[own] in _ITSELF:
        own += 1
    return own > 0 and _stops(said[own:])


def _is_after(mark: Mark) -> bool:
    """ "Cleared after 10 minutes"; "fine this morning" is when it was last well."""
    return mark.time is not None and mark.time.kind == "after"
