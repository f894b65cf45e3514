"""Findings of the family: "all diabetic on his father's side", "maternal aunt: MS".

What names a side of the family or an elder of one side tells of nobody else.
"""

from collections.abc import Sequence
from itertools import pairwise

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.timing.times import is_recent
from engine.findings.text.wording.grammar import INFORMING, PERSONS, WORRYING
from engine.findings.text.wording.word_set import word_set

_FAMILY_SIDE = word_set("father mother mum mam mom dad maternal paternal")
_BLOOD = word_set("maternal paternal")
# Words that begin to tell of somebody else, or of now.
_ANEW = word_set(
    """he she i we they pt patient patient's pt's himself herself now today currently
    who's still because since but ; :"""
)
_STAYS = word_set("now today tonight he she i pt patient but")
_TELLING = (INFORMING - word_set("at here present seen carried took")) | WORRYING
OTHER_WORDS = _FAMILY_SIDE | (_ANEW - {";", ":"}) | word_set("among relatives side")


def without_others(words: Sequence[str], marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks of a sentence, but for findings that are told of the family."""
    if _FAMILY_SIDE.isdisjoint(words) and "among" not in words:
        return marks
    return tuple(m for m in marks if not (m.is_finding and _is_of(m, words, marks)))


def _is_of(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    return _is_of_side(finding, words) or _is_of_elder(finding, words, marks)


def _is_of_side(finding: Mark, words: Sequence[str]) -> bool:
    """ "All diabetic on his father's side", "among the relatives one with fits"."""
    for at, (one, two) in enumerate(pairwise(words)):
        if one in _FAMILY_SIDE and two == "side":
            return _STAYS.isdisjoint(_between(at, finding, words))
        if one == "among" and "relatives" in words[at + 1 : at + 3]:
            return _STAYS.isdisjoint(_between(at, finding, words))
    return False


def _between(at: int, finding: Mark, words: Sequence[str]) -> Sequence[str]:
    return (
        words[finding.end : at] if finding.start < at else words[at + 2 : finding.start]
    )


def _is_of_elder(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Maternal grandfather: B12 deficiency", "paternal aunt MS with numb legs"."""
    if any(mark.time is not None and is_recent(mark.time) for mark in marks):
        return False
    for at in range(1, finding.start):
        if words[at] in PERSONS and words[at - 1] in _BLOOD:
            colon = words[at + 1] == ":"
            said = words[at + 1 + colon : finding.start]
            return _ANEW.isdisjoint(said) and _TELLING.isdisjoint(said)
    return False
