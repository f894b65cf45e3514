"""Findings told of another party, whom the text parts from its patient.

"Visitor fainted, pale. Pt not affected", "uncle lost a leg, it turned black. I only
need my A1c": the finding stands in a clause of the other, and the text says
elsewhere what the patient himself came with (`patient_named`). A clause goes on over
commas and over pronouns that may be the other's, up to "but", "now", "pt" or "I".
Without a word of the patient apart a finding stays: "bed 3 is febrile".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.findings.text.persons.apart import pronouns_of
from engine.findings.text.persons.other_words import SORTS
from engine.findings.text.persons.party_words import (
    BESIDE,
    BRINGING,
    BYSTANDERS,
    CARING,
    EVENTS,
    HALTS,
    LINKS,
    OBJECTS,
    OF_OTHERS,
    OPPOSITE_IS,
    PARTIES,
    SUBJECTS,
    TELLING,
    THE_PATIENT,
)
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.timing.times import is_recent
from engine.findings.text.wording.word_set import word_set

_LONG = 14
_NEAR = 4
_SHORT = 2
_NOW = word_set("now still currently")
_WHO = word_set("who whose who's whos")
_IT_IS = frozenset({("it", "was"), ("it", "is"), ("it's",), ("its",)})
_ALSO_OURS = ("also", "our", "patient")
_LITTLE = word_set("wee little youngest eldest")
_SORTS = SORTS | BESIDE | word_set("co work main taxi bus birth")


@dataclass(frozen=True, slots=True)
class Party:
    """A person beside the patient, and what of a sentence is told of him.

    ``others`` are the pronouns that cannot be his; ``beside`` if his very name
    says that he is another: "visitor", "other driver", "lady in the next bay";
    ``one`` if he is told apart ("is the one with", "it was his mate who"), ``cared``
    if the patient only cares for him: "cares for a wife with"; ``led`` if a crew was
    called for him.
    """

    person: str
    first: int
    others: frozenset[str]
    beside: bool
    one: bool
    cared: bool
    recent: bool
    number: str
    finding: str
    led: bool


def party_of(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> Party | None:
    """The other person of whose clause a finding is; None if it may be our patient."""
    noun = next(
        (i for i in range(finding.start - 1, -1, -1) if _is_one(i, words)), None
    )
    if noun is None or not _NOW.isdisjoint(words[finding.end : finding.end + _SHORT]):
        return None
    beside = _is_beside(noun, words)
    others = pronouns_of(words[noun]) & {"he", "she"}
    said = _plain(words[noun + 1 : finding.start], words[:noun])
    first = noun
    while first and words[first - 1] in _SORTS:
        first -= 1
    before = words[max(0, first - 1) : first]
    named = words[max(0, first - 1) : noun]
    plain = words[noun] in THE_PATIENT and not beside
    if plain or not {"this", "our"}.isdisjoint(named) or _is_of_patient(words[:first]):
        return None
    goes_on = _goes_on(said, others, beside=beside)
    if not goes_on or not (beside or _is_told(said, finding, words, marks)):
        return None
    if beside and "," in said and not _is_told(said, finding, words, marks):
        return None
    own = any(_is_his(word, others) for word in said)
    caring = before == ("for",) and not CARING.isdisjoint(words[first - 2 : first])
    led = not BRINGING.isdisjoint(before) or before == ("for",)
    # "Daughter says mum confused"
    said_by = not TELLING.isdisjoint(before) and not PARTIES.isdisjoint(words[:first])
    if said_by or (led and not (own or caring or _WHO.intersection(said[:3]))):
        return None
    one = _is_the_one(said) or _is_cleft(words[:first], said)
    cared = caring and "," not in said and said[:1] in (("with",), ("w",), ("who",))
    recent = any(m.time is not None and is_recent(m.time) for m in marks)
    number = next(iter(words[noun + 1 : noun + 2]), "")
    cared = cared and not recent
    what = (recent, number, finding.word, before == ("for",))
    return Party(words[noun], first, others, beside, one, cared, *what)


def _is_his(word: str, others: frozenset[str]) -> bool:
    """Whether a pronoun is the other's: "she" and "her" of a wife."""
    if not others:
        return False
    may_be = {"he", "she"} - others
    return SUBJECTS.get(word, "") in may_be or any(word in OBJECTS[o] for o in may_be)


