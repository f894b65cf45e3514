"""One sentence as its functions, their states and the words between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.findings.text.functions.function_words import (
    LINKS,
    LIST_JOINS,
    NEARLY,
    NEGATIONS,
    REGIONS,
    STOPPERS,
)
from engine.findings.text.phrases.marks import Mark
from engine.terminology.lexicon import Entry

_GONE = frozenset({"gone", "disappeared", "away", "off", "worn"})
_LIMBS = frozenset({"arm", "arms", "leg", "legs", "hands", "feet"})
_WELL = frozenset({"normal", "fine", "ok", "equal", "good"})
_TELLING = ("topic", "function")
PASSING = frozenset({"place", "small", "aside"})


@dataclass(frozen=True, slots=True)
class Topic:
    """A function that is named: what its states say of which findings.

    Without entries it only keeps its state from others ("reflexes").
    """

    start: int
    end: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a sentence with their kinds, its topics and its states."""

    words: Sequence[str]
    kinds: tuple[str, ...]
    topics: Mapping[int, Topic]
    states: tuple[Mark, ...]
    times: frozenset[int]
    findings: Mapping[tuple[int, int], frozenset[str]]

    @classmethod
    def of(cls, words: Sequence[str], marks: Sequence[Mark]) -> "Line":
        """The line of a sentence and its marks."""
        marks = _without_sides(_without_nerves(words, marks))
        topics = _topics(marks)
        states = tuple(mark for mark in marks if _is_state(mark))
        kinds = [_kind_of_word(word) for word in words]
        for mark in sorted(marks, key=lambda mark: mark.axis in _TELLING):
            kinds[mark.start : mark.end] = [_kind(mark)] * (mark.end - mark.start)
        kinds = _with_regions(words, kinds)
        times = frozenset(mark.start for mark in marks if _is_of_then(mark))
        by_position = {i: t for t in topics for i in range(t.start, t.end)}
        return cls(words, tuple(kinds), by_position, states, times, _findings(marks))

    def sort_of(self, state: Mark) -> str:
        """What a state says: normal, there, impaired, lost or returned."""
        if state.axis == "function":
            return state.word
        if state.axis == "symmetry":
            return "normal" if state.word == "symmetric" else "impaired"
        said = self.words[state.start : state.end]
        return "returned" if _GONE.isdisjoint(said) else "lost"

    def leads_to_state(self, number: int) -> bool:
        """Whether the next state qualifies this one: "fully to poorly".

        "Down to 6/36", "reduced to 3/5" say how bad it is.
        """
        state = self.states[number]
        following = self.states[number + 1 : number + 2]
        is_figure = any(self.words[n.start].isdigit() for n in following)
        if is_figure and self.sort_of(state) in ("impaired", "lost"):
            return False
        gap = [self.kinds[i] for n in following for i in range(state.end, n.start)]
        return bool(following) and set(gap) <= {"small", "neg", "near"}


def _topics(marks: Sequence[Mark]) -> list[Topic]:
    found: dict[tuple[int, int], list[Entry]] = {}
    for mark in marks:
        if mark.axis == "topic" and mark.entry:
            found.setdefault((mark.start, mark.end), []).append(mark.entry)
        elif mark.axis == "function" and mark.word == "other":
            found.setdefault((mark.start, mark.end), [])
    return [Topic(start, end, tuple(own)) for (start, end), own in found.items()]


def _findings(marks: Sequence[Mark]) -> dict[tuple[int, int], frozenset[str]]:
    """The findings that are named, by the words that name them."""
    found: dict[tuple[int, int], frozenset[str]] = {}
    for mark in marks:
        if mark.is_finding and not mark.told:
            at = mark.start, mark.end
            found[at] = found.get(at, frozenset()) | {mark.word}
    return found


def _with_regions(words: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """The kinds, "RA" before a state being the right arm and no arthritis."""
    return [
        "place"
        if word.lower() in REGIONS and (kind, after) == ("finding", "state")
        else kind
        for word, kind, after in zip(words, kinds, [*kinds[1:], ""], strict=True)
    ]


def _without_nerves(words: Sequence[str], marks: Sequence[Mark]) -> list[Mark]:
    """The marks without pulses that are nerves: "radial/median sensation"."""
    topics = {mark.start for mark in marks if mark.axis == "topic"}
    kept: list[Mark] = []
    for mark in marks:
        at = mark.end
        while at < len(words) and (words[at] in REGIONS or words[at] in LIST_JOINS):
            at += 1
        is_nerve = mark.axis == "topic" and REGIONS.issuperset(
            words[mark.start : mark.end]
        )
        if not (is_nerve and at in topics):
            kept.append(mark)
    return kept


def _without_sides(marks: Sequence[Mark]) -> Sequence[Mark]:
    """The marks without functions that are sides there: "lt" of "lt hand grip"."""
    sides = {(mark.start, mark.end) for mark in marks if mark.axis == "side"}
    named = {
        mark.start
        for mark in marks
        if mark.axis in ("topic", "site", "finding", "function") and not _is_state(mark)
    }
    return [
        mark
        for mark in marks
        if mark.axis != "topic"
        or (mark.start, mark.end) not in sides
        or mark.end not in named
    ]


def _is_of_then(mark: Mark) -> bool:
    return mark.time is not None and mark.time.days_before != 0


def _is_state(mark: Mark) -> bool:
    if mark.axis == "function":
        return mark.word != "other"
    return mark.axis in ("symmetry", "state")


def _kind(mark: Mark) -> str:
    if _is_state(mark):
        return "state"
    if mark.is_place:
        return "place"
    if mark.told == "normal" and mark.entry and _is_of_place(mark.entry.phrase):
        return "aside"  # "arms normal, legs reduced" is all of one function
    if mark.axis in ("topic", "finding"):
        return mark.axis
    if mark.axis == "function":
        return "topic"
    return "small" if mark.axis in ("severity", "course", "speed") else "other"


def _is_of_place(phrase: str) -> bool:
    """Whether a phrase calls nothing but a limb normal: "arms ok", "legs fine"."""
    said = phrase.split()
    return said[0] in _LIMBS and said[-1] in _WELL


_KINDS = (
    ("comma", frozenset({","})),
    ("stop", STOPPERS),
    ("neg", NEGATIONS),
    ("near", NEARLY),
    ("join", LIST_JOINS),
    ("place", REGIONS),
    ("small", LINKS),
)


def _kind_of_word(word: str) -> str:
    return next((kind for kind, known in _KINDS if word.lower() in known), "unknown")
