"""Names of goods: "Numb-Gum teething gel", "Icy Feet lotion" are no symptoms."""

from collections.abc import Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import UNKNOWN_WORD

# Things that are only ever sold; not "patch", "cream", "app" or "caps".
_GOODS = word_set(
    """gel lotion shampoo ointment toothpaste mouthwash lozenge lozenges balm
    conditioner deodorant perfume"""
)
_BRAND = word_set("teething gum relief") | {UNKNOWN_WORD}
# What a name is made of; a pain, a swelling or a headache is what goods are put on.
_IN_NAMES = word_set("numbness cold-limb pallor cyanosis harmful-alcohol-use")
_BOUGHT = word_set(
    """bought buys buying ordered order orders requests requested added delivery stock
    pack packs bottle bottles otc"""
)
# What is told of a thing that is put on a part: "tingling feet gel no help".
_IN_VAIN = word_set(
    """no not nil n't help helping helped helps use used using touching tried trying
    relief effect despite better worse without works working worked applied"""
)
PRODUCT_WORDS = _GOODS | (_BRAND - {UNKNOWN_WORD}) | _BOUGHT | _IN_VAIN


def is_of_goods(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether a thing to buy follows it, at once or behind a name.

    What has a side, a time or a place is no name of a thing, unless it is bought,
    and nor is what the thing is of no help for.
    """
    if any(mark.axis in ("side", "time") for mark in marks):
        return False
    at = finding.end
    while at < len(words) and words[at] in _BRAND:
        at += 1
    if at >= len(words) or words[at] not in _GOODS:
        return False
    if not _BOUGHT.isdisjoint(words):
        return _IN_VAIN.isdisjoint(words)
    return (
        finding.word in _IN_NAMES
        and _IN_VAIN.isdisjoint(words)
        and not any(mark.axis == "site" for mark in marks)
    )
