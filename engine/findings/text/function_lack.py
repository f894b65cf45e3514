"""A function that "no" says is missing, its place between: "no left radial pulse".

"No pulses" itself stands with the finding; here the place parts the two words.
"No left arm sensation changes" misses nothing.
"""

from collections.abc import Iterator

from engine.findings.text.function_fit import is_missing_of
from engine.findings.text.function_line import Line, Topic
from engine.findings.text.function_reach import sets_apart
from engine.findings.text.function_words import LACKING, REGIONS
from engine.findings.text.marks import Mark

_NO = frozenset({"no", "without"})
_BESIDE = frozenset({"the", "his", "her", "my", "any"})
_LONGEST = 6
_SOUGHT = frozenset({"feel", "palpate", "find", "locate", "detect"})


def missing(line: Line, taken: set[int]) -> Iterator[Mark]:
    """Findings of functions that a "no" before their place says are missing."""
    for at, word in enumerate(line.words):
        is_sought = word in _SOUGHT and _cannot(line, at)
        is_named = word in _NO or is_sought
        topic = _topic_at_place(line, at + 1) if is_named else None
        if topic is None or topic.start in taken:
            continue
        if not is_missing_of(line, topic, word):
            continue
        for entry in topic.entries:
            if entry.role == "lost" or (entry.role == "impaired" and not is_sought):
                yield Mark(at, topic.end, entry._replace(axis="finding"))


def _cannot(line: Line, at: int) -> bool:
    """ "Unable to palpate L DP", "can't feel R radial pulse"."""
    return not LACKING.isdisjoint(line.words[max(0, at - 2) : at])


def _topic_at_place(line: Line, at: int) -> Topic | None:
    is_placed = False
    for i in range(at, min(len(line.kinds), at + _LONGEST)):
        if line.kinds[i] == "topic":
            is_placed = is_placed or line.words[i] in REGIONS
            return line.topics[i] if is_placed else None
        if line.kinds[i] == "place":
            is_placed = True
        elif line.words[i] not in _BESIDE and not sets_apart(line, i):
            return None
    return None
