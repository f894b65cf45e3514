"""Whether the words of a rules directory fit together: the codes RF2xx.

Only what the files say themselves is checked; the verified table of codes is
not shipped, and `/work/shared/tools` compares the files with it.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import get_args

from engine.errors import Diagnostic
from engine.terminology.faults import Spot
from engine.terminology.index import normalised
from engine.terminology.lexicon import NOT_QUALIFYING, Axis
from engine.terminology.models import (
    Code,
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
from engine.terminology.validation import did_you_mean
from engine.terminology.words import Entry, Known, WordFiles

# Axes of lexicon.py that are read otherwise than by matching a phrase.
_NOT_MATCHED = frozenset({"abbreviation", "spelling", "variant"})

NOT_DEFINED: dict[str, tuple[str, str]] = {
    "finding": ("RF201", "finding"),
    "group": ("RF202", "group"),
    "site": ("RF203", "site"),
    "measure": ("RF204", "measure"),
    "value-set": ("RF205", "value set"),
    "order": ("RF206", "order"),
    "locale": ("RF207", "locale"),
    "drug": ("RF220", "drug"),
}


def undefined(spot: Spot, name: str, known: Known) -> Diagnostic:
    """The fault of a word that no file defines, with the nearest one."""
    code, called = NOT_DEFINED[known.kind]
    text = f"The {called} {name!r} is not defined."
    return spot.fault(code, text, did_you_mean(name, known.names))


def check_words(files: WordFiles) -> tuple[Diagnostic, ...]:
    """Every fault between the definitions of a directory."""
    return tuple(fault for check in _CHECKS for fault in check(files))


def _twice(files: WordFiles) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str], Entry] = {}
    for entry in files.entries:
        other = first.setdefault((entry.kind, entry.name), entry)
        if other is not entry:
            before = other.spot(entry.kind)
            text = (
                f"The {entry.kind} {entry.name!r} is already defined in "
                f"{before.file}, line {before.line}."
            )
            yield entry.spot(entry.kind).fault("RF209", text)


@dataclass(frozen=True, slots=True)
class _Link:
    """A word that a definition names: its kind and where it stands."""

    kind: str
    name: str
    steps: tuple[str | int, ...]


def _links(files: WordFiles) -> Iterator[Diagnostic]:
    kinds = ("finding", "site", "measure", "value-set")
    known = {kind: files.known(kind) for kind in kinds}
    for entry in files.entries:
        for link in _links_of(entry):
            if known[link.kind].lacks(link.name):
                yield _broken(entry, link, known[link.kind])


def _broken(entry: Entry, link: _Link, known: Known) -> Diagnostic:
    spot = entry.spot(*link.steps)
    if entry.kind == "group":
        text = f"The member {link.name!r} is no finding."
        return spot.fault("RF211", text, did_you_mean(link.name, known.names))
    return undefined(spot, link.name, known)


def _links_of(entry: Entry) -> Iterator[_Link]:
    match entry.word:
        case FindingWord() as word:
            yield from _bound(word)
            if word.implied_site:
                yield _Link("site", word.implied_site, ("implied-site",))
        case Site() as word:
            yield from _bound(word)
            for number, wider in enumerate(word.within):
                yield _Link("site", wider, ("within", number))
        case MeasureWord() as word if word.adjusted:
            for key in ("of", "for"):
                name = word.adjusted.of if key == "of" else word.adjusted.for_
                yield _Link("measure", name, ("adjusted", key))
        case MeasureWord() | DrugWord() | Qualifier() as word:
            for number, name in enumerate(word.codes):
                yield _Link("value-set", name, ("codes", number))
        case Group() as word:
            for number, name in enumerate(word.members):
                yield _Link("finding", name, ("members", number))


def _bound(word: FindingWord | Site) -> Iterator[_Link]:
    for number, binding in enumerate(word.codes):
        yield _Link("value-set", binding.use, ("codes", number, "use"))
        if binding.site:
            yield _Link("site", binding.site, ("codes", number, "site"))


def _value_sets(files: WordFiles) -> Iterator[Diagnostic]:
    for entry in files.entries:
        if not isinstance(entry.word, ValueSet):
            continue
        keys = [(code.system, normalised(code.code)) for code in entry.word.codes]
        seen = Counter(keys)
        for number, key in enumerate(keys):
            if seen[key] > 1 and key in keys[:number]:
                text = f"The code {entry.word.codes[number].code} is listed twice."
                yield entry.spot("codes", number).fault("RF215", text)


def _displays(files: WordFiles) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str], tuple[str, Spot]] = {}
    for entry in files.entries:
        for code, spot in _codes_of(entry):
            key = (code.system, normalised(code.code))
            display, where = first.setdefault(key, (code.display, spot))
            if display != code.display:
                text = (
                    f"The code {code.code} is {code.display!r} here and {display!r} "
                    f"in {where.file}, line {where.line}."
                )
                yield spot.fault("RF210", text)


def _codes_of(entry: Entry) -> Iterator[tuple[Code, Spot]]:
    if isinstance(entry.word, ValueSet):
        for number, code in enumerate(entry.word.codes):
            yield code, entry.spot("codes", number)
    elif isinstance(entry.word, Order):
        yield entry.word.code, entry.spot("coding")


_NAME_OF_FILE: dict[str, Callable[[str], str]] = {
    "value-set": lambda stem: f"vs/{stem}",
    "locale": lambda stem: stem,
}


def _file_names(files: WordFiles) -> Iterator[Diagnostic]:
    for entry in files.entries:
        if not isinstance(entry.word, ValueSet | Locale):
            continue
        expected = _NAME_OF_FILE[entry.kind](entry.document.file.stem)
        if entry.name != expected:
            text = f"{entry.name!r} stands in {entry.document.file}."
            fix = f"Name it {expected!r}, or rename the file."
            yield entry.spot(entry.kind).fault("RF212", text, fix)


def _circles(files: WordFiles) -> Iterator[Diagnostic]:
    sites = [entry for entry in files.entries if isinstance(entry.word, Site)]
    within = {
        entry.word.site: entry.word.within
        for entry in sites
        if isinstance(entry.word, Site)
    }
    for entry in sites:
        if entry.name in wider(entry.name, within):
            text = f"The site {entry.name!r} lies within itself."
            yield entry.spot("within").fault("RF213", text)


def wider(site: str, within: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """All sites around a site; the site itself only if it lies in a circle."""
    found: set[str] = set()
    waiting = list(within.get(site, ()))
    while waiting:
        around = waiting.pop()
        if around not in found:
            found.add(around)
            waiting.extend(within.get(around, ()))
    return frozenset(found)


def _lay_words(files: WordFiles) -> Iterator[Diagnostic]:
    for entry in files.entries:
        if not isinstance(entry.word, FindingWord):
            continue
        word = entry.word
        read = {*word.text, *word.text_with_site, *word.text_with_limb}
        for number, text in enumerate(entry.word.lay):
            if text not in read:
                said = f"The lay word {text!r} is in no other list."
                yield entry.spot("lay", number).fault("RF216", said)


def _axes(files: WordFiles) -> Iterator[Diagnostic]:
    read = frozenset(get_args(Axis)) - NOT_QUALIFYING | _NOT_MATCHED
    for entry in files.entries:
        if not isinstance(entry.word, Qualifier):
            continue
        axis, _, word = entry.name.partition("/")
        spot = entry.spot("qualifier")
        if not word:
            yield spot.fault("RF218", f"{entry.name!r} is not <axis>/<word>.")
        elif entry.word.text and axis not in read:
            said = f"Nobody reads the text of the axis {axis!r}."
            yield spot.fault("RF218", said, did_you_mean(axis, read))


_CHECKS = (
    _twice,
    _links,
    _value_sets,
    _displays,
    _file_names,
    _circles,
    _lay_words,
    _axes,
)
