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
    BOOKS,
    CARING,
    COMES,
    COMES_FOR,
    DEEDS,
    FORMS,
    GETS,
    I_AM,
    ITSELF,
    NEEDS,
    OBJECTS,
    ONLY,
    OWN_THINGS,
    PARTIES,
    SLEEPLESS,
    SUBJECTS,
    THE_PATIENT,
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
_SEEN_TOO = (
    ("seen", "too"),
    ("seen", "also"),
    ("seen", "himself"),
    ("seen", "herself"),
)
_THEM = word_set("him her")
_OBJECT_OF = {"him": "he", "himself": "he", "her": "she", "herself": "she"}
_AFTER_CONTACT = word_set("vaccine prophylaxis swab swabs testing screening tamiflu")
_HELP = word_set("ambulance help 999 911 urgent urgently")
# Told in a stroke rather than in a form: "slurred, needs a carers form".
_OF_STROKE = word_set("facial-weakness slurred-speech aphasia")


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
    """ "I'm just here to get swabbed", "I only need my A1c", not "my son seen"."""
    if text[at] not in I_AM or not _HELP.isdisjoint(text):
        return False
    rest = text[at + 1 : at + 1 + _NEAR]
    only = not ONLY.isdisjoint(rest[:2])
    words = [word for word in rest if word not in ONLY and word not in ("am", "is")]
    if words[:1] and words[0] in NEEDS:
        thing = only or not OWN_THINGS.isdisjoint(words[2:])
        return words[1:2] == ["my"] and thing and PARTIES.isdisjoint(words[2:])
    if not words or words[0] not in COMES:
        return False
    mine = "my" in words[1 : _SHORT + 1] or (only and not GETS.isdisjoint(words[1:4]))
    return mine and PARTIES.isdisjoint(words[1:]) and _THEM.isdisjoint(words[1:])


def _is_of_pronoun(at: int, text: Sequence[str], party: Party) -> bool:
    """ "Wife SOB. He only wants his stitches out": he cannot be the wife."""
    one = SUBJECTS.get(text[at], "")
    if not one or not (one in party.others or party.one):
        return False
    rest = text[at + 1 : at + 1 + _NEAR]
    mine = (OBJECTS[who] for who in ("he", "she") if who != one)
    if not frozenset[str]().union(*mine).isdisjoint(rest):
        return False  # "wife slurring. He just wants her seen"
    worried = "worried" in rest[:2] and not {"hers", "same"}.isdisjoint(rest)
    well = not WELL.isdisjoint(rest[:_SHORT]) and not ITSELF.isdisjoint(rest)
    comes = tuple(rest[:2]) in COMES_FOR or tuple(rest[1:3]) in COMES_FOR
    return worried or well or comes or _is_sleepless(rest)


def _is_apart_by_pronoun(at: int, text: Sequence[str], party: Party) -> bool:
    """ "Him: INR only", "taxi driver had a fit, she was in the back"."""
    rest = text[at + 1 : at + 1 + _NEAR]
    if text[at] in _OBJECT_OF and rest[:1] == (":",):
        return _OBJECT_OF[text[at]] in party.others and not ONLY.isdisjoint(rest)
    if text[at] not in SUBJECTS:
        return False
    if party.person == "driver" and rest[:1] == ("was",):
        return not {"back", "passenger"}.isdisjoint(rest)
    # "Pt in next bed had a seizure so she got no sleep"
    return party.beside and text[at - 1] == "so" and _is_sleepless(rest)


def _is_sleepless(rest: Sequence[str]) -> bool:
    return any(pair in SLEEPLESS for pair in pairwise(rest))


