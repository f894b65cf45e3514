"""Marks that mean something else where they stand, and are left out."""

from collections.abc import Sequence
from itertools import takewhile

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.phrases.no_ends import is_no_end
from engine.findings.text.wording.grammar import (
    ADJECTIVES,
    BREAKS,
    EARLIER,
    FILLERS,
    GONE_BEFORE,
    JOINS,
    LOST,
    NOT_SO,
    NOT_YET,
    SUBJECTS,
)
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD

_NEAR = 2
_CLOSE = 3
_WELL = frozenset({"fine", "ok"})
_NOTHING = frozenset({"nil", "none", "nothing", "no", "not"})
_LACKS = NOT_SO | {"unable", "can't", "cannot", "cant", "retention", "anuric"}
_BETWEEN = FILLERS | SUBJECTS
_SINCE = frozenset({"since", "after", "when", "once"})
_LINKED = 4
_SEQUEL = 8
_WENT = frozenset({"gone", "went"})
_ON = word_set("arrival waking exam examination review assessment admission standing")
_ITS = frozenset({"it's", "its"})
_IT_IS = ("it", "is")
_BELIEF_ENDS = frozenset({",", ";", STOP})
_THINKING = word_set("thinks think thinking thought believes believing convinced")
_TIMES = {TIME_WORD} | word_set(
    """still night nighttime day daytime morning evening afternoon winter summer spring
    autumn christmas easter war wartime middle year fifties sixties seventies eighties
    nineties weekend breakfast lunchtime dinnertime bedtime january february march april
    may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday 1940s 1950s 1960s 1970s 1980s 1990s
    hotel school station airport church pub ship boat train bus prison hostel home
    hospital ward office factory barracks workplace restaurant court seaside house
    bedroom xmas blitz birthday wedding coronation teatime lunch early tomorrow
    yesterday week months 40s 50s 60s 70s 80s"""
)
_OF_FUNCTION = frozenset({("vision-loss", "diplopia"), ("aphasia", "slurred-speech")})
_STATES = ADJECTIVES | {"blotchy", "swollen", "puffy", "discoloured"}
_QUITE = word_set("all really very so quite right a bit completely totally both")
_WHOLLY = word_set("completely altogether totally entirely fully")
_NO = word_set("nope no not n nil never partly partially still")
_ASKED_ENDS = word_set(", . ; and but")
_STILL = frozenset({"it", "still", "now", "this"})
_BUT = frozenset({"but", "though", "although"})
_PERSISTS = word_set("persists persisting persist persisted remains continues lingers")
_SO = frozenset({"so", "and", "he", "she", "i", "then", "patient", "pt"})
_PLAIN = _BETWEEN | word_set(
    "completely fully totally entirely spontaneously now <time>"
)
# Ends only where nothing follows: "never again flying with them".
# "Since the block should have worn off": it has not.
_DUE = frozenset({"should"})
_CLOSING = frozenset(
    {("never", "again"), ("went", "off", "straight", "away"), ("then", "came", "right")}
)

MEANING_WORDS = _ON | (_TIMES - {TIME_WORD}) | _QUITE
_PARTING = JOINS | BREAKS | {STOP}


