"""Words that stand for each other in a phrase: "can't", "cannot", "unable to".

A phrase is written once in the word files, with the first of such words; the
reader knows it with every other one too. The table is that of the qualifiers
``variant/<word>``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.terminology.models import Qualifier

AXIS = "variant"
# Two words of a phrase may vary ("can't lift his arm"), not three.
_MOST = 2


@dataclass(frozen=True, slots=True)
class Variants:
    """The table: a word as it is written, and what else it may be."""

    table: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, qualifiers: Iterable[Qualifier]) -> "Variants":
        """The table of all qualifiers."""
        split = ((word.qualifier.partition("/"), word.text) for word in qualifiers)
        return cls({head: text for (axis, _, head), text in split if axis == AXIS})

    def of_phrase(self, phrase: str) -> tuple[str, ...]:
        """A phrase and all its other wordings, each once."""
        words = phrase.split(" ")
        if self.table.keys().isdisjoint(words):
            return (phrase,)
        return tuple(dict.fromkeys((phrase, *self._others(words, 0, _MOST))))

    def others(self) -> list[str]:
        """The words that stand for others."""
        return [other for text in self.table.values() for other in text]

    def rests(self, phrases: Iterable[str]) -> list[str]:
        """The longest stretches of some phrases beside words that others stand for.

        Another wording of a phrase holds one of these, and one of `others`.
        """
        rests = (self._rest(phrase) for phrase in phrases)
        return [rest for rest in rests if rest]

    def _rest(self, phrase: str) -> str:
        words = phrase.split(" ")
        if self.table.keys().isdisjoint(words):
            return ""
        stretches: list[list[str]] = [[]]
        for word in words:
            if word in self.table:
                stretches.append([])
            else:
                stretches[-1].append(word)
        return max((" ".join(one) for one in stretches), key=len)

    def _others(self, words: list[str], start: int, most: int) -> Iterator[str]:
        """The wordings in which up to `most` words are others, from one on."""
        for at in range(start, len(words)):
            for other in self.table.get(words[at], ()):
                written = [*words[:at], *other.split(" "), *words[at + 1 :]]
                yield " ".join(written)
                if most > 1:
                    after = at + other.count(" ") + 1
                    yield from self._others(written, after, most - 1)
