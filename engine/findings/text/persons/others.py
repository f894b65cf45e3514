"""Findings told of somebody beside the patient: "the man who hit him was slurring".

A friend, a stranger, a carer's charge or a relative is the subject of the clause,
and the text names its patient apart: "our patient", "this one only", "her own
appointment". Without such a word a person may be the patient, and a finding stays:
"the lady in bed 4 is confused" is a nurse's message about her. Some frames need no
such word: "two of his brothers", "on his father's side", "contact with a pupil who".
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from engine.findings.text.persons.apart import is_apart, names_patient, pronouns_of
from engine.findings.text.persons.attached import is_attached
from engine.findings.text.persons.kin_illness import is_illness_of_kin
from engine.findings.text.persons.other_words import (
    ANEW,
    CALLING_OFF,
    CARED_FOR,
    CARES,
    COMING,
    DIFFERENT,
    FAMILY_SIDE,
    HUMANS,
    ITSELF,
    MEETING,
    NOT_A_PERSON,
    NOT_ABLE,
    PATIENT_LIKE,
    PLURALS,
    SEEING,
    SHAKEN,
    SORTS,
    STATES,
)
from engine.findings.text.persons.party_words import PARTIES
from engine.findings.text.persons.patient_named import is_of_party
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.timing.times import is_recent
from engine.findings.text.wording.grammar import BREAKS, INFORMING, PERSONS, WORRYING
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP

if TYPE_CHECKING:
    from engine.findings.text.persons.caller_lines import Place

_OPENING = BREAKS | word_set(", : and as because so when that while off or") | {STOP}
_TELLING = (INFORMING - word_set("at here present seen carried took")) | WORRYING
_CALLS = word_set("rang rings ringing calling call calls caller 999 111 911 phoned")
_BLOOD = word_set("maternal paternal")
_WHOSE = word_set("his her")
_HIS_OWN = word_set("has is was feels gets had")
_WITH = word_set("with who having")
_STRANGE = word_set("a another")
_CHILDREN = word_set("daughter son child baby toddler")
_APPOINTED = word_set("appointment appt")
_FAR = 7
_NEAR = 4
_SHORT = 2
_STAYS = frozenset(
    {"now", "today", "tonight", "he", "she", "i", "pt", "patient", "but"}
)
_IN_STATE = STATES | {"with"}
_PERSONS = PERSONS | PATIENT_LIKE
_NAMING = PARTIES | PERSONS | FAMILY_SIDE | word_set("wrong source rest bed")


def without_others(
    words: Sequence[str], marks: tuple[Mark, ...], place: "Place"
) -> tuple[Mark, ...]:
    """The marks of a sentence, but for findings that are told of another person."""
    if not any(mark.is_finding for mark in marks):
        return marks
    if _NAMING.isdisjoint(words):
        return marks
    return tuple(
        m for m in marks if not (m.is_finding and _is_of(m, words, marks, place))
    )


def _is_of(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], place: "Place"
) -> bool:
    return (
        _is_of_side(finding, words)
        or _is_of_some(finding, words, place.text)
        or _is_of_elder(finding, words, marks)
        or _is_of_charge(finding, words, marks)
        or _is_of_contact(finding, words, place.text)
        or _is_excuse(finding, words)
        or _is_of_teller(finding, words)
        or _is_of_another(finding, words)
        or _is_of_subject(finding, words, marks, place)
        or is_of_party(finding, words, marks, place.text, place.start)
        or is_attached(finding, words, place.text)
        or is_illness_of_kin(finding, words, marks)
    )


def _is_of_subject(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], place: "Place"
) -> bool:
    """ "His mate got breathless but this lad only has a burnt hand"."""
    for noun, verb in _subjects(finding, words, marks):
        between = words[verb : finding.start]
        if not ANEW.isdisjoint(between) or not _TELLING.isdisjoint(
            words[noun : finding.start]
        ):
            continue
        told = range(place.start + noun, place.start + finding.end)
        if is_apart(noun, words, place.text, told):
            return True
    return False


def _subjects(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> Iterator[tuple[int, int]]:
    """Persons whom a clause before the finding begins with, and their verbs."""
    named = {mark.start for mark in marks if mark.is_finding or mark.is_place}
    for noun in range(finding.start):
        if words[noun] not in HUMANS or names_patient(words, noun):
            continue
        first = noun
        while first and words[first - 1] in SORTS:
            first -= 1
        own = words[first:noun]
        if "this" in words[max(0, first - 1) : first] or (
            first
            and words[first - 1] not in _OPENING
            and not _is_possessed(own, noun, finding)
        ):
            continue
        near = range(noun + 1, min(noun + 1 + _FAR, finding.start + 1))
        verb = next(
            (i for i in near if words[i] in STATES or words[i] == "with" or i in named),
            None,
        )
        if verb is not None:
            yield noun, verb


def _is_possessed(own: Sequence[str], noun: int, finding: Mark) -> bool:
    """ "A splint for her sister's carpal tunnel"."""
    return noun + 1 == finding.start and not _WHOSE.isdisjoint(own)


def _is_of_side(finding: Mark, words: Sequence[str]) -> bool:
    """ "All diabetic on his father's side", "among the relatives one with fits"."""
    for at, (one, two) in enumerate(pairwise(words)):
        if one in FAMILY_SIDE and two == "side":
            return _STAYS.isdisjoint(_between(at, finding, words))
        if one == "among" and "relatives" in words[at + 1 : at + 3]:
            return _STAYS.isdisjoint(_between(at, finding, words))
    return False


def _between(at: int, finding: Mark, words: Sequence[str]) -> Sequence[str]:
    return (
        words[finding.end : at] if finding.start < at else words[at + 2 : finding.start]
    )


def _is_of_some(finding: Mark, words: Sequence[str], text: Sequence[str]) -> bool:
    """ "Two of his brothers have AF", "one of her residents is incontinent".

    Who rings about one of his residents rings about the patient.
    """
    if not _CALLS.isdisjoint(text):
        return False
    for at in range(finding.start):
        if words[at] not in PLURALS or words[max(0, at - _SHORT)] != "of":
            continue
        if words[at - 1] not in _WHOSE:
            continue
        said = words[at + 1 : finding.start]
        if _IN_STATE.isdisjoint(said[:1]):
            continue
        return ANEW.isdisjoint(said) and "," not in said and _TELLING.isdisjoint(said)
    return False


def _is_of_elder(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Maternal grandfather: B12 deficiency", "paternal aunt MS with numb legs"."""
    if _BLOOD.isdisjoint(words) or _is_of_today(marks):
        return False
    for at in range(1, finding.start):
        if words[at] not in PERSONS or words[at - 1] not in _BLOOD:
            continue
        colon = words[at + 1] == ":"
        said = words[at + 1 + colon : finding.start]
        return ANEW.isdisjoint(said) and _TELLING.isdisjoint(said)
    return False


