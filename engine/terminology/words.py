"""The word files of a rules directory, read one by one, faults collected.

What is read here may still contradict itself: `check_words.py` says so, and
only a vocabulary without any fault reaches the engine.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from engine.errors import Diagnostic
from engine.terminology.expansions import Expansions, read_expansions
from engine.terminology.faults import Spot, kind_of
from engine.terminology.models import (
    DrugWord,
    FindingWord,
    Group,
    Locale,
    MeasureWord,
    Order,
    Qualifier,
    Site,
    ValueSet,
)
from engine.terminology.strict_yaml import Document, Place, Plain, at, read_file
from engine.terminology.validation import Special, validated

Word: TypeAlias = (
    FindingWord
    | Group
    | MeasureWord
    | DrugWord
    | Site
    | Qualifier
    | ValueSet
    | Order
    | Locale
)

KINDS: Mapping[str, type[Word]] = {
    "finding": FindingWord,
    "group": Group,
    "measure": MeasureWord,
    "drug": DrugWord,
    "site": Site,
    "qualifier": Qualifier,
    "value-set": ValueSet,
    "order": Order,
    "locale": Locale,
}
_SPECIAL: Special = {("too_short", "codes"): kind_of("RF208")}
IN_FINDINGS = ("finding", "group", "measure", "drug", "site", "qualifier")
_ORDERS = "orders.yaml"
_IN_PLACE: Mapping[str, tuple[str, ...]] = {
    "findings": IN_FINDINGS,
    "value-sets": ("value-set",),
    "locale": ("locale",),
    _ORDERS: ("order",),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One definition of one word: where it stands and what it says.

    ``word`` is None where the definition itself is faulty: the name counts as
    defined, so that one fault is not reported at every use.
    """

    kind: str
    name: str
    document: Document
    place: Place
    word: Word | None

    def spot(self, *steps: str | int) -> Spot:
        """The line of the definition, or of something inside it."""
        return self.document.spot((*self.place, *steps))


@dataclass(frozen=True, slots=True)
class Known:
    """The words defined of one kind; not ``complete`` if a file is unreadable."""

    kind: str
    names: frozenset[str]
    complete: bool

    def lacks(self, name: str) -> bool:
        """Whether a word is certainly not defined."""
        return self.complete and name not in self.names


@dataclass(slots=True)
class WordFiles:
    """All definitions of a directory, and the faults met on the way.

    ``unnamed`` are the kinds of which a file was so faulty that the names in
    it are not known: no word of such a kind is reported as undefined.
    """

    entries: list[Entry] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    unnamed: set[str] = field(default_factory=set)
    expansions: Expansions = field(default_factory=Expansions)

    def known(self, kind: str) -> Known:
        """What is known of the words of one kind."""
        return Known(kind, self.names(kind), complete=kind not in self.unnamed)

    def names(self, kind: str) -> frozenset[str]:
        """The words defined of one kind, the faulty ones included.

        A value set counts under the name of its file too: if the two differ,
        that is the fault to report.
        """
        of_kind = [entry for entry in self.entries if entry.kind == kind]
        names = {entry.name for entry in of_kind}
        if kind == "value-set":
            names |= {f"vs/{entry.document.file.stem}" for entry in of_kind}
        return frozenset(names)


def read_words(directory: Path) -> WordFiles:
    """Every word file of a rules directory; faults are collected in it."""
    found = WordFiles(expansions=read_expansions(directory))
    for path in word_paths(directory):
        name = path.relative_to(directory)
        _read(found, directory, path, _IN_PLACE[name.parts[0]])
    return found


def word_paths(directory: Path) -> list[Path]:
    """The files that are read as words, in the order in which they are."""
    folders = (directory / place for place in _IN_PLACE if place != _ORDERS)
    paths = [path for folder in folders for path in sorted(folder.glob("*.yaml"))]
    orders = directory / _ORDERS
    return [*paths, orders] if orders.exists() else paths


def words_again(files: Mapping[str, Plain], directory: Path) -> WordFiles:
    """The words of files, by name, in which no fault was found when they were read.

    Raises ValidationError if the data are of no words after all.
    """
    found = WordFiles(expansions=read_expansions(directory))
    for name, data in files.items():
        if name.partition("/")[0] in _IN_PLACE:
            found.entries.extend(_again(Document(Path(name), data, {}, frozenset())))
    return found


def _again(document: Document) -> Iterator[Entry]:
    for place in _places(document):
        data = at(document.data, place)
        kind, name = next(iter(data.items())) if isinstance(data, dict) else ("", "")
        yield Entry(kind, str(name), document, place, KINDS[kind].model_validate(data))


def _read(
    found: WordFiles, directory: Path, path: Path, kinds: tuple[str, ...]
) -> None:
    document, faults = read_file(path, path.relative_to(directory))
    found.faults.extend(faults)
    if document is None:
        found.unnamed.update(kinds)
        return
    for place in _places(document):
        _define(found, document, place, kinds)


def _places(document: Document) -> Iterator[Place]:
    if isinstance(document.data, list):
        yield from ((number,) for number in range(len(document.data)))
    else:
        yield ()


def _define(
    found: WordFiles, document: Document, place: Place, kinds: tuple[str, ...]
) -> None:
    data = at(document.data, place)
    first = next(iter(data), "") if isinstance(data, dict) else ""
    if not isinstance(data, dict) or first not in kinds:
        found.faults.append(_no_kind(document, place, first, kinds))
        found.unnamed.update(kinds)
        return
    word, faults = validated(document, place, KINDS[first], _SPECIAL)
    found.faults.extend(faults)
    found.entries.append(Entry(first, str(data[first]), document, place, word))


def _no_kind(
    document: Document, place: Place, first: str, kinds: tuple[str, ...]
) -> Diagnostic:
    begins = f"begins with {first!r}" if first else "is no mapping"
    fix = f"Begin it with {' or '.join(kinds)}."
    return document.spot(place).fault("RF217", f"The definition {begins}.", fix)
