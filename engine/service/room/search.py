"""Which rules somebody looks for, the most direct first.

Every word of a search has to be found in a rule: as it stands, or as what it
means to the lexicon. A title counts for more than a finding that the rule
needs, that for more than an exception, and that for more than its card.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from types import MappingProxyType
from typing import Final

from engine.decide.tree import leaves
from engine.rulebook.clauses import (
    Clause,
    DrugClause,
    FindingClause,
    GroupClause,
    MeasureClause,
)
from engine.rulebook.questions import QUESTIONS
from engine.rulebook.rule import Rule
from engine.service.contract import RulesInUse
from engine.service.room.search_words import (
    Meant,
    Phrases,
    Tokens,
    phrases_of,
    tokens,
)
from engine.service.room.spelling import Spelling
from engine.terminology.vocabulary import Vocabulary

_TITLE: Final = 12.0
_NAME: Final = 8.0
_QUESTION: Final = 4.0
_NEEDED: Final = 6.0
_BESIDE: Final = 2.0
_TOLD: Final = 3.0
_CARD: Final = 1.0
# A word that only begins so, a phrase that does; a place around the one that is
# sought, one within.
_BEGUN, _UNFINISHED, _AROUND, _WITHIN = 0.8, 0.5, 0.7, 0.5
# A text that means the same counts a little less than the word itself.
_MEANT: Final = 0.9
_COMPOUND: Final = 0.75
# A numb face is sought where numbness and face belong together.
_PLACED: Final = 3.0
_NONE: Final[Mapping[str, float]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Entry:
    """What a rule can be found by, and how much each counts.

    ``placed`` are the findings that it needs at a place, with the place.
    """

    words: Mapping[str, float]
    things: Mapping[str, float]
    placed: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Index:
    """The rules of a rulebook, ready to be searched."""

    phrases: Phrases
    rules: Mapping[str, Entry]
    around: Mapping[str, Mapping[str, float]]

    def found(self, sought: str) -> dict[str, float]:
        """How directly each rule is meant; what is not meant is left out."""
        words = tokens(sought)
        meant = list(self.phrases.sought(words))
        scores = {
            name: [
                max(_of_word(word, entry), self._meant(at, meant, entry))
                for at, word in enumerate(words)
            ]
            for name, entry in self.rules.items()
        }
        placed = self._placed(meant)
        return {
            name: sum(told) + _PLACED * (not placed.isdisjoint(self.rules[name].placed))
            for name, told in scores.items()
            if all(told)
        }

    def _placed(self, meant: list[Meant]) -> frozenset[tuple[str, str]]:
        """Each finding that is sought, at each place that is, or one around it."""
        things = {thing for one in meant if not one.is_begun for thing in one.things}
        sites = {thing for thing in things if thing.startswith("site:")}
        around = (self.around.get(site, _NONE).items() for site in sites)
        wider = {site for told in around for site, much in told if much == _AROUND}
        return frozenset(product(things - sites, sites | wider))

    def _meant(self, at: int, meant: list[Meant], entry: Entry) -> float:
        """How much the word at a place counts as what it means."""
        of_word = (one for one in meant if one.start <= at < one.end)
        return max((self._of(one, entry) for one in of_word), default=0.0)

    def _of(self, one: Meant, entry: Entry) -> float:
        told = min(self._of_thing(thing, entry) for thing in one.things)
        return told * (_UNFINISHED if one.is_begun else 1.0)

    def _of_thing(self, thing: str, entry: Entry) -> float:
        near = self.around.get(thing, _NONE)
        told = (entry.things.get(other, 0.0) * part for other, part in near.items())
        return max((entry.things.get(thing, 0.0), *told))


def _of_word(word: str, entry: Entry) -> float:
    begun = (
        much * _BEGUN for other, much in entry.words.items() if other.startswith(word)
    )
    return max((entry.words.get(word, 0.0), *begun))


@dataclass(frozen=True, eq=False)  # no slots: the index is made once, when sought
class Search:
    """The search of the rules that a service answers with."""

    rulebook: RulesInUse
    spelling: Spelling

    @cached_property
    def index(self) -> Index:
        """What the rules can be found by."""
        words = self.rulebook.vocabulary
        phrases = phrases_of(words)
        entries = {
            rule.rule: _entry(rule, words, phrases, self.spelling)
            for rule in self.rulebook.rules
        }
        return Index(phrases, entries, _around(words))

    def found(self, sought: str) -> Mapping[str, float]:
        """How directly each rule is meant; all alike where nothing is sought."""
        rules = self.rulebook.rules
        if not rules or not sought.strip():
            return {rule.rule: 0.0 for rule in rules}
        return self.index.found(sought)


def _entry(
    rule: Rule, words: Vocabulary, phrases: Phrases, spelling: Spelling
) -> Entry:
    found: dict[str, float] = defaultdict(float)
    things: dict[str, float] = defaultdict(float)
    for text, much in _texts(rule, words):
        said = tokens(text)
        for spelled in dict.fromkeys((said, tokens(spelling.of_text(text)))):
            for word, part in _parts(spelled, phrases):
                found[word] = max(found[word], much * part)
        for thing, part in _things_in(said, phrases):
            if much == _CARD and thing.startswith("site:"):
                continue  # "look at arm and leg" makes no rule one about legs
            things[thing] = max(things[thing], much * part * _MEANT)
    for thing, much in _asked(rule, words):
        things[thing] = max(things[thing], much)
    placed = {
        (f"finding:{clause.finding}", f"site:{site}")
        for clause in leaves(rule.when)
        if isinstance(clause, FindingClause)
        for site in clause.site or ()
    }
    return Entry(found, things, frozenset(placed))


def _compounds(said: Tokens, phrases: Phrases) -> list[Meant]:
    """Findings of several words: of a "facial weakness" the face is not numb."""
    return [
        one
        for one in phrases.in_text(said)
        if one.end - one.start > 1
        and all(thing.startswith("finding:") for thing in one.things)
    ]


def _parts(said: Tokens, phrases: Phrases) -> Iterator[tuple[str, float]]:
    """Each word of a text, and how much of it is the word's own."""
    within = {n for one in _compounds(said, phrases) for n in range(one.start, one.end)}
    for place, word in enumerate(said):
        yield word, _COMPOUND if place in within else 1.0


