"""The words of free text and what each of them says.

Built once from the word files under `rules/`, so that clinicians read and
sign every word; the grammar (negation, time) lives in `engine/findings/text`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from engine.terminology.models import FindingWord, Qualifier, Side, Site
from engine.terminology.variants import Variants

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
    "topic",
    "function",
]
Role = Literal["normal", "impaired", "lost"]
_VARIED = frozenset({"finding", "ignore"})
NOT_QUALIFYING = frozenset({"finding", "site", "topic"})
_MATCHED: frozenset[str] = frozenset(Axis.__args__)  # type: ignore[attr-defined]


class Entry(NamedTuple):
    """One phrase of one word.

    ``takes_site`` says whether a body part beside it is its own,
    ``needs_site`` that the phrase means the finding only beside one, ``lay``
    that it may mean something else, ``needs_limb`` that the place has to be
    of a limb, which ``limb`` marks; ``plural`` marks a paired body part in
    the plural, which without a side is both. ``event`` is True for a symptom
    or a sign, which begins and ends; ``lifelong`` for what stays for life,
    ``exposure`` for what is done or happens to the patient (an anaesthetic).
    ``denies`` marks a phrase that says the finding is not there. On the axis
    "topic" the phrase is a function ("sensation"), and ``role`` says which
    state of it matters to the finding.

    A tuple, because there are forty thousand: a dataclass takes four times as
    long to be made from another one.
    """

    axis: Axis
    word: str
    phrase: str
    site: str | None = None
    side: Side | None = None
    plural: bool = False
    takes_site: bool = True
    needs_site: bool = False
    needs_limb: bool = False
    limb: bool = False
    lay: bool = False
    event: bool = True
    lifelong: bool = False
    denies: bool = False
    exposure: bool = False
    role: Role | None = None

    @property
    def needs_own_site(self) -> bool:
        """Whether it means the finding only beside its own body part ("sore")."""
        return self.needs_site and not self.takes_site and self.site is not None


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
    variants = Variants.of(qualifiers)
    entries = (
        *(entry for word in findings for entry in _finding(word)),
        *(entry for site in sites for entry in _site(site)),
        *(entry for word in qualifiers for entry in _qualifier(word)),
    )
    written = frozenset(entry.phrase for entry in entries)
    return Lexicon(
        entries=tuple(
            one for entry in entries for one in _worded(entry, variants, written)
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


def _worded(
    entry: Entry, variants: Variants, written: frozenset[str]
) -> Iterator[Entry]:
    """An entry in all its wordings; a phrase that is written means only that."""
    yield entry
    if entry.axis not in _VARIED:
        return
    wordings = variants.of_phrase(entry.phrase)
    if len(wordings) > 1:
        axis, word, _, *rest = entry
        for phrase in sorted(set(wordings) - written):
            # `_replace` takes three times as long, for forty thousand of them
            yield Entry._make((axis, word, phrase, *rest))


def _texts(qualifiers: Iterable[Qualifier], axis: str) -> Iterator[str]:
    return (
        text for word in qualifiers if _split(word)[0] == axis for text in word.text
    )


def _split(word: Qualifier) -> tuple[str, str]:
    axis, _, value = word.qualifier.partition("/")
    return axis, value


def _finding(word: FindingWord) -> Iterator[Entry]:
    plain, known, lay = _plain(word), frozenset(word.text), frozenset(word.lay)
    for text in (*word.text, *word.text_with_site):
        needs_site = text not in known
        yield plain._replace(phrase=text, needs_site=needs_site, lay=text in lay)
    for text in (*word.text_absent, *word.text_absent_with_site):
        placed = text not in word.text_absent
        limb = placed and bool(word.text_with_limb)
        entry = plain._replace(phrase=text, denies=True)
        yield entry._replace(needs_site=placed, needs_limb=limb)
    for text in word.text_with_limb:
        entry = plain._replace(phrase=text, needs_site=True, needs_limb=True)
        yield entry._replace(lay=text in lay)
    yield from _functions(word)


def _plain(word: FindingWord) -> Entry:
    """What every phrase of a finding has, without the phrase."""
    return Entry(
        "finding",
        word.finding,
        "",
        site=word.implied_site,
        side=word.implied_side,
        takes_site=word.has_site,
        event=word.kind in ("symptom", "sign"),
        lifelong=word.lifelong,
        exposure=word.kind == "exposure",
    )


def _functions(word: FindingWord) -> Iterator[Entry]:
    plain = _plain(word)
    roles: tuple[tuple[Role, tuple[str, ...]], ...] = (
        ("normal", word.normal_of),
        ("impaired", word.impaired_of),
        ("lost", word.lost_of),
    )
    for role, texts in roles:
        for text in texts:
            yield plain._replace(phrase=text, axis="topic", role=role)


def _site(site: Site) -> Iterator[Entry]:
    for text in site.text:
        plural = site.paired and _is_plural(text)
        limb = site.paired or site.limb is not None
        yield Entry("site", site.site, text, plural=plural, limb=limb)


def _is_plural(text: str) -> bool:
    last = text.lower().split()[-1]
    return last == "feet" or (last.endswith("s") and not last.endswith(("ss", "is")))


def _qualifier(word: Qualifier) -> Iterator[Entry]:
    axis, value = _split(word)
    if axis in ("abbreviation", "spelling", "variant") or not word.text:
        return
    if axis not in _MATCHED - NOT_QUALIFYING:
        message = f"{word.qualifier!r} has text, but no reader knows the axis {axis!r}"
        raise ValueError(message)
    for text in word.text:
        yield Entry(axis, value, text)  # type: ignore[arg-type]
