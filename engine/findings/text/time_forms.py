"""Times as clinicians write them: "x 2h", "3/7", "since 0730", "LKW 2200".

Every pattern has bounded gaps and bounded repeats, so a search is linear in
the length of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.findings.text.day_forms import DAYS
from engine.findings.text.length_forms import LENGTHS
from engine.findings.text.time_words import FIGURE
from engine.findings.text.times import Time


@dataclass(frozen=True, slots=True)
class Written:
    """Where in a text a time stands."""

    start: int
    end: int
    time: Time


_COMPILED = tuple(
    (form.cues.split("|"), re.compile(form.pattern, re.IGNORECASE), form.read)
    for form in (*LENGTHS, *DAYS)
)
_DIGIT = re.compile(r"\d")


def times(text: str) -> Iterator[Written]:
    """The times of a text in order, none overlapping, the longest first kept."""
    end = 0
    for found in sorted(_found(text), key=lambda found: (found.start, -found.end)):
        if found.start >= end:
            end = found.end
            yield found


def _found(text: str) -> Iterator[Written]:
    folded = text.casefold() + (FIGURE if _DIGIT.search(text) else "")
    for cues, pattern, read in _COMPILED:
        for cue in cues:  # a loop, for `any` takes longer than the search it saves
            if cue in folded:
                break
        else:
            continue
        for match in pattern.finditer(text):
            time = read(match)
            if time is not None:
                yield Written(match.start(), match.end(), time)
