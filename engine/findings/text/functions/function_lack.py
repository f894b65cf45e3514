"""A function that "no" says is missing, its place between: "no left radial pulse".

"No pulses" itself stands with the finding; here the place parts the two words.
"No left arm sensation changes" misses nothing. "Absence of foot pulses" and "can't
get a radial" miss it without a place as well.
"""

from collections.abc import Iterator

from engine.findings.text.functions.function_fit import is_general, is_missing_of
from engine.findings.text.functions.function_line import Line, Topic
from engine.findings.text.functions.function_reach import sets_apart
from engine.findings.text.functions.function_words import (
    LACKING,
    LACKS,
    REGIONS,
    SOUGHT,
)
from engine.findings.text.phrases.marks import Mark

_NO = frozenset({"no", "without"})
_BESIDE = frozenset({"the", "his", "her", "my", "any", "a", "either"})
_DENIED = frozenset({"no", "not", "without", "denies"})
_LONGEST = 6


def missing(line: Line, taken: set[int]) -> Iterator[Mark]:
    """Findings of functions that a "no" before their place says are missing."""
    for at, word in enumerate(line.words):
        is_sought = word in SOUGHT and _cannot(line, at)
        is_lack = word in LACKS and _is_absence(line, at)
        if not (word in _NO or is_sought or is_lack):
            continue
        start = at + 2 if is_lack else at + 1
        topic = _topic_behind(line, start, needs_place=not (is_sought or is_lack))
        if topic is None or topic.start in taken or (is_lack and is_general(topic)):
            continue
        if not is_missing_of(line, topic, word):
            continue
        for entry in topic.entries:
            if entry.role == "lost" or (entry.role == "impaired" and not is_sought):
                yield Mark(at, topic.end, entry._replace(axis="finding"))


def _cannot(line: Line, at: int) -> bool:
    """ "Unable to palpate L DP", "can't feel R radial pulse"."""
    return not LACKING.isdisjoint(line.words[max(0, at - 2) : at])


def _is_absence(line: Line, at: int) -> bool:
    """ "Absence of", "lack of", unless that is denied: "no absence of pulses"."""
    before = line.words[max(0, at - 1) : at]
    return line.words[at + 1 : at + 2] == ("of",) and _DENIED.isdisjoint(before)


def _topic_behind(line: Line, at: int, *, needs_place: bool) -> Topic | None:
    is_placed = not needs_place
    for i in range(at, min(len(line.kinds), at + _LONGEST)):
        if line.kinds[i] == "topic":
            is_placed = is_placed or line.words[i] in REGIONS
            return line.topics[i] if is_placed else None
        if line.kinds[i] == "place":
            is_placed = True
        elif line.words[i] not in _BESIDE and not sets_apart(line, i):
            return None
    return None
