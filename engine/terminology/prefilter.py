"""The words of a vocabulary as one filter, to tell texts worth reading.

It may find too much, and what it finds is then read with care; what it misses
nobody reads. A phrase begins at the start of a word, and what follows it is
free, so that "numb" also finds "numbness"; three letters end a word.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from engine.terminology.index import TextFilter
from engine.terminology.phrases import Phrases, phrases_of, together

_WORD = re.compile(r"[^\W\d_]+")
# As in engine/findings/text/wording/spelling.py: shorter words are not corrected.
_SHORTEST_CORRECTED = 6
_SHORT_PHRASE = 2
_LONGER = re.compile(rf"(?<![^\W\d_])[^\W\d_]{{{_SHORTEST_CORRECTED - 1},}}")


# Two filters of which both have to find a word.
Pair: TypeAlias = tuple[TextFilter, TextFilter]
PhrasePair: TypeAlias = tuple[Phrases, TextFilter]


@dataclass(frozen=True, slots=True)
class WordFilter:
    """Finds a phrase, or a longer word of one that is misspelt by a letter.

    ``pairs`` begin with a phrase, ``others`` with anything else; ``any_phrase``
    finds, quickly and too often, what phrases and ``pairs`` find. ``shapes`` are the
    longer words with one letter left out, and themselves: two words that share
    a shape are a letter or two apart. ``starts`` and
    ``ends`` are the halves of words a letter longer than a shape. ``correct`` are
    words spelt right, those of the phrases and ordinary ones near them.
    """

    phrases: Phrases
    pairs: tuple[PhrasePair, ...]
    others: tuple[Pair, ...]
    any_phrase: Phrases
    shapes: frozenset[str]
    correct: frozenset[str]
    starts: frozenset[str]
    ends: frozenset[str]

    def search(self, text: str, /) -> re.Match[str] | None:
        """The first phrase, or the first misspelling; None for neither."""
        found = self._phrase(text) if self.any_phrase.may_be_in(text) else None
        return found or _pair(self.others, text) or self._misspelt(text)

    def _phrase(self, text: str) -> re.Match[str] | None:
        return self.phrases.search(text) or _pair(self.pairs, text)

    def _misspelt(self, text: str) -> re.Match[str] | None:
        # Nearly all words of a display are spelt right: they go first, together.
        for word in set(_LONGER.findall(text.lower())) - self.correct:
            if self._is_near(word):
                return re.search(re.escape(word), text, re.IGNORECASE)
        return None

    def _is_near(self, word: str) -> bool:
        if word in self.shapes:
            return True
        # One letter left out leaves one half of a word whole. Most words share no
        # half with any shape, and making all their shapes takes five times as long.
        middle = len(word) // 2
        if word[:middle] not in self.starts and word[middle:] not in self.ends:
            return False
        return not self.shapes.isdisjoint(_shapes(word))


@dataclass(frozen=True, slots=True)
class Shapes:
    """What tells a misspelling: the last four members of a `WordFilter`."""

    shapes: frozenset[str]
    correct: frozenset[str]
    starts: frozenset[str]
    ends: frozenset[str]


def shapes_of(phrases: Iterable[str], ordinary: Iterable[str] = ()) -> Shapes:
    """The shapes of all phrases; ``ordinary`` words are no misspelling of any."""
    phrases = tuple(phrases)
    # The words of longer phrases are everyday ones, near to many others.
    short = (phrase for phrase in phrases if phrase.count(" ") < _SHORT_PHRASE)
    longer = (word for word in _words(short) if len(word) >= _SHORTEST_CORRECTED)
    shapes = frozenset(shape for word in longer for shape in _shapes(word))
    return Shapes(
        shapes,
        correct=frozenset(_words(phrases) | {word.lower() for word in ordinary}),
        # the two halves that a word has whole which is a letter longer than a shape
        starts=frozenset(shape[: (len(shape) + 1) // 2] for shape in shapes),
        ends=frozenset(shape[-(len(shape) // 2 + 1) :] for shape in shapes),
    )


def filter_of(phrases: Iterable[str], ordinary: Iterable[str] = ()) -> WordFilter:
    """The filter of phrases alone; ``ordinary`` words are no misspelling of any."""
    phrases = tuple(phrases)
    return filter_from(phrases_of(phrases), shapes_of(phrases, ordinary))


def filter_from(
    phrases: Phrases,
    shapes: Shapes,
    pairs: Iterable[PhrasePair] = (),
    others: Iterable[Pair] = (),
) -> WordFilter:
    """The filter of some phrases and of the shapes of their words.

    Of ``pairs`` and ``others`` both have to be in a text: "sensation" alone says
    nothing, and "pulse" stands in the name of every pulse oximetry.
    """
    pairs = tuple(pairs)
    return WordFilter(
        phrases=phrases,
        pairs=pairs,
        others=tuple(others),
        any_phrase=together([phrases, *(first for first, _ in pairs)]),
        shapes=shapes.shapes,
        correct=shapes.correct,
        starts=shapes.starts,
        ends=shapes.ends,
    )


def _pair(pairs: Iterable[Pair], text: str) -> re.Match[str] | None:
    """A word that means a finding only together with another one."""
    for first, second in pairs:
        found = first.search(text)
        if found and second.search(text):
            return found
    return None


def _words(phrases: Iterable[str]) -> set[str]:
    return {word.lower() for word in set(_WORD.findall("\n".join(phrases)))}


def _shapes(word: str) -> Iterator[str]:
    yield word
    yield from (word[:i] + word[i + 1 :] for i in range(len(word)))
