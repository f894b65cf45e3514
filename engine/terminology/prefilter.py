"""The words of a vocabulary as one filter, to tell texts worth reading.

It may find too much, and what it finds is then read with care; what it misses
nobody reads. A phrase begins at the start of a word, and what follows it is
free, so that "numb" also finds "numbness".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_GAPS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}"
_APOSTROPHES = "'`\N{RIGHT SINGLE QUOTATION MARK}"
_GAP = rf"[{_GAPS}\s]*"
_APOSTROPHE = f"[{_APOSTROPHES}]?"
_WORD = re.compile(r"[^\W\d_]+")
# As in engine/findings/text/spelling.py: shorter words are not corrected.
_SHORTEST_CORRECTED = 6
_SHORT_PHRASE = 2
_LONGER = re.compile(rf"(?<![^\W\d_])[^\W\d_]{{{_SHORTEST_CORRECTED - 1},}}")
_PLURALS = (
    (re.compile(r"(?<=\w\w)ies$"), ""),
    (re.compile(r"(?<=\w[^aeiou\W])y$"), ""),
    (re.compile(r"(?<=\w(?:ch|sh))es$|(?<=\w[sxz])es$"), ""),
    (re.compile(r"(?<=\w\w[^siu\W])s$"), ""),
)


@dataclass(frozen=True, slots=True)
class WordFilter:
    """Finds a phrase, or a longer word of one that is misspelt by a letter.

    ``pairs`` are patterns of which both have to be found. ``shapes`` are the
    longer words with one letter left out, and themselves: two words that share
    a shape are a letter or two apart. ``starts`` and
    ``ends`` are the halves of words a letter longer than a shape. ``correct`` are
    words spelt right, those of the phrases and ordinary ones near them.
    """

    pattern: re.Pattern[str]
    pairs: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    shapes: frozenset[str]
    correct: frozenset[str]
    starts: frozenset[str]
    ends: frozenset[str]

    def search(self, text: str, /) -> re.Match[str] | None:
        """The first phrase, or the first misspelling; None for neither."""
        return self.pattern.search(text) or self._pair(text) or self._misspelt(text)

    def _pair(self, text: str) -> re.Match[str] | None:
        """A word that means a finding only together with another one."""
        for first, second in self.pairs:
            found = first.search(text)
            if found and second.search(text):
                return found
        return None

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


@dataclass(slots=True)
class _Branch:
    ends: bool = False
    inner: dict[str, "_Branch"] = field(default_factory=dict)


def filter_of(
    phrases: Iterable[str],
    ordinary: Iterable[str] = (),
    pairs: Iterable[tuple[re.Pattern[str], re.Pattern[str]]] = (),
) -> WordFilter:
    """The filter of all phrases; ``ordinary`` words are no misspelling of any.

    Of ``pairs`` both have to be in a text: "sensation" alone says nothing, and
    "pulse" stands in the name of every pulse oximetry.
    """
    phrases = tuple(phrases)
    words = {word.lower() for phrase in phrases for word in _WORD.findall(phrase)}
    # The words of longer phrases are everyday ones, near to many others.
    short = (phrase for phrase in phrases if phrase.count(" ") < _SHORT_PHRASE)
    telling = {word.lower() for phrase in short for word in _WORD.findall(phrase)}
    longer = (word for word in telling if len(word) >= _SHORTEST_CORRECTED)
    shapes = frozenset(shape for word in longer for shape in _shapes(word))
    halves = {_halves(shape) for shape in shapes}
    return WordFilter(
        pattern=pattern_of(phrases),
        pairs=tuple(pairs),
        shapes=shapes,
        correct=frozenset(words | {word.lower() for word in ordinary}),
        starts=frozenset(start for start, _ in halves),
        ends=frozenset(end for _, end in halves),
    )


def _shapes(word: str) -> Iterator[str]:
    yield word
    yield from (word[:i] + word[i + 1 :] for i in range(len(word)))


def _halves(shape: str) -> tuple[str, str]:
    """Two halves, one of which any word has whole that is a letter longer."""
    length = len(shape) + 1
    middle = length // 2
    return shape[:middle], shape[middle - length :]


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern that finds any of the phrases; none of them finds nothing.

    Blind to case, to a regular plural, and to the difference between a blank,
    a hyphen and nothing. Built as a tree, so that the time for a text hardly
    depends on the number of phrases.
    """
    root = _Branch()
    for phrase in phrases:
        _plant(root, phrase)
    if not root.inner:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w){_written(root)}", re.IGNORECASE)


def _plant(root: _Branch, phrase: str) -> None:
    branch = root
    for part in _parts(_stem(phrase.strip().casefold())):
        branch = branch.inner.setdefault(part, _Branch())
    branch.ends = branch is not root


def _stem(phrase: str) -> str:
    for plural, short in _PLURALS:
        if plural.search(phrase):
            return plural.sub(short, phrase)
    return phrase


def _parts(phrase: str) -> list[str]:
    parts: list[str] = []
    for letter in phrase:
        part = _part(letter)
        if part != _GAP or parts[-1:] != [_GAP]:
            parts.append(part)
    return parts


def _part(letter: str) -> str:
    if letter.isspace() or letter in _GAPS:
        return _GAP
    return _APOSTROPHE if letter in _APOSTROPHES else re.escape(letter)


def _written(branch: _Branch) -> str:
    if branch.ends or not branch.inner:
        # a longer phrase with this beginning is found by the beginning
        return ""
    ways = [part + _written(inner) for part, inner in sorted(branch.inner.items())]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
