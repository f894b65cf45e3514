"""The lexicon's entries by phrase, and phrases by their first word."""

from collections.abc import Iterable, Sequence

from engine.findings.text.words import WordList
from engine.terminology.lexicon import Entry

_OF_SEVERAL = frozenset({"finding", "denies", "topic"})


def grouped(entries: Iterable[Entry], words: WordList) -> tuple[tuple[Entry, ...], ...]:
    """The entries by phrase: it may name, deny or be told of several findings."""
    found: dict[tuple[tuple[str, ...], str], dict[tuple[str, str | None], Entry]] = {}
    for entry in entries:
        kind = "denies" if entry.denies else entry.axis
        group = found.setdefault((words.plain(entry.phrase), kind), {})
        if not group or kind in _OF_SEVERAL:
            group.setdefault((entry.word, entry.role), entry)
    return tuple(tuple(group.values()) for group in found.values())


def by_head(
    entries: Sequence[Sequence[Entry]], words: WordList
) -> dict[str, list[int]]:
    """The numbers of the groups by the first word of their phrase."""
    found: dict[str, list[int]] = {}
    for number, group in enumerate(entries):
        found.setdefault(words.head(group[0].phrase), []).append(number)
    return found
