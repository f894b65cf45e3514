"""Episodes that the sentence itself ends: "… catheter out next day, fine since".

A later clause closes what an earlier one tells. What is said to go on
("still", "never went away") is not closed; a clause with a subject of its own
("speech fine now") or one that looks back ("fine until then") closes nothing.
Words that may as well say the opposite ("nil since" of passing urine, "gone"
of power, "dry" of a bladder) are not among those that close.
"""

from collections.abc import Iterator, Sequence

from engine.findings.text.framing.cured import CURED_WORDS, is_cured
from engine.findings.text.framing.stopped import STOPPED_WORDS, stops, stops_itself
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.phrases.no_ends import is_settled_patient
from engine.findings.text.timing.times import Time
from engine.findings.text.wording.grammar import FILLERS, NOT_SO, PERSONS, SUBJECTS
from engine.findings.text.wording.own_clause import ENDS, PAST, clause
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import TIME_WORD

_GOOD = word_set(
    """fine clear well normal ok okay recovered cleared resolved settled asymptomatic
    grand perfect lucid alright"""
)
_OVER = word_set("recovered resolved settled cleared")
_BETTER = word_set("better improved")
_SOBER = word_set("dry sober abstinent none")
_WHEN = word_set("since now again today afterwards thereafter")
# "Was completely well" is when it was last so, whatever stands behind it.
_WHOLLY = word_set("completely fully totally entirely spontaneously")
_WAS = word_set("was were had")
_AT = word_set("at when")
_SINCE_THEN = word_set("then that this <time>")
_BY_THEN = frozenset(
    (by, "the", when)
    for by in ("by", "within")
    for when in ("time", "hour", "evening", "morning", "day")
)
_UNENDED = word_set(
    """not never n't nearly almost partially partly mostly until yet isn't isnt hasn't
    hasnt still ongoing no cannot can't cant don't doesn't before prior beforehand
    previously earlier otherwise usually normally yesterday as won't wont worse"""
) | (NOT_SO - {"non"})
_GOING_ON = word_set("still ongoing persists persisting persisted remains continues")
_SUBJECT = (
    FILLERS
    | SUBJECTS
    | _WHEN
    | _WHOLLY
    | word_set(
        """ever and but i i'm it's he's she's which that is was felt feels had all
        crystal issue problem"""
    )
)
_NEAR = 2
_OPENS = 4
_PASSING = word_set("transient brief fleeting momentary transitory")
# How long an attack of it lasts says nothing of whether it is over.
ALWAYS_BRIEF = frozenset({"seizure"})
ENDED_WORDS = frozenset().union(
    *(_GOOD, _BETTER, _SOBER, _WHEN, _WHOLLY, PAST, _UNENDED, _GOING_ON, _PASSING),
    *(CURED_WORDS, STOPPED_WORDS),
    _SUBJECT,
    word_set("then that this at when by within the time hour evening morning day"),
)


def is_ended(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether a later clause closes it: "fine since", "clear again now"."""
    own_start, own_end = clause(words, finding.start)
    said = words[own_start:own_end]
    if finding.entry is None or not _GOING_ON.isdisjoint(said):
        return False
    if not finding.entry.event:
        if is_cured(finding, words, marks):
            return True
        told = not (PAST.isdisjoint(said) or finding.entry.lifelong)
        return told and _is_closed(words, own_end, marks, _GOOD | _SOBER)
    if _is_passing(finding, words, marks) or stops(finding, words, marks):
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


def _is_passing(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Transient loss of speech", unless it comes and goes, or always passes."""
    if finding.word in ALWAYS_BRIEF:
        return False
    before = words[max(0, finding.start - _NEAR) : finding.start]
    passing = not _PASSING.isdisjoint(before)
    return passing and not any(mark.axis == "course" for mark in marks)


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
    """Whether a clause without a subject of its own says that all is well.

    What was so ("was completely well at bedtime"), and what a part of a day is
    told of ("entirely normal last night"), is how it was before.
    """
    said = words[own.start : own.stop]
    if stops_itself(said):
        return True
    at = next((i for i, word in enumerate(said) if word in good), None)
    if at is None or not _UNENDED.isdisjoint(said):
        return False
    calm = said[at] == "settled" and is_settled_patient(
        words, own.start, own.start + at
    )
    if calm or not _SUBJECT.issuperset(said[:at]) or not PERSONS.isdisjoint(said):
        return False
    after = {mark.start - own.start for mark in marks if _is_after(mark)}
    over = said[at] in _OVER and _WHOLLY.issuperset(said[at + 1 :])
    over = over or tuple(said[at + 1 : at + 4]) in _BY_THEN
    if over or not after.isdisjoint(_beside(at)):
        return True
    if not _WAS.isdisjoint(said[:at]) or _is_of_then(said, at):
        return False
    return any(said[i] in _WHEN for i in _beside(at) if 0 <= i < len(said))


def _beside(at: int) -> list[int]:
    return [i for i in range(at - _NEAR, at + 1 + _NEAR) if i != at]


def _is_of_then(said: Sequence[str], at: int) -> bool:
    """ "Well since discharge", "fine again at lunch" may be how it was before."""
    rest = said[at + 1 :]
    if said[at] in _OVER:
        return False
    if not _AT.isdisjoint(rest):
        return True
    if "since" in rest:
        return not _SINCE_THEN.issuperset(rest[rest.index("since") + 1 :][:1])
    return TIME_WORD in rest


def _is_after(mark: Mark) -> bool:
    """ "Cleared after 10 minutes"; "fine this morning" is when it was last well."""
    return mark.time is not None and mark.time.kind == "after"
