"""Whether a text says what its patient came with, apart from another party.

"I'm only here for my smear", "he only wants his stitches out" beside a wife, "pt
couldn't sleep", "re: her own refill", "carers form", "is going with Medic 3".
"""

from collections.abc import Sequence
from itertools import dropwhile, pairwise

from engine.findings.text.persons.gone_elsewhere import is_gone
from engine.findings.text.persons.other_words import ANYONE
from engine.findings.text.persons.party import Party, party_of
from engine.findings.text.persons.party_words import (
    ABOUT,
    CARING,
    COMES,
    COMES_FOR,
    DEEDS,
    ERRANDS,
    FORMS,
    I_AM,
    MAKING_ROOM,
    NEEDS,
    OBJECTS,
    ONLY,
    PARTIES,
    SELF_DONE,
    SLEEPLESS,
    SLIGHT,
    SUBJECTS,
    SWABBED,
    THE_PATIENT,
    UNHARMED,
    UNTOUCHED,
    WELL,
)
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.word_set import word_set

_NEAR = 6
_SHORT = 3
_UNTIL = word_set("until till before when yesterday last")
_THIS = word_set("this our primary")
_OURS = word_set(
    "resident client twin baby child gent gentleman lady lad one pt patient"
)
_PASSED = word_set(": is was remains has been also bed bay in") | set("0123456789")
_OBJECT_OF = {"him": "he", "her": "she"}
_OWN_OF = {"his": "he", "her": "she", "my": "i"}
_ELSE = PARTIES | word_set("him her he she but")
_HELP = word_set("ambulance help 999 911 urgent urgently")
_RIDES = word_set("taxi bus uber cab coach minicab")
_FOUND = word_set("from back home found noticed seen")
_RINGING = word_set("calling phoning ringing rang phoned called")
_ENDS = ((), (",",), (".",), (";",), ("seat",))


def is_of_party(
    finding: Mark,
    words: Sequence[str],
    marks: Sequence[Mark],
    text: Sequence[str],
    start: int,
) -> bool:
    """ "Visitor fainted, pale. Pt not affected", in the sentence that starts there."""
    party = party_of(finding, words, marks)
    if party is None:
        return False
    told = range(start + party.first, start + finding.end)
    return _is_named_apart(party, text, told)


def _is_named_apart(party: Party, text: Sequence[str], told: range) -> bool:
    """Whether the text names its patient outside of what it tells of the other."""
    places = [i for i in range(len(text)) if i not in told]
    return (
        party.cared
        or any(_is_contact(i, text, party) for i in places)
        or any(_is_of_self(i, text) for i in places)
        or any(_is_of_pronoun(i, text, party) for i in places)
        or any(_is_apart_by_pronoun(i, text, party) for i in places)
        or any(_is_of_patient(i, text, party) for i in places)
        or any(_is_own(i, text, party) for i in places)
        or (not party.recent and _is_form(text, places, party))
        or is_gone(party, text, told)
    )


def _is_of_self(at: int, text: Sequence[str]) -> bool:
    """ "I'm just here to get swabbed", "I only need my A1c", not "my answer"."""
    if text[at] not in I_AM or not _HELP.isdisjoint(text):
        return False
    rest = text[at + 1 : at + 1 + _NEAR]
    words = [word for word in rest if word not in ONLY and word not in ("am", "is")]
    if not _RINGING.isdisjoint(rest):
        return False
    if rest[:3] == ("writing", "about", "is"):
        return _has_errand(rest, "my")
    if ONLY.isdisjoint(rest[:2]) or not words or not _ELSE.isdisjoint(rest):
        return False
    if words[0] not in COMES | NEEDS:
        return False
    swabbed = words[0] in COMES and "get" in words[1:_SHORT]
    return _has_errand(rest, "my") or (swabbed and not SWABBED.isdisjoint(words))


def _has_errand(said: Sequence[str], whose: str) -> bool:
    """ "Wants his stitches out", "need my A1c", with the thing behind "my"."""
    return any(
        word == whose and not ERRANDS.isdisjoint(said[at + 1 : at + _SHORT])
        for at, word in enumerate(said)
    )


def _is_of_pronoun(at: int, text: Sequence[str], party: Party) -> bool:
    """ "Wife SOB. He only wants his stitches out": he cannot be the wife."""
    one = SUBJECTS.get(text[at], "")
    if not one or not (one in party.others or (party.one and not party.others)):
        return False
    rest = text[at + 1 : at + 1 + _NEAR]
    mine = (OBJECTS[who] for who in ("he", "she") if who != one)
    if not frozenset[str]().union(*mine).isdisjoint(rest):
        return False  # "wife slurring. He just wants her seen"
    worried = "worried" in rest[:2] and "hers" in rest
    small = not ONLY.isdisjoint(rest[:2]) and "has" in rest[:2]
    slight = small and not SLIGHT.isdisjoint(rest)
    only = not ONLY.isdisjoint(rest[:2]) and _FOUND.isdisjoint(rest)
    own = only and _has_errand(rest, "his" if one == "he" else "her")
    return worried or slight or own or rest[:2] == ("wants", "rehousing")


