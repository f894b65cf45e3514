"""What a medicine is for and what it may do: "QDS PRN for headache", "a known risk".

A prescription names what it is to be taken for, an explanation what may follow.
Neither is told of the patient: what has a side, a figure or a time of its own, or
is "her headache", stays as it is.
"""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from engine.findings.text.forms.graded import behind_places, is_measured
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ADJECTIVES, ASSERTING
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD, UNKNOWN_WORD

_TAKEN_FOR = word_set(
    """headache fever limb-pain low-back-pain neck-pain back-pain sciatica dizziness
    vertigo"""
)
_OFTEN = word_set(
    "od bd bds tds tid bid qds qid q4h q6h q8h q12h nocte hourly daily 4h 6h 8h"
)
_TAKING = word_set(
    """on took takes taking taken using needing needed has had given started start plan
    continue commenced"""
)
_REASONS = word_set("for / or and any mild moderate severe if pain")
# All that may be behind the reason: "for headache, 24 tabs".
_SUPPLIED = word_set(", . x tabs tab tablets caps capsules supplied issued supply")
_OFTEN_BEFORE = 3
_IS = word_set("is are")
_KNOWN = word_set(
    """common known recognised recognized rare possible frequent expected reported
    uncommon"""
)
_EFFECT_NEAR = 8
_EFFECT = word_set("effect effects complication complications risk risks reaction")
_GOES_ON = word_set(", : but so and") | {TIME_WORD}
_OF_EFFECT = word_set("a an very well the most side adverse and or relatively")
_OFTEN_SO = word_set("common uncommon rare")
_THEN = word_set("usual normal expected")
_AFTERWARDS = word_set("afterwards initially")
_MAY = word_set("may can might could")
_COMES = word_set("occur happen")
_OCCURS_WITH = word_set("with for after following . ;") | {TIME_WORD}
_TOLD = word_set("reported told")
_SHORT = frozenset({("se",), ("s", "/", "e"), ("ses",), ("s", "/", "es")})
_SAID_OF_THEM = word_set("explained discussed counselled")
_AGREED = _SAID_OF_THEM | word_set("and accepted understood")
_INCLUDING = word_set(": inc incl including include")
_LEAFLETS = frozenset({"pil", "pils"})
_HANDED = word_set("given handed provided supplied issued over")
_LISTED = word_set(", . and or inc incl including : the of") | {UNKNOWN_WORD}
_FEW = 3
_OWN = word_set(
    """his her my he she him me i pt patient patient's their now still today already
    currently has had have since worse worsening getting ongoing persists"""
)
_LINKS = word_set(", and or / new severe sudden mild some patch of the")
_OF_EXPLAINING = word_set(
    """explained discussed told advised warned counselled informed info information
    leaflet accepted accepts vaccine tablet tablets medicine medication drug"""
)
_OFTENEST = 2
# Without one of these none of the four below is true.
_CUES = _IS | _MAY | _LEAFLETS | {"should", "prn", "in"} | {one for one, *_ in _SHORT}
MEDICINE_WORDS = frozenset().union(
    *(_OFTEN, _TAKING, _REASONS, _IS, _KNOWN, _EFFECT, _OF_EFFECT, _OFTEN_SO, _THEN),
    *(_AFTERWARDS, _MAY, _COMES, _TOLD, _AGREED, _INCLUDING, _LEAFLETS),
    *(_HANDED, _OWN, _LINKS, _OF_EXPLAINING, _SUPPLIED),
    word_set("prn se ses s / e es week first for re be should told rare very"),
) - {":"}


