"""The words of free text and what each of them says.

Built once from the word files under `rules/`, so that clinicians read and
sign every word; the grammar (negation, time) lives in `engine/findings/text`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.terminology.models import FindingWord, Qualifier, Side, Site

Axis = Literal[
    "finding",
    "site",
    "side",
    "symmetry",
    "speed",
    "course",
    "chronic",
    "severity",
    "state",
    "injury",
    "emotional",
    "ignore",
]
_MATCHED: frozenset[str] = frozenset(Axis.__args__)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase of one word.

    ``takes_site`` says whether a body part beside it is its own,
    ``needs_site`` that the phrase means the finding only beside one, ``lay``
    that it may mean something else; ``plural`` marks a paired body part in
    the plural, which without a side is both. ``event`` is True for a symptom
    or a sign, which begins and ends.
    """

    axis: Axis
    word: str
    phrase: str
    site: str | None = None
    side: Side | None = None
    plural: bool = False
    takes_site: bool = True
    needs_site: bool = False
    lay: bool = False
    event: bool = True


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every phrase the text reader knows.

    ``expansions`` are abbreviations that stand for several words ("LLE"),
    ``correct_words`` ordinary words that are no misspelling of ours.
    """

    entries: tuple[Entry, ...]
    expansions: tuple[tuple[str, str], ...] = ()
    correct_words: frozenset[str] = frozenset()


def lexicon(
    findings: Iterable[FindingWord],
    sites: Iterable[Site],
    qualifiers: Iterable[Qualifier],
) -> Lexicon:
    """The lexicon of a whole vocabulary.

    Raises ValueError for a qualifier whose axis no reader knows.
    """
    qualifiers = tuple(qualifiers)
    return Lexicon(
        entries=(
            *(entry for word in findings for entry in _finding(word)),
            *(entry for site in sites for entry in _site(site)),
            *(entry for word in qualifiers for entry in _qualifier(word)),
        ),
        expansions=tuple(
            (text, _split(word)[1])
            for word in qualifiers
            if _split(word)[0] == "abbreviation"
            for text in word.text
        ),
        correct_words=frozenset(
            text.lower() for text in _texts(qualifiers, "spelling")
        ),
    )


def _texts(qualifiers: Iterable[Qualifier], axis: str) -> Iterator[str]:
    return (
        text for word in qualifiers if _split(word)[0] == axis for text in word.text
    )


def _split(word: Qualifier) -> tuple[str, str]:
    axis, _, value = word.qualifier.partition("/")
    return axis, value


def _finding(word: FindingWord) -> Iterator[Entry]:
    for text in (*word.text, *word.text_with_site):
        yield Entry(
            "finding",
            word.finding,
            text,
            site=word.implied_site,
            side=word.implied_side,
            takes_site=word.has_site,
            needs_site=text not in word.text,
            lay=text in word.lay,
            event=word.kind in ("symptom", "sign"),
        )


def _site(site: Site) -> Iterator[Entry]:
    for text in site.text:
        yield Entry("site", site.site, text, plural=site.paired and _is_plural(text))


def _is_plural(text: str) -> bool:
    last = text.lower().split()[-1]
    return last == "feet" or (last.endswith("s") and not last.endswith(("ss", "is")))


def _qualifier(word: Qualifier) -> Iterator[Entry]:
    axis, value = _split(word)
    if axis in ("abbreviation", "spelling") or not word.text:
        return
    if axis not in _MATCHED - {"finding", "site"}:
        message = f"{word.qualifier!r} has text, but no reader knows the axis {axis!r}"
        raise ValueError(message)
    for text in word.text:
        yield Entry(axis, value, text)  # type: ignore[arg-type]
