"""What codes say, and short texts that stand where a code should.

A body site, a laterality or a severity often comes as words ("left hand").
These are looked up phrase by phrase; sentences go to the text reader.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from engine.fhir.record import Concept
from engine.findings.claim import UNQUALIFIED, Place, Qualities
from engine.findings.finding import Course
from engine.terminology.index import Meaning
from engine.terminology.models import Qualifier, Side, Site
from engine.terminology.vocabulary import Vocabulary

_TOKEN = re.compile(r"\w+")
_LONGEST = 5
_FILLERS = frozenset(
    {"a", "all", "and", "area", "aspect", "at", "body", "entire", "finding", "in"}
    | {"modifier", "of", "on", "only", "part", "qualifier", "region", "s", "side"}
    | {"sided", "skin", "structure", "the", "to", "value", "whole"}
)
_READ_AXES = frozenset({"side", "symmetry", "speed", "course", "chronic", "severity"})
_IGNORED_AXIS = "ignore"
_ABBREVIATION = "abbreviation"
_SIDES: Mapping[str, Side] = {
    "left": "left",
    "right": "right",
    "both": "both",
    "one": "one",
    "midline": "midline",
}
_COURSES: Mapping[str, Course] = {
    "spreading": "spreading",
    "ascending": "ascending",
    "worsening": "worsening",
    "fluctuating": "fluctuating",
    "improving": "improving",
    "stable": "stable",
}


@dataclass(frozen=True, slots=True)
class Glossary:
    """The look-up of codes and phrases of one vocabulary."""

    vocabulary: Vocabulary
    phrases: Mapping[str, tuple[Meaning, ...]]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Self:
        """The glossary of a vocabulary: its sites and qualifiers by phrase."""
        phrases = dict(_phrases(vocabulary))
        plain = cls(vocabulary, phrases)
        return cls(vocabulary, {**phrases, **dict(_abbreviations(plain))})

    def coded(self, concept: Concept) -> tuple[Meaning, ...]:
        """Every meaning of every code of a concept, in their order."""
        index = self.vocabulary.index
        return tuple(
            meaning
            for coding in concept.codings
            for meaning in index.meanings(coding.system, coding.code)
        )

    def said(self, concept: Concept) -> tuple[Meaning, ...]:
        """The meanings of its codes and of the phrases in its words.

        Words do not add a site or a quality to a code that has one: they
        only add a side ("Hand structure" displayed as "left hand").
        """
        coded = self.coded(concept)
        worded = tuple(
            meaning for text in wordings(concept) for meaning in self.in_words(text)
        )
        if not coded:
            return tuple(dict.fromkeys(worded))
        has_side = any(side_of(meaning) for meaning in coded)
        sides = () if has_side else tuple(m for m in worded if _is_side(m))
        return (*coded, *dict.fromkeys(sides))

    def in_words(self, text: str) -> tuple[Meaning, ...]:
        """The phrases found in a text, a plural without a side being both."""
        return _settled(tuple(self._found(text)[0]))

    def made_of(self, text: str) -> tuple[Meaning, ...]:
        """The meanings of a text that consists of known phrases only."""
        found, rest = self._found(text)
        return () if rest - _FILLERS else _settled(tuple(found))

    def _found(self, text: str) -> tuple[list[Meaning], set[str]]:
        tokens = _TOKEN.findall(text.casefold())
        found: list[Meaning] = []
        rest: set[str] = set()
        at = 0
        while at < len(tokens):
            size = self._phrase_at(tokens, at)
            if size:
                found.extend(self.phrases[" ".join(tokens[at : at + size])])
            else:
                rest.add(tokens[at])
            at += size or 1
        return found, rest

    def _phrase_at(self, tokens: list[str], at: int) -> int:
        sizes = range(min(_LONGEST, len(tokens) - at), 0, -1)
        fits = (n for n in sizes if " ".join(tokens[at : at + n]) in self.phrases)
        return next(fits, 0)


def wordings(concept: Concept) -> tuple[str, ...]:
    """The text and the displays of a concept, each once."""
    texts = (concept.text, *(coding.display for coding in concept.codings))
    return tuple(dict.fromkeys(text for text in texts if text))


def own_words(concept: Concept) -> tuple[str, ...]:
    """The text of a concept where it says more than its displays do."""
    displays = {coding.display.casefold() for coding in concept.codings}
    is_more = concept.text and concept.text.casefold() not in displays
    return (concept.text,) if is_more else ()


def _key(text: str) -> str:
    return " ".join(_TOKEN.findall(text.casefold()))


def _phrases(vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[Meaning, ...]]]:
    for site in vocabulary.sites.values():
        for text in (site.site, *site.text):
            yield _key(text), (_site_meaning(site, text),)
    for word in vocabulary.qualifiers.values():
        axis = word.qualifier.partition("/")[0]
        if axis in _READ_AXES:
            for text in _texts(word):
                yield _key(text), (Meaning("qualifier", word.qualifier),)
        elif axis == _IGNORED_AXIS:  # "right handed" is no side
            yield from ((_key(text), ()) for text in word.text)


def _texts(word: Qualifier) -> tuple[str, ...]:
    return (word.qualifier.partition("/")[2], *word.text)


def _site_meaning(site: Site, text: str) -> Meaning:
    last = text.casefold().split()[-1]
    is_plural = last == "feet" or (last.endswith("s") and not last.endswith("ss"))
    # The word of a site may be a plural itself ("feet"): only a text means both.
    is_both = site.paired and is_plural and text in site.text
    return Meaning("site", site.site, side="both" if is_both else None)


def _abbreviations(plain: Glossary) -> Iterator[tuple[str, tuple[Meaning, ...]]]:
    for word in plain.vocabulary.qualifiers.values():
        axis, _, meant = word.qualifier.partition("/")
        meanings = plain.in_words(meant) if axis == _ABBREVIATION else ()
        if meanings:
            yield from ((_key(text), meanings) for text in word.text)


def _settled(found: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """A side that is written outright is meant, not the plural beside it."""
    if not any(meaning.axis == "qualifier" and _is_side(meaning) for meaning in found):
        return found
    return tuple(
        Meaning("site", meaning.word) if meaning.side == "both" else meaning
        for meaning in found
    )


def _is_side(meaning: Meaning) -> bool:
    return meaning.axis == "qualifier" and meaning.word.startswith("side/")


def side_of(meaning: Meaning) -> Side | None:
    """The side a meaning carries, as a word of its own or along with a site."""
    axis, _, word = meaning.word.partition("/")
    if meaning.axis == "qualifier":
        return _SIDES.get(word) if axis == "side" else None
    return meaning.side


def spots_of(meanings: Iterable[Meaning]) -> tuple[Place, ...]:
    """The sites and sides among meanings, as one spot of a record."""
    about = [m for m in meanings if m.axis == "site" or _is_side(m)]
    sites = frozenset(m.word for m in about if m.axis == "site")
    sides = {side for m in about if (side := side_of(m))}
    if not about:
        return ()
    if sides == {"left", "right"}:
        return (Place(sites, "both"),)
    return tuple(Place(sites, side) for side in sorted(sides)) or (Place(sites),)


def qualities_of(meanings: Iterable[Meaning]) -> Qualities:
    """The speed, course, severity and chronicity among meanings."""
    words = {m.word for m in meanings if m.axis == "qualifier"}
    if not words:
        return UNQUALIFIED
    by_axis = [word.partition("/")[::2] for word in sorted(words)]
    speeds = {word for axis, word in by_axis if axis == "speed"}
    severities = [word for axis, word in by_axis if axis == "severity"]
    return Qualities(
        symmetric="symmetry/symmetric" in words,
        # Of "sudden" and "gradual" in one record, the one that is acted upon.
        # Subacute is days to weeks: not sudden.
        speed="sudden" if "sudden" in speeds else "gradual" if speeds else None,
        chronic="chronic/chronic" in words,
        courses=frozenset(
            _COURSES[word]
            for axis, word in by_axis
            if axis == "course" and word in _COURSES
        ),
        severity=severities[-1] if severities else "",
    )
