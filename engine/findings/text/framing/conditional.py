"""What would count if it came, without an "if": orders, "would", "first hint of".

"Call 911 for any droop", "pale, cold or numb: come back", "to stop it at the first
hint of double vision", "only a white foot would justify it" describe nobody. What
has a side or a time, is "his", or was done ("called 999", "came back") is there.
"""

from collections.abc import Sequence
from itertools import takewhile

from engine.findings.text.forms.answers import TELLING
from engine.findings.text.forms.graded import is_measured
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import (
    ASSERTING,
    FILLERS,
    INFORMING,
    NOT_SO,
    VERBS,
)
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP

_ORDERS = word_set(
    """call ring dial phone return attend reattend seek come go present report stop
    contact cease"""
)
_BEFORE_ORDER = word_set(", ; : . to and or must should please") | {STOP}
# "Had to stop at the first hint of diplopia" was done.
_DONE = word_set("had has needed able unable did managed forced wanted decided")
_OWN = word_set(
    """his her my he she him me i i've i'm mine our we their they now still today
    already currently since ongoing again has have had was were started woke"""
) | {"pt", "patient"}
_ANY = word_set("any")
_FOR = word_set("for with at")
_NEAR = 5
_AT_FIRST = frozenset(
    {("first", hint, "of") for hint in ("hint", "sign", "suggestion", "trace")}
    | {("any", hint, "of") for hint in ("hint", "sign", "suggestion", "trace")}
    | {("first", "whiff", "of"), ("slightest", "hint", "of")}
)
_HINTED = 3
_LIST = word_set(", or / and any new sudden the very") | FILLERS
_COME_BACK = frozenset(
    {("come", "back"), ("return", "to", "ed"), ("let", "us", "know"), ("tell", "us")}
    | {("return", "immediately"), ("return", "asap"), ("return", "at", "once")}
    | {("ring", "us"), ("call", "us"), ("phone", "us"), ("come", "straight", "back")}
    | {("ring", "the", "ward"), ("ring", "labour", "ward"), ("seek", "help")}
)
_AT_ONCE = word_set(". ; , asap immediately straight same at urgently to") | {STOP}
_WOULD = "would"
_CALLING_FOR = word_set("justify warrant mandate merit necessitate")
_EMERGENCY = frozenset(
    {("be", "an", "emergency"), ("be", "a", "red"), ("be", "an", "urgent")}
    | {("be", "a", "reason"), ("be", "urgent"), ("be", "999"), ("mean", "999")}
    | {("be", "a", "999"), ("need", "999"), ("mean", "a", "999")}
)
_OPENING = word_set("any only even becoming getting losing")
_KNOWING = word_set(
    "knows know aware understands understand told explained advised warned reminded"
)
_CUES = _ORDERS | {_WOULD, "hint", "let", "tell"}
CONDITIONAL_WORDS = frozenset().union(
    *(_CUES, _BEFORE_ORDER, _DONE, _OWN, _ANY, _FOR, _AT_ONCE, _CALLING_FOR),
    *(_OPENING, _KNOWING, *_AT_FIRST, *_COME_BACK, *_EMERGENCY),
) - {",", ";", ":", STOP, "/"}
_OF_PATIENT = _OWN | ASSERTING


