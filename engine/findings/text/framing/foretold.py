"""What is foretold or feared: "told her legs will be heavy", "afraid he will go blind".

What nobody foretells is a habit: "legs will go weak after 100 m", "she will get
confused in the evenings", "will have a fit every few days".
"""

from collections.abc import Sequence
from itertools import pairwise

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import FILLERS, PERSONS, WORRYING
from engine.findings.text.wording.word_set import word_set

FEARING = WORRYING | word_set(
    "scared terrified dreads dreading dread nervous fear frets"
)
_FUTURE = word_set("will would may might should shall")
_BECOMING = word_set(
    """be feel have go get become turn stay remain lose experience develop suffer end"""
)
_STAYING = word_set("be feel stay remain have lose suffer end")
_DOUBT = word_set("may might")  # "may be numb" is doubtful, not foretold
_DOUBTED = word_set("be have")
_SMALL = word_set("also then probably likely always well even soon") | FILLERS
_GAP = (FILLERS - {"at", "on"}) | word_set("and or bit little up")
_TELLING = word_set(
    """told explained advised warned informed aware counselled reassured understands
    discussed expects expect"""
)
_OF_BLOCK = word_set(
    """block blocks anaesthetic anesthetic anaesthesia anesthesia spinal epidural
    sedation"""
)
_OF_EXPLAINING = word_set("info information explained discussed leaflet your person")
_EACH_TIME = word_set(
    """every each daily nightly most whenever always sometimes often repeatedly
    regularly constantly"""
)
_AT_TIMES = word_set("night nights evening evenings when while times walking stairs")
FORETOLD_WORDS = frozenset().union(
    *(FEARING, _FUTURE, _BECOMING, _SMALL, _TELLING, _OF_BLOCK, _OF_EXPLAINING),
    *(_EACH_TIME, _AT_TIMES),
)


def is_foretold(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], start: int
) -> bool:
    """ "Told legs will be heavy", not "will not get up", "will have a scan for"."""
    if _FUTURE.isdisjoint(words[start : finding.start]):
        return False
    if not _is_told_ahead(words, start, finding.start):
        return False
    covered = {i for m in marks for i in range(m.start, m.end)}
    for at in range(start, finding.start):
        if words[at] not in _FUTURE:
            continue
        verb = next(
            (i for i in range(at + 1, finding.end) if words[i] in _BECOMING), None
        )
        if verb is None or not _SMALL.issuperset(words[at + 1 : verb]):
            continue
        if words[at] in _DOUBT and words[verb] in _DOUBTED:
            continue
        if words[verb] not in _STAYING and not _AT_TIMES.isdisjoint(words):
            continue  # "explained his arm will go numb at night"
        gap = (words[i] for i in range(verb + 1, finding.start) if i not in covered)
        if _GAP.issuperset(gap):
            return True
    return False


def _is_told_ahead(words: Sequence[str], start: int, end: int) -> bool:
    """Whether somebody foretells or fears it: "told", "afraid", "your", a block."""
    if not _EACH_TIME.isdisjoint(words):
        return False
    cues = _OF_EXPLAINING | _TELLING
    said = range(start, end)
    told = any(
        words[i] in cues and (not i or words[i - 1] not in PERSONS) for i in said
    )
    feared = not FEARING.isdisjoint(words[start:end])
    addressed = any(pair[0] == "you" and pair[1] in _FUTURE for pair in pairwise(words))
    return told or feared or addressed or not _OF_BLOCK.isdisjoint(words)