def _is_of_charge(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Main carer for a brother with hemiplegia", within one clause."""
    if CARES.isdisjoint(words[: finding.start]) or _is_of_today(marks):
        return False
    for noun in range(2, finding.start):
        if words[noun] not in HUMANS or words[noun] in ("patient", "pt"):
            continue
        first = noun
        while words[first - 1] in SORTS:
            first -= 1
        caring = words[max(0, first - 2) : first]
        if len(caring) < _SHORT or caring[1] not in CARED_FOR or caring[0] not in CARES:
            continue
        said = words[noun + 1 : finding.start]
        is_his = said[:1] and said[0] in _WITH
        return bool(is_his) and _is_plain(said)
    return False


def _is_of_contact(finding: Mark, words: Sequence[str], text: Sequence[str]) -> bool:
    """ "In contact with a pupil who had fever", "saw a man having a fit, is shaken"."""
    for noun in range(2, finding.start):
        if words[noun] not in HUMANS or words[noun] in ("patient", "pt"):
            continue
        first = noun
        while first and words[first - 1] in SORTS:
            first -= 1
        said = words[noun + 1 : finding.start]
        told = words[noun + 1 : noun + 2]  # "having a fit" may be all of a phrase
        if first == noun or told[0] not in _WITH or not _is_plain(said):
            continue
        met = tuple(words[max(0, first - 2) : first]) in MEETING
        saw = first > 0 and words[first - 1] in SEEING and not SHAKEN.isdisjoint(text)
        # "Saw my husband having a fit", "saw a man having a fit, bystanders shaken"
        strange = words[noun] not in _PERSONS and words[first] in _STRANGE
        alone = sum(word in HUMANS for word in text) == 1
        if met or (saw and strange and alone and _CALLS.isdisjoint(text)):
            return True
    return False


def _is_plain(said: Sequence[str]) -> bool:
    """Whether nothing of somebody else, and no new clause, stands in between."""
    return (
        ANEW.isdisjoint(said)
        and {",", STOP, ":"}.isdisjoint(said)
        and len(said) <= _FAR
    )


def _is_excuse(finding: Mark, words: Sequence[str]) -> bool:
    """ "Daughter has a fever so mum cancels her smear": who is at home is another."""
    if finding.word != "fever" or "so" not in words[finding.end :]:
        return False
    if not any(word in PERSONS or word == "child" for word in words[: finding.start]):
        return False
    at = words.index("so", finding.end)
    if not {"now", "also", ";", STOP}.isdisjoint(words[finding.end : at]):
        return False
    rest = words[at + 1 : at + 1 + _NEAR]
    unable = not NOT_ABLE.isdisjoint(rest[1:2]) and not COMING.isdisjoint(rest[2:3])
    other = not CALLING_OFF.isdisjoint(rest)
    child = not _CHILDREN.isdisjoint(words[: finding.start])
    appointed = not child and not _APPOINTED.isdisjoint(words[at:])
    may_be = PERSONS | {"i"} | ({"she", "he"} if appointed else set())
    return other or (unable and rest[0] in may_be)


def _is_of_teller(finding: Mark, words: Sequence[str]) -> bool:
    """ "Husband says he himself has been dizzy", "says he is dizzy himself"."""
    itself = [i for i, word in enumerate(words) if word in ITSELF]
    if not itself or words[0] not in PERSONS | _WHOSE:
        return False
    at = itself[0]
    person = next((i for i in range(_SHORT) if words[i] in PERSONS), None)
    if person is None or words[person + 1] not in INFORMING:
        return False
    own = {"himself": "he", "herself": "she"}[words[at]]
    others = pronouns_of(words[person])
    if not others or own in others or words[person + 2] != own:
        return False
    if at == person + 3:
        return finding.start > at and words[at + 1] in _HIS_OWN
    return finding.end == at and words[person + 3] in _HIS_OWN


def _is_of_another(finding: Mark, words: Sequence[str]) -> bool:
    """ "Seizure at the pool was another swimmer"."""
    for at in range(finding.end, min(finding.end + _FAR, len(words) - 2)):
        if words[at] not in ("was", "were"):
            continue
        if tuple(words[at + 1 : at + 3]) in DIFFERENT:
            return True
        other, noun = words[at + 1], words[at + 2]
        return other == "another" and noun in HUMANS - NOT_A_PERSON
    return False


def _is_of_today(marks: Sequence[Mark]) -> bool:
    return any(mark.time is not None and is_recent(mark.time) for mark in marks)
