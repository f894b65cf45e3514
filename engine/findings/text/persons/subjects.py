"""Whose clause it is: "nan was anaemic and always had tingly feet".

A clause has the subject it begins with, and one without has that of the clause
before. A person who reports, or calls for the patient, is no subject; one whom
"he" or "pt" follows is none of what comes then.
"""

from collections.abc import Iterator, Sequence

from engine.findings.text.persons.callers import is_caller
from engine.findings.text.persons.deeds import returns_to
from engine.findings.text.persons.given import is_news, is_own_part, is_shared
from engine.findings.text.persons.relatives import PATIENT, other_pronouns
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import (
    ADJECTIVES,
    ANIMALS,
    ASSERTING,
    BREAKS,
    INFORMING,
    OTHERS,
    PERSONS,
    WORRYING,
)
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP

_BEFORE_NOUN = word_set(
    """the a an his her my our their your pt's patient's and also so because as one
    another older younger elderly late own old young little big eldest youngest
    paternal maternal other social fh fhx : - both two three"""
)
_OF_STATE = word_set(
    """has had have was is were are gets got suffers suffered died with lost developed
    started takes drinks drank keeps needs needed went came went
    woke became becomes used ended"""
)
_STILL = word_set("also always still both who never")
_LYING = word_set("in on at opposite next")
_BESIDE = word_set("next opposite other adjacent neighbouring same")
_WHERE = word_set("bed bay bay's cubicle room ward side chair door street team house")
_ANEW = word_set("he she i pt patient we they")
_JOINS = word_set("and or / + then")
_GOES_ON = _OF_STATE | _STILL | word_set("never first later then who which")
_ENDS = BREAKS | {";", STOP, ","}
_FAR = 4
_FAMILY_HISTORY = frozenset(
    (one, two) for one in ("fam", "family") for two in ("hx", "history")
)
_FAMILY_ENDS = (
    PATIENT
    | ASSERTING - {"has", "had"}
    | INFORMING
    | word_set(", ; . now today still c/o he she i his her my")
)
_HOUSEHOLDS = frozenset(("whole", one, "had") for one in ("family", "household"))
SUBJECT_WORDS = frozenset().union(
    *(_BEFORE_NOUN, _OF_STATE, _STILL, _LYING, _BESIDE, _WHERE, _ANEW, _GOES_ON),
    word_set("whole family household fam fh fhx hx history"),
)
_BREAKS = BREAKS | {";", STOP}
_TELLING = INFORMING | WORRYING


def is_of_other_subject(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether its clause, or the one it goes on from, is about somebody else."""
    if _is_of_family_line(finding, words, marks) or _is_of_household(finding, words):
        return True
    for at in _starts(finding, words):
        noun = _noun(words, at, finding.end)
        if noun is not None:
            return _is_subject(noun, finding, words, marks)
        if words[at] not in _GOES_ON:
            return False
    return False


def _is_of_family_line(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "FH: father AF, sister MS with leg numbness".

    No comma stands between the relative and the finding, nor a side beside it.
    """
    opens = words[:1] in (("fh",), ("fhx",)) or tuple(words[:2]) in _FAMILY_HISTORY
    named = [i for i in range(finding.start) if words[i] in PERSONS]
    if not opens or not named or any(m.axis in ("side", "time") for m in marks):
        return False
    return _FAMILY_ENDS.isdisjoint(words[named[-1] : finding.start])


def _is_of_household(finding: Mark, words: Sequence[str]) -> bool:
    """ "The whole family had fevers": catching, and the patient is named apart."""
    before = tuple(words[: finding.start])
    return finding.word == "fever" and before[-3:] in _HOUSEHOLDS


def _starts(finding: Mark, words: Sequence[str]) -> Iterator[int]:
    """Where clauses begin, from the finding's own back to the sentence's."""
    own = True
    for at in range(finding.start, -1, -1):
        first = not at or words[at - 1] in _ENDS
        if at and words[at - 1] in _BREAKS:
            yield at
            return
        if first or (words[at - 1] in _JOINS and not (own and at == finding.start)):
            yield at
            own = False


def _noun(words: Sequence[str], at: int, until: int) -> int | None:
    """The last word of a person or an animal that a clause begins with."""
    while at < until and words[at] in _BEFORE_NOUN:
        at += 1
    if at >= until:
        return None
    if words[at] in PERSONS or words[at] in ANIMALS:
        two = words[at] in PERSONS and words[at + 1] in PERSONS  # "twin sister"
        return at + two
    if words[at] not in OTHERS:
        return None
    where = words[at + 1 : at + 2 + _FAR]
    if where[:1] and where[0] in _LYING and not _BESIDE.isdisjoint(where):
        end = next((i for i, word in enumerate(where) if word in _WHERE), None)
        return at + 1 + end if end is not None else None
    return None


def _is_subject(
    noun: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    verb = noun + 1
    while words[verb : verb + 1] and words[verb] in _STILL:
        verb += 1
    if _OF_STATE.isdisjoint(words[verb : verb + 1]):  # not "mum's speech is"
        return False
    if not _TELLING.isdisjoint(words[noun + 1 : noun + _FAR]):
        return False
    if is_caller(noun, finding, words, marks) or is_shared(finding, words):
        return False
    if is_own_part(noun, finding, words, marks) or is_news(noun, finding, words, marks):
        return False
    if _is_told_anew(noun, finding, words, marks) or returns_to(finding, words):
        return False
    since = words[noun + 1 : finding.start]
    anew = _ANEW - ({"he", "she", "they"} - other_pronouns(words[noun : noun + 1]))
    return (PATIENT | anew).isdisjoint(since)


def _is_told_anew(
    noun: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Father had MS left arm numb": behind a diagnosis the patient's own."""
    known = any(
        mark.entry and mark.is_finding and not mark.entry.event
        for mark in marks
        if noun < mark.start < finding.start
    )
    placed = any(mark.is_place and mark.end == finding.start for mark in marks)
    return known and placed and words[finding.end - 1] in ADJECTIVES
