"""Answers behind what was asked: "numbness: none", "cold no, pale no, numb yes".

Such a "no" denies what stands before it and nothing behind it, so it is read
as a word of its own.
"""

from collections.abc import Sequence

from engine.findings.text.forms.graded import behind_places
from engine.findings.text.forms.noughts import is_nought
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ADJECTIVES, FILLERS
from engine.findings.text.wording.words import ANSWERED_NO, REFUSED, STOP

_NO = frozenset({"no", "nil", "none", "nope", "nah"})
_DENIED = frozenset({"denied", "denies", "neg", "negative", "absent"})
_YES = frozenset({"y"})
_LETTER = frozenset({"n"})
# What only a colon makes an answer: "fever: never".
_OF_COLON = frozenset({"never"})
_VALUES = _NO | _DENIED | _YES | _LETTER | _OF_COLON | {"yes"}
_LONGEST_LABEL = 3
_NO_LABEL = frozenset({"v", "and", "+", "/", "/a", "was", "is", "not"})
# Words that tell a finding: "no, short of breath", not "no breathlessness".
TELLING = ADJECTIVES | {
    "short",
    "breathless",
    "incontinent",
    "wheezing",
    "wheezy",
    "fitting",
    "leaking",
}
_ENDS = frozenset({",", ";", STOP})
# "Headache N, V": nausea and vomiting, no answer.
_WITH_NAUSEA = frozenset({"v", "d"})
_LITTLE = frozenset(
    {
        "reduced",
        "poor",
        "weak",
        "decreased",
        "diminished",
        "absent",
        "altered",
        "limited",
    }
)
_NOT_APPLICABLE = ("n", "/", "a")
_CLOSED = _ENDS | {"or", "nor"}
_SHORT = _LETTER | _YES
_KNOWN = _NO | _DENIED | _LETTER | _OF_COLON


def answered(words: tuple[str, ...], marks: Sequence[Mark]) -> tuple[str, ...]:
    """The words with every "no" that answers as `ANSWERED_NO`."""
    asked = _asked(marks)
    read = list(words)
    for i, word in enumerate(words):
        if _repeats(words, marks, i):  # "any numbness? No numbness"
            read[i - 1 : i + 2] = [ANSWERED_NO, "no", "any"]
            continue
        if _grades(words, marks, i):
            read[i] = "is"
            continue
        colon = words[max(0, i - 1)] == ":"
        if i - colon in asked and is_nought(words, marks, i):
            read[i] = ANSWERED_NO
            read[i - colon : i] = ["is"] * colon
            continue
        known = _KNOWN if colon else _NO
        if i in asked:  # "numbness Y / weakness N"
            known = known | _LETTER
        if word == "denied" and i in asked:  # "seizures (-), confusion (+)"
            known = _DENIED
        if word in _YES and i in asked and _ends(words, i + 1, slash=True):
            read[i] = ";"  # "numbness Y / weakness N"
            continue
        if word in _LETTER and _is_nausea(words, i + 1):
            continue
        if (
            word not in known
            or not i
            or not (
                _ends(words, i + 1, slash=False)
                or _is_slashed(words, marks, i, colon=colon)
                or (i - colon in asked and _is_form(words, marks, i, colon=colon))
            )
        ):
            continue
        if colon or i in asked:
            read[i] = ANSWERED_NO
            read[i - colon : i] = ["is"] * colon
        elif word == "no" and words[i - 1] not in _ENDS:
            read[i] = "is"  # "pain no, numb yes": nothing named is denied
    return tuple(read)


def _is_form(
    words: Sequence[str], marks: Sequence[Mark], at: int, *, colon: bool
) -> bool:
    """Whether the next thing is asked behind an answer: "fits: N Weakness: N".

    What it is has to be a name with nothing but an answer of its own, so that
    "headache: no relief: 9/10" and "numbness N V" stay what they are.
    """
    named = [mark.end for mark in marks if mark.is_finding and mark.start == at + 1]
    if not colon and words[at] not in _LETTER:
        return False
    last = at + 1 + (_LONGEST_LABEL if colon else 1)
    for end in (*named, *range(at + 2, last + 1)):
        label = words[at + 1 : end]
        if not _ENDS.isdisjoint(label) or not _NO_LABEL.isdisjoint(label):
            break
        value = end + colon
        if colon and words[end : end + 1] != (":",):
            continue
        if words[value : value + 1] and words[value] in _VALUES:
            # The answer of the next stands by itself, or leads on as well.
            return colon or end in named or words[value] in _SHORT
    return False


