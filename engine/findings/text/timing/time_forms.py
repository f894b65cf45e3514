"""Times as clinicians write them: "x 2h", "3/7", "since 0730", "LKW 2200".

Every pattern has bounded gaps and bounded repeats, so a search is linear in
the length of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.findings.text.timing.day_forms import DAYS
from engine.findings.text.timing.length_forms import LENGTHS
from engine.findings.text.timing.time_words import FIGURES
from engine.findings.text.timing.times import Time


@dataclass(frozen=True, slots=True)
class Written:
    """Where in a text a time stands."""

    start: int
    end: int
    time: Time


_COMPILED = tuple(
    (form.cues, re.compile(form.pattern, re.IGNORECASE), form.read)
    for form in (*LENGTHS, *DAYS)
)
_CUES = {cues: cues.split("|") for cues, _, _ in _COMPILED}
_LETTERS = {
    cues: [cue for cue in own if cue not in FIGURES] for cues, own in _CUES.items()
}
_DIGIT = re.compile(r"\d")


def times(text: str) -> Iterator[Written]:
    """The times of a text in order, none overlapping, the longest first kept."""
    end = 0
    for found in sorted(_found(text), key=lambda found: (found.start, -found.end)):
        if found.start >= end:
            end = found.end
            yield found


def _found(text: str) -> Iterator[Written]:
    cued = _cues_in(text)
    for cues, pattern, read in _COMPILED:
        if cues not in cued:
            continue
        for match in pattern.finditer(text):
            time = read(match)
            if time is not None:
                yield Written(match.start(), match.end(), time)


def _cues_in(text: str) -> set[str]:
    folded = text.casefold()
    found = set()
    for cues, letters in _LETTERS.items():
        for letter in letters:  # `any` would take longer than what it saves
            if letter in folded:
                found.add(cues)
                break
    if _DIGIT.search(text):
        said = {name for name, figures in FIGURES.items() if figures.search(text)}
        found.update(cues for cues, own in _CUES.items() if not said.isdisjoint(own))
    return found
