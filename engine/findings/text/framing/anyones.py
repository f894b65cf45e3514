"""What any patient may get: "some men feel dizzy", "1 in 100 headache", a consent list.

A list of risks names infection, bleeding or a scar beside the symptoms. It is of
nobody unless a side, a time or a person is told with it.
"""

from collections.abc import Sequence
from itertools import takewhile

from engine.findings.text.forms.graded import behind_places, is_measured
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ASSERTING, PLAIN_ADJECTIVES, VERBS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP

_SOME = word_set("some most many few certain")
_PEOPLE = word_set("men women people patients pts users children adults recipients")
# What people may get: "some people saw the seizure" tells of one.
_GET = word_set(
    """feel get experience become go suffer develop report describe complain are may can
    might will on with find have"""
)
_NEAR = 6
_ENDS = word_set(", ; : .")
_OWN = word_set(
    """his her my he she him me i i've i'm mine our we pt patient patient's now still
    today already currently since these this again has have had was new woke"""
)
_HEADS = word_set(
    "consent consented risks risk pamphlet leaflet pil booklet complications"
)
# "Discussed with the registrar: headache, fever, ?bleed" is of the patient.
_TOLD = word_set("explained discussed form warned covered mentioned explaining")
_RISKS = word_set(
    """infection bleeding bleed scar scarring recurrence bruising haematoma hematoma
    hoarse hoarseness failure clot clots dvt death anaesthesia anaesthetic"""
)
_IN_FEW = frozenset(
    {("in", "a", "few"), ("in", "some"), ("in", "a", "minority"), ("in", "most")}
)
_OF_SOME = word_set("people patients cases men women")
_MANY = 2
_HEAD = 2
_SE = "se"
_GONE_OVER = word_set("reviewed discussed explained covered checked counselled listed")
_TO_EXCLUDE = ("to", "exclude")
_EVERY = word_set("every everybody everyone all routine routinely")
_CUES = _SOME | _HEADS | _TOLD | {_SE, "exclude", "in"}
ANYONES_WORDS = frozenset().union(
    *(_CUES, _PEOPLE, _GET, _OWN, _RISKS, *_IN_FEW, _OF_SOME, _GONE_OVER, _EVERY),
    _TO_EXCLUDE,
)
_OF_PATIENT = _OWN | ASSERTING


def is_anyones(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it is told of people, of a risk or of a rule, and not of the patient."""
    if _CUES.isdisjoint(words):
        return False
    return (
        _is_of_people(finding, words, marks)
        or _is_in_list_of_risks(finding, words, marks)
        or _is_in_bracket(finding, words, marks)
        or _is_excluded_in_all(finding, words)
    )


def _is_nobodys(words: Sequence[str], marks: Sequence[Mark], span: range) -> bool:
    told = any(mark.axis in ("side", "time") and mark.start in span for mark in marks)
    return not told and _OF_PATIENT.isdisjoint(words[i] for i in span)


def _end(words: Sequence[str], start: int, ends: frozenset[str]) -> int:
    return start + len([*takewhile(lambda word: word not in ends, words[start:])])


def _is_of_people(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Some men feel dizzy when getting up"."""
    for at in range(max(0, finding.start - _NEAR), finding.start - 1):
        if words[at] not in _SOME or words[at + 1] not in _PEOPLE:
            continue
        if words[at + 2] not in _GET:
            continue
        span = range(at + 2, _end(words, finding.end, _ENDS))
        if _ENDS.isdisjoint(words[at : finding.start]):
            return _is_nobodys(words, marks, span)
    return False


def _is_in_list_of_risks(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Explained: infection, scar, weak grip in a few", "form 1: scar, numb lip"."""
    at = next((i for i in range(finding.start) if words[i] == ":"), None)
    if at is None:
        return False
    sure = not _HEADS.isdisjoint(words[max(0, at - _NEAR) : at])
    if not sure and _TOLD.isdisjoint(words[max(0, at - _HEAD) : at]):
        return False
    end = _end(words, at + 1, frozenset({STOP, ";", ":"}))
    listed = words[at + 1 : end]
    if finding.start >= end or not VERBS.isdisjoint(listed):
        return False
    named = [m for m in marks if m.is_finding and at < m.start < end]
    if any(_is_told(one, words, marks) for one in named):
        return False
    risks = sum(word in _RISKS for word in listed)
    in_few = any(_is_in_few(words, one.end) for one in named)
    risky = risks >= (1 if sure else _MANY) or in_few
    many = listed.count(",") >= _MANY
    return risky and many and _is_nobodys(words, marks, range(at + 1, end))


def _is_told(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Confused", "fever 39": more than the name of a risk."""
    bare = behind_places(finding.end, marks) == finding.end
    adjective = words[finding.end - 1] in PLAIN_ADJECTIVES and bare
    return adjective or is_measured(finding, words, marks)


def _is_in_few(words: Sequence[str], at: int) -> bool:
    """ "Weak grip in a few", "in some patients"; not "numb in some fingers"."""
    for said in _IN_FEW:
        if tuple(words[at : at + len(said)]) == said:
            after = words[at + len(said) : at + len(said) + 1]
            return not after or after[0] in _ENDS | _OF_SOME
    return False


def _is_in_bracket(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Topamax SE reviewed (tingling, word-finding trouble)."

    A comma before the stop is a bracket that closes there.
    """
    at = next((i for i in range(finding.start) if words[i] == _SE), None)
    own = [*words[:-1]] if words[-1] == STOP else [*words]
    if at is None or words[at + 1] not in _GONE_OVER or words[at + 2] != ",":
        return False
    listed = own[at + 3 : -1]
    places = any(m.is_place and m.start > at and not _is_in(m, marks) for m in marks)
    many = listed.count(",") >= 1 and own[-1] == ","
    span = range(at + 3, len(own))
    return many and not places and _is_nobodys(words, marks, span)


def _is_in(place: Mark, marks: Sequence[Mark]) -> bool:
    """Whether a place is a word of a name: "word finding trouble"."""
    return any(m.is_finding and m.start <= place.start < m.end for m in marks)


def _is_excluded_in_all(finding: Mark, words: Sequence[str]) -> bool:
    """ "Done in everybody to exclude malignancy", "to exclude AF in every runner"."""
    start = finding.start - len(_TO_EXCLUDE)
    if start < 0 or tuple(words[start : finding.start]) != _TO_EXCLUDE:
        return False
    after = words[finding.end : finding.end + 2]
    of_all = after[:1] in (("in",), ("for",)) and not _EVERY.isdisjoint(after[1:])
    return of_all or not _EVERY.isdisjoint(words[max(0, start - 2) : start])
