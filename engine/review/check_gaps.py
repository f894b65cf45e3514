"""RF308: a time between two windows of one question that nobody covers.

A gap lies *between* two windows that the rules of one question draw around
the same finding at places that overlap. That nothing follows the last window,
or that a question has one window only, is the absence of a rule and no gap:
what a library does not cover yet is told by its `covers` lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from engine.errors import Diagnostic
from engine.review.implies import has_place_of, may_meet
from engine.review.lengths import longest, shortest
from engine.review.library import Library, at
from engine.rulebook.clauses import EntryLines, FindingClause, GroupClause
from engine.rulebook.read_rule import RuleFile
from engine.rulebook.walk import clauses_of
from engine.terminology.strict_yaml import Place
from engine.terminology.vocabulary import Vocabulary

_EVER = timedelta.max


@dataclass(frozen=True, slots=True)
class _Window:
    """The ages of an entry that one clause of one rule is about."""

    file: RuleFile
    place: Place
    clause: FindingClause | GroupClause
    begins: timedelta
    ends: timedelta


def time_gaps(library: Library) -> Iterator[Diagnostic]:
    """RF308: the gaps of every question, told at the earlier window."""
    words = library.rulebook.vocabulary
    windows = [window for file in library.files for window in _windows(file)]
    for early in windows:
        later = [late for late in windows if _follows(early, late, words)]
        covering = [w for w in windows if _covers_place(w, early, words)]
        for late in sorted(later, key=lambda window: window.begins)[:1]:
            if not _is_covered(early.ends, late.begins, covering):
                text = (
                    f"Nobody covers what is older than {early.ends} and younger "
                    f"than {late.begins}, where {late.file.rule.rule} begins."
                )
                yield at(early.file, early.place, "RF308", text)


def _windows(file: RuleFile) -> Iterator[_Window]:
    for place, clause in clauses_of(file.rule):
        if place[0] != "when" or not isinstance(clause, FindingClause | GroupClause):
            continue
        if clause.state == "ongoing":
            yield _Window(file, place, clause, *_ages(clause))


def _ages(lines: EntryLines) -> tuple[timedelta, timedelta]:
    onset, lasting = lines.onset, lines.lasting
    floors = [onset and onset.more_than, lasting and lasting.at_least]
    ceilings = [onset and onset.within, lasting and lasting.at_most]
    return (
        max((shortest(floor) for floor in floors if floor), default=timedelta()),
        min((longest(ceiling) for ceiling in ceilings if ceiling), default=_EVER),
    )


def _follows(early: _Window, late: _Window, words: Vocabulary) -> bool:
    """Whether a window begins after another of the same question has ended."""
    return (
        early.file.rule.question == late.file.rule.question
        and early.ends < late.begins
        and may_meet(early.clause, late.clause, words)
    )


def _covers_place(window: _Window, early: _Window, words: Vocabulary) -> bool:
    return has_place_of(window.clause, early.clause, words)


def _is_covered(start: timedelta, end: timedelta, windows: list[_Window]) -> bool:
    """Whether windows of any rule, laid end to end, leave no time open."""
    for window in sorted(windows, key=lambda one: one.begins):
        if window.begins <= start:
            start = max(start, window.ends)
    return start >= end
