"""What turns a state into its opposite, or leaves it open.

"Sensation not normal", "speech clear until 0800", "power 5/5 except the grip".
"""

from engine.findings.text.forms.answers import TELLING, is_closed
from engine.findings.text.functions.function_line import Line, Topic
from engine.findings.text.functions.function_words import (
    EARLIER,
    EARLIER_STATES,
    EXCEPTIONS,
    IN_PART,
    IN_USE,
    KNOWN_OF,
    LACKING,
    LACKS,
    LOSING,
    NEARLY,
    NEGATIONS,
    QUALITIES,
    TURNING,
    UNEVEN,
    WAS,
)
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.words import REFUSED

_LONGEST_GAP = 12
_NEAR = 3
_EXCEPTION_WITHIN = 9
_PART_ENDS = frozenset({",", ";", ".", "and"})
_DENIALS = frozenset({"no", "nil", "denies"})
_REACH = 6
_TRIED = frozenset(
    (tries, "to") for tries in ("trying", "tried", "tries", "struggling")
)
_WANTED = frozenset({"wants", "needs"})
_GETTING = frozenset({"get", "getting", "keep", "keeping", "make", "making"})
_TO = frozenset({"to", "in", "for", "with", "the"})
_IN_USE = frozenset({"on", "when", "if", "while", "whilst", "with", "as"})
# An act that is normal only where nothing is said of it.
_ACT = ("passing", "water")
_ACT_FOLLOWS = frozenset({",", ";", ".", ":", "and", "is", "now", "been"})
_ACT_ENDS = _PART_ENDS | {"questioned", "now"}
_SIDES = {
    **dict.fromkeys(("left", "l", "lt"), "left"),
    **dict.fromkeys(("right", "r", "rt"), "right"),
}


def said_of(line: Line, topic: Topic, state: Mark, *, follows: bool) -> list[str]:
    """The words that may turn a state into its opposite."""
    start = state.start
    if follows and topic.end <= start:
        return list(line.words[topic.end : start])
    while start and line.kinds[start - 1] in ("neg", "near", "small"):
        start -= 1
    return list(line.words[start : state.start])


def is_lost(line: Line, state: Mark) -> bool:
    """Whether the normal is what is missing: "lost normal feeling"."""
    before = line.words[max(0, state.start - _NEAR) : state.start]
    if "," in before:  # "no visual loss, no double vision"
        before = before[len(before) - before[::-1].index(",") :]
    begins_anew = line.words[state.start] in _DENIALS
    return not begins_anew and not LOSING.isdisjoint(before)


def is_of_one_side(line: Line, topic: Topic, state: Mark) -> bool:
    """Whether it is told of the left or of the right only."""
    start, end = min(topic.start, state.start), max(topic.end, state.end)
    near = line.words[max(0, start - 2) : end + _NEAR]
    named = {_SIDES[word] for word in near if word in _SIDES}
    return len(named) == 1


def lacks(line: Line, topic: Topic) -> bool:
    """Whether "no" stands before it: "no foot pulses palpable".

    A list that "or" closes goes on over its commas: "no popliteal, DP or PT pulse".
    """
    listed = "or" in line.words[topic.start : topic.end + 1]
    ends = ("state", "stop") if listed else ("comma", "finding", "state", "stop")
    for at in range(topic.start - 1, max(-1, topic.start - 2 * _NEAR), -1):
        if line.words[at] in LACKING | LACKS:
            return True
        if line.kinds[at] in ends:
            return False
    return False


def is_then(line: Line, mark: Mark) -> bool:
    """Whether a denial is of earlier, or only in part: "less alert"."""
    before = line.words[mark.start - 1] if mark.start else ""
    rest = list(line.words[mark.end : mark.end + 2 * _NEAR])
    end = next((i for i, word in enumerate(rest) if word in _PART_ENDS), len(rest))
    after = rest[:end]
    is_part = before in NEARLY or not IN_PART.isdisjoint(after)
    is_part = is_part or is_lost(line, mark) or _is_of_trouble(line, mark)
    is_part = is_part or exception_after(line, mark) is not None
    return is_part or is_of_earlier(line, mark.start, mark.end, mark)


def _is_of_trouble(line: Line, mark: Mark) -> bool:
    """ "Pain passing water", "passing water less": only the bare words are normal."""
    if tuple(line.words[mark.start : mark.end]) != _ACT:
        return False
    before = line.words[max(0, mark.start - 1) : mark.start]
    after = line.words[mark.end : mark.end + 1]
    # "Passing water: no" is none, "passing water? No" stays in doubt.
    is_bare = _ACT_ENDS.issuperset(after) or is_refused(line, mark.end)
    return not (is_bare and _ACT_FOLLOWS.issuperset(before))


