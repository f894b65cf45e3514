"""What is told of long ago without a word such as "history".

"Was catheterised for retention in 2020", "as a student he had Bell's palsy". What
goes on ("since 2019", "still") is no history, and what stands behind a comma
is told by itself.
"""

from collections.abc import Iterator, Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.timing.times import Time, is_recent
from engine.findings.text.wording.grammar import (
    AFFLICTING,
    BREAKS,
    GOING_ON,
    PAST_TOLD,
    TREATED,
    WAS_SO,
)
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD

_LEAD = 4
_TAIL = 3
_ENDS = BREAKS | {",", STOP, "otherwise"}
_SPANNING = word_set("over in during for within through throughout across since")
_TURNS = frozenset({"today", "now", "but", TIME_WORD})


def is_of_old(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], year: int
) -> bool:
    """Whether it is told of a time long before the year it was written in."""
    start, end = _stretch(finding, words, marks)
    said = words[start:end]
    treated = not TREATED.isdisjoint(said)
    last = words[max(0, finding.start - 1)] == "last"  # "last seizure 1994"
    told = treated or last or not PAST_TOLD.isdisjoint(said)
    entry = finding.entry
    if entry is not None and not (entry.event or entry.exposure or treated):
        return False  # a diagnosis of 2019 is a diagnosis still
    if _turned(finding, words, marks, end):
        return True
    if not GOING_ON.isdisjoint(said):
        return False
    times = list(_times([m for m in marks if not _spans(m, words)], start, end))
    if any(map(is_recent, times)):
        return False
    return any(is_old(time, year, told=told) for time in times)


def _stretch(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> tuple[int, int]:
    """The words between commas around it; "in 2009, she" is not cut off."""
    start, end = finding.start, finding.end
    while start and words[start - 1] not in _ENDS:
        start -= 1
    while end < len(words) and words[end] not in _ENDS:
        end += 1
    lead = list(words[:start])
    named = any(mark.is_finding and mark.end < start for mark in marks)  # "TIA 2016,"
    if lead[-1:] == [","] and len(lead) <= _LEAD and TIME_WORD in lead and not named:
        start = 0
    tail = list(words[end : end + _TAIL])
    if tail[:2] == [",", TIME_WORD] and (len(tail) < _TAIL or tail[2] in _ENDS):
        end += 2
    return start, end


def _times(marks: Sequence[Mark], start: int, end: int) -> Iterator[Time]:
    for mark in marks:
        if mark.time is not None and start <= mark.start < end:
            yield mark.time


def _spans(mark: Mark, words: Sequence[str]) -> bool:
    """ "Weaker over the last year" is so until now, unlike "in 2020"."""
    if mark.time is None or not mark.time.ago:
        return False
    before = [word for word in words[: mark.start] if word not in ("the", "this")]
    return not _SPANNING.isdisjoint(before[-1:])


def is_old(time: Time, year: int, *, told: bool) -> bool:
    """Whether a time is of long ago; ``told`` if a word says that it is over."""
    if time.kind != "began":
        return False
    if time.within and time.year is not None:
        return time.year < year and (told or not time.bare)
    is_month = time.within and time.month is not None
    is_years = time.ago and time.unit == "years"
    return told and (is_month or is_years)


def _turned(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], end: int
) -> bool:
    """ "Was confused on Monday; today orientated": it was so, and no longer."""
    before = words[max(0, finding.start - 2) : finding.start]
    if WAS_SO.isdisjoint(before) or not AFFLICTING.isdisjoint(words[:end]):
        return False
    earlier = [t for t in _times(marks, finding.end, end) if _is_earlier(t)]
    after = words[end : end + 2]
    return bool(earlier) and after[:1] == [";"] and not _TURNS.isdisjoint(after)


def _is_earlier(time: Time) -> bool:
    return time.weekday is not None or bool(time.days_before)