def _things_in(said: Tokens, phrases: Phrases) -> Iterator[tuple[str, float]]:
    compounds = _compounds(said, phrases)
    for one in phrases.in_text(said):
        is_part = any(
            other is not one
            and other.start <= one.start
            and one.end <= other.end
            and other.end - other.start > one.end - one.start
            for other in compounds
        )
        yield from ((thing, _COMPOUND if is_part else 1.0) for thing in one.things)


def _texts(rule: Rule, words: Vocabulary) -> Iterator[tuple[str, float]]:
    """What a rule says of itself, and how much a word of it counts."""
    yield rule.title, _TITLE
    yield rule.rule, _TITLE
    yield from ((row, _NAME) for row in rule.covers)
    yield QUESTIONS.get(rule.question, rule.question), _QUESTION
    yield rule.urgency, _QUESTION
    yield rule.purpose, _TOLD
    for clause, much in _clauses(rule):
        yield from ((says, much) for says in _says(clause, words))
    card = rule.card
    yield f"{card.summary} {card.ask_summary}", _CARD
    yield card.detail, _CARD


def _clauses(rule: Rule) -> Iterator[tuple[Clause, float]]:
    yield from ((clause, _NEEDED) for clause in leaves(rule.when))
    beside = rule.if_unknown.only_when
    for node in (*rule.unless, *((beside,) if beside is not None else ())):
        yield from ((clause, _BESIDE) for clause in leaves(node))


def _says(clause: Clause, words: Vocabulary) -> Iterator[str]:
    match clause:
        case FindingClause():
            yield words.findings[clause.finding].says
        case GroupClause():
            yield words.groups[clause.group].says
        case MeasureClause():
            yield words.measures[clause.measure].says
        case DrugClause():
            yield words.drugs[clause.drug].says
    for site in getattr(clause, "site", None) or ():
        yield from (words.sites[site].says,) if site in words.sites else ()


def _asked(rule: Rule, words: Vocabulary) -> Iterator[tuple[str, float]]:
    for clause, much in _clauses(rule):
        match clause:
            case FindingClause():
                yield f"finding:{clause.finding}", much
            case GroupClause():
                for member in words.groups[clause.group].members:
                    yield f"finding:{member}", much * _AROUND
            case MeasureClause():
                yield f"measure:{clause.measure}", much
            case DrugClause():
                yield f"drug:{clause.drug}", much
        for site in getattr(clause, "site", None) or ():
            yield f"site:{site}", much


def _around(words: Vocabulary) -> Mapping[str, Mapping[str, float]]:
    """A rule about the face is one about the cheek; one about toes nearly."""
    return {
        f"site:{name}": {f"site:{s}": _WITHIN for s in words.narrower_sites(name)}
        | {f"site:{s}": _AROUND for s in words.wider_sites(name)}
        for name in words.sites
    }
