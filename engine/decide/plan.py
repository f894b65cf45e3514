"""What is worked out once per rulebook: atoms, trees, default questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.decide.ask import Answer, unrecorded
from engine.decide.atoms import Atom, Atoms
from engine.decide.compile import asking, formula
from engine.decide.formula import AllOf, Formula
from engine.decide.formula import AnyOf as AnyFormula
from engine.decide.logic import Logic, askable_of, tree_of
from engine.decide.occurring import by_word
from engine.decide.tree import leaves
from engine.decide.wording import Wording, Wordings, named_clauses
from engine.rulebook.clauses import (
    AnyNode,
    Clause,
    EntryLines,
    FindingClause,
    Node,
)
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook
from engine.rulebook.uses import DEFAULT_ANCHOR
from engine.truth import NO, YES, Truth

_CERTAIN = frozenset({YES})


@dataclass(frozen=True, slots=True)
class RulePlan:
    """A rule with the atom of each of its clauses.

    ``digests`` are those of all rules, worked out when they are asked for.
    ``strict`` and ``lenient`` name the atoms of `when` without and with a slow
    start counted as sudden; they differ for emergency rules only.
    """

    rule: Rule
    digests: Mapping[str, str]
    only_when: Node
    strict: Mapping[Clause, str]
    lenient: Mapping[Clause, str]
    anchored: Mapping[Clause, str]
    excepted: Mapping[Clause, str]
    wording: Mapping[Clause, Wording]
    logic: Logic

    def atoms(self) -> frozenset[str]:
        """Every atom that can change what the rule answers."""
        parts = (self.strict, self.lenient, self.anchored, self.excepted)
        return frozenset(name for part in parts for name in part.values())

    def formulas(self) -> dict[str, Formula]:
        """What the network has to tell of this rule, by mark."""
        rule, name = self.rule, self.rule.rule
        when, anchor = rule.when, self.only_when
        marks = {
            "fires": formula(when, _CERTAIN, self.lenient.__getitem__),
            "full": formula(when, _CERTAIN, self.strict.__getitem__),
            "asks": AllOf(
                (
                    asking(when, self.lenient.__getitem__),
                    formula(anchor, _CERTAIN, self.anchored.__getitem__),
                )
            ),
        }
        if rule.unless:
            marks["excepted"] = AnyFormula(
                tuple(
                    formula(node, _CERTAIN, self.excepted.__getitem__)
                    for node in rule.unless
                )
            )
        return {f"{name}#{mark}": made for mark, made in marks.items()}


@dataclass(frozen=True, slots=True)
class Plan:
    """Every atom, in an order in which each can be asked, and every rule.

    ``anchors`` has the atoms of each tree that other atoms hang on, ``by_word``
    the places in ``atoms`` of those that a finding, measure or drug can answer,
    ``unrecorded`` the answer to each atom while nothing is recorded.
    """

    atoms: tuple[Atom, ...]
    rules: tuple[RulePlan, ...]
    anchors: Mapping[str, tuple[str, ...]]
    by_word: Mapping[str, tuple[int, ...]]
    unrecorded: Mapping[str, Answer]


def plan(rulebook: Rulebook) -> Plan:
    """Work out the atoms of a rulebook."""
    atoms = Atoms(rulebook.vocabulary)
    rules = tuple(
        _plan_rule(rule, rulebook, atoms)
        for rule in rulebook.rules
        if rule.governance.status != "retired"
    )
    anchors = {
        atoms.anchor(rule.only_when): tuple(rule.anchored.values()) for rule in rules
    }
    ordered = tuple(atoms.by_key.values())
    words = rulebook.vocabulary
    return Plan(
        ordered,
        rules,
        anchors,
        by_word(atom.words for atom in ordered),
        unrecorded(ordered, words, rulebook.locale),
    )


def _plan_rule(rule: Rule, rulebook: Rulebook, atoms: Atoms) -> RulePlan:
    only_when = rule.if_unknown.only_when or default_only_when(rule)
    anchored = {
        clause: atoms.name(clause, NO, None, None) for clause in leaves(only_when)
    }
    anchor = atoms.anchor(only_when)
    slow_start = YES if rule.urgency == "emergency" else NO
    named = named_clauses(rule)

    def name_all(nodes: Iterable[Node], slow: Truth) -> dict[Clause, str]:
        return {
            clause: _name(clause, slow, anchor, named, atoms)
            for node in nodes
            for clause in leaves(node)
        }

    strict, lenient = name_all([rule.when], NO), name_all([rule.when], slow_start)
    excepted = name_all(rule.unless, slow_start)
    when = tree_of(rule.when, lenient)
    return RulePlan(
        rule,
        rulebook.digests,
        only_when,
        strict,
        lenient,
        anchored,
        excepted,
        wording=Wordings(rule, rulebook.vocabulary),
        logic=Logic(
            lenient=when,
            # they differ in emergency rules with a speed only
            strict=when if strict == lenient else tree_of(rule.when, strict),
            askable=askable_of(rule.when, lenient),
            anchor=tree_of(only_when, anchored),
            exceptions=tuple(tree_of(node, excepted) for node in rule.unless),
        ),
    )


def _name(
    clause: Clause,
    slow: Truth,
    anchor: str,
    named: Mapping[str, Clause],
    atoms: Atoms,
) -> str:
    tied = None
    if isinstance(clause, EntryLines) and clause.same_place_as is not None:
        referent = named[clause.same_place_as]
        tied = _name(referent, slow, anchor, named, atoms)
    # Without a line on speed, a slow start is the same question.
    counted = slow if _asks_speed(clause) or tied is not None else NO
    return atoms.name(clause, counted, anchor, tied)


def _asks_speed(clause: Clause) -> bool:
    onset = clause.onset if isinstance(clause, EntryLines) else None
    return onset is not None and onset.speed == "sudden"


def default_only_when(rule: Rule) -> Node:
    """A current numbness entry at a site that the rule is about."""
    sites = [
        leaf.site
        for leaf in leaves(rule.when)
        if isinstance(leaf, FindingClause) and leaf.finding == DEFAULT_ANCHOR
    ]
    if not sites:
        return FindingClause(finding=DEFAULT_ANCHOR)
    distinct = tuple(dict.fromkeys(sites))
    clauses = tuple(
        FindingClause(finding=DEFAULT_ANCHOR, site=site) for site in distinct
    )
    return clauses[0] if len(clauses) == 1 else AnyNode(any=clauses)