def falls_short(line: Line, start: int) -> bool:
    """Whether the normal is not reached: "not as strong", "can't get it warm".

    So it is where it is only tried for: "trying to warm his foot".
    """
    before = line.words[max(0, start - _REACH) : start]
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    if before[-2:] in _TRIED or not _WANTED.isdisjoint(before[-1:]):
        return True
    fails = [at for at, word in enumerate(before) if word in NEGATIONS]
    if not fails:
        return False
    rest = before[fails[-1] + 1 :]
    return rest[-1:] in (("as",), ("so",)) or not _GETTING.isdisjoint(rest[:2])


def is_refused(line: Line, end: int) -> bool:
    """Whether it was asked, and the answer was no: "speech normal? No"."""
    for at in range(end, min(len(line.words), end + 2 * _NEAR)):
        if line.words[at] == REFUSED:
            return not _denies_more(line, at + 2)
        if line.words[at] in _PART_ENDS:
            return False
    return False


def _denies_more(line: Line, at: int) -> bool:
    """ "Sensation ok? No numbness", not "no numb feet" and not "no, numb"."""
    end = at
    while end < len(line.kinds) and line.kinds[end] == "finding":
        end += 1
    named = line.words[at:end]
    told = not TELLING.isdisjoint((*named[:1], *named[-1:]))
    return bool(named) and not told and is_closed(line.words, end)


def is_of_earlier(line: Line, begin: int, stop: int, state: Mark) -> bool:
    """Whether it was so then: "speech normal until 0800"."""
    start, end = min(begin, state.start), max(stop, state.end)
    first, last = _part(line, start, end)
    before = line.words[first:start]
    after = line.words[stop : min(last, end + _NEAR)]
    dated = any(at in line.times for at in range(start, min(last, end + _NEAR)))
    # "Normally walks" is of other days, "walks normally" of today.
    said = not EARLIER_STATES.isdisjoint(before) or not EARLIER.isdisjoint(after)
    return dated or said or _turns(line, start, end)


def _part(line: Line, start: int, end: int) -> tuple[int, int]:
    """The part between commas around some words."""
    while start and line.kinds[start - 1] not in ("comma", "stop"):
        start -= 1
    while end < len(line.kinds) and line.kinds[end] not in ("comma", "stop"):
        end += 1
    return start, end


def _turns(line: Line, start: int, end: int) -> bool:
    """ "Was alert, now drowsy"."""
    was = not WAS.isdisjoint(line.words[max(0, start - 2) : end])
    return was and not TURNING.isdisjoint(line.words[end : end + _LONGEST_GAP])


def exception_after(line: Line, state: Mark) -> int | None:
    """Where "except", "apart from" stands behind a state."""
    for at in range(state.end, min(len(line.words), state.end + _EXCEPTION_WITHIN)):
        if line.words[at] in (";", "."):
            return None
        if any(tuple(line.words[at : at + len(e)]) == e for e in EXCEPTIONS):
            return at
        if line.words[at] == "not" and _denies_quality(line, state, at):
            return at
    return None


def _denies_quality(line: Line, state: Mark, at: int) -> bool:
    """ "Orientated to person, not to time", "intact to light touch, not pinprick"."""
    behind = [word for word in line.words[at + 1 : at + 5] if word not in _TO]
    led = not _TO.isdisjoint(
        (*line.words[state.start : at], *line.words[at + 1 : at + 2])
    )
    closed = not behind[1:] or behind[1] in (",", ".", ";", "or", "and", "nor")
    qualities = QUALITIES if led else KNOWN_OF
    return (led or closed) and not qualities.isdisjoint(behind[:1])


def is_in_doubt(line: Line, mark: Mark) -> bool:
    """Whether what is said to be normal may not be."""
    return (
        is_refused(line, mark.end)
        or fails_in_use(line, mark)
        or falls_short(line, mark.start)
    )


def fails_in_use(line: Line, mark: Mark) -> bool:
    """ "Face symmetrical at rest, droop on smiling": it is only so at rest."""
    for at in range(mark.end, len(line.words) - 1):
        if line.words[at] == "." or line.words[at] in LACKING:
            return False
        used = line.words[at + 1 : at + 1 + _NEAR]
        if line.words[at] in _IN_USE and not IN_USE.isdisjoint(used):
            return _is_found_between(line, mark, at)
    return False


def _is_found_between(line: Line, mark: Mark, end: int) -> bool:
    """Whether the very finding, or "asymmetrical" without a new subject, follows."""
    if any(
        mark.word in names
        for (start, _), names in line.findings.items()
        if mark.end <= start < end
    ):
        return True
    apart = {"finding", "topic", "place"}.isdisjoint(line.kinds[mark.end : end])
    return apart and not UNEVEN.isdisjoint(line.words[mark.end : end])


def names_finding_after(line: Line, at: int) -> bool:
    """Whether what is excepted is named itself: "except a numb thumb".

    A function without a state is not: "full power except the right grip".
    """
    for kind, word in zip(line.kinds[at:], line.words[at:], strict=True):
        if word in (";", "."):
            return False
        if kind == "finding":
            return True
    return False
