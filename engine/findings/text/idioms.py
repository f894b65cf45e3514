"""Idioms of any words, and idioms that are none: "a cold left foot".

An idiom of the lexicon keeps the words in it from being findings ("a cold",
"lost sight of"). Where it ends in a word that is said of a body part and one
follows, it is meant as it stands.
"""

from collections.abc import Collection, Sequence

from engine.findings.text.grammar import ADJECTIVES, DEFINITE, RELATING
from engine.findings.text.marks import Mark
from engine.findings.text.word_set import word_set

_QUITE = word_set("a one such real right big huge massive bit of total complete")
_IS = word_set("is are was were")
_MAY_BE_ONE = word_set(
    """complaint complaints problem symptom symptoms issue concern c/o pc it this that
    there has main worst feature pain thing and , : . ;"""
)
_ABOUT = word_set("about over by re regarding as which whether with how")
_PAPERS = word_set(
    """dose doses dosage dosing medication medications meds medicines tablet tablets
    inhaler inhalers insulin appointment appointments letter letters form forms bill
    bills invoice results prescription prescriptions instructions leaflet app referral
    diagnosis side-effects drops cream brand names clinic booking website"""
)
_ABOUT_NEAR = 5
_BESIDE = 4
# "Cold sore on the lip", "which fits with her back pain" stay what they are.
_OPEN = (ADJECTIVES | RELATING) - {"sore", "with"}
_BETWEEN = DEFINITE | word_set("a an and , both one")
_NEAR = 2
IDIOM_WORDS = _QUITE | _IS | _MAY_BE_ONE | _ABOUT | _PAPERS | _BETWEEN


def is_literal(words: Sequence[str], end: int, places: Collection[int]) -> bool:
    """Whether the idiom that ends before ``end`` is said of a body part.

    ``places`` are the words at which a side or a body part starts.
    """
    if words[end - 1] not in _OPEN:
        return False
    at = end
    while at < min(len(words), end + _NEAR) and words[at] in _BETWEEN:
        at += 1
    return at in places


def is_nuisance(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "The parking is a real headache": people have one, only things are one.

    What is told with a time, a place or another finding is meant as it stands,
    and so is the headache that a complaint or a symptom is.
    """
    if words[finding.start : finding.end] != ("headache",):
        return False
    beside = range(finding.start - _BESIDE, finding.end + _BESIDE)
    if any(mark is not finding and mark.start in beside for mark in marks):
        return False
    at = finding.start
    while at and words[at - 1] in _QUITE:
        at -= 1
    if at < 2 or words[at - 1] not in _IS:
        return False
    return words[at - 2] not in _MAY_BE_ONE


def is_about_papers(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Confused about which dose": by what was written or arranged.

    Not of what has a time of its own or stands beside another finding.
    """
    if finding.word != "confusion" or words[finding.end : finding.end + 1] == ():
        return False
    if any(mark.is_finding and mark is not finding for mark in marks):
        return False
    near = words[finding.end : finding.end + _ABOUT_NEAR]
    return near[0] in _ABOUT and not _PAPERS.isdisjoint(near)
