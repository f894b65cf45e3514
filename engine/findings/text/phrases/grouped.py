"""The entries of one phrase together: it may name or deny several findings."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from engine.findings.text.wording.words import WordList
from engine.terminology.lexicon import Entry

Groups: TypeAlias = Mapping[int, tuple[Entry, ...]]
_OF_SEVERAL = frozenset({"finding", "denies", "topic"})


def grouped(entries: Sequence[Entry], places: Iterable[int], words: WordList) -> Groups:
    """The entries at some places by phrase and kind, each group at its first place.

    A phrase is told of several findings, and of one word of any other kind.
    """
    found: dict[tuple[tuple[str, ...], str], dict[tuple[str, str | None], Entry]] = {}
    at: dict[tuple[tuple[str, ...], str], int] = {}
    for place in places:
        entry = entries[place]
        kind = "denies" if entry.denies else entry.axis
        key = words.plain(entry.phrase), kind
        at.setdefault(key, place)
        group = found.setdefault(key, {})
        if not group or kind in _OF_SEVERAL:
            group.setdefault((entry.word, entry.role), entry)
    return {at[key]: tuple(group.values()) for key, group in found.items()}
