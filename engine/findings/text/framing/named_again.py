"""What is named again as over: "BPPV 2020, Epley done, vertigo gone".

It is one and the same only where no body part is named, which may be another one:
"numb arm since 9, numb lip gone".
"""

from collections.abc import Sequence

from engine.findings.text.framing.let_up import STANDING
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.own_clause import ENDS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import TIME_WORD

_AS_OF = ENDS | {TIME_WORD} | word_set("now today since")
_BACK = word_set("again back")
_OF_NOW = word_set("now today since new this")
NAMED_AGAIN_WORDS = _OF_NOW | _BACK | word_set("gone resolved settled cleared")


def is_named_as_over(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether what was had years ago is named again behind it, and is over."""
    again = [m for m in marks if m.word == finding.word and m.start > finding.end]
    if not again or any(mark.is_place for mark in marks):
        return False
    first, rest = words[: again[0].start], words[finding.end :]
    if finding.word == "seizure" or not _OF_NOW.isdisjoint(first):
        return False
    if not (STANDING | _BACK).isdisjoint(rest) or not _is_of_years(marks, again[0]):
        return False
    return _is_gone(again, words, marks)


def _is_of_years(marks: Sequence[Mark], again: Mark) -> bool:
    """ "BPPV 2020": what is of hours or days is another one than what is gone."""
    times = [m.time for m in marks if m.time is not None and m.start < again.start]
    return bool(times) and all(t.year or (t.ago and t.unit == "years") for t in times)


def _is_gone(
    again: Sequence[Mark], words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Spinning all gone": not "BPPV gone in 2019", which is another attack."""
    gone = {m.start: m.end for m in marks if m.axis == "state" and m.word == "resolved"}
    ends = [gone[mark.end] for mark in again if mark.end in gone]
    years = [m.start for m in marks if m.time is not None and m.time.year]
    return any(
        (end == len(words) or words[end] in _AS_OF)
        and not any(year > again[0].start for year in years)
        for end in ends
    )