def meant(words: Sequence[str], marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks of a sentence without those that mean something else there."""
    return tuple(mark for i, mark in enumerate(marks) if _is_meant(i, marks, words))


def without_refused_ends(
    words: Sequence[str], marks: Sequence[Mark]
) -> tuple[Mark, ...]:
    """The marks without an end that is asked after, unless the answer is yes.

    "Resolved en route? No", "settled: no", "gone? Not yet"; and without what
    is told of somebody or something else.
    """
    return tuple(
        mark
        for mark in marks
        if mark.axis != "state"
        or not (_is_refused(mark.end, words) or is_no_end(mark, words, marks))
    )


def _is_refused(end: int, words: Sequence[str]) -> bool:
    for at in range(end, min(len(words), end + _SEQUEL)):
        if words[at] == "questioned":
            return True
        if words[at] == ":":
            return not _NO.isdisjoint(words[at + 1 : at + 2])
        if words[at] in _ASKED_ENDS:
            return False
    return False


def is_denied_course(mark: Mark, words: Sequence[str]) -> bool:
    """Whether it is denied: "not spreading", "has not yet spread"."""
    before = words[max(0, mark.start - _CLOSE) : mark.start]
    for word in reversed(before):
        if word in NOT_SO:
            return True
        if word not in FILLERS and word not in ("yet", "longer"):
            return False
    return False


def _is_meant(at: int, marks: Sequence[Mark], words: Sequence[str]) -> bool:  # noqa: PLR0911
    mark = marks[at]
    said = tuple(words[mark.start : mark.end])
    following = marks[at + 1 : at + 2]
    if mark.axis == "side" and said == ("both",):  # "both numbness and weakness"
        return _has_site(mark, following)
    if mark.word == "confusion" and _is_belief(said):
        named = any(other.is_finding and other is not mark for other in marks)
        return not named or _is_wrong_time(words[mark.end :])
    if mark.is_finding and said[-1] in _WENT:
        return not _becomes(mark, marks, words)
    if mark.axis == "course" and said[0] == "up":  # "woke up to find"
        return _has_site(mark, following)
    if said == ("gone",) and not mark.is_finding:
        return _is_over(mark, words, marks)
    if said in _CLOSING:
        return all(word in GONE_BEFORE for word in words[mark.end : mark.end + 1])
    if said[-1] == "now" and said[0] in _WELL:
        return _is_well(mark, words, marks)
    if mark.axis == "state" and any(_holds(other, mark) for other in marks):
        return False  # "feeling no longer present" is numbness
    if mark.axis == "state" and said[0] in _NOTHING:
        return not _is_of_lack(marks[:at], words)
    if said == ("settled",) and _is_moving_to(mark, words, marks):
        return False
    if said[0] == "stopped" and _is_of_walker(mark, words):
        return False
    if said == ("always",):
        return _is_beside_finding(mark, words, marks)
    return True


def _is_belief(said: Sequence[str]) -> bool:
    """Whether a phrase leaves open what it is that is believed: "thinks it's"."""
    return said[0] in _THINKING and (said[-1] in _ITS or tuple(said[-2:]) == _IT_IS)


def _is_wrong_time(after: Sequence[str]) -> bool:
    """ "Thinks it's Monday", "it is the end of the war", not "it's the recliner"."""
    said = [*takewhile(lambda word: word not in _BELIEF_ENDS, after)]
    return any(word in _TIMES or word.isdigit() for word in said)


def _becomes(mark: Mark, marks: Sequence[Mark], words: Sequence[str]) -> bool:
    """ "Legs gone mottled", "vision went double": what they became is what is told.

    Not "legs gone confused", nor "speech gone facial droop".
    """
    of_limb = mark.word == "limb-weakness"
    return any(
        other.entry is not None
        and other.is_finding
        and other.start >= mark.end
        and _QUITE.issuperset(words[mark.end : other.start])
        and (
            (mark.word, other.word) in _OF_FUNCTION
            or (of_limb and other.entry.takes_site and words[other.start] in _STATES)
        )
        for other in marks
    )


def _holds(finding: Mark, mark: Mark) -> bool:
    """Whether a mark is a part of what names a finding."""
    return finding.is_finding and finding.start <= mark.start < mark.end <= finding.end


def _is_of_lack(before: Sequence[Mark], words: Sequence[str]) -> bool:
    """ "Unable to pass urine, nil since": none of it since, so it goes on."""
    found = [mark for mark in before if mark.is_finding][-1:]
    return any(
        m.told == "doubtful" or not _LACKS.isdisjoint(words[m.start : m.end])
        for m in found
    )


def _has_site(mark: Mark, following: Sequence[Mark]) -> bool:
    near = [other for other in following if other.start - mark.end <= _NEAR]
    return any(other.is_place for other in near)


def _is_over(mark: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Numbness, has gone", not "has gone cold" and not "power has gone"."""
    after = words[mark.end : mark.end + 2]
    # "It has gone on since Sunday", but "it was gone on waking".
    goes_on = after[:1] == ("on",) and _ON.isdisjoint(after[1:])
    if goes_on or any(word not in GONE_BEFORE for word in after[:1]):
        return False
    if _is_repeated(mark, words, marks):
        return False
    of = {i: other for other in marks for i in range(other.start, other.end)}
    for at in range(mark.start - 1, -1, -1):
        if at in of and of[at].is_finding:
            return True
        if at not in of and words[at] in _PARTING:
            return True
        if at not in of and (words[at] in LOST or words[at] not in _BETWEEN):
            return False
    return True


def _is_moving_to(mark: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Has settled in his left arm", "settled into her leg": it is there now."""
    if words[mark.end : mark.end + 1] not in (("in",), ("into",)):
        return False
    near = range(mark.end + 1, mark.end + 1 + _CLOSE)
    return any(other.axis == "site" and other.start in near for other in marks)


def _is_repeated(mark: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "My hand's gone numb, gone completely": said twice, and no end."""
    found = [m for m in marks if m.is_finding and m.end <= mark.start]
    beside = (*words[max(0, mark.start - 1) : mark.start], *words[mark.end :][:1])
    if not found or _WHOLLY.isdisjoint(beside) or "now" in words[mark.end :][:2]:
        return False
    last = found[-1]
    near = mark.start - last.end <= _CLOSE
    return near and not _WENT.isdisjoint(words[max(0, last.start - 3) : last.end])


def _is_well(mark: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Dizzy earlier, fine now", not "arm numb, speech fine now"."""
    findings = [m for m in marks if m.is_finding and m.start < mark.start]
    if findings and words[mark.start - 1] in (",", "but"):
        # "Legs went to sleep on the plane, fine now": nothing else is named.
        return "," not in words[findings[-1].end : mark.start - 1]
    of = {i for other in marks for i in range(other.start, other.end)}
    since = range(findings[-1].end, mark.start) if findings else range(0)
    gap = {words[i] for i in since if i not in of}
    if not findings or words[mark.start - 1] not in {",", "but", "and", "is", "feels"}:
        return False
    return gap <= _BETWEEN | EARLIER


def _is_of_walker(mark: Mark, words: Sequence[str]) -> bool:
    """ "Calf pain, so stopped after 50 yards": the patient did."""
    before, after = words[max(0, mark.start - 1) : mark.start], words[mark.end :]
    return not _SO.isdisjoint(before) or (after[:1] != () and after[0].isdigit())


def _is_beside_finding(mark: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Always numb", not "always had headaches, face numb"."""
    covered = {i for other in marks for i in range(other.start, other.end)}
    for other in marks:
        start, end = sorted((mark, other), key=lambda one: one.start)
        gap = [words[i] for i in range(start.end, end.start) if i not in covered]
        if other.is_finding and (_BETWEEN - {","}).issuperset(gap):
            return True
    return False


def is_end_said(mark: Mark, words: Sequence[str]) -> bool:
    """Whether a word that ends a finding does: not "partly settled"."""
    before = words[max(0, mark.start - _NEAR) : mark.start]
    if words[mark.end : mark.end + 1] in (("until",), ("till",)):
        return False  # "never troubled him again until last night"
    if _persists(words[mark.end : mark.end + _SEQUEL]):
        return False
    return (NOT_YET | _DUE).isdisjoint(before) and not _is_of_cause(mark.start, words)


def _persists(after: Sequence[str]) -> bool:
    """ "Resolved in the arm but persists in the leg"."""
    at = next((i for i, word in enumerate(after) if word in _BUT), None)
    if at is None:
        return False
    rest = [word for word in after[at + 1 :] if word not in _STILL]
    return bool(rest) and rest[0] in _PERSISTS


def _is_of_cause(at: int, words: Sequence[str]) -> bool:
    """ "Leg numb since the epidural wore off": something else is over."""
    before = words[max(0, at - _LINKED) : at]
    since = next((i for i, word in enumerate(before) if word in _SINCE), None)
    rest = before[since + 1 :] if since is not None else ()
    return "," not in rest and not _PLAIN.issuperset(rest)