def is_of_medicine(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it is only what a medicine is for, or what may come of one."""
    if _CUES.isdisjoint(words) or any(mark.axis == "side" for mark in marks):
        return False
    if _is_rated(finding, words, marks):
        return True
    if is_measured(finding, words, marks):
        return False
    return (
        _is_reason(finding, words, marks)
        or _is_known_effect(finding, words, marks)
        or _is_listed_effect(finding, words, marks)
    )


def _is_reason(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "1g QDS PRN for headache": how often it may be taken, and for what.

    What the patient takes or was given PRN is for a pain that is there.
    """
    if finding.word not in _TAKEN_FOR or "prn" not in words[: finding.start]:
        return False
    at = max(i for i in range(finding.start) if words[i] == "prn")
    before = words[max(0, at - _OFTEN_BEFORE) : at]
    if at and _OFTEN.isdisjoint(before):
        return False
    named = _named(marks)
    rest = range(at + 1, len(words))
    listed = [*takewhile(lambda i: words[i] in _REASONS or i in named, rest)]
    end = listed[-1] + 1 if listed else 0
    ends = all(word in _SUPPLIED or word.isdigit() for word in words[end:])
    after = {*words[:at], *words[end:]}
    dated = any(mark.axis == "time" and mark.start >= at for mark in marks)
    return (
        ends
        and finding.start in listed
        and not dated
        and after.isdisjoint(_TAKING | _OWN)
    )


def _named(marks: Sequence[Mark]) -> frozenset[int]:
    kept = (m for m in marks if m.is_finding or m.is_place or m.axis == "severity")
    return frozenset(i for mark in kept for i in range(mark.start, mark.end))


def _is_rated(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Headache 1 in 100, leg weakness rare", "1 in 100 headache": how often."""
    if finding.start >= _FEW and _is_rate(words, finding.start - _FEW):
        # "1 in 100 headache worst ever" is nobody's list.
        return words[finding.end : finding.end + 1] in ((), (",",), (".",), (";",))
    at = behind_places(finding.end, marks)
    if at < len(words) and words[at] == ",":
        at += 1
    if _is_rate(words, at):
        return True
    at += words[at : at + 1] == ("very",)
    rated = any(_is_rate(words, i) for i in range(len(words)))
    ends = words[at + 1 : at + 2] in ((), (",",), (".",), (";",))
    return rated and words[at : at + 1] in (("rare",), ("common",)) and ends


def _is_rate(words: Sequence[str], at: int) -> bool:
    """ "1 in 100", but not "1 in 5 days"."""
    said = words[at : at + 3]
    if tuple(said[:2]) != ("1", "in") or len(said) < _FEW:
        return False
    return said[2].isdigit() and len(said[2]) >= _OFTENEST


def _is_known_effect(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Numb lip is a recognised complication", "headache may occur".

    Said of all that one list names; an adjective with no place behind it
    ("confused, dizziness may occur") is no item of such a list.
    """
    if (
        words[finding.end - 1] in ADJECTIVES
        and behind_places(finding.end, marks) == finding.end
    ):
        return False
    named = _named(marks)
    at = finding.end
    while at < len(words) and (words[at] in _LINKS or at in named):
        at += 1
    dated = any(mark.axis == "time" and mark.start < at for mark in marks)
    if dated or not _OWN.isdisjoint(words):
        return False
    known = _is_said_to_be_known(words, at) or _is_said_to_be_known(
        words, at + _to_next_to(words[at:])
    )
    if known and not _EFFECT.isdisjoint(words[at : at + _EFFECT_NEAR]):
        return True
    if tuple(words[at : at + 2]) == ("should", "be") and _may_occur(words, at):
        return True
    # "Vertigo is common on turning", "fits may occur" is told by who has them.
    told = not _OF_EXPLAINING.isdisjoint(words) or ("in", "week") in pairwise(words)
    return told and (known or _may_occur(words, at))


def _to_next_to(said: Sequence[str]) -> int:
    """How many words tell where: "next to the scar"."""
    return 4 if tuple(said[:2]) == ("next", "to") else 0


def _is_said_to_be_known(words: Sequence[str], at: int) -> bool:
    if at >= len(words) or words[at] not in _IS:
        return False
    said = [*takewhile(lambda w: w in _OF_EFFECT | _KNOWN, words[at + 1 :])]
    after = words[at + 1 + len(said) :]
    if after and after[0] in _EFFECT:
        # "…, started on it 2 days ago": it goes on about the patient.
        tail = [*after]
        while tail and tail[-1] in _AGREED:
            tail.pop()
        told = tail[-1:] == [","] and len(tail) < len(after)
        goes_on = not _GOES_ON.isdisjoint(tail[:-1] if told else after)
        return not _KNOWN.isdisjoint(said) and not goes_on
    follows = words[at + 1 : at + 3]
    if follows[:1] and follows[0] in _OFTEN_SO:
        return follows[1:] in ((), ("in",), ("with",), ("after",), (".",), (",",))
    then = follows[1:] and follows[1] in _AFTERWARDS and not words[at + 3 : at + 4]
    return bool(then and follows[0] in _THEN)


def _may_occur(words: Sequence[str], at: int) -> bool:
    """ "May occur with tamsulosin", "should be reported to the ward"."""
    said = tuple(words[at : at + 4])
    if said[:2] == ("should", "be"):
        return said[2:3] != () and said[2] in _TOLD and ":" not in words[at:]
    if not said or said[0] not in _MAY or said[1:2] == () or said[1] not in _COMES:
        return False
    return said[2:3] == () or said[2] in _OCCURS_WITH


def _is_listed_effect(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "SE discussed: nausea, headache", "PIL given for X (dizziness, headache)"."""
    start = _list_start(finding, words)
    if start is None:
        return False
    rest = words[start:]
    own = ASSERTING | _OWN
    dated = any(mark.axis == "time" and mark.start >= start for mark in marks)
    if dated or not own.isdisjoint(rest) or ";" in rest:
        return False
    # Nothing but names to the end: "…, confused when seen" is told of the patient.
    named = _named(marks) | _named_by_nothing(marks)
    return all(i in named or words[i] in _LISTED for i in range(start, len(words)))


def _named_by_nothing(marks: Sequence[Mark]) -> frozenset[int]:
    kept = (mark for mark in marks if mark.axis == "ignore")
    return frozenset(i for mark in kept for i in range(mark.start, mark.end))


def _list_start(finding: Mark, words: Sequence[str]) -> int | None:
    for at in range(finding.start):
        for length in (1, 3):
            if tuple(words[at : at + length]) in _SHORT:
                said = words[at + length : at + length + 2]
                listed = said[1:] != () and said[1] in _INCLUDING
                if listed and said[0] in _SAID_OF_THEM:
                    return at + length + 2
        if words[at] in _LEAFLETS and words[at + 1] in ("for", "re"):
            return _leaflet_list(words, at, finding)
    return None


def _leaflet_list(words: Sequence[str], at: int, finding: Mark) -> int | None:
    """Where a bracket with many items opens; "PIL given, confused" has none.

    A bracket that closes leaves a comma behind its last item. The leaflet is one of
    a medicine, which no list knows, not of an illness: "PIL re TIA".
    """
    end = len(words) - (words[-1] == STOP)
    if words[end - 1] != "," or words[at + 2 : at + 3] != (UNKNOWN_WORD,):
        return None
    comma = next((i for i in range(at, len(words)) if words[i] == ","), len(words))
    if words[comma - 1] not in _HANDED or words[finding.end - 1] in ADJECTIVES:
        return None
    many = [word for word in words[comma:] if word == ","]
    return comma if finding.start > comma and len(many) >= _FEW else None
