"""Symptoms that a verb ends: "went after a week", "went down and has not returned".

Only of what a noun names, right before its verb: "the numb hand went", "vision
went" and "numb when the music stopped" tell of no end.
"""

from collections.abc import Sequence

from engine.findings.text.framing.stopped import is_noun
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import BREAKS, PLAIN_ADJECTIVES, POSSESSIVES
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD

_ENDS = (BREAKS - {"now"}) | {",", STOP, "."}
# "The dizziness I phoned about", "she came with".
_ABOUT = word_set("about with for")
_TOLD_OF = _ABOUT | word_set(
    """that which i he she they we pt patient had came phoned rang called reported
    mentioned complained"""
)
_STAYS_AWAY = frozenset(
    (*no, *back)
    for no in (("has", "not"), ("have", "not"), ("hasn't",), ("hasnt",))
    for back in (("returned",), ("come", "back"), ("recurred",))
)
_GOING_DOWN = frozenset({"leg-swelling", "fever", "back-pain", "headache"})
_WENT = frozenset({"went", "stopped"})
_WHERE = POSSESSIVES | {"in", "both"}
_AFTER = word_set("following after post")
# Not "weakness after the infection settled": that is what it came after.
_OPERATED = word_set(
    "section surgery op operation delivery birth extraction procedure replacement"
)
_SETTLED = word_set("settled resolved cleared")
_SETTLED_BY = word_set("within by over in") | _ENDS | {TIME_WORD}
_THAT = frozenset({"that's", "it's"})
_WHOLLY = word_set("completely totally all now fully entirely")
_FUNCTIONS = word_set(
    """feeling feelings feel sensation power strength movement speech voice words vision
    sight use grip control balance pulse pulses"""
)
_LONGEST = 5
WENT_WORDS = frozenset().union(
    *(_TOLD_OF, *_STAYS_AWAY, _WENT, _WHERE, _OPERATED, _SETTLED, _THAT, _WHOLLY),
    *(_FUNCTIONS, word_set("c down gone but has have not within by over in")),
)


def is_gone(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether the verb behind a noun, or the clause behind it, says it is over."""
    if finding.told or words[finding.end - 1] in PLAIN_ADJECTIVES:
        return False
    at = _behind_places(finding.end, words, marks)
    return (
        _went_down(finding, words[at:])
        or (finding.word != "seizure" and _went_after(finding, at, words, marks))
        or _settled_after(at, words, marks)
        or _that_is_gone(finding.end, words)
    )


def _behind_places(at: int, words: Sequence[str], marks: Sequence[Mark]) -> int:
    """The first word behind the places and the "in her" before them."""
    ends = {mark.start: mark.end for mark in marks if mark.is_place}
    while at < len(words) and (at in ends or words[at] in _WHERE):
        at = ends.get(at, at + 1)
    return at


def _went_down(finding: Mark, said: Sequence[str]) -> bool:
    """ "Leg swelling went down in April and has not returned"."""
    if finding.word not in _GOING_DOWN or tuple(said[:2]) != ("went", "down"):
        return False
    return any(
        tuple(said[i : i + n]) in _STAYS_AWAY
        and (not said[i + n : i + n + 1] or said[i + n] in _ENDS)
        for i in range(len(said))
        for n in (2, 3, 4)
    )


def _went_after(
    finding: Mark, at: int, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Went after a week", "the dizziness I phoned about stopped on Monday"."""
    if not is_noun(finding, words):
        return False
    verb = at
    while words[verb : verb + 1] and words[verb] in _TOLD_OF:
        verb += 1
    if not words[verb : verb + 1] or words[verb] not in _WENT:
        return False
    if verb > at and (words[verb] != "stopped" or words[verb - 1] not in _ABOUT):
        return False
    kinds = {m.time.kind for m in marks if m.time and m.start == verb + 1}
    wanted = {"after"} if words[verb] == "went" else {"after", "began"}
    after = words[verb + 2 : verb + 3]
    return not kinds.isdisjoint(wanted) and (not after or after[0] in _ENDS)


def _settled_after(at: int, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Numbness following C-section settled within the month"."""
    if words[at : at + 1] == () or words[at] not in _AFTER:
        return False
    near = range(at + 1, min(at + 1 + _LONGEST, len(words)))
    verb = next((i for i in near if words[i] in _SETTLED), None)
    if verb is None or words[verb - 1] not in _OPERATED:
        return False
    if any(mark.is_finding and at < mark.start < verb for mark in marks):
        return False
    after = words[verb + 1 : verb + 2]
    return not after or after[0] in _SETTLED_BY


def _that_is_gone(end: int, words: Sequence[str]) -> bool:
    """ "Had pins and needles last week but that's completely gone"."""
    but = next((i for i in range(end, len(words)) if words[i] in _ENDS), len(words))
    if not _FUNCTIONS.isdisjoint(words[end:but]) or words[but : but + 1] != ("but",):
        return False
    rest = words[but + 1 :]
    if not rest or rest[0] not in _THAT:
        return False
    gone = 1
    while rest[gone : gone + 1] and rest[gone] in _WHOLLY:
        gone += 1
    after = rest[gone + 1 : gone + 2]
    return rest[gone : gone + 1] == ("gone",) and (not after or after[0] in _ENDS)
