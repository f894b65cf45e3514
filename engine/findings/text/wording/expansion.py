"""Abbreviations that stand for several words: "LLE" is "left leg"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Expansion:
    """What is written, word by word, and what is read in its place."""

    read_as: Mapping[tuple[str, ...], tuple[str, ...]]

    def expanded(self, words: Sequence[str]) -> list[str]:
        """The words with every abbreviation written out, the longest first."""
        if self._heads.isdisjoint(words):
            return list(words)
        found: list[str] = []
        at = 0
        while at < len(words):
            length = self._length(words, at)
            if length:
                found.extend(self.read_as[tuple(words[at : at + length])])
            else:
                found.append(words[at])
            at += length or 1
        return found

    @cached_property
    def _heads(self) -> frozenset[str]:
        return frozenset(short[0] for short in self.read_as)

    @cached_property
    def _longest(self) -> int:
        return max((len(short) for short in self.read_as), default=0)

    def _length(self, words: Sequence[str], at: int) -> int:
        if words[at] not in self._heads:
            return 0
        lengths = range(self._longest, 0, -1)
        return next(
            (n for n in lengths if tuple(words[at : at + n]) in self.read_as), 0
        )