def _is_cleft(before: Sequence[str], said: Sequence[str]) -> bool:
    """ "It was his co-driver who got confused"."""
    who = said[:1] and said[0] in _WHO | {"that"}
    return bool(who) and (tuple(before[-2:]) in _IT_IS or tuple(before[-1:]) in _IT_IS)


def _plain(said: Sequence[str], before: Sequence[str]) -> Sequence[str]:
    """Without what stands apart beside the name: "son (9)", "wife (main carer)"."""
    if tuple(said[1:4]) == _ALSO_OURS:
        return said[5:]
    if said[:1] == (",",) and said[2:3] == (",",):
        return said[3:]
    closes = said[:1] == (",",) and "," in before[-3:]
    return said[1:] if closes else said


def _is_one(at: int, words: Sequence[str]) -> bool:
    little = words[at] == "one" and words[max(0, at - 1)] in _LITTLE
    if words[at] in PARTIES or little:
        return True
    alone = PARTIES.isdisjoint(words[max(0, at - _SHORT) : at])
    one = words[at + 1 : at + 2] != () and _is_the_one(words[at + 2 : at + 5])
    return words[at] == "bed" and alone and (one or _is_beside(at, words))


def _is_beside(noun: int, words: Sequence[str]) -> bool:
    """ "Visitor", "other driver", "patient in next bed", not "from care home"."""
    before = words[max(0, noun - _SHORT) : noun]
    if words[noun] in BYSTANDERS:
        return "my" not in before
    if not OF_OTHERS.isdisjoint(before):
        return True
    where = words[noun + 1 : noun + 1 + _NEAR]
    if words[noun] == "bed":
        return not BESIDE.isdisjoint(where[:2])
    if where[:1] == ("opposite",):
        return not OPPOSITE_IS.isdisjoint(where[1:2])
    lies = where[:1] in (("in",), ("from",))
    return lies and not BESIDE.isdisjoint(where[1:3])


def _is_of_patient(before: Sequence[str]) -> bool:
    """ "Pt and wife", not "pt's caregiver": the patient stands before the other."""
    return not THE_PATIENT.isdisjoint(before[:-1]) or before[-1:] in (("i",), ("i'm",))


def _goes_on(said: Sequence[str], others: frozenset[str], *, beside: bool) -> bool:
    """Whether nothing tells of somebody else, or of now, before the finding."""
    if len(said) > _LONG or not HALTS.isdisjoint(said):
        return False
    if not THE_PATIENT.isdisjoint(said) or not TELLING.isdisjoint(said[:_NEAR]):
        return False
    pronouns = {SUBJECTS[word] for word in said if word in SUBJECTS}
    may_be = {"he", "she"} - others if others else frozenset()
    if pronouns - may_be:
        return False
    mine = frozenset[str]().union(*(OBJECTS[one] for one in others))
    return mine.isdisjoint(said) and (bool(others) or beside or "him" not in said)


def _is_told(
    said: Sequence[str], finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether the clause says it of him: "fainted, pale", not "at home, pale"."""
    since = finding.start - len(said)
    if "," not in said:
        told = words[since : finding.end]
        return len(said) <= 1 or not LINKS.isdisjoint(told)
    at = said.index(",")
    clause, behind = said[:at], said[at + 1 : at + 2]
    named = any(
        m.is_finding and since <= m.start and m.end <= since + at for m in marks
    )
    others = pronouns_of(words[since - 1]) & {"he", "she"}
    if behind and (behind[0] in _WHO or _is_his(behind[0], others)):
        return True
    return named or not EVENTS.isdisjoint(clause) or _is_the_one(clause)


def _is_the_one(said: Sequence[str]) -> bool:
    return any(tuple(said[i : i + 2]) == ("the", "one") for i in range(len(said)))
