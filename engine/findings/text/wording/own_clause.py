"""The clause that a word stands in, between commas and breaks."""

from collections.abc import Sequence

from engine.findings.text.wording.grammar import BREAKS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP

ENDS = (BREAKS - {"now"}) | {",", STOP}
PAST = word_set("was were had been did got went became felt used stayed lasted kept")


def clause(words: Sequence[str], at: int) -> tuple[int, int]:
    """The words between commas and breaks around a word."""
    start, end = at, at + 1
    while start and words[start - 1] not in ENDS:
        start -= 1
    while end < len(words) and words[end] not in ENDS:
        end += 1
    return start, end