def is_conditional(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it is only named as what would call for something."""
    if _CUES.isdisjoint(words):
        return False
    return (
        _is_to_call_for(finding, words, marks)
        or _is_at_first(finding, words, marks)
        or _is_to_come_back_with(finding, words, marks)
        or _would_call(finding, words, marks)
    )


def _is_nobodys(
    words: Sequence[str], marks: Sequence[Mark], start: int, end: int
) -> bool:
    """Whether nothing there tells of one person, a side or a time."""
    told = any(
        mark.axis in ("side", "time") and start <= mark.start < end for mark in marks
    )
    return not told and _OF_PATIENT.isdisjoint(words[start:end])


def _is_order(words: Sequence[str], at: int) -> bool:
    """Whether a verb orders: "to stop", ", call"; not "had to stop"."""
    if words[at] not in _ORDERS:
        return False
    before = words[at - 1] if at else STOP
    done = before == "to" and not _DONE.isdisjoint(words[max(0, at - 3) : at])
    return before in _BEFORE_ORDER and not done


def _end(words: Sequence[str], start: int) -> int:
    """Where the sentence or the part of it ends that a word is in."""
    return start + len([*takewhile(lambda w: w not in (STOP, ";"), words[start:])])


def _start(words: Sequence[str], end: int) -> int:
    """Where the statement begins that ends before a word."""
    before = takewhile(lambda w: w not in (STOP, ";", ":"), reversed(words[:end]))
    return end - len([*before])


def _is_to_call_for(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Call 911 for any facial droop, slurred speech or sudden numbness"."""
    for at in range(finding.start):
        if not _is_order(words, at):
            continue
        until = min(at + _NEAR, finding.start)
        first = next((i for i in range(at, until) if words[i] in _FOR), None)
        if first is None or words[first + 1] not in _ANY:
            continue
        end = _end(words, first)
        bare = VERBS.isdisjoint(words[first:end])  # "for any weakness and is weak"
        listed = _is_listed(words, marks, first + 2, finding.start)
        told = _is_told(finding, words, marks, first + 2)
        if listed and not told and bare and _is_nobodys(words, marks, first, end):
            return True
    return False


def _is_at_first(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "To stop the drug at the first hint of double vision"."""
    at = finding.start - _HINTED
    while at > 0 and tuple(words[at : at + _HINTED]) not in _AT_FIRST:
        if not _is_listed(words, marks, at + _HINTED, finding.start):
            return False
        at -= 1
    if _is_told(finding, words, marks, at + _HINTED):
        return False
    ordered = any(_is_order(words, i) for i in range(max(0, at - 8), at))
    return at > 0 and ordered and _is_nobodys(words, marks, at, finding.end + 1)


def _is_told(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], start: int
) -> bool:
    """ "At any sign of dizziness, dizzy all day": a bare adjective further on."""
    adjective = words[finding.end - 1] in TELLING - {"tingling"}
    told = adjective or is_measured(finding, words, marks)
    return told and finding.start > start


def _is_listed(
    words: Sequence[str], marks: Sequence[Mark], start: int, end: int
) -> bool:
    """Whether only names and what joins them stand between two words."""
    named = {i for mark in marks for i in range(mark.start, mark.end)}
    return all(i in named or words[i] in _LIST for i in range(start, end))


def _is_to_come_back_with(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Fingers pale, cold or numb -> come back": names with "or", and an order."""
    for at in range(finding.end, len(words) - 1):
        if words[at] in (STOP, ";"):
            return False
        if words[at] not in (",", ":"):
            continue
        said = next(
            (one for one in _COME_BACK if tuple(words[at + 1 :][: len(one)]) == one), ()
        )
        if not said:
            continue
        after = words[at + 1 + len(said) : at + 2 + len(said)]
        start = _start(words, at)
        return (
            (not after or after[0] in _AT_ONCE)
            and "or" in words[start:at]
            and _is_listed(words, marks, start, at)
            and _is_nobodys(words, marks, start, len(words))
        )
    return False


def _would_call(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Only a pulseless foot would justify blue lights", "would be an emergency"."""
    at = next((i for i in range(finding.end, len(words)) if words[i] == _WOULD), None)
    if at is None or not _is_listed(words, marks, finding.end, at):
        return False
    after = tuple(words[at + 1 : at + 4])
    calls = after[:1] != () and after[0] in _CALLING_FOR
    if not calls and not any(after[: len(one)] == one for one in _EMERGENCY):
        return False
    start = _start(words, finding.start)
    first = min(m.start for m in marks if m.is_finding and m.start >= start)
    taught = max(
        (i + 1 for i in range(start, first) if words[i] in _KNOWING), default=0
    )
    opens = not _OPENING.isdisjoint(words[max(start, first - 2) : first + 1])
    plain = (NOT_SO | INFORMING - _KNOWING).isdisjoint(words[start : finding.end])
    nobodys = _is_nobodys(words, marks, taught or first, at)
    return (opens or bool(taught)) and plain and nobodys
