"""Which texts are worth reading: the phrases of a vocabulary as one filter."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from engine.terminology.models import FindingWord, Qualifier, Site
from engine.terminology.phrases import folded, phrases_of
from engine.terminology.prefilter import WordFilter, filter_from, shapes_of
from engine.terminology.tables import Tables
from engine.terminology.variants import Variants

# Ordinary words that are near a word of ours and no misspelling: "number".
_SPELLING = "spelling/"

# Shorthand that holds no word of ours: a temperature, a coma scale, an arrow for
# "reduced", a loss of weight in figures. `engine.findings.text.wording` reads it.
_SHORTHAND = re.compile(
    r"[\u2191\u2193]|\bt(?:emp(?:erature)?)?\W{0,3}(?:3[4-9]|4[0-2]|9[6-9]|10[0-5])\b"
    r"|\blost\s(?:\w+\s)?\d|\bE[1-4]\s?V[1-5]\s?M[1-6]\b|\d\.\d\s(?:here|now)\b",
    re.IGNORECASE,
)

_WORD = re.compile(r"\w+")
_SIGNS = {"and": "&", "negative": "-ve", "positive": "+ve"}

Findings = Mapping[str, FindingWord]
Sites = Mapping[str, Site]
Qualifiers = Mapping[str, Qualifier]


def text_filter(sites: Sites, qualifiers: Qualifiers, tables: Tables) -> WordFilter:
    """The filter of every phrase by which a text may name or deny a finding."""
    places = (text for site in sites.values() for text in site.text)
    varied = Variants.of(qualifiers.values()).others()
    # A function means a finding only beside what is said of it, pain only beside
    # a body part, and another word for one of a phrase only beside the rest of it.
    pairs = (
        (tables.functions, whole_words(_listed(qualifiers, _is_state))),
        (tables.placed, whole_words(places)),
    )
    others = ((whole_words(varied), tables.rests), (_SHORTHAND, re.compile("")))
    return filter_from(tables.phrases, tables.shapes, pairs, others)


def tables_of(findings: Findings, qualifiers: Qualifiers) -> Tables:
    """The tables of all phrases: a seventh of the time of a start."""
    words = findings.values()
    said = (text for word in words for text in _texts(word))
    phrases = tuple(dict.fromkeys(said))
    ordinary = _listed(qualifiers, lambda name: name.startswith(_SPELLING))
    functions = (t for w in words for t in (*w.normal_of, *w.impaired_of, *w.lost_of))
    placed = (t for w in words for t in (*w.text_with_limb, *w.text_absent_with_site))
    return Tables(
        phrases=phrases_of(phrases),
        functions=phrases_of(functions),
        placed=phrases_of(placed),
        rests=phrases_of(Variants.of(qualifiers.values()).rests(phrases)),
        shapes=shapes_of(phrases, ordinary),
    )


@dataclass(frozen=True)  # no slots: the pattern is made once
class WholeWords:
    """Finds any of some names as whole words, blind to case.

    The pattern is compiled for the first text: that takes a millisecond or two.
    A text without the first word of any name is not searched, which halves it.
    """

    names: tuple[str, ...]

    def search(self, text: str, /) -> re.Match[str] | None:
        """The first name that was found; None for none."""
        first = self._first_words
        if first is not None and first.isdisjoint(_WORD.findall(folded(text))):
            return None
        return self._pattern.search(text)

    @cached_property
    def _first_words(self) -> frozenset[str] | None:
        """None if a name has no word in it, and has to be searched for."""
        words = [_WORD.search(folded(name)) for name in self.names]
        return frozenset(word[0] for word in words if word) if all(words) else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = "|".join(sorted(map(re.escape, self.names), key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?:{names})(?!\w)" if names else r"(?!)", re.I)


def whole_words(names: Iterable[str]) -> WholeWords:
    """What finds any of some names as whole words; none of them finds nothing."""
    return WholeWords(tuple(names))


def _texts(word: FindingWord) -> Iterator[str]:
    for text in (*word.text, *word.text_with_site, *word.text_absent):
        yield text
        yield _in_signs(text)


def _in_signs(text: str) -> str:
    """ "Pins and needles" as "pins & needles", "negative" as "-ve"."""
    words = text.split(" ")
    if _SIGNS.keys().isdisjoint(words):
        return text
    return " ".join(_SIGNS.get(word, word) for word in words)


def _listed(qualifiers: Qualifiers, is_wanted: Callable[[str], bool]) -> Iterator[str]:
    named = (word for name, word in qualifiers.items() if is_wanted(name))
    return (text for word in named for text in word.text)


def _is_state(qualifier: str) -> bool:
    axis, _, word = qualifier.partition("/")
    return axis in ("state", "symmetry") or (axis == "function" and word != "other")
