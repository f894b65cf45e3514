"""Which phrases of a sentence count where they overlap: the longest."""

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import TYPE_CHECKING

from engine.findings.text.grammar import DENYING

if TYPE_CHECKING:
    from spacy.tokens import Span


class Sort(IntEnum):
    """What may share its words with another sort; the later waits."""

    OTHER = 0
    DENIAL = 1
    FUNCTION = 2


def longest(spans: "Iterable[Span]", sort_of: "Callable[[Span], Sort]") -> "list[Span]":
    """The longest spans first, those that overlap one left out; in order.

    Spans of two sorts may share their words: "face" is a place, and what is
    symmetrical; "headache of gradual onset" is a headache, and no thunderclap.

    medspaCy's own pruning also drops what overlapped a dropped span: the
    "left" of "left side of body".
    """
    taken: set[int] = set()
    named: dict[tuple[int, int], set[Sort]] = {}
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: _rank(span, sort_of(span))):
        at, sort = (span.start, span.end), sort_of(span)
        sorts = named.get(at, set())
        if taken.isdisjoint(range(*at)) or (sorts and sort not in sorts):
            taken.update(range(*at))
            named.setdefault(at, set()).add(sort)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _rank(span: "Span", sort: Sort) -> tuple[int, bool, bool, int, int]:
    """The longer first; "no vision loss" is a loss that is denied."""
    denies = span[0].orth_ in DENYING
    # Of the same words the first of the lexicon, where findings come first.
    number = int(span.label_) if span.label_.isdigit() else -1
    is_function = sort is Sort.FUNCTION
    return span.start - span.end, is_function, denies, span.start, number
