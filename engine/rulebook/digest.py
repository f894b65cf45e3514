"""The digest of a rule: what a signature binds to.

It covers the rule and every word, value set, threshold and order it rests on
(`rule-format.md` section 4), as canonical JSON: comments, key order, and which
file a word stands in make no difference. `governance.status` is left out, so
that a rule keeps its signatures on its way from draft to active.
"""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

import orjson

from engine.rulebook.rule import Rule
from engine.rulebook.uses import words_of, words_used
from engine.terminology.models import Locale, Words
from engine.terminology.vocabulary import Vocabulary

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

# Lists whose order says nothing: sorted, so that sorting a file changes nothing.
_UNORDERED = frozenset(
    {"codes", "text", "text-with-site", "text-with-limb", "lay", "members"}
    | {"text-absent", "text-absent-with-site", "normal-of", "impaired-of"}
    | {"lost-of", "within", "look-in"}
)


class Digests(Mapping[str, str]):
    """The digest of each rule by its id, worked out when it is first asked for.

    SHA-256 of a rule and all it rests on, as 64 hexadecimal digits. A rule rests
    on hundreds of words and shares most of them with other rules, so it is bound
    to their digests, not to their text again.
    """

    def __init__(
        self, rules: tuple[Rule, ...], vocabulary: Vocabulary, locale: Locale
    ) -> None:
        self._rules = {rule.rule: rule for rule in rules}
        self._vocabulary, self._locale = vocabulary, locale
        self._of_rules: dict[str, str] = {}
        self._of_words: dict[tuple[str, str], str] = {}

    def __getitem__(self, rule_id: str) -> str:
        if rule_id not in self._of_rules:
            self._of_rules[rule_id] = self._of_rule(self._rules[rule_id])
        return self._of_rules[rule_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def _of_rule(self, rule: Rule) -> str:
        used = words_used(rule, self._vocabulary)
        words = words_of(used, self._vocabulary, self._locale)
        return _sha256({"rule": _without_status(rule), "words": self._named(words)})

    @cached_property
    def of_all(self) -> str:
        """SHA-256 of everything that was loaded: rules, status, all words."""
        vocabulary = self._vocabulary
        kinds: Mapping[str, Mapping[str, Words]] = {
            "finding": vocabulary.findings,
            "group": vocabulary.groups,
            "measure": vocabulary.measures,
            "drug": vocabulary.drugs,
            "site": vocabulary.sites,
            "qualifier": vocabulary.qualifiers,
            "value-set": vocabulary.value_sets,
            "order": vocabulary.orders,
        }
        return _sha256(
            {
                "rules": {name: canonical(rule) for name, rule in self._rules.items()},
                "words": self._named(kinds),
                "locale": canonical(_without_spelling(self._locale)),
            }
        )

    def _named(self, words: Mapping[str, Mapping[str, Words]]) -> Json:
        return {
            kind: {
                name: self._of_words.get((kind, name)) or self._digest(kind, name, word)
                for name, word in named.items()
            }
            for kind, named in words.items()
        }

    def _digest(self, kind: str, name: str, word: Words) -> str:
        made = self._of_words[kind, name] = _sha256(canonical(word))
        return made


def canonical(words: Words) -> Json:
    """A model as plain data; a key that says what is the default is left out."""
    dumped = words.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return _sorted_lists(dumped, "")


def _without_spelling(locale: Locale) -> Locale:
    return locale.model_copy(update={"spelling": {}})


def _without_status(rule: Rule) -> Json:
    data = canonical(rule)
    if isinstance(data, dict) and isinstance(data["governance"], dict):
        del data["governance"]["status"]
    return data


def _sorted_lists(data: Json, key: str) -> Json:
    if isinstance(data, dict):
        return {
            name: inner if isinstance(inner, str) else _sorted_lists(inner, name)
            for name, inner in data.items()
        }
    if isinstance(data, list):
        items = [i if isinstance(i, str) else _sorted_lists(i, "") for i in data]
        return sorted(items, key=canonical_bytes) if key in _UNORDERED else items
    return data


def canonical_bytes(data: Json) -> bytes:
    """JSON with sorted keys, no blanks, and every letter as it is."""
    return orjson.dumps(data, option=orjson.OPT_SORT_KEYS)


def _sha256(data: Json) -> str:
    return hashlib.sha256(canonical_bytes(data)).hexdigest()
