"""Which states a function can have, and which are findings of their own.

"Speech normal, left arm weak": no speech is weak at an arm. "Neuro 3/5" is told of
power, "neuro abnormal" of nothing in particular, "VA CF" of sight alone.
"""

from engine.findings.text.functions.function_line import Line, Topic
from engine.findings.text.functions.function_words import CHANGES, GONE_OF
from engine.findings.text.phrases.marks import Mark

_NEAR = 3
_GRADED = "limb-weakness"
_SENSED = "numbness"
_SEEN = "vision-loss"
_BAD = ("impaired", "lost")
_POWERS = frozenset({"power", "strength", "grip", "motor"})
_NOTHING = frozenset({"nil", "no", "without"})
_FILLED = frozenset({"full", "+"})
_FAR_ACUITIES = frozenset({"6/60", "6/36", "3/60", "2/60", "1/60", "20/200", "20/400"})
_ACUITIES = frozenset({"CF", "HM", "LP", "NLP", "PL", "NPL", "loss"})


def suits(line: Line, topic: Topic, state: Mark) -> bool:
    """Whether a state can be one of a function at all."""
    said = line.words[state.start : state.end]
    if said[-1] in _ACUITIES or "".join(said) in _FAR_ACUITIES:
        return _is_told_of(topic, _SEEN)
    if tuple(said[-2:]) == ("/", "5"):  # "perianal sensation reduced. Legs 5/5"
        named = line.words[topic.start : topic.end]
        return _is_told_of(topic, _GRADED) or not _POWERS.isdisjoint(named)
    if tuple(said) in (("0",), ("zero",), ("none",)):
        return _is_told_of(topic, _GRADED) or _can_be_lost(topic)
    if said[-1] in _FILLED and line.words[topic.end - 1] == "bladder":
        return False  # "bladder stays full", "bladder ++ on scan" is no working one
    # "Sensation n power reduced" joins the two, "C5 N, C6 N" calls them normal.
    return tuple(said) != ("n",) or _ends(line, state)


def _ends(line: Line, state: Mark) -> bool:
    after = line.kinds[state.end : state.end + 1]
    return after in ((), ("comma",), ("stop",), ("place",))


def is_own_finding(
    line: Line,
    topics: tuple[Topic, ...],
    last: int,
    state: Mark,
    *,
    follows: bool = False,
) -> bool:
    """Whether a state is a finding of its own, at a place that is named for it.

    ``last`` is the word before which the function or its last state ends.
    ``follows`` if no other state stands between: "pulse in the left hand weak".
    """
    own = line.findings.get((state.start, state.end), frozenset())
    near = range(last, min(len(line.words), state.end + _NEAR))
    if not own or not any(line.kinds[at] == "place" for at in near):
        return False
    entries = [entry for topic in topics for entry in topic.entries]
    if follows and any(entry.takes_site for entry in entries):
        # "Numb face, weak arm": what the comma sets apart has a place of its own.
        is_apart = "comma" in line.kinds[last : state.start]
        return is_apart and line.kinds[state.end : state.end + 1] == ("place",)
    return not any(
        entry.word in own
        and entry.role in _BAD
        and not is_left_open(line, topic, state)
        for topic in topics
        for entry in topic.entries
    )


def is_left_open(line: Line, topic: Topic, state: Mark) -> bool:
    """Whether a function of everything is called bad without a grade of power."""
    said = line.words[state.start : state.end]
    return is_general(topic) and not any(word.isdigit() for word in said)


def is_general(topic: Topic) -> bool:
    """Whether it is a function of everything: "neuro", "neurology"."""
    return _is_told_of(topic, _GRADED) and _is_told_of(topic, _SENSED)


def is_missing(line: Line, topic: Topic, state: Mark) -> bool:
    """Whether what stands behind "absent" is missed: "absent left leg sensation".

    "Absent motor symptoms" and "nil sensory" deny.
    """
    return is_missing_of(line, topic, line.words[state.start])


def is_missing_of(line: Line, topic: Topic, word: str) -> bool:
    """Whether a function behind a word such as "absent", "nil", "no" is missed."""
    end = topic.end
    while end < len(line.kinds) and line.kinds[end] in ("topic", "join", "comma"):
        end += 1
    if not CHANGES.isdisjoint(line.words[topic.end : end + 1]):
        return False
    if not CHANGES.isdisjoint(line.words[end : end + 2]):
        return False  # "absent motor or sensory symptoms"
    if line.kinds[topic.end : topic.end + 1] == ("finding",):
        return False  # "absent grip weakness"
    if word not in _NOTHING:
        return True
    return _can_be_lost(topic) or line.words[topic.end - 1] in GONE_OF


def _can_be_lost(topic: Topic) -> bool:
    return any(entry.role == "lost" for entry in topic.entries)


def _is_told_of(topic: Topic, finding: str) -> bool:
    return any(entry.word == finding for entry in topic.entries)
