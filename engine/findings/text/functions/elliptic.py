"""What is told of another place without being named again.

"Tingling R hand, none in the left", "L leg swollen, R leg normal size", "both feet
numb, hands spared": the finding before is absent at the place that follows. "CTS
excluded L, confirmed R", "sciatica was L in 2018, this time its the R": it is there.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from engine.findings.text.functions.function_words import EARLIER, LACKING, LINKS
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP
from engine.terminology.lexicon import Entry

_NONE = word_set("none nil not nothing")
_AT = word_set("in on of over")
_BOUNDS = frozenset({",", ";", "but", "and", STOP})
_CLOSING = _BOUNDS | word_set("size too bilaterally throughout now today")
_ASIDE = frozenset({"function", "severity", "chronic", "course", "time"})
_PLAIN = LINKS | word_set("the his her my other")
_THERE = word_set(
    "confirmed present positive persists persisting remains ongoing evident there still"
)
_PRESENT = word_set("present there positive")
_LACKS = LACKING | word_set("absent lost loss impalpable missing gone absence lack")
_NOW = word_set("now today currently")
_THIS_TIME = ("this", "time")
_SMALL = _PLAIN | _THERE | _NOW | word_set("it it's its this time only just more so")
ELLIPTIC_WORDS = _NONE | _AT | _THERE | _NOW | _SMALL | {"any", "other", "size"}
_SAYING_THERE = _THERE | _NOW | {"time"}


def told_elsewhere(
    words: Sequence[str],
    marks: Sequence[Mark],
    states: Sequence[Mark],
    before: Sequence[Mark],
) -> Iterator[Mark]:
    """Marks of findings at places where they are not named again.

    ``states`` are what calls something normal and belongs to no function;
    ``before`` are the findings of the sentence before.
    """
    yield from _denied_elsewhere(words, marks, states, before)
    if not _SAYING_THERE.isdisjoint(words):
        yield from _there_elsewhere(words, marks)


def _there_elsewhere(words: Sequence[str], marks: Sequence[Mark]) -> Iterator[Mark]:
    places = {i for m in marks if m.is_place for i in range(m.start, m.end)}
    others = {m.start for m in marks if not m.is_place and m.axis not in _ASIDE}
    bounds = [i for i, word in enumerate(words) if word in _BOUNDS]
    for comma, end in pairwise([*bounds, len(words)]):
        own = range(comma + 1, end)
        said = words[own.start : own.stop]
        if not places.intersection(own) or not others.isdisjoint(own):
            continue
        if not _says_there(said) or not all(
            i in places or words[i] in _SMALL for i in own
        ):
            continue
        at = next(i for i in own if i not in places)
        kept = [m for m in marks if m.entry is None or not m.entry.exposure]
        named = _named(kept, comma)
        for mark in named:
            entry = mark.entry
            if entry is None or not entry.takes_site or entry.role:
                continue
            if entry.denies and len(named) > 1:
                continue  # "no focal neurology" denies many things
            # "DP absent L, present R": what is there is no finding.
            lacks = not entry.denies and not _LACKS.isdisjoint(
                words[mark.start : mark.end]
            )
            if not lacks:
                yield Mark(at, at + 1, entry._replace(denies=False), told="doubtful")
            elif not _PRESENT.isdisjoint(said):
                yield Mark(at, at + 1, entry, told="normal")


def _says_there(said: Sequence[str]) -> bool:
    """ "Confirmed R", "R still", "this time its the R", "now the right"."""
    if not _THERE.isdisjoint(said) or _THIS_TIME in pairwise(said):
        return True
    return said[:1] != () and said[0] in _NOW


def _denied_elsewhere(
    words: Sequence[str],
    marks: Sequence[Mark],
    states: Sequence[Mark],
    before: Sequence[Mark],
) -> Iterator[Mark]:
    """Marks of findings that a place without a finding of its own denies."""
    for at, end in _denials(words, marks, states):
        own = _named(marks, at)
        repeats = any(not LACKING.isdisjoint(words[m.start : m.end]) for m in own)
        if words[at:end] == ("not",) and (repeats or not own):
            continue  # "cannot feel the right leg and the left leg not"
        graded = tuple(words[end - 2 : end]) == ("/", "5")  # tells of power alone
        for mark in own or before:
            if graded and mark.word != "limb-weakness":
                continue
            if mark.entry and _is_anywhere(mark.entry) and not mark.told:
                yield Mark(at, end, mark.entry, told="normal")


def _is_anywhere(entry: Entry) -> bool:
    """Whether it is a symptom of any body part, and of none in particular."""
    return entry.takes_site and entry.event and entry.site is None


def _denials(
    words: Sequence[str], marks: Sequence[Mark], states: Sequence[Mark]
) -> Iterator[tuple[int, int]]:
    places = {i for m in marks if m.is_place for i in range(m.start, m.end)}
    findings = {i for m in marks if m.is_finding for i in range(m.start, m.end)}
    for state in states:
        start = _begin(words, state.start)
        own = range(start, state.start)
        if not any(i in places for i in own) or not EARLIER.isdisjoint(words[start:]):
            continue
        if any(word not in _CLOSING for word in words[state.end : state.end + 1]):
            continue  # "left arm normal colour" is said of the colour
        if all(i in places or words[i] in _PLAIN for i in own):
            yield state.start, state.end
    for at in range(1, len(words)):
        if words[at] == "not" and _BOUNDS.issuperset(words[at + 1 : at + 2]):
            own = range(_begin(words, at), at)  # "right calf not"
            named = any(i in places for i in own)
            if named and all(i in places or words[i] in _PLAIN for i in own):
                yield at, at + 1
    for at in range(len(words) - 2):
        if not _is_none(words, at) or (at and words[at - 1] not in _BOUNDS):
            continue
        end = next((i for i in range(at + 1, len(words)) if words[i] in _BOUNDS), -1)
        own = range(at + 2, end if end > 0 else len(words))
        if any(i in places for i in own) and findings.isdisjoint(own):
            yield at, at + 1


def _is_none(words: Sequence[str], at: int) -> bool:
    """ "None in", "nil in", "denies any in"."""
    if words[at] in _NONE:
        return words[at + 1] in _AT
    any_in = words[at] in ("denies", "denied") and words[at + 1] == "any"
    return any_in and words[at + 2] in _AT


def _begin(words: Sequence[str], at: int) -> int:
    while at and words[at - 1] not in _BOUNDS:
        at -= 1
    return at


def _named(marks: Sequence[Mark], at: int) -> tuple[Mark, ...]:
    """The last finding before a word, in all that its phrase means."""
    found = [mark for mark in marks if mark.is_finding and mark.end <= at]
    last: Collection[int] = {found[-1].start} if found else ()
    return tuple(mark for mark in found if mark.start in last)
