"""Phrases at the start of a word, looked up without one pattern of them all.

A pattern of ten thousand phrases takes a second to compile. Here the letters
alone choose a few phrases by their beginning, and a pattern of one phrase says
whether it stands there with its gaps: what is looked up only ever spares work.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

_GAPS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}"
_APOSTROPHES = "'`\N{RIGHT SINGLE QUOTATION MARK}"
_GAP = rf"[{_GAPS}\s]*"
_APOSTROPHE = f"[{_APOSTROPHES}]?"
_RUN = re.compile(rf"[^{_GAPS}{_APOSTROPHES}\s]+")
_INNER_START = re.compile(r"(?<=\W).")
# Patterns that are blind to case take both for an "i"; casefold() does not.
_DOTS = {0x130: "i", 0x131: "i"}
_HEAD = 4
_SHORTEST_FREE = 3
_PLURAL_END = rf"{_APOSTROPHE}(?:e?s)?(?![^\W\d_])"
_PLURALS = (
    (re.compile(r"(?<=\w\w)ies$"), ""),
    (re.compile(r"(?<=\w[^aeiou\W])y$"), ""),
    (re.compile(r"(?<=\w(?:ch|sh))es$|(?<=\w[sxz])es$"), ""),
    (re.compile(r"(?<=\w\w[^siu\W])s$"), ""),
)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Finds any of some phrases, each at the start of a word.

    Blind to case, to a regular plural, and to the difference between a blank,
    a hyphen and nothing. ``by_head`` has the phrases by their first letters:
    the letters of each, and the phrase. ``lengths`` are those of the heads.
    """

    by_head: Mapping[str, Mapping[str, tuple[str, ...]]]
    letters: Mapping[str, tuple[str, ...]]
    lengths: tuple[int, ...]

    def may_be_in(self, text: str) -> bool:
        """Whether the letters of any of them stand in a text: a quick "no"."""
        runs = _RUN.findall(folded(text))
        letters, known = "".join(runs), self.letters
        for at in _starts(runs):
            for length in self.lengths:
                head = letters[at : at + length]
                if head in known and letters.startswith(known[head], at):
                    return True
        return False

    def search(self, text: str, /) -> re.Match[str] | None:
        """The first phrase that was found; None for none."""
        for stem in self._near(text):
            found = _pattern(stem).search(text)
            if found:
                return found
        return None

    def _near(self, text: str) -> Iterator[str]:
        """The phrases whose letters stand in a text, with whatever gaps."""
        runs = _RUN.findall(folded(text))
        letters = "".join(runs)
        for at in _starts(runs):
            for length in self.lengths:
                head = letters[at : at + length]
                if head in self.letters and letters.startswith(self.letters[head], at):
                    yield from self._standing(head, letters, at)

    def _standing(self, head: str, letters: str, at: int) -> Iterator[str]:
        for own, stems in self.by_head[head].items():
            if letters.startswith(own, at):
                yield from stems


PlainPhrases: TypeAlias = dict[str, dict[str, list[str]]]


def plain_of(phrases: Phrases) -> PlainPhrases:
    """The phrases as JSON can hold them."""
    return {
        head: {letters: list(stems) for letters, stems in inner.items()}
        for head, inner in phrases.by_head.items()
    }


def of_plain(plain: PlainPhrases) -> Phrases:
    """The phrases that `plain_of` wrote."""
    return _phrases(
        {
            head: {letters: tuple(stems) for letters, stems in inner.items()}
            for head, inner in plain.items()
        }
    )


def together(several: Iterable[Phrases]) -> Phrases:
    """What finds a phrase of any."""
    found: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for phrases in several:
        for head, by_letters in phrases.by_head.items():
            for letters, stems in by_letters.items():
                found[head][letters] = (*found[head].get(letters, ()), *stems)
    return _phrases(found)


def phrases_of(phrases: Iterable[str]) -> Phrases:
    """What finds any of the phrases; none of them finds nothing."""
    found: defaultdict[str, defaultdict[str, list[str]]]
    found = defaultdict(lambda: defaultdict(list))
    for stem in _needed(phrases):
        letters = "".join(_RUN.findall(stem))
        found[letters[:_HEAD]][letters].append(stem)
    return _phrases(
        {
            head: {letters: tuple(stems) for letters, stems in inner.items()}
            for head, inner in found.items()
        }
    )


def _phrases(by_head: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Phrases:
    return Phrases(
        by_head=by_head,
        letters={head: tuple(inner) for head, inner in by_head.items()},
        lengths=tuple(sorted({len(head) for head in by_head})),
    )


def _needed(phrases: Iterable[str]) -> Iterator[str]:
    """The stems, without those that begin with another one."""
    shorter = ""
    for stem in sorted({_stem(phrase.strip().casefold()) for phrase in phrases}):
        if stem and not (shorter and stem.startswith(shorter)):
            shorter = stem if len(stem) > _SHORTEST_FREE else ""
            yield stem


def folded(text: str) -> str:
    """A text without capitals, as patterns that are blind to case take it."""
    return (text if text.isascii() else text.translate(_DOTS)).casefold()


def _starts(runs: Iterable[str]) -> list[int]:
    """Where a word starts in the joined runs of a text."""
    starts, at = [], 0
    for run in runs:
        starts.append(at)
        if not run.isalnum():
            starts += [at + inner.start() for inner in _INNER_START.finditer(run)]
        at += len(run)
    return starts


def _stem(phrase: str) -> str:
    if not phrase.endswith(("s", "y")):
        return phrase
    for plural, short in _PLURALS:
        if plural.search(phrase):
            stem = plural.sub(short, phrase)
            return stem if len(stem) > _SHORTEST_FREE else phrase
    return phrase


@lru_cache(maxsize=4096)
def _pattern(stem: str) -> re.Pattern[str]:
    # Too short to have a free end: "mets" is no beginning of metformin.
    end = _PLURAL_END if len(stem) <= _SHORTEST_FREE else ""
    return re.compile(rf"(?<!\w){''.join(_parts(stem))}{end}", re.IGNORECASE)


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
