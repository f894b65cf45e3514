"""Findings that a sentence takes for granted, whatever it denies or fears.

"Denies any trauma to the numb arm" is said of an arm that is numb; "told to
come back if the leg went numb - it has" of a leg that went numb.
"""

from collections.abc import Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.timing.times import is_recent
from engine.findings.text.wording.grammar import (
    ADJECTIVES,
    COME_TRUE,
    DEFINITE,
    RELATING,
    TRUE_UNTIL,
    WORRYING,
)
from engine.findings.text.wording.word_set import word_set

_SEQUEL = 8
_PUPILS = word_set("child pupil student toddler boy girl teacher")
_AT_SCHOOL = word_set("school uni university")
_GOING_ON = word_set("is are has having keeps now")
_JUST_BEFORE = 3
_STORY = word_set("had died has have")
_MAKING = frozenset({"make", "cause"})
_LIKE_THIS = frozenset(
    {("like", "this"), ("like", "it"), ("this", "bad"), ("so", "bad"), ("as", "bad")}
)
_SHARED = frozenset(
    {("and", "so", "does"), ("and", "so", "has"), ("and", "so", "is")}
    | {
        ("and", "so", "am"),
        ("and", "so", "do"),
        ("and", "so", "have"),
        ("as", "am", "i"),
    }
)


def is_given(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it tells which body part is meant: "to the numb arm"."""
    if words[finding.end - 1] not in ADJECTIVES or finding.start < 2:
        return False
    if not any(mark.is_place and mark.start == finding.end for mark in marks):
        return False
    before = [i for i in range(finding.start) if not _is_side(i, marks)]
    relating, definite = (words[i] for i in before[-2:]) if before[1:] else ("", "")
    return relating in RELATING and definite in DEFINITE


def is_foreseen(trigger: int, words: Sequence[str]) -> bool:
    """Whether "will make" is of what always happens: "lying will make it numb"."""
    foretold = words[trigger] in ("will", "would") and words[trigger + 1] in _MAKING
    return foretold and WORRYING.isdisjoint(words[:trigger])


def _is_side(at: int, marks: Sequence[Mark]) -> bool:
    return any(mark.axis == "side" and mark.start <= at < mark.end for mark in marks)


def is_like_no_other(trigger: str, finding: Mark, words: Sequence[str]) -> bool:
    """ "Never had a headache like this": it has one, and the worst of all."""
    after = tuple(words[finding.end : finding.end + 2])
    return trigger == "never" and after in _LIKE_THIS


def is_shared(finding: Mark, words: Sequence[str]) -> bool:
    """ "Father had AF and so does she": it is the patient's as well."""
    after = tuple(words[finding.end : finding.end + 3])
    return after in _SHARED or after[1:] in _SHARED


def is_at_school_now(
    trigger: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Child having seizure at school" is no memory of school days."""
    if words[trigger] != "at" or _AT_SCHOOL.isdisjoint(words[trigger : trigger + 2]):
        return False
    if any(mark.time is not None and is_recent(mark.time) for mark in marks):
        return True
    before = words[max(0, finding.start - _JUST_BEFORE) : finding.start]
    told = words[finding.end - 1].endswith("ing") or not _GOING_ON.isdisjoint(before)
    return told or any(
        word in _PUPILS and tuple(words[max(0, i - 2) : i]) != ("as", "a")
        for i, word in enumerate(words)
    )


def is_own_part(
    since: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "My mum had a stroke: my left arm is weak": who writes is the patient."""
    return any(
        mark.is_place
        and since < mark.start <= finding.end
        and words[mark.start - 1] == "my"
        for mark in marks
    )


def is_news(
    since: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Worried as my aunt had one: sudden headache 20 min ago" is no aunt's."""
    colons = [i for i in range(since, finding.start) if words[i] == ":"]
    if not colons or _STORY.isdisjoint(words[since : colons[-1]]):
        return False
    after = (mark.time for mark in marks if mark.time and mark.start > colons[-1])
    return any(map(is_recent, after))


def has_come_true(finding: Mark, words: Sequence[str]) -> bool:
    """Whether "it has", "it did" follows, and nothing more of it."""
    for at in range(finding.end, min(finding.end + _SEQUEL, len(words) - 1)):
        if (words[at], words[at + 1]) in COME_TRUE:
            return not words[at + 2 :] or words[at + 2] in TRUE_UNTIL
    return False
