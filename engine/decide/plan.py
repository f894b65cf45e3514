"""What is worked out once per rulebook: atoms, trees, default questions.

Each distinct clause of the whole rulebook is one atom (`rule-format.md`
section 5), asked once per patient however many rules use it. A clause is the
same in two rules only if it also hangs on the same anchor and on the same
limb, because both can change its truth.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.decide.ask import Answer, unrecorded
from engine.decide.clauses.lines import Line, LineKeys, lines_of
from engine.decide.compile import asking, formula
from engine.decide.formula import AllOf, Formula
from engine.decide.formula import AnyOf as AnyFormula
from engine.decide.logic import Logic, askable_of, tree_of
from engine.decide.occurring import by_word, words_of
from engine.decide.tree import leaves
from engine.rulebook.clauses import (
    AgeClause,
    AnyNode,
    Clause,
    DrugClause,
    EntryLines,
    FindingClause,
    GroupClause,
    MeasureClause,
    Node,
    PregnancyClause,
    SexClause,
)
from engine.rulebook.english import clause_english
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook
from engine.rulebook.uses import DEFAULT_ANCHOR
from engine.terminology.vocabulary import Vocabulary
from engine.truth import NO, YES, Truth

_WORDING = {"id": None, "evidence": (), "why": None, "ask": None}
_CERTAIN = frozenset({YES})


@dataclass(frozen=True, slots=True)
class Atom:
    """One distinct question to a patient's records.

    ``slow_start`` is what a gradual start within 24 hours counts as,
    ``anchor`` names the tree whose entries the clause hangs on (None for the
    clauses of an anchor itself), ``tied_to`` the atom whose limb it shares.
    Atoms of one ``question`` differ by their anchors only; ``words`` are the
    findings, measures or drugs that can answer it, ``lines`` the clause's own.
    """

    name: str
    clause: Clause
    slow_start: Truth = NO
    anchor: str | None = None
    tied_to: str | None = None
    question: int = 0
    words: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """A clause in English, and the short name of what it is about."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class RulePlan:
    """A rule with the atom of each of its clauses.

    ``strict`` and ``lenient`` name the atoms of `when` without and with a slow
    start counted as sudden; they differ for emergency rules only.
    """

    rule: Rule
    digest: str
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
    atoms = _Atoms(rulebook.vocabulary)
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


class _Atoms:
    """The atoms found so far; a clause is named when it is first seen."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.by_key: dict[tuple[object, ...], Atom] = {}
        self._questions: dict[tuple[object, ...], int] = {}
        self._line_keys: LineKeys = {}
        self._vocabulary = vocabulary
        self._anchors: dict[Node, str] = {}

    def anchor(self, only_when: Node) -> str:
        """The name of a tree that clauses hang on; equal trees share one."""
        return self._anchors.setdefault(only_when, f"a{len(self._anchors)}")

    def name(
        self, clause: Clause, slow_start: Truth, anchor: str | None, tied: str | None
    ) -> str:
        """The atom of a clause, whatever the rule calls it or cites for it."""
        bare = clause.model_copy(update=_WORDING).model_dump_json()
        key = (bare, slow_start, anchor, tied)
        if key not in self.by_key:
            self.by_key[key] = Atom(
                f"c{len(self.by_key)}",
                clause,
                slow_start,
                anchor,
                tied,
                self._question(bare, slow_start, tied),
                words_of(clause, self._vocabulary),
                lines_of(clause, slow_start, self._line_keys)
                if isinstance(clause, EntryLines)
                else (),
            )
        return self.by_key[key].name

    def _question(self, bare: str, slow_start: Truth, tied: str | None) -> int:
        return self._questions.setdefault(
            (bare, slow_start, tied), len(self._questions)
        )


def _plan_rule(rule: Rule, rulebook: Rulebook, atoms: _Atoms) -> RulePlan:
    only_when = rule.if_unknown.only_when or default_only_when(rule)
    anchored = {
        clause: atoms.name(clause, NO, None, None) for clause in leaves(only_when)
    }
    anchor = atoms.anchor(only_when)
    slow_start = YES if rule.urgency == "emergency" else NO
    named = _named(rule)

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
        rulebook.digest_of(rule.rule),
        only_when,
        strict,
        lenient,
        anchored,
        excepted,
        wording=_wordings(rule, rulebook.vocabulary),
        logic=Logic(
            lenient=when,
            # they differ in emergency rules with a speed only
            strict=when if strict == lenient else tree_of(rule.when, strict),
            askable=askable_of(rule.when, lenient),
            anchor=tree_of(only_when, anchored),
            exceptions=tuple(tree_of(node, excepted) for node in rule.unless),
        ),
    )


def _wordings(rule: Rule, vocabulary: Vocabulary) -> dict[Clause, Wording]:
    named = _named(rule)
    return {
        leaf: Wording(
            _subject(leaf, vocabulary), clause_english(leaf, vocabulary, named)
        )
        for node in (rule.when, *rule.unless)
        for leaf in leaves(node)
    }


def _subject(clause: Clause, vocabulary: Vocabulary) -> str:  # noqa: PLR0911
    match clause:
        case FindingClause():
            return vocabulary.findings[clause.finding].says
        case GroupClause():
            return vocabulary.groups[clause.group].says
        case MeasureClause():
            return vocabulary.measures[clause.measure].says
        case DrugClause():
            return vocabulary.drugs[clause.drug].says
        case PregnancyClause():
            return "pregnancy"
        case AgeClause():
            return "age"
        case SexClause():
            return "sex"


def _named(rule: Rule) -> dict[str, Clause]:
    nodes = (rule.when, *rule.unless)
    return {leaf.id: leaf for node in nodes for leaf in leaves(node) if leaf.id}


def _name(
    clause: Clause,
    slow: Truth,
    anchor: str,
    named: Mapping[str, Clause],
    atoms: _Atoms,
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
