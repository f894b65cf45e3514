"""One-letter misspellings of the longer words of the lexicon.

A word is found by the words that arise when one letter is left out of it, so
a look-up costs one dict access per letter and nothing is compared twice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_SHORTEST = 6
_LONGEST = 30
_FIRST_LETTER_MAY_DIFFER_FROM = 8


@dataclass(frozen=True)
class Spelling:
    """The correction of words that are one letter off.

    ``correct_words`` are ordinary words that must be left alone ("number").
    """

    words: frozenset[str]
    correct_words: frozenset[str]
    _near: dict[str, tuple[str, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        near: dict[str, tuple[str, ...]] = {}
        for word in sorted(self.words):
            if len(word) >= _SHORTEST and word.isalpha():
                for shape in {word, *_shorter(word)}:
                    near[shape] = (*near.get(shape, ()), word)
        object.__setattr__(self, "_near", near)

    def corrected(self, word: str) -> str | None:
        """The lexicon word that was meant, None if there is none or several."""
        if not _SHORTEST - 1 <= len(word) <= _LONGEST or word in self.correct_words:
            return None
        shapes = (word, *_shorter(word))
        meant = {near for shape in shapes for near in self._near.get(shape, ())}
        close = [near for near in meant if _is_misspelling(word, near)]
        return close[0] if len(close) == 1 else None


def _shorter(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def _is_misspelling(word: str, of: str) -> bool:
    if word[0] != of[0] and len(of) < _FIRST_LETTER_MAY_DIFFER_FROM:
        return False
    if _is_inflection(word, of):
        return False
    return is_one_letter_off(word, of)


def _is_inflection(word: str, of: str) -> bool:
    """Plurals and the like are other words, not misspellings ("resolves")."""
    plural = word == of + "s" or (of == word + "s" and not of.endswith("ss"))
    return plural or (len(word) == len(of) and word[:-1] == of[:-1])


def is_one_letter_off(one: str, other: str) -> bool:
    """Whether one letter too many, too few, wrong or swapped separates them."""
    short, long = sorted((one, other), key=len)
    start = _common_start(short, long)
    if len(long) - len(short) == 1:
        return short[start:] == long[start + 1 :]
    if len(long) != len(short) or short == long:
        return False
    rest, other_rest = short[start:], long[start:]
    if rest[1:] == other_rest[1:]:
        return True
    return rest[:2] == other_rest[:2][::-1] and rest[2:] == other_rest[2:]


def _common_start(short: str, long: str) -> int:
    for i, (a, b) in enumerate(zip(short, long, strict=False)):
        if a != b:
            return i
    return len(short)


def words_of(phrases: Iterable[str]) -> frozenset[str]:
    """The single words of many phrases, lower case."""
    return frozenset(word for phrase in phrases for word in phrase.lower().split())
