"""Words of the rules that differ: groups, codes, lexicon, thresholds, orders.

Made-up patients are told in words, so they cannot show that a word is now
found in other records. Every word that differs is therefore named.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from engine.rulebook.digest import Json, canonical
from engine.rulebook.rulebook import Rulebook
from engine.rulebook.uses import words_used
from engine.terminology.models import Words
from engine.terminology.vocabulary import Vocabulary

# What changes no outcome: how a word reads, and what a card may order.
_SILENT: Final = frozenset({"order"})
_WORDING: Final = frozenset({"says", "title", "source", "version"})
_MOST_NAMED: Final = 8


@dataclass(frozen=True, slots=True)
class WordChange:
    """One word that was added, removed or changed.

    ``details`` say what in it differs, ``rules`` are those that rest on it;
    ``decides`` is False where no outcome can hang on the difference.
    """

    kind: str
    name: str
    what: Literal["added", "removed", "changed"]
    details: tuple[str, ...]
    rules: tuple[str, ...]
    decides: bool


def word_changes(old: Rulebook, new: Rulebook) -> tuple[WordChange, ...]:
    """Every word that differs, by kind and name."""
    before, after = _words(old.vocabulary), _words(new.vocabulary)
    users = _users(old), _users(new)
    return tuple(
        _change(kind, name, before[kind].get(name), after[kind].get(name), users)
        for kind in before
        for name in sorted({*before[kind], *after[kind]})
        if not _is_same(before[kind].get(name), after[kind].get(name))
    )


def _words(vocabulary: Vocabulary) -> dict[str, Mapping[str, Words]]:
    """All named words by kind; the kinds are the fields of a vocabulary."""
    kinds = {}
    for kind in vocabulary.__dataclass_fields__:
        named = getattr(vocabulary, kind)
        if isinstance(named, Mapping) and _are_words(named):
            kinds[kind.replace("_", "-").removesuffix("s")] = named
    return kinds


def _are_words(named: Mapping[str, object]) -> bool:
    return all(isinstance(word, Words) for word in named.values())


def _is_same(old: Words | None, new: Words | None) -> bool:
    if old is None or new is None:
        return old is new
    return canonical(old) == canonical(new)


_Users = Mapping[tuple[str, str], list[str]]


def _users(rulebook: Rulebook) -> _Users:
    """Which rules rest on each word."""
    users: dict[tuple[str, str], list[str]] = {}
    for rule in rulebook.rules:
        used = words_used(rule, rulebook.vocabulary)
        for kind in used.__dataclass_fields__:
            for name in getattr(used, kind):
                key = kind.replace("_", "-").removesuffix("s"), name
                users.setdefault(key, []).append(rule.rule)
    return users


def _change(
    kind: str,
    name: str,
    old: Words | None,
    new: Words | None,
    users: tuple[_Users, _Users],
) -> WordChange:
    key = (kind, name)
    rules = {rule for known in users for rule in known.get(key, ())}
    # A threshold is named by its country's file: every rule may use one.
    is_used = bool(rules) or kind == "locale"
    fields = _differing(old, new)
    decides = is_used and kind not in _SILENT and not fields <= _WORDING
    details = tuple(_details(old, new)) if old and new else ()
    what: Literal["added", "removed", "changed"] = "changed"
    if old is None or new is None:
        what, decides = ("added" if old is None else "removed"), is_used
    return WordChange(kind, name, what, details, tuple(sorted(rules)), decides)


def _differing(old: Words | None, new: Words | None) -> frozenset[str]:
    one, other = _fields(old), _fields(new)
    return frozenset(k for k in {*one, *other} if one.get(k) != other.get(k))


def _details(old: Words, new: Words) -> Iterator[str]:
    one, other = _fields(old), _fields(new)
    for name in sorted(_differing(old, new)):
        yield _detail(name, one.get(name), other.get(name))


def _detail(name: str, old: Json, new: Json) -> str:
    if isinstance(old, list | None) and isinstance(new, list | None):
        lost = _named([item for item in old or () if item not in (new or ())])
        won = _named([item for item in new or () if item not in (old or ())])
        parts = (f"without {lost}" if lost else "", f"with {won}" if won else "")
        told = ", ".join(part for part in parts if part)
        return f"{name}: now {told or 'in another order'}"
    return f"{name}: was {_text(old)}, now {_text(new)}"


def _named(items: list[Json]) -> str:
    named = [_text(item) for item in items[:_MOST_NAMED]]
    more = [f"{len(items) - _MOST_NAMED} more"] if len(items) > _MOST_NAMED else []
    return "; ".join((*named, *more))


def _text(data: Json) -> str:
    if isinstance(data, dict):
        return " ".join(_text(value) for value in data.values())
    if isinstance(data, list):
        return ", ".join(_text(item) for item in data)
    return "not given" if data is None else str(data)


def _fields(word: Words | None) -> dict[str, Json]:
    data = canonical(word) if word else {}
    assert isinstance(data, dict)
    return data
