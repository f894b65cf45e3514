"""Names of goods: "Numb-Gum teething gel", "Icy Feet lotion" are no symptoms."""

from collections.abc import Sequence

from engine.findings.text.marks import Mark
from engine.findings.text.word_set import word_set
from engine.findings.text.words import UNKNOWN_WORD

# Things that are only ever sold; not "patch", "cream", "app" or "caps".
_GOODS = word_set(
    """gel lotion shampoo ointment toothpaste mouthwash lozenge lozenges balm
    conditioner deodorant perfume"""
)
_BRAND = word_set("teething gum lip relief") | {UNKNOWN_WORD}
PRODUCT_WORDS = _GOODS | (_BRAND - {UNKNOWN_WORD})


def is_of_goods(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether a thing to buy follows it, at once or behind a name.

    What has a side or a time is no name of a thing.
    """
    if any(mark.axis in ("side", "time") for mark in marks):
        return False
    places = {i for mark in marks if mark.is_place for i in range(mark.start, mark.end)}
    at = finding.end
    while at < len(words) and (words[at] in _BRAND or at in places):
        at += 1
    return words[at : at + 1] != () and words[at] in _GOODS
