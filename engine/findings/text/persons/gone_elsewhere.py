"""Whether the affair of another party is plainly somebody else's business.

"Being seen separately", "going with Medic 3", "separate chart opened", while the text
speaks of a patient beside him. Without such a patient it is he: "SOB, handed to crew".
"""

from collections.abc import Sequence
from itertools import pairwise

from engine.findings.text.persons.other_words import ANYONE
from engine.findings.text.persons.party import Party
from engine.findings.text.persons.party_words import (
    GONE,
    GONE_WITH,
    OBJECTS,
    PARTIES,
    WELL,
)
from engine.findings.text.wording.word_set import word_set

_THIS = word_set("this our primary")
_YOUNG = word_set("baby twin infant child")
_SEEN = word_set("bp checked seen blood")
_SHORT = 3


def is_gone(party: Party, text: Sequence[str], told: range) -> bool:
    """ "Is going with Medic 3. Husband also wants": the affair is another crew's."""
    if party.person in ANYONE and not party.beside:
        return False  # "man SOB, handed over to crew 12. Pt stable"
    end = next((i for i in range(told.stop, len(text)) if text[i] == "."), len(text))
    after = text[told.start : end]
    cut = next(
        (i for i in range(len(told), len(after)) if after[i] in PARTIES), len(after)
    )
    ways = GONE | GONE_WITH if party.one or party.beside or party.led else GONE
    if not any(pair in ways for pair in pairwise(after[:cut])):
        return False
    outside = (*range(told.start), *range(told.stop, len(text)))
    return any(
        (party.beside and _is_bed(i, text)) or _is_another(i, text, party)
        for i in outside
    )


def _is_bed(at: int, text: Sequence[str]) -> bool:
    """ "Relative fainted, went to ED. Bed 9 obs unchanged": whose record it is."""
    number, what = text[at + 1 : at + 2], text[at + 2 : at + 3]
    if text[at] != "bed" or not number or not number[0].isdigit():
        return False
    if text[max(0, at - 2) : at] in (("pt", "in"), ("patient", "in")):
        return True
    return text[at - 1 : at] == (".",) and (what == ("obs",) or what[:1] == (":",))


def _is_another(at: int, text: Sequence[str], party: Party) -> bool:
    """ "Husband also wants his BP checked", "this baby well", "primary pt"."""
    if text[at] not in PARTIES or text[at] == party.person:
        return False
    rest = text[at + 1 : at + 1 + _SHORT]
    if text[max(0, at - 1)] in _THIS:
        return party.beside or (text[at] in _YOUNG and not WELL.isdisjoint(rest))
    if rest[:2] == ("also", "wants"):
        own = frozenset[str]().union(*(OBJECTS[one] for one in party.others))
        seen = not _SEEN.isdisjoint(text[at + 4 : at + 6])
        return not own.isdisjoint(rest[2:]) and seen
    return party.one and text[at] in _YOUNG and not WELL.isdisjoint(rest)
