"""The words of a vocabulary as one pattern, to tell texts worth reading.

It is a prefilter: it may find too much, and what it finds is then read with
care. It begins at the start of a word, and what follows the word is free, so
that "numb" also finds "numbness".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_GAPS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}"
_APOSTROPHES = "'`\N{RIGHT SINGLE QUOTATION MARK}"
_GAP = rf"[{_GAPS}\s]*"
_APOSTROPHE = f"[{_APOSTROPHES}]?"
_PLURALS = (
    (re.compile(r"(?<=\w\w)ies$"), ""),
    (re.compile(r"(?<=\w[^aeiou\W])y$"), ""),
    (re.compile(r"(?<=\w(?:ch|sh))es$|(?<=\w[sxz])es$"), ""),
    (re.compile(r"(?<=\w\w[^siu\W])s$"), ""),
)


@dataclass(slots=True)
class _Branch:
    ends: bool = False
    inner: dict[str, "_Branch"] = field(default_factory=dict)


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern that finds any of the words; none of them finds nothing.

    Blind to case, to a regular plural, and to the difference between a blank,
    a hyphen and nothing. Built as a tree, so that the time for a text hardly
    depends on the number of words.
    """
    root = _Branch()
    for word in words:
        _plant(root, word)
    if not root.inner:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w){_written(root)}", re.IGNORECASE)


def _plant(root: _Branch, word: str) -> None:
    branch = root
    for part in _parts(_stem(word.strip().casefold())):
        branch = branch.inner.setdefault(part, _Branch())
    branch.ends = branch is not root


def _stem(word: str) -> str:
    for plural, short in _PLURALS:
        if plural.search(word):
            return plural.sub(short, word)
    return word


def _parts(word: str) -> list[str]:
    parts: list[str] = []
    for letter in word:
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
        # a longer word with this beginning is found by the beginning
        return ""
    ways = [part + _written(inner) for part, inner in sorted(branch.inner.items())]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
