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
    ONLY,
    PARTIES,
    SUBJECTS,
    THE_PATIENT,
    WELL,
)
from engine.findings.text.wording.word_set import word_set

_THIS = word_set("this our primary")
_ALSO = word_set("also only just")
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
    if not any(pair in GONE for pair in pairwise(after[:cut])):
        return False
    outside = (*range(told.start), *range(told.stop, len(text)))
    others = PARTIES - {party.person}
    return (
        any(_is_bed(i, text) for i in outside if party.beside)
        or any(_is_another(i, text, party) for i in outside if text[i] in others)
        or any(
            SUBJECTS.get(text[i], "") in party.others and text[i + 1] in ONLY
            for i in range(told.stop, len(text) - 1)
        )
    )


def _is_bed(at: int, text: Sequence[str]) -> bool:
    """ "Relative fainted, went to ED. Bed 9 obs unchanged": whose record it is."""
    after = text[at + 1 : at + 2]
    return at > 0 and text[at - 1 : at + 1] == (".", "bed") and after[0].isdigit()


def _is_another(at: int, text: Sequence[str], party: Party) -> bool:
    """ "Husband also wants his BP checked", "this baby well"."""
    rest = text[at + 1 : at + 1 + _SHORT]
    if text[at] in THE_PATIENT or text[max(0, at - 1)] in _THIS:
        return True
    wants = not _ALSO.isdisjoint(rest[:1]) and "wants" in rest
    return wants or (party.one and not WELL.isdisjoint(rest))
