"""Relative clauses about other people: "his wife, who has breast cancer".

What stands between "who" and the end of the clause is told of the person
before it. A person who reports ("son, who noticed her slurring") or is brought
("brought her son who has a fever") is another matter.
"""

from collections.abc import Sequence
from typing import Literal

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ANIMALS, INFORMING, PERSONS
from engine.findings.text.wording.word_set import word_set

_RELATIVE = frozenset({"who", "whose", "that", "which"})
_REPORTING = 3
_ENDS = frozenset({";", ".", "but"})
PATIENT = frozenset({"pt", "patient", "pt's", "patient's", "herself", "himself"})
_THE = frozenset({"to", "the", "our", "this"})
_OF_PATIENT = frozenset({"pt's", "patient's"})
_TELLS = (INFORMING - {"at", "here", "present", "seen", "attended"}) | {"is", "was"}
_BRINGING = frozenset({"brought", "brings", "bringing", "carrying", "of", "presents"})
_MALE = word_set(
    """father dad brother son husband uncle grandfather grandad grandpa boyfriend
    nephew grandson stepfather stepson fella hubby"""
)
_FEMALE = word_set(
    """mother mum mom mam sister daughter wife aunt aunty grandmother grandma
    granny girlfriend niece granddaughter gran nan nana nanna stepmother
    stepdaughter mums missus"""
)
_HAS_NOT = word_set("hasn't hasnt has have did didn't didnt not")
_PRONOUNS = word_set("he she his her their my i pt patient")
_GOES_ON = frozenset({"has", "is", "gets"})
_HE_IS = frozenset({"he's", "hes"})
_SHE_IS = frozenset({"she's", "shes"})
_HE = frozenset({"he"}) | _HE_IS
_SHE = frozenset({"she"}) | _SHE_IS
_STATING = word_set(
    """has had is was isn't hasn't feels felt reports denies can't cannot himself
    herself does can woke noticed developed complains"""
)
RELATIVE_WORDS = _RELATIVE | PATIENT | _BRINGING | _STATING | _HE | _SHE | {"unlike"}
_IS = _HE_IS | _SHE_IS


def is_of_relative(finding: Mark, words: Sequence[str]) -> bool:
    """Whether it stands in a relative clause about another person."""
    for at in range(finding.start - 1, 0, -1):
        if words[at] in _ENDS:
            return False
        if words[at] not in _RELATIVE:
            continue
        comma = words[at - 1] == ","
        person = words[at - 1 - comma]
        if comma and person not in PERSONS:  # "her husband with dementia, who is"
            near = range(max(0, at - _REPORTING - 2), at - 1)
            if any(words[i] in PERSONS and words[i + 1] == "with" for i in near):
                return PATIENT.isdisjoint(words[at : finding.start])
        if person in PERSONS and at - 2 - comma >= -1:
            return _is_about(at, at - 1 - comma, words) and not _is_left(
                words, at, finding.start, closes=comma
            )
    return False


def _is_about(relative: int, person: int, words: Sequence[str]) -> bool:
    """Whether "who" tells of the person, who neither reports nor is brought."""
    after = words[relative + 1 : relative + 1 + _REPORTING]
    if words[relative] != "whose" and not _TELLS.isdisjoint(after[:2]):
        return "is" in after[:1] and _TELLS.isdisjoint(after[1:])
    return _BRINGING.isdisjoint(words[max(0, person - 2) : person])


def _is_left(words: Sequence[str], since: int, until: int, *, closes: bool) -> bool:
    """Whether the relative clause is over: at a comma, or at the patient."""
    said = words[since + 1 : until]
    last = max((i for i, word in enumerate(said) if word == ","), default=-1)
    if closes and said[last + 1 : last + 2] and said[last + 1] in _GOES_ON:
        return not PATIENT.isdisjoint(said)  # "his son, who is autistic, has fits"
    anew = any(
        word in _PRONOUNS and said[i - 1] == "and" for i, word in enumerate(said)
    )
    return anew or "," in said or not PATIENT.isdisjoint(said)


def is_patient_again(person: int, finding: Mark, words: Sequence[str]) -> bool:
    """ "Unlike his brother he has", "mother has MS, patient is numb".

    Between a relative and a finding the patient is named, or a pronoun of the
    other sex speaks of somebody who cannot be that relative.
    """
    named_at = [i for i in range(person, finding.start) if words[i] in PERSONS]
    person = named_at[-1] if named_at else person
    said = words[person : finding.start]
    if said[1:2] and said[1] in _HAS_NOT and not INFORMING.isdisjoint(said[2:4]):
        return True  # "husband hasn't noticed any confusion"
    who = [word for word in said[1:4] if word != ","]
    if who[:1] == ["who"] and not INFORMING.isdisjoint(who[1:2]):
        return True  # "son, who noticed her slurring"
    named = [i for i, word in enumerate(said) if word in PATIENT]
    if any(
        (said[i] in _OF_PATIENT and not _is_person(said[i + 1 : i + 2]))
        or (said[i + 1 : i + 2] == ("who",) and said[i - 1] in _THE)
        for i in named
    ):
        return True  # "says patient's speech is slurred", "phone to patient who is"
    behind = ([word for word in said[i + 1 : i + 3] if word != ","] for i in named)
    if any(after and after[0] in _STATING for after in behind):
        return True  # "when son, the pt, had a fit"
    pronouns = other_pronouns(said)
    if person and words[person - 1] in ("unlike", "his", "her", "my"):
        before = words[max(0, person - 2) : person]
        pronouns = _HE | _SHE if "unlike" in before else pronouns
    return any(
        word in pronouns
        and (word in _IS or not _STATING.isdisjoint(said[i + 1 : i + 2]))
        for i, word in enumerate(said)
    )


def _is_person(said: Sequence[str]) -> bool:
    return not (PERSONS | ANIMALS).isdisjoint(said)


def other_pronouns(said: Sequence[str]) -> frozenset[str]:
    """The pronouns that cannot speak of the persons that some words name."""
    persons = [word for word in said if word in PERSONS]
    sex: set[Literal["m", "f", "?"]] = {
        "m" if one in _MALE else "f" if one in _FEMALE else "?" for one in persons
    }
    if sex == {"m"}:
        return _SHE
    return _HE if sex == {"f"} else frozenset()