def _is_of_patient(at: int, text: Sequence[str], party: Party) -> bool:
    """ "Pt in bed 4 unaffected", "our pt drove her", "this baby well"."""
    marked = at > 0 and text[at - 1] in _THIS
    ours = marked and text[at] in _OURS and text[at] != party.person
    if not ours and text[at] not in THE_PATIENT:
        return False
    if party.person in ANYONE and not party.beside:
        return False  # "elderly lady confused. Pt is alright in herself"
    rest = text[at + 1 : at + 1 + _NEAR]
    others = PARTIES - {party.person}
    beside = text[max(0, at - 2) : at]
    apposed = rest[:1] == (",",) and beside[1:] == (",",) and beside[0] in others
    was = rest[:1] == ("was",) and not others.isdisjoint(rest[1:2])
    did = text[at] in THE_PATIENT and not DEEDS.isdisjoint(rest[:1])
    told = marked and party.beside and rest[:1] == (":",)
    return (
        apposed  # "driver (pt) punched"
        or was  # "bus driver had a seizure; pt was passenger"
        or did
        or told  # "roommate febrile. Our resident: temp 36.7"
        or _is_well(rest, beside=party.beside and text[at] != "one", marked=marked)
    )


def _is_well(said: Sequence[str], *, beside: bool, marked: bool) -> bool:
    """ "In bed 4 unaffected", "couldn't sleep", of the patient."""
    rest = list(dropwhile(_PASSED.__contains__, said))
    if not rest:
        return False
    pairs = (tuple(rest[:2]), tuple(rest[1:3]))
    well = rest[0] in WELL and _UNTIL.isdisjoint(rest[1:2])
    acts = pairs[0] in COMES_FOR | UNTOUCHED or any(p in SLEEPLESS for p in pairs)
    only = beside and (rest[0] in ONLY or (marked and rest[0] == "the"))
    return well or acts or only


def _is_own(at: int, text: Sequence[str], party: Party) -> bool:
    """ "Daughter re: her own refill", "told to book own appt", "none of her own"."""
    if text[at] != "own" or not at:
        return False
    thing = not OWN_THINGS.isdisjoint(text[at + 1 : at + _SHORT])
    before = text[max(0, at - 2) : at]
    if thing and len(before) > 1 and before[1] in ("her", "his", "my"):
        return before[0] in ABOUT | {"asks", "wants"}
    if thing and before[-1] in BOOKS:
        return True
    none = not {"no", "none", "nil"}.isdisjoint(text[max(0, at - 5) : at])
    return none and before[0] == "of" and text[at + 1 : at + 2] in ((), (".",))


def _is_contact(at: int, text: Sequence[str], party: Party) -> bool:
    """ "Contact tracing this pt", "if he could be seen too", "this is twin 2"."""
    said = tuple(text[at : at + 4])
    if said[:2] == ("contact", "tracing"):
        return party.beside
    asks = said[:1] == ("contact",) and not {"wants", "needs", "for"}.isdisjoint(said)
    if asks and party.finding == "fever":
        return not _AFTER_CONTACT.isdisjoint(text[at + 1 : at + _NEAR])
    if party.person == "twin" and said[:3] == ("this", "is", "twin"):
        return said[3:] != (party.number,)
    if said[:2] in _SEEN_TOO:
        return "be" in text[max(0, at - 1) : at]
    him = {"him", "her"} - frozenset[str]().union(*(OBJECTS[o] for o in party.others))
    if said[:1] == ("separate",) and said[1:2] in (("appt",), ("appointment",)):
        return said[2:3] == ("for",) and not him.isdisjoint(said[3:])
    felt = said[:1] and said[0] in ("feels", "is", "says", "he's", "she's")
    well = said[1:2] and said[1] in WELL and not ITSELF.isdisjoint(said[2:3])
    return party.beside and bool(felt) and bool(well)


def _is_form(text: Sequence[str], places: Sequence[int], party: Party) -> bool:
    """ "Asking for the carers form", "FMLA to care for dad"."""
    if party.finding in _OF_STROKE:
        return False
    for at in places:
        before = text[max(0, at - 2) : at]
        if text[at] in FORMS and not CARING.isdisjoint(before) and "," not in before:
            return True
        if text[at] in FORMS and tuple(text[at + 1 : at + 4]) == ("to", "care", "for"):
            return True
        if text[at] == "fmla" and text[at + 1 : at + 2] == ("for",):
            return not PARTIES.isdisjoint(text[at + 2 : at + 4])
    return False
