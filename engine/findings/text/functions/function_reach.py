"""Which functions a state speaks of: before it, behind it, and in lists."""

from collections.abc import Iterator

from engine.findings.text.functions.function_line import PASSING, Line, Topic
from engine.findings.text.phrases.marks import Mark

_LONGEST_GAP = 12
_UNKNOWN = 2
_NEAR = 3


def topic_before(line: Line, state: Mark) -> tuple[Topic | None, bool]:
    """The function a state follows, and whether a comma is between."""
    is_apart, unknown = False, _UNKNOWN
    for at in range(state.start - 1, max(-1, state.start - _LONGEST_GAP), -1):
        kind = line.kinds[at]
        if kind == "topic":
            return line.topics[at], is_apart
        if kind in ("join", "comma") or line.words[at] == ";":
            if _joins_places(line, at):
                continue
            if kind == "stop":
                return None, False
            is_led = kind == "comma" and _leads_places(line, at, state)
            if kind == "join" or not (is_led or at == state.start - 1):
                return None, False
            is_apart = True
        elif kind in ("unknown", "other"):
            unknown -= 1
            if unknown < 0 or is_apart:
                return None, False
        elif kind not in PASSING and kind not in ("neg", "near"):
            return None, False
    return None, False


def topic_after(line: Line, state: Mark) -> Topic | None:
    """The function that a state stands before: "normal sensation"."""
    unknown, is_parted = _UNKNOWN, False
    for at in range(state.end, min(len(line.kinds), state.end + _LONGEST_GAP)):
        kind = line.kinds[at]
        if kind == "topic":
            topic = line.topics[at]
            is_open = _opens(line, state) and not is_parted
            return topic if is_open or not _has_state(line, topic) else None
        if kind in ("unknown", "other") and unknown:
            unknown -= 1
        elif sets_apart(line, at):
            is_parted = True
        elif kind not in PASSING:
            return None
    return None


def sets_apart(line: Line, at: int) -> bool:
    """Whether a mark only sets a place apart: "absent (L) DP", "ulnar/radial"."""
    kinds = ("", "", *line.kinds, "", "")
    before, after = kinds[at : at + 2], kinds[at + 3 : at + 5]
    if line.words[at] == "/":
        return before[1] == "place"
    if line.kinds[at] != "comma":
        return False
    return after == ("place", "comma") or before == ("comma", "place")


def listed_before(line: Line, topic: Topic, taken: set[int]) -> tuple[Topic, ...]:
    """The functions of a list that ends with one: "power, tone and …"."""
    found: list[Topic] = []
    for other in _listed(line, range(topic.start - 1, -1, -1)):
        if other.start in taken or not _begins_item(line, other):
            break
        found.append(other)
    return tuple(reversed(found))


def listed_after(line: Line, topic: Topic, taken: set[int]) -> tuple[Topic, ...]:
    """The functions of a list that begins with one, without own states."""
    found: list[Topic] = []
    for other in _listed(line, range(topic.end, len(line.kinds))):
        if other.start in taken or _has_state(line, other):
            break
        found.append(other)
    return tuple(found)


def goes_on(line: Line, last: Mark, end: int, state: Mark) -> bool:
    """Whether a state speaks of the function before, at another place.

    ``end`` is where the function and its last state end.
    """
    gap = range(end, state.start)
    turns = [line.words[i] for i in gap]
    if turns in (["but"], ["though"], ["although"], ["but", "is"]):
        return True
    is_of_it = {line.kinds[i] for i in gap} <= {
        *PASSING,
        *("comma", "join", "neg", "near", "stop"),
    }
    ends = any(line.words[i] in (".", "if", "when") for i in gap)
    ends = ends or (";" in turns and not _is_contrast(line, last, state))
    near = line.kinds[end : state.start]
    after = line.kinds[state.end : state.end + _NEAR]
    return is_of_it and not ends and "place" in (*near, *after)


def _is_contrast(line: Line, last: Mark, state: Mark) -> bool:
    """ "Power: R 5/5; L 3/5": both states have a place of their own."""
    end = next(i for i in range(last.end, state.start) if line.words[i] == ";")
    own = line.kinds[max(0, last.start - _NEAR) : end]
    return "place" in own and "place" in line.kinds[end : state.start]


def precedes(line: Line, state: Mark, later: Mark) -> bool:
    """Whether a state at its own place stands before the state of a function."""
    gap = line.kinds[state.end : later.start]
    if not set(gap) <= {*PASSING, "comma", "join"} or "place" not in gap:
        return False
    before = line.kinds[max(0, state.start - _NEAR) : state.start]
    return "place" in before or gap[0] == "place"


def has_place(line: Line, last: Mark, state: Mark) -> bool:
    """Whether a place stands between two states, or right behind the last."""
    between = line.kinds[last.end : state.start]
    return "place" in (*between, *line.kinds[state.end : state.end + _NEAR])


def _leads_places(line: Line, at: int, state: Mark) -> bool:
    """Whether a function leads a list of places: "power - UL R 5/5"."""
    is_next = line.kinds[at - 1 : at] == ("topic",)
    led = line.kinds[at + 1 : state.start]
    is_led = set(led) <= {"place", "small", "aside", "comma"}
    return is_next and is_led and "place" in led


def _joins_places(line: Line, at: int) -> bool:
    before, after = line.kinds[max(0, at - 1) : at], line.kinds[at + 1 : at + 2]
    if before == ("aside",):  # "strength: arms normal, legs reduced"
        return "place" in line.kinds[at + 1 : at + _NEAR]
    return before == after == ("place",)


def _opens(line: Line, state: Mark) -> bool:
    """Whether no other noun stands before a state that could be its own."""
    before = line.kinds[state.start - 1] if state.start else "stop"
    return before in ("comma", "join", "small", "stop", "neg", "near")


def _has_state(line: Line, topic: Topic) -> bool:
    for at in range(topic.end, min(len(line.kinds), topic.end + _LONGEST_GAP)):
        if line.kinds[at] == "state":
            return True
        if line.kinds[at] not in {*PASSING, "neg", "near"}:
            return False
    return False


def _listed(line: Line, positions: range) -> Iterator[Topic]:
    """The topics along a list of nothing but topics and places."""
    seen: Topic | None = None
    for at in positions:
        kind = line.kinds[at]
        if kind == "topic":
            if line.topics[at] is not seen:
                seen = line.topics[at]
                yield seen
        elif kind not in {*PASSING, "join", "comma"}:
            return


def _begins_item(line: Line, topic: Topic) -> bool:
    """ "Problem with speech, gait normal": only gait is normal."""
    at = topic.start - 1
    while at >= 0 and line.kinds[at] == "place":
        at -= 1
    plain = line.kinds[at] in ("comma", "join", "stop", "topic") if at >= 0 else True
    return plain or line.words[at] in ("the", "her", "his", "has", "is", ":")
