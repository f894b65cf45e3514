"""Idioms of any words, and idioms that are none: "a cold left foot".

An idiom of the lexicon keeps the words in it from being findings ("a cold",
"lost sight of"). Where it ends in a word that is said of a body part and one
follows, it is meant as it stands.
"""

from collections.abc import Collection, Sequence

from engine.findings.text.grammar import ADJECTIVES, DEFINITE, RELATING
from engine.findings.text.marks import Mark
from engine.findings.text.word_set import word_set
from engine.findings.text.words import TIME_WORD

_ROUGHLY = word_set("about around")
_QUITE = word_set("a one such real right big huge massive bit of total complete")
_IS = word_set("is are was were")
_MAY_BE_ONE = word_set(
    """complaint complaints problem symptom symptoms issue concern c/o pc it this that
    there has main worst feature pain thing and , : . ;"""
)
_ABOUT = word_set("about over by re regarding as which whether with how")
# Why a thing was written or refused; why she is "in clinic" is another matter.
_WHY_ABOUT = frozenset(
    {("why",), ("as", "to", "why"), ("about", "why"), ("over", "why"), ("to", "why")}
)
_SENT = word_set(
    """text texts sms email emails letter letters bill invoice prescription
    prescriptions refused declined cancelled referral app form forms"""
)
_WHY_NEAR = 8
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
_BRUISE = word_set("bruise bruises bruising")
_BRUISED = word_set("purple purplish black dark violet")
_IN_BRUISE = 4
_BELIEVING = word_set("thinks believes")
_BELIEVED = word_set("only just a an the his her my their probably from")
_NO_BRUISE = word_set("no not nil without denies now today still yet but")
IDIOM_WORDS = frozenset().union(
    *(_QUITE, _IS, _MAY_BE_ONE, _ABOUT, _PAPERS, _BETWEEN, _SENT, _BRUISE, _BRUISED),
    *_WHY_ABOUT,
    _NO_BRUISE | _BELIEVING | _BELIEVED,
)


def is_literal(words: Sequence[str], end: int, places: Collection[int]) -> bool:
    """Whether the idiom that ends before ``end`` is said of a body part.

    ``places`` are the words at which a side or a body part starts.
    """
    if words[end - 1] in _ROUGHLY and _is_length(words[end : end + 1]):
        return True  # "numb about 1 hour ago", "numb about 3 days"
    if words[end - 1] not in _OPEN:
        return False
    at = end
    while at < min(len(words), end + _NEAR) and words[at] in _BETWEEN:
        at += 1
    return at in places


def _is_length(after: Sequence[str]) -> bool:
    return any(word == TIME_WORD or word.isdigit() for word in after)


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
    if _is_about_why(words[finding.end : finding.end + _WHY_NEAR]):
        return True
    return near[0] in _ABOUT and not _PAPERS.isdisjoint(near)


def _is_about_why(after: Sequence[str]) -> bool:
    asks = any(tuple(after[:length]) in _WHY_ABOUT for length in (1, 2, 3))
    return asks and not _SENT.isdisjoint(after)


def is_belief(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Thinks it's only Bell's palsy": an illness, not where or when he is."""
    if finding.word != "confusion" or words[finding.start] not in _BELIEVING:
        return False
    at = finding.end
    while at < len(words) and words[at] in _BELIEVED:
        at += 1
    near = range(finding.end, at + 1)
    return any(m.axis in ("finding", "ignore") and m.start in near for m in marks)


def is_bruise(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Purple bruise over the hip": the colour is that of the bruise.

    Not where anything else is found, at a second place, or of a part that is
    named with the colour ("no bruise, foot purple").
    """
    said = words[finding.start : finding.end]
    if finding.word != "skin-discolouration" or not _BRUISED.issuperset(said):
        return False
    others = [m for m in marks if m.is_finding and m.start != finding.start]
    places = {m.word for m in marks if m.axis == "site"}
    if others or len(places) > 1 or not _NO_BRUISE.isdisjoint(words):
        return False
    at = next((i for i, word in enumerate(words) if word in _BRUISE), None)
    if at is None:
        return False
    start, end = (at, finding.start) if at < finding.start else (finding.end, at)
    gap = list(words[start + (at == start) : end])
    return len(gap) <= _IN_BRUISE and not _is_of_part(finding, at, gap, marks)


def _is_of_part(
    finding: Mark, bruise: int, gap: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether a comma parts it from the bruise, and a body part is on its side."""
    if "," not in gap:
        if bruise < finding.start:
            return _has_site(finding.end, marks)
        return any(m.axis == "site" and m.start < bruise for m in marks)
    if bruise < finding.start:
        comma = finding.start - 1 - list(reversed(gap)).index(",")
        return _has_site(comma, marks)
    return any(mark.axis == "site" and mark.start < bruise for mark in marks)


def _has_site(start: int, marks: Sequence[Mark]) -> bool:
    return any(mark.axis == "site" and mark.start >= start for mark in marks)