def _is_slashed(
    words: Sequence[str], marks: Sequence[Mark], at: int, *, colon: bool
) -> bool:
    """ "Numbness N / weakness Y", "fever: no/ cough: yes".

    What a slash parts from an answer has to be answered itself. "Headache N/V" has
    vomiting, "weak N/K cause" is not known, "numb, no/poor pulse" grades the pulse.
    """
    if words[at + 1 : at + 2] != ("/",):
        return False
    if colon and (words[at] not in _LETTER or _is_not_applicable(words, at)):
        return True
    start = at + 2
    named = {mark.end for mark in marks if mark.is_finding and mark.start == start}
    ends = {behind_places(end, marks) for end in named}
    ends |= {start + length for length in (1, 2) if _is_label(words, start, length)}
    return any(_is_value(words, end) for end in ends)


def _is_label(words: Sequence[str], start: int, length: int) -> bool:
    label = words[start : start + length]
    return all(len(word) > 1 for word in label) and _NO_LABEL.isdisjoint(label)


def _is_value(words: Sequence[str], at: int) -> bool:
    if at >= len(words):
        return False
    return words[at] == ":" or (
        words[at] in _VALUES and _ends(words, at + 1, slash=True)
    )


def _is_not_applicable(words: Sequence[str], at: int) -> bool:
    """ "Seizures: n/a", and nothing more."""
    return tuple(words[at : at + 3]) == _NOT_APPLICABLE and is_closed(words, at + 3)


def _is_nausea(words: Sequence[str], at: int) -> bool:
    after = words[at : at + 2]
    return len(after) > 1 and after[0] == "," and after[1] in _WITH_NAUSEA


def is_closed(words: Sequence[str], end: int) -> bool:
    """Whether nothing more is said of what ends there, but for a list."""
    return end >= len(words) or words[end] in _CLOSED


def _repeats(words: Sequence[str], marks: Sequence[Mark], at: int) -> bool:
    """Whether the "no" to a question is said of the finding that follows it.

    To "any pain?" that is "no numbness", and not "no, just numb".
    """
    if words[at : at + 2] != (REFUSED, ";"):
        return False
    found = [mark for mark in marks if mark.is_finding]
    asked = [mark for mark in found if mark.end <= at]
    after = next((mark for mark in found if mark.start > at), None)
    if after is None or not asked:
        return False
    if asked[-1].told and not is_closed(words, after.end):
        return False  # "face normal? No droop on the left"
    if words[after.end : after.end + 1] in ((":",), ("questioned",)):
        return False
    own = words[after.start : after.end]
    told = not TELLING.isdisjoint((own[0], own[-1]))
    return not told and FILLERS.issuperset(words[at + 2 : after.start])


def _grades(words: Sequence[str], marks: Sequence[Mark], at: int) -> bool:
    """ "No/reduced sensation", "nil/weak pulse": there is little of it or none."""
    if words[at] not in _NO or tuple(words[at + 1 : at + 2]) != ("/",):
        return False
    return any(
        m.is_finding
        and m.start == at + 2
        and m.entry is not None
        and words[m.start] in _LITTLE
        for m in marks
    )


def _asked(marks: Sequence[Mark]) -> set[int]:
    """The words right behind a finding, or behind its place and no gap."""
    found: set[int] = set()
    for mark in marks:
        if mark.is_finding or (mark.is_place and mark.start in found):
            found.add(mark.end)
    return found


def _ends(words: Sequence[str], at: int, *, slash: bool) -> bool:
    if words[at : at + 2] == ("at", "present") or words[at : at + 1] == ("currently",):
        return True  # "backache nil at present"
    return at >= len(words) or words[at] in _ENDS or (slash and words[at] == "/")
