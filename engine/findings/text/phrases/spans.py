"""Which phrases of a sentence count where they overlap: the longest."""

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from engine.findings.text.wording.grammar import DENYING

GRAMMAR = -1


class Hit(NamedTuple):
    """A phrase at the words start to end.

    ``place`` is that of the first entry of its group in the lexicon, `GRAMMAR` for
    letters of a trigger, which are hidden from the lexicon. ``loose`` marks a phrase
    with words in it that change nothing.
    """

    start: int
    end: int
    place: int
    loose: bool = False


class Sort(IntEnum):
    """What may share its words with another sort; the later waits."""

    OTHER = 0
    DENIAL = 1
    FUNCTION = 2


def longest(
    hits: Iterable[Hit], words: Sequence[str], sorts: Mapping[int, Sort]
) -> list[Hit]:
    """The longest first, those that overlap one left out; in order.

    Hits of two sorts may share their words: "face" is a place, and what is
    symmetrical; "headache of gradual onset" is a headache, and no thunderclap.

    medspaCy's own pruning also drops what overlapped a dropped hit: the
    "left" of "left side of body".
    """
    taken: set[int] = set()
    named: dict[tuple[int, int], set[Sort]] = {}
    kept: list[Hit] = []
    for *_, hit in sorted(_rank(hit, words, sorts[hit.place]) for hit in hits):
        at, sort = (hit.start, hit.end), sorts[hit.place]
        sorts_here = named.get(at)
        if sorts_here is None:
            if not taken.isdisjoint(range(*at)):
                continue
            taken.update(range(*at))
            named[at] = {sort}
        elif sort in sorts_here:
            continue
        else:
            sorts_here.add(sort)
        kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _rank(
    hit: Hit, words: Sequence[str], sort: Sort
) -> tuple[int, bool, bool, int, int, Hit]:
    """The longer first; "no vision loss" is a loss that is denied.

    Of the same words the first of the lexicon, where findings come first.
    """
    denies = words[hit.start] in DENYING
    is_function = sort is Sort.FUNCTION
    return hit.start - hit.end, is_function, denies, hit.start, hit.place, hit
