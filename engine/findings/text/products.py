"""Names of goods: "Numb-Gum teething gel", "Icy Feet lotion" are no symptoms."""

from collections.abc import Sequence

from engine.findings.text.ended import ENDS
from engine.findings.text.marks import Mark
from engine.findings.text.word_set import word_set

# Not "patch" or "cream": "numb patch", "numb after cream".
GOODS = word_set(
    """gel lotion shampoo ointment toothpaste mouthwash lozenge lozenges balm strips
    plasters app kettle catalogue conditioner deodorant perfume sweets oil oils wipes
    caps capsules sachets remedy brand collection aisle advert webinar album song film
    novel"""
)
_CREAM = frozenset({"cream", "creams", "spray", "sprays"})
_PATCHES = frozenset({"patch", "patches", "plaster", "plasters"})
_SOLD = word_set("tattoo lip foot hand teething otc numb bought ordered using")
_APART = word_set(
    """and or with after from since when while by on in to is are was were has had has
    needs wants uses used using tried asks no not of for so if because the
    following post due made"""
)
_REACH = 4
PRODUCT_WORDS = GOODS | _CREAM | _PATCHES | _SOLD | _APART


def is_of_goods(finding: Mark, words: Sequence[str]) -> bool:
    """Whether what follows it at once is a thing to buy."""
    for at, word in enumerate(words[finding.end : finding.end + _REACH]):
        if word in ENDS or word in _APART:
            return False
        if word in GOODS or (word in _PATCHES and finding.word != "numbness"):
            return True
        if word in _CREAM:
            return at == 0 or words[finding.end + at - 1] in _SOLD
    return False
