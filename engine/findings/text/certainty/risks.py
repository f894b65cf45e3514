"""Risks, side effects and red flags that are gone through, not had.

"Side effects explained: dizziness" tells of no patient. The word has to lead to a
list, and somebody has to go through it: "getting bad side effects, dizzy", "spinal
precautions, cannot feel legs" and "red flags discussed with GP, retention" are the
patient's.
"""

from collections.abc import Sequence

from engine.findings.text.certainty.stated import is_joined, is_state, is_stated
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import FILLERS, PERSONS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD, UNKNOWN_WORD

_TAUGHT = word_set(
    """explained explaining discussed given advised covered reiterated listed told
    counselled counseled outlined mentioned through understood aware accepted accepts
    warned"""
)
_INTRO = word_set(": include includes incl inc including re about such regarding")
_BETWEEN = (
    word_set(
        """to for of as and the his her my their patient pt verbally again fully risks
    benefits as been were was gone him parents family"""
    )
    | PERSONS
    | {UNKNOWN_WORD}
)
_KINDS = word_set("common possible known potential rare serious usual main likely")
_GENERIC = word_set(
    """this the tab tabs tablet tablets medicine medicines medication medications drug
    drugs treatment it these"""
)
_EFFECTS = word_set("side adverse")
_GIVEN_OUT = word_set("info information advice leaflet sheet handout")
_OPENING = word_set("any new return attend come call")
_OF_CONSENT = word_set(
    "consent consented consenting form procedure planned signed benefits accepted"
)
_HAVING = word_set(
    """having getting got gets get has have had suffering suffers suffered experiencing
    experienced experiences due because from with c/o complains complaining reports
    reporting reported stopped bad nasty terrible awful severe horrible"""
)
_ALSO = FILLERS | {",", "and", "or", "stroke", UNKNOWN_WORD}
_SUFFERED = frozenset({("from",), ("with",), ("+",)})
_BEFORE = 4
_LEAD = 6
RISK_WORDS = frozenset().union(
    *(_TAUGHT, _INTRO - {":"}, _BETWEEN - {UNKNOWN_WORD}, _KINDS, _GENERIC, _EFFECTS),
    *(_GIVEN_OUT, _OPENING, _OF_CONSENT, _HAVING),
    word_set("risks flags effects effect complications safety net netted netting"),
    word_set("instructions advice"),
)
_LEADING = _TAUGHT | _BETWEEN


def is_listed_risk(
    at: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether the word opens a list of what may be, and the finding is in it."""
    if not _opens(at, finding, words, marks):
        return False
    return not is_stated(at, finding, words, marks, of_list=True)


def _opens(at: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    word, before, after = words[at], words[at - 1] if at else "", words[at + 1]
    if word in ("advice", "instructions"):  # not "seeking advice: left arm numb"
        return after == ":" and words[at + 2] in _OPENING
    if word == "given" and before in _GIVEN_OUT:
        return after == ":"
    if word == "flags" or (word in ("net", "netted", "netting") and before == "safety"):
        lead = _lead(at, finding, words)
        return lead is not None and (word != "flags" or _is_taught(at, lead, words))
    if word == "effects" and before in _EFFECTS:
        return _is_of_effects(at, finding, words, marks)
    if word == "risk" and after == "of":  # "risk of stroke and facial weakness"
        listed = is_joined(at + 2, finding.start, words, marks, _ALSO)
        return listed and _is_taught(at, at + 1, words)
    return word in ("risks", "complications") and _is_of_risks(
        at, finding, words, marks
    )


def _lead(at: int, finding: Mark, words: Sequence[str]) -> int | None:
    """Where ":" or "including" stands behind the word: "explained to wife :"."""
    for i in range(at + 1, min(at + _LEAD, finding.start)):
        if words[i] in _INTRO:
            return i
        if words[i] not in _LEADING:
            return None
    return None


def _is_taught(at: int, lead: int, words: Sequence[str]) -> bool:
    """Whether somebody goes through it, before the list or behind it."""
    start = max(0, at - _BEFORE)
    ahead = [*words[start:lead]]
    for end in (",", STOP, ";"):
        if end in words[start:at]:
            ahead = [*words[at:lead]]
    return (
        not _TAUGHT.isdisjoint(ahead)
        or words[-1] in _TAUGHT
        or (words[-1] == STOP and len(words) > 1 and words[-2] in _TAUGHT)
    )


def _is_of_effects(
    at: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    if is_suffered(at - 1, at + 1, finding, words, marks):
        return False
    after = {*words[at + 1 : finding.start]}
    return not after.isdisjoint(_TAUGHT | _INTRO)


def is_suffered(
    start: int, end: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Getting side effects, dizzy", "side effects of chemo: numb feet"."""
    if _is_taught(start, finding.start, words):
        return False
    before, after = words[max(0, start - _BEFORE) : start], words[end : end + 2]
    if not _HAVING.isdisjoint(before) or after[:1] in _SUFFERED:
        return True
    if not _KINDS.isdisjoint(before):
        return False
    if after[:1] == ("of",):
        return after[1:] != () and after[1] not in _GENERIC
    if any(mark.time and mark.start > end for mark in marks):
        return True
    return after[:1] == (":",) and is_state(finding, words, marks)


def _is_of_risks(
    at: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Risks incl foot drop", not "falls risks: confused" or "risks: AF"."""
    lead = _lead(at, finding, words)
    if lead is None:
        return False
    if _is_taught(at, lead, words):
        return True
    of_disease = finding.entry is not None and not finding.entry.event
    dated = TIME_WORD in words[at:]
    if of_disease or dated or is_state(finding, words, marks):
        return False
    if words[lead] != ":":
        return True
    alone = at == 0 or words[at - 1] in (STOP, ";", ":", ",", "and")
    consents = not _OF_CONSENT.isdisjoint(words)
    return consents or (alone and words[at] == "risks")
