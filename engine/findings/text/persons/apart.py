"""Whether a text names its patient apart from a person it speaks of.

"Our patient", "this one just", "nothing for herself", "her own appointment". That
"pt" or "he" is named says nothing: both may be the very person ("Mother confused.
Pt has AF").
"""

from collections.abc import Sequence

from engine.findings.text.persons.other_words import (
    ACTED,
    ANYONE,
    CARER_ACTS,
    HUMANS,
    ITSELF,
    ONLY,
    OWN_BUSINESS,
    OWNERS,
    THE_PATIENT,
    UNHARMED,
)
from engine.findings.text.persons.relatives import other_pronouns
from engine.findings.text.wording.grammar import PERSONS
from engine.findings.text.wording.word_set import word_set

_MEN = word_set("man gent gentleman chap bloke guy lad boy")
_WOMEN = word_set("lady woman girl lass")
_UNSURE = word_set("the this")
_OTHER = word_set("another other next last second previous")
_UNTIL = word_set("until till yesterday before when last at this earlier")
_CHILDREN = word_set(
    """son daughter child baby toddler boy girl grandson granddaughter kid infant lad
    lass"""
)
_OF_EVENT = word_set(
    """won't wont isn't not started stopped happened lasted keeps lasts began going
    <time> now today ended a for came gone"""
)
_CALLS = word_set(
    """rang rings ringing calling call calls caller 999 111 911 phoned today now since
    sudden suddenly this"""
)
_SYMPTOMLESS = (["has", "no", "symptoms"], ["has", "no", "symptom"])
_APPOSED = word_set("<time> from since of too also as at with . ; : in by for")
_CALM = word_set("well fine ok okay alright")
_THEM = word_set("him her them dad mum his")
_TESTED = word_set("test tested tests screened screening checked")
_DISTURBED = word_set("sleep slept awake quiet noise noisy moved")
_WHOSE = {"his": "he", "her": "she"}
_OBJECTS = {"him": "he"}
OTHER_NAMING_WORDS = _TESTED | _DISTURBED | word_set("him should symptom bay bed")
_NEAR = 6
_SHORT = 3


def pronouns_of(noun: str) -> frozenset[str]:
    """The pronouns that cannot speak of a person."""
    if noun in _MEN:
        return frozenset({"she"})
    return frozenset({"he"}) if noun in _WOMEN else other_pronouns((noun,))


def names_patient(words: Sequence[str], noun: int) -> bool:
    """ "The driver, our patient, has none", "this lad", "our patient"."""
    beside = (*words[max(0, noun - 1) : noun], *words[noun + 1 : noun + 3])
    if not {"this", "our"}.isdisjoint(beside):
        return True
    plain = words[noun] in THE_PATIENT
    other = {"last", "next", "another", "other", "previous"}
    return plain and other.isdisjoint(words[max(0, noun - 1) : noun])


def is_apart(noun: int, words: Sequence[str], text: Sequence[str], told: range) -> bool:
    """Whether the patient is named apart, outside of what is told of the person."""
    person, article = words[noun], words[max(0, noun - 1)]
    sure = person in PERSONS or article not in _UNSURE or not noun
    other = person not in ANYONE or article in _OTHER
    pronouns = pronouns_of(person)
    grown = frozenset[str]() if person in _CHILDREN else pronouns
    calm = _CALLS.isdisjoint(text)
    kin = person in PERSONS and words[noun + 1 : noun + 2] != (":",)
    return any(
        _is_ours(at, text)
        or _is_this(at, text, person, sure=sure)
        or _is_own(at, text, pronouns)
        or (sure and other and _is_well_or_acts(at, text, kin=kin))
        or (sure and calm and _is_to_be_tested(at, text))
        or (calm and _cares(at, text, grown))
        or (text[at] in pronouns and _is_disturbed(noun, words, text, at))
        for at in range(len(text) - 1)
        if at not in told
    )


