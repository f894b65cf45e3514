"""What a rule's behaviour hangs on, and the ways in which it can be true.

Two rules with the same key behave alike: the order of items, names, remarks
and citations are left out, the meaning of every word used is in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Final, TypeAlias

from engine.decide.plan import default_only_when
from engine.decide.tree import leaves
from engine.rulebook.clauses import (
    All,
    AnyNode,
    AnyOf,
    AtLeast,
    Clause,
    EntryLines,
    MeasureClause,
    Node,
    NoneNode,
)
from engine.rulebook.digest import canonical
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook
from engine.rulebook.uses import words_of, words_used
from engine.rulebook.walk import inner_nodes
from engine.terminology.models import FindingWord, Words

Way: TypeAlias = tuple[Clause, ...]
_WORDING: Final = {"id", "evidence", "why", "ask", "same_place_as"}
# What of a finding word decides, once the records have been read.
_DECIDING: Final = {
    "kind",
    "implied_site",
    "implied_side",
    "new_is_sudden",
    "has_site",
}


@dataclass(frozen=True, slots=True)
class Version:
    """One rule as one version of the rules has it."""

    rule: Rule
    rulebook: Rulebook
    _known: dict[Clause, str] = field(default_factory=dict, compare=False)

    @property
    def only_when(self) -> Node:
        """The tree beside which the rule asks."""
        return self.rule.if_unknown.only_when or default_only_when(self.rule)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause that decides, those of the anchor included."""
        nodes = (self.rule.when, *self.rule.unless, self.only_when)
        return tuple(dict.fromkeys(leaf for node in nodes for leaf in leaves(node)))

    def key(self) -> str:
        """What the rule's behaviour hangs on, as text that can be compared."""
        rule = self.rule
        unless = sorted(self.node_key(node) for node in rule.unless)
        parts = (rule.urgency, rule.if_unknown.ask, self.node_key(rule.when), unless)
        return repr((*parts, self.node_key(self.only_when)))

    def node_key(self, node: Node) -> str:
        """The key of one tree; the order of its items makes no difference."""
        key, items = inner_nodes(node)
        if not key:
            return self.clause_key(node)  # type: ignore[arg-type]
        inner = sorted(self.node_key(item) for item in items)
        if len(inner) == 1 and not isinstance(node, NoneNode):
            return inner[0]
        word = "any" if key == "any-of" else key
        count = node.at_least if isinstance(node, AtLeast) else 0
        return repr((word, count, inner))

    def clause_key(self, clause: Clause) -> str:
        """The key of one clause: its lines, its words, the clause it is tied to."""
        tied = self.tied_to(clause)
        return repr((self.lines_key(clause), tied and self.clause_key(tied)))

    def lines_key(self, clause: Clause) -> str:
        """The key of a clause without the one it is tied to."""
        if clause not in self._known:
            bare = clause.model_dump_json(exclude=_WORDING, exclude_none=True)
            self._known[clause] = repr((bare, self._words(clause)))
        return self._known[clause]

    def tied_to(self, clause: Clause) -> Clause | None:
        """The clause whose limb a clause shares."""
        name = clause.same_place_as if isinstance(clause, EntryLines) else None
        nodes = (self.rule.when, *self.rule.unless)
        named = (leaf for node in nodes for leaf in leaves(node) if leaf.id == name)
        return next(named, None) if name else None

    def _words(self, clause: Clause) -> list[str]:
        """The meaning of the words of a clause, as far as it decides."""
        alone = self.rule.model_copy(update={"when": clause, "unless": ()})
        words, locale = self.rulebook.vocabulary, self.rulebook.locale
        used = words_of(words_used(alone, words), words, locale)
        return [
            f"{kind} {name} {_meaning(word)}"
            for kind, named in used.items()
            if kind in {"finding", "group", "site"} or kind.startswith("locale")
            if not kind.startswith("locale") or isinstance(clause, MeasureClause)
            for name, word in named.items()
        ]


def _meaning(word: Words) -> str:
    if isinstance(word, FindingWord):
        return word.model_dump_json(include=_DECIDING)
    told = canonical(word)
    if isinstance(told, dict):
        told = {k: v for k, v in told.items() if k not in {"says", "codes", "text"}}
    return repr(told)


def ways(node: Node) -> Iterator[Way]:
    """Each set of clauses that together can make a tree yes.

    Of "none of" all clauses belong to the way: each has to be a no.
    """
    match node:
        case All(all=items) | NoneNode(none=items):
            yield from _together(items)
        case AnyNode(any=items) | AnyOf(any_of=items):
            for item in items:
                yield from ways(item)
        case AtLeast(at_least=count, of=items):
            for chosen in combinations(items, count):
                yield from _together(chosen)
        case clause:
            yield (clause,)


def _together(items: tuple[Node, ...]) -> Iterator[Way]:
    for parts in product(*(tuple(ways(item)) for item in items)):
        yield tuple(dict.fromkeys(clause for part in parts for clause in part))
