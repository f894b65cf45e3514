"""What people type, as what the rules know: "pins and needles" is numbness.

The phrases are those of the lexicon, which reads records, and the displays of
the codes; nothing is added for the search.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from engine.terminology.models import Binding, FindingWord
from engine.terminology.vocabulary import Vocabulary

Tokens = tuple[str, ...]
_WORD: Final = re.compile(r"[^\W_]+")
_TAG: Final = re.compile(r" \([^()]*\)$")  # "Paresthesia (finding)"
_LITTLE: Final = frozenset(
    ("a", "an", "and", "at", "for", "in", "of", "on", "the", "to")
)
_ABBREVIATION: Final = "abbreviation/"
# A phrase that is still being typed is looked for from three letters on.
_ENOUGH: Final = 3


@dataclass(frozen=True, slots=True)
class Meant:
    """Words of a search from one place to another, and what they mean together.

    ``is_begun`` where a phrase only begins so, and may yet become another one.
    """

    start: int
    end: int
    things: frozenset[str]
    is_begun: bool = False


@dataclass(frozen=True, slots=True)
class Phrases:
    """Every phrase by its first word, and what it means.

    A thing is "finding:numbness" or "site:face"; of a phrase with several all
    are meant.
    """

    by_first: Mapping[str, Mapping[Tokens, frozenset[str]]]

    def in_text(self, text: Tokens) -> Iterator[Meant]:
        """The phrases that stand in a text in full."""
        for start, word in enumerate(text):
            for phrase, things in self.by_first.get(word, {}).items():
                end = start + len(phrase)
                if text[start:end] == phrase:
                    yield Meant(start, end, things)

    def sought(self, text: Tokens) -> Iterator[Meant]:
        """Those of a search, whose last phrase may not have been typed to its end."""
        full = list(self.in_text(text))
        yield from full
        last = {one.start for one in full if one.end == len(text)}
        for start in range(len(text)):
            if start not in last and len("".join(text[start:])) >= _ENOUGH:
                yield from self._begun(text, start)

    def _begun(self, text: Tokens, start: int) -> Iterator[Meant]:
        *whole, part = text[start:]
        firsts = (
            [whole[0]] if whole else [w for w in self.by_first if w.startswith(part)]
        )
        told = {
            things
            for first in firsts
            for phrase, things in self.by_first.get(first, {}).items()
            if len(phrase) > len(whole)
            and list(phrase[: len(whole)]) == whole
            and phrase[len(whole)].startswith(part)
        }
        yield from (Meant(start, len(text), things, True) for things in told)


def tokens(text: str) -> Tokens:
    """The words of a text in small letters, without little ones like "of"."""
    words = tuple(_WORD.findall(text.casefold()))
    return tuple(word for word in words if word not in _LITTLE) or words


def phrases_of(words: Vocabulary) -> Phrases:
    """The phrases of a vocabulary."""
    told: dict[Tokens, set[str]] = defaultdict(set)
    for text, things in _texts(words):
        if phrase := tokens(text):
            told[phrase] |= things
    known = _by_first(told)
    for name, qualifier in words.qualifiers.items():
        if name.startswith(_ABBREVIATION):
            long = tokens(name.removeprefix(_ABBREVIATION))
            things = {thing for one in known.in_text(long) for thing in one.things}
            for short in qualifier.text:
                told[tokens(short)] |= things
    return _by_first(told)


def _by_first(told: Mapping[Tokens, Iterable[str]]) -> Phrases:
    by_first: dict[str, dict[Tokens, frozenset[str]]] = defaultdict(dict)
    for phrase, things in told.items():
        if things:
            by_first[phrase[0]][phrase] = frozenset(things)
    return Phrases(by_first)


def _texts(words: Vocabulary) -> Iterator[tuple[str, set[str]]]:
    for word in words.findings.values():
        for text in (word.says, word.finding, *word.text, *word.text_with_site):
            yield text, {f"finding:{word.finding}"}
        yield from _displays(word, words)
    for name, site in words.sites.items():
        for text in (site.says, name, *site.text):
            yield text, {f"site:{name}"}
    for name, measure in words.measures.items():
        yield measure.says, {f"measure:{name}"}
        for use in measure.codes:
            for code in words.value_sets[use].codes:
                yield _TAG.sub("", code.display), {f"measure:{name}"}
    for name, drug in words.drugs.items():
        for text in (drug.says, name, *drug.text):
            yield text, {f"drug:{name}"}


def _displays(word: FindingWord, words: Vocabulary) -> Iterator[tuple[str, set[str]]]:
    for use in word.codes:
        for code in words.value_sets[use.use].codes:
            yield _TAG.sub("", code.display), {f"finding:{word.finding}", *_site(use)}


def _site(use: Binding) -> Iterator[str]:
    yield from (f"site:{use.site}",) if use.site else ()
