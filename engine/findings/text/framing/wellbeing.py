"""How somebody feels is no sense of touch: "feeling well", "feels good in herself".

It denies no numbness. With a body part it does: "feeling fine in both hands".
"""

from collections.abc import Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.own_clause import ENDS
from engine.findings.text.wording.word_set import word_set

_FEELING = word_set("feeling feels feel felt")
_WELL = word_set("well ok okay fine good great grand alright better brilliant")
_QUITE = word_set("very quite really much a bit lot all generally otherwise now so")
WELLBEING_WORDS = _FEELING | _WELL | _QUITE


def is_wellbeing(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether "feeling" tells of the whole person, not of a part of the body."""
    if finding.word != "numbness" or words[finding.start] not in _FEELING:
        return False
    at = finding.start + 1
    while words[at : at + 1] and words[at] in _QUITE:
        at += 1
    if not words[at : at + 1] or words[at] not in _WELL:
        return False
    first = _edge(words, range(finding.start - 1, -1, -1), -1)
    last = _edge(words, range(finding.end, len(words)), len(words))
    return not any(m.is_place and first < m.start < last for m in marks)


def _edge(words: Sequence[str], way: range, otherwise: int) -> int:
    return next((at for at in way if words[at] in ENDS), otherwise)