def _is_apart_by_pronoun(at: int, text: Sequence[str], party: Party) -> bool:
    """ "Him: INR only", "taxi driver had a fit, she was in the back"."""
    rest = text[at + 1 : at + 1 + _NEAR]
    if text[at] in _OBJECT_OF and rest[:1] == (":",):
        return _OBJECT_OF[text[at]] in party.others and not ONLY.isdisjoint(rest)
    if text[at] not in SUBJECTS:
        return False
    if party.person == "driver" and not _RIDES.isdisjoint(text):
        back = rest[:4] == ("was", "in", "the", "back")
        return back and rest[4:5] in _ENDS
    # "Pt in next bed had a seizure so she got no sleep"
    slept = any(pair in SLEEPLESS for pair in pairwise(rest))
    return party.beside and text[at - 1] == "so" and slept


def _is_of_patient(at: int, text: Sequence[str], party: Party) -> bool:
    """ "Visitor fainted. Pt in bed 4 unaffected", "our pt drove her", "this baby well".

    Of kin "pt" may speak ("mum has a facial droop. Pt comfortable"): of them "this"
    or "our" is wanted, and what can be of nobody with the finding.
    """
    marked = at > 0 and text[at - 1] in _THIS
    ours = marked and text[at] in _OURS and text[at] != party.person
    plain = text[at] in THE_PATIENT
    this_baby = text[at] in ("baby", "twin") and text[at - 1] == "this"
    if not ours and not (plain and (party.beside or party.person == "driver")):
        return False
    if party.person in ANYONE and not party.beside:
        return False  # "elderly lady confused. Pt is alright in herself"
    rest = text[at + 1 : at + 1 + _NEAR]
    if rest[:2] == ("was", "passenger"):
        return True  # "bus driver had a seizure; pt was passenger"
    if not party.beside and not marked:
        return False
    others = PARTIES - {party.person}
    aside = text[max(0, at - 2) : at]
    apposed = rest[:1] == (",",) and aside[1:] == (",",) and aside[0] in others
    did = plain and not DEEDS.isdisjoint(rest[:1])
    drove = did and marked and not {"her", "him"}.isdisjoint(rest[1:2])
    told = marked and party.beside and rest[:2] in ((":", "temperature"), (":", "obs"))
    return (
        (apposed and party.beside)  # "driver (pt) punched"
        or drove
        or told  # "roommate febrile. Our resident: temp 36.7"
        or _is_well(rest, party, marked=marked, baby=this_baby)
    )


def _is_well(
    said: Sequence[str], party: Party, *, marked: bool, baby: bool = False
) -> bool:
    """ "In bed 4 unaffected", "couldn't sleep", of the patient."""
    rest = list(dropwhile(_PASSED.__contains__, said))
    if not rest:
        return False
    pairs = (tuple(rest[:2]), tuple(rest[1:3]))
    sure = WELL if (marked and party.beside) or baby else UNHARMED
    well = rest[0] in sure and _UNTIL.isdisjoint(rest[1:2])
    whole = pairs[0] in UNTOUCHED and _UNTIL.isdisjoint(rest[2:3])
    comes = pairs[0] in COMES_FOR and not ERRANDS.isdisjoint(rest)
    if well or whole or comes:
        return True
    acts = any(p in SLEEPLESS for p in pairs) or tuple(rest[:3]) == MAKING_ROOM
    is_the = rest[0] in ONLY or rest[0] == "the" or pairs[0] in SELF_DONE
    return party.beside and (acts or (marked and is_the))


def _is_own(at: int, text: Sequence[str], party: Party) -> bool:
    """ "Daughter re: her own smear", "just for her own pill", "told to book own"."""
    if text[at] != "own" or at < _SHORT:
        return False
    if text[at - 4 : at - 1] == ("no", "symptoms", "of"):
        return text[at + 1 : at + 2] in _ENDS
    if ERRANDS.isdisjoint(text[at + 1 : at + _SHORT]):
        return False
    whose = _OWN_OF.get(text[at - 1], "")
    if not whose or text[at - 2] not in ABOUT | {"asks", "wants"}:
        return False
    before = text[max(0, at - _NEAR) : at - 2]
    if whose in party.others or whose == "i":
        return True
    another = not PARTIES.isdisjoint(before) and party.person not in before
    return another or not ONLY.isdisjoint(before[-1:])


def _is_contact(at: int, text: Sequence[str], party: Party) -> bool:
    """ "Contact tracing this pt", "separate appt for him", "this is twin 2"."""
    said = tuple(text[at : at + 4])
    if said[:2] == ("contact", "tracing"):
        return party.beside
    if party.person == "twin" and said[:3] == ("this", "is", "twin"):
        return said[3:] != (party.number,)
    him = {"him", "her"} - frozenset[str]().union(*(OBJECTS[o] for o in party.others))
    if said[:1] == ("separate",) and said[1:2] in (("appt",), ("appointment",)):
        ends = text[at + 4 : at + 5] in _ENDS
        return said[2:3] == ("for",) and not him.isdisjoint(said[3:]) and ends
    return False


def _is_form(text: Sequence[str], places: Sequence[int], party: Party) -> bool:
    """ "Needs FMLA form to care for dad", "FMLA for wife's chemo", of old diseases."""
    of_years = party.finding == "epilepsy"
    for at in places:
        before = text[max(0, at - 2) : at]
        asked = text[at] in FORMS and not CARING.isdisjoint(before)
        if of_years and asked and "," not in before:
            return True
        if text[at] == "fmla" and text[at + 1 : at + 2] == ("for",):
            return party.finding == "malignancy"
    return False
