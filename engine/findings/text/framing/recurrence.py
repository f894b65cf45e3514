"""What ended and is there again: "had gone, back this morning", "then restarted".

A return is told of the finding, not of what was lost: "lost speech, came back"
and "numb, feeling returned" are recoveries. A later end closes it once more.
"""

from collections.abc import Sequence

from engine.findings.text.framing.stopped import STOPPED
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import PERSONS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD

_RECURRED = word_set(
    """recurred reoccurred restarted reappeared relapsed resumed recurring restarting
    flared"""
)
# "Then a second attack", "had another fit".
_ANOTHER = word_set("2nd second another further new fresh 3rd third")
_ATTACKS = word_set("attack attacks episode bout spell one fit seizure turn event")
_PARTICLES = word_set("up off on back")
_KICKED = word_set("kicked set flared flaring started starting starts start came going")
_RISING = word_set("up spiked spiking rising risen rose climbing climbed")
_RETURNED = word_set("returned returns returning")
_TELLING = _RECURRED | _RETURNED | _ATTACKS | {"again", "back"}
_COMING = word_set("came come comes coming")
_BEFORE_BACK = _COMING | word_set("now is it's its are then and but again both")
_AFTER_BACK = word_set("again now since today tonight this with worse last")
_BEGAN = word_set(
    """started starting starts begun began begins happened happening on come came
    coming comes"""
)
_ENDS_IT = frozenset({TIME_WORD, STOP, ",", ";"}) | word_set(
    """at on in after since today now again this and with but within by an a ago while
    during overnight when soon shortly persists persisting ongoing then last worse en
    while before within just twice up for"""
)
_AS_BAD = frozenset(
    {
        ("as", "bad"),
        ("as", "before"),
        ("as", "severe"),
        ("with", "a"),
        ("like", "before"),
    }
    | {("even", "worse"), ("just", "as"), ("and", "worse"), ("the", "same")}
)
_HOMEWARD = word_set("to home from work in at on")
_NOT_BACK = word_set(
    """not never no n't hasn't hasnt haven't havent didn't didnt doesn't doesnt isn't
    isnt without if unless until may might should can could will would case when nor
    nil fully feeling sensation power strength movement speech vision sight function
    use colour color pulse pulses warmth grip normal everything appetite he she i pt
    patient they we"""
)
_LOSS = word_set("lost loss losing loses no cannot can't cant unable without went gone")
_LOST = word_set("gone lost went")
_NEVER = word_set("not never no n't didn't hasn't hasnt didnt without if nil none")
_OF_NOW = word_set("this today tonight now again since")
_DOES = word_set("went goes going happening happened doing did up stopped stops does")
_LENT = word_set("stockings crutches splint boot frame equipment wheelchair monitor")
_NEAR = 3
RECURRENCE_WORDS = frozenset().union(
    *(_NEVER, _OF_NOW, _DOES),
    _LENT,
    *(_RECURRED, _RETURNED, _BEFORE_BACK, _AFTER_BACK, _BEGAN, _NOT_BACK, _LOSS),
    *(_HOMEWARD, _ENDS_IT - {TIME_WORD, STOP, ",", ";"}, {"back", "same", "again"}),
    *(_ANOTHER, _ATTACKS, _PARTICLES, _KICKED, _RISING, *_AS_BAD),
)
_NOT_RETURNING = _NOT_BACK | PERSONS


def is_back(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether the rest of its sentence says that it is there again."""
    lost = finding.told or not _LOSS.isdisjoint(words[finding.start : finding.end])
    heat = finding.word == "fever"
    return _returns(words, finding.end, marks, lost=bool(lost)) or (
        heat and _rises(words, finding.end)
    )


def comes_back(words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether a sentence without a finding says so: "Recurred at 1100"."""
    return _returns(words, 0, marks, lost=False) or _is_anew(words)


def _is_anew(words: Sequence[str]) -> bool:
    """ "Went again today", "Same this morning", "Back up to 39", "Again at 11"."""
    if not _NEVER.isdisjoint(words):
        return False
    first, after = words[0], words[1:2]
    same = first == "same" and after != () and after[0] in _OF_NOW | {TIME_WORD}
    opens = first == "again" or tuple(words[:2]) == ("back", "up")
    does = any(
        word == "again" and not _DOES.isdisjoint(words[max(0, at - 2) : at])
        for at, word in enumerate(words)
    )
    return same or opens or does


def _returns(
    words: Sequence[str], start: int, marks: Sequence[Mark], *, lost: bool
) -> bool:
    if _TELLING.isdisjoint(words):
        return False
    own = words[start:]
    found = [at for at in range(len(own)) if _is_return(own, at, lost=lost)]
    if not found:
        return False
    after = start + found[-1] + 1
    ended = any(mark.axis == "state" and mark.start >= after for mark in marks)
    return not ended and STOPPED.isdisjoint(words[after:])


def _is_return(words: Sequence[str], at: int, *, lost: bool) -> bool:
    word, before = words[at], words[max(0, at - _NEAR) : at]
    if word in _ATTACKS or not _NOT_RETURNING.isdisjoint(before):
        anew = word in _ATTACKS and not lost
        return anew and not _ANOTHER.isdisjoint(before[-1:])
    after = words[at + 1] if at + 1 < len(words) else STOP
    if word in _RECURRED:
        return after in _ENDS_IT or after.isdigit()  # "restarted 5/60 ago"
    if word == "again":
        return after in _ENDS_IT and _has_begun(before, lost=lost)
    if lost:
        return False
    if word in _RETURNED and _LENT.isdisjoint(before[-1:]):  # "stockings returned"
        return after in _ENDS_IT - {"at"} or words[at + 1 : at + 3] == ("at", TIME_WORD)
    return word == "back" and _is_back(before, words[at + 1 :])


def _has_begun(before: Sequence[str], *, lost: bool) -> bool:
    """ "Started up again", "kicked off again", "here it is again"."""
    begun = _BEGAN | _LOST if lost else _BEGAN | {"same"}
    if not begun.isdisjoint(before[-1:]):
        return True
    verb, last = before[-2:] if before[1:] else ("", "")
    return (verb in _KICKED and last in _PARTICLES) or (verb, last) == ("it", "is")


def _rises(words: Sequence[str], start: int) -> bool:
    """ "Fever settled, up again today", "spiked again to 39": not "up and about"."""
    return any(
        words[at] == "again"
        and words[at - 1] in _RISING
        and (words[at + 1 : at + 2] == ("to",) or _ends(words, at + 1))
        for at in range(start + 1, len(words))
    )


def _ends(words: Sequence[str], at: int) -> bool:
    return at >= len(words) or words[at] in _ENDS_IT


def _is_back(before: Sequence[str], after: Sequence[str]) -> bool:
    """ "Now back", "back again", not "back to work", "back pain"."""
    following = after[0] if after else STOP
    told = not _BEFORE_BACK.isdisjoint(before[-1:])
    dated = following == TIME_WORD or tuple(after[:2]) == ("at", TIME_WORD)
    if dated:  # "tingling back in 2014" is long ago
        return told or before[-1:] in ((",",), (";",))
    if tuple(after[:2]) in _AS_BAD and told:
        return True
    return following in _AFTER_BACK or (told and following in _ENDS_IT - _HOMEWARD)