def _is_ours(at: int, text: Sequence[str]) -> bool:
    """ "Our patient has", "the driver, our patient,", not "our patient since"."""
    if text[at] != "our" or text[at + 1] not in THE_PATIENT:
        return False
    after = text[at + 2 : at + 3]
    if after == (",",):
        return at > 1 and text[at - 1] == "," and text[at - 2] in HUMANS
    return bool(after) and after[0] not in _APPOSED


def _is_this(at: int, text: Sequence[str], person: str, *, sure: bool) -> bool:
    """ "This one just crying", "this lad only has", "this is the driver"."""
    if text[at] != "this":
        return False
    noun, after = text[at + 1], text[at + 2 : at + 3]
    if noun == "one":  # "2nd seizure, this one 12 mins" is of the seizure
        healthy = not UNHARMED.isdisjoint(after)
        going_on = not _OF_EVENT.isdisjoint(text[at + 3 : at + 4])
        only = after[:1] and after[0] in ("only", "just") and not going_on
        return healthy or (bool(only) and sure and person not in _CHILDREN)
    if noun == "twin":
        return True
    if noun not in HUMANS or noun == person:
        return False
    return sure and bool(after) and after[0] in ONLY


def _is_own(at: int, text: Sequence[str], pronouns: frozenset[str]) -> bool:
    """ "Her own appointment", "nothing for herself", "her smear" beside a nephew."""
    after = text[at + 1 : at + 3]
    if text[at] in OWNERS and after[:1] == ("own",):
        may_be = text[at] in _WHOSE and after[1:] != ("risk",)
        if may_be and _WHOSE[text[at]] not in pronouns:
            return False  # "child has a fever, her own medicine no help"
        return after[1:] != () and after[1] in OWN_BUSINESS
    if _WHOSE.get(text[at]) in pronouns:
        return text[at + 1] in ("appointment", "appt", "smear", "jab", "prescription")
    return (
        text[at] == "nothing" and after[:1] == ("for",) and not ITSELF.isdisjoint(after)
    )


def _is_well_or_acts(at: int, text: Sequence[str], *, kin: bool) -> bool:
    """ "Pt: none", "patient called the ambulance", "he has no symptoms".

    "Dad's speech is slurred. Patient alright in ED" is of the dad.
    """
    after = list(text[at + 1 : at + 1 + _SHORT])
    if text[at] in ("he", "she", "pt", "patient") and after in _SYMPTOMLESS:
        return _UNTIL.isdisjoint(text[at + 4 : at + 5])
    if text[at] not in ("pt", "patient"):
        return False
    while after and after[0] in (":", "is", "was", "remains", "himself", "herself"):
        after.pop(0)
    if not after:
        return False
    if after[0] in ACTED:
        return True
    well = UNHARMED - _CALM if kin else UNHARMED
    return after[0] in well and _UNTIL.isdisjoint(after[1:])


def _is_to_be_tested(at: int, text: Sequence[str]) -> bool:
    """ "My dad has seizures, should I get the gene test?", not "should I call 999?"."""
    asks = tuple(text[at : at + 2]) == ("should", "i")
    asked = text[at + 2 : at + 2 + _NEAR]
    return asks and not _TESTED.isdisjoint(asked) and _THEM.isdisjoint(asked)


def _cares(at: int, text: Sequence[str], pronouns: frozenset[str]) -> bool:
    """ "She is tired out from caring", "the lifting has given him back pain"."""
    if text[at] in pronouns:
        return not CARER_ACTS.isdisjoint(text[at + 1 : at + 1 + _NEAR])
    given = _OBJECTS.get(text[at]) in pronouns
    return given and not CARER_ACTS.isdisjoint(text[max(0, at - _SHORT) : at])


def _is_disturbed(
    noun: int, words: Sequence[str], text: Sequence[str], at: int
) -> bool:
    """ "The lady in bed 4 is confused, so he did not sleep"."""
    lies = words[noun + 1 : noun + 2] == ("in",) and words[noun + 2] in ("bed", "bay")
    moved = words[noun - 1] == "as" and "moved" in words[:noun]
    if not lies or not (moved or text[at - 1] == "so"):
        return False  # "she is confused, he has been awake all night calling"
    return not _DISTURBED.isdisjoint(text[at : at + _NEAR])
