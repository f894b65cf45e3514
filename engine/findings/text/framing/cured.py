"""Diseases that are said to be cured: "Breast cancer 2003, cured".

Whose cure it is stands with it: between the disease and the word there are only
dates and treatments. "Diabetic 20 years, feet clear" is told of the feet, and
cancer that has spread is not cured by a course that was completed.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import FILLERS, NOT_YET, TREATED
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import TIME_WORD

# Who had one of these has it: what is corrected or discharged is something else.
_FOR_LIFE = frozenset({"diabetes", "atrial-fibrillation"})
_CURED = word_set(
    "cured replete corrected remission undetectable excised eradicated resected"
)
_ENDING = word_set("cured ablated remission reversed")
_RECOVERED = word_set("recovery recovered")
_CLEAR = frozenset({("all", "clear"), ("clear", "since")})
_RELEASED = word_set("discharged released")
_FOLLOWING_UP = frozenset(
    ("from", by) for by in ("follow", "f", "oncology", "surveillance")
)
_OFF_BY = frozenset({("off", "by"), ("off", "as")})  # not "signed off work"
_SPREAD = word_set(
    """mets metastases metastasis metastatic metastasised metastasized secondaries
    recurrence recurred recurrent relapse relapsed progressive progression palliative
    incurable cycle cycles terminal advanced spread still ongoing persists remains"""
)
_COURSE = frozenset(
    ("on", what)
    for what in ("chemo", "chemotherapy", "radiotherapy", "immunotherapy", "adjuvant")
)
_UNDONE = NOT_YET | word_set("no cannot can't cant before prior")
_BETWEEN = FILLERS | TREATED | {TIME_WORD, ","}
_BETWEEN |= word_set(
    """and with by then made full good complete completely fully totally all long since
    back partial wide local both at treated grade years year later deficiency"""
)
CURED_WORDS = frozenset().union(
    *(_CURED, _RECOVERED, _RELEASED, _SPREAD, _UNDONE, *_CLEAR, *_OFF_BY),
    {"signed"},
    *(*_FOLLOWING_UP, *_COURSE, _BETWEEN - {TIME_WORD, ","}),
)


def is_cured(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Colon cancer resected 2006, surveillance completed, discharged"."""
    if finding.entry is None or not _is_dated(marks):
        return False
    after, lifelong = words[finding.end :], finding.entry.lifelong
    if not _UNDONE.isdisjoint(after) or (lifelong and _goes_on(words)):
        return False
    at = next(_cures(finding, after, lifelong=lifelong), None)
    of_it = {i for m in marks if _is_of_it(m) for i in range(m.start, m.end)}
    return at is not None and all(
        word in _BETWEEN or word.isdigit() or finding.end + i in of_it
        for i, word in enumerate(after[:at])
    )


def is_for_life(word: str, states: Sequence[Mark], words: Sequence[str]) -> bool:
    """Whether a disease stays though all is well: "AF, ok now on bisoprolol"."""
    said = {words[i] for mark in states for i in range(mark.start, mark.end)}
    return word in _FOR_LIFE and _ENDING.isdisjoint(said)


def _is_dated(marks: Sequence[Mark]) -> bool:
    times = (mark.time for mark in marks if mark.time is not None)
    return any(time.year or time.unit == "years" for time in times)


def _goes_on(words: Sequence[str]) -> bool:
    """Whether it has spread, or is being treated."""
    return not (_SPREAD.isdisjoint(words) and _COURSE.isdisjoint(pairwise(words)))


def _cures(finding: Mark, after: Sequence[str], *, lifelong: bool) -> Iterator[int]:
    """Where a cure is told."""
    cured = _CURED if lifelong else _CURED | _RECOVERED
    for at, word in enumerate(after):
        if finding.word in _FOR_LIFE:
            is_cure = word == "cured"
        else:
            pair = tuple(after[at + 1 : at + 3])
            released = word in _RELEASED and pair in _FOLLOWING_UP
            released = released or (word == "signed" and pair in _OFF_BY)
            is_cure = word in cured or released or tuple(after[at : at + 2]) in _CLEAR
        if is_cure:
            yield at


def _is_of_it(mark: Mark) -> bool:
    """A place, or a symptom that the disease had: "TIA with arm weakness"."""
    if mark.is_place or mark.axis in ("severity", "speed"):
        return True
    return mark.is_finding and mark.entry is not None and mark.entry.event
