"""What rules answer over all valuations of their clauses, exactly.

A valuation that the clauses' own lines rule out is left aside: what began
within 24 hours also began within 14 days (`implies.py`).
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, permutations
from typing import TypeAlias

from engine.decide.atoms import Atom
from engine.decide.conclude import Marks, conclude
from engine.decide.plan import Plan, RulePlan
from engine.errors import EngineError
from engine.review.bench import plan_of
from engine.review.diagrams import Diagram, Diagrams
from engine.review.implies import excludes, follows
from engine.review.never import never_yes
from engine.rulebook.clauses import Clause, Node
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook
from engine.terminology.vocabulary import Vocabulary
from engine.truth import NO, UNKNOWN, YES, Truth

_MOST_TRIED = 50
_Limit: TypeAlias = tuple[Callable[..., bool], tuple[str, ...]]
_RANK = {NO: 0, UNKNOWN: 1, YES: 2}


def is_equivalent(rule: Rule, other: Rule, rulebook: Rulebook) -> bool:
    """Whether two forms of a rule have one outcome on every valuation."""
    truths = Valuations(rulebook, rule, other)
    one, another = (truths.outcome(planned) for planned in truths.rules)
    if one == another:
        return True
    differ = truths.diagrams.combined(lambda a, b: a != b, one, another)
    try:
        return not truths.has(differ, True)
    except EngineError:
        return False  # not shown to be equal, so a case has to notice it


class Valuations:
    """Some rules as functions of their atoms, on what patients can be like."""

    def __init__(self, rulebook: Rulebook, *rules: Rule) -> None:
        planned = plan_of(rulebook, *rules)
        self.rules = planned.rules
        self.diagrams = Diagrams()
        self._words = rulebook.vocabulary
        self._atoms = {atom.name: atom for atom in planned.atoms}
        self._anchors = _anchor_names(planned, rulebook.vocabulary)
        self._one_name = self._names(planned.atoms)

    def _names(self, atoms: Iterable[Atom]) -> dict[str, str]:
        """One name for atoms that every record answers alike."""
        names: dict[str, str] = {}
        for atom in atoms:
            others = (name for name in names.values() if self._is_same(name, atom.name))
            names[atom.name] = next(others, atom.name)
        return names

    def _tree(self, node: Node, atoms: Mapping[Clause, str]) -> Diagram:
        atom = self.diagrams.atom
        return self.diagrams.tree(node, lambda c: atom(self._one_name[atoms[c]]))

    def fires(self, planned: RulePlan) -> Diagram:
        """The truth of `when`, a slow start counted."""
        return self._tree(planned.rule.when, planned.lenient)

    def _askable(self, planned: RulePlan) -> Diagram:
        """The truth of `when` where what nobody is asked counts as no."""

        def leaf(clause: Clause) -> Diagram:
            atom = self.diagrams.atom(self._one_name[planned.lenient[clause]])
            if clause.ask is not False:
                return atom
            return self.diagrams.combined(_no_if_unknown, atom)

        return self.diagrams.tree(planned.rule.when, leaf)

    def excepted(self, planned: RulePlan) -> Diagram:
        """Whether some exception is known."""
        nodes = planned.rule.unless
        trees = [self._tree(node, planned.excepted) for node in nodes]
        if not trees:
            return self.diagrams.constant(False)
        return self.diagrams.combined(lambda *of: YES in of, *trees)

    def outcome(self, planned: RulePlan) -> Diagram:
        """Fires, asks or quiet, and as what."""

        def concluded(
            lenient: Truth, askable: Truth, strict: Truth, anchor: Truth, excepted: bool
        ) -> Hashable:
            asks = askable is not NO and anchor is YES
            marks = Marks(lenient is YES, strict is YES, asks, excepted)
            return conclude(planned.rule, marks)

        return self.diagrams.combined(
            concluded,
            self.fires(planned),
            self._askable(planned),
            self._tree(planned.rule.when, planned.strict),
            self._tree(planned.only_when, planned.anchored),
            self.excepted(planned),
        )

    def possible(self, diagram: Diagram) -> Diagram:
        """The function on the valuations that a patient can have, else None.

        What links two atoms that the function does not ask cannot change it.
        """
        for holds, atoms in self._limits(diagram):
            diagram = self.diagrams.narrowed(diagram, holds, *atoms)
        return diagram

    def has(self, diagram: Diagram, value: Hashable) -> bool:
        """Whether some patient can have a value.

        One valuation that a patient can have is enough; only where none of the
        first is one, the function is made on all that patients can have.
        """
        limits = list(self._limits(diagram))
        tried = islice(self.diagrams.valuations(diagram, value), _MOST_TRIED)
        if any(_is_possible(truths, limits) for truths in tried):
            return True
        return value in self.values(diagram)

    def _limits(self, diagram: Diagram) -> Iterator[_Limit]:
        """What has to hold between the truths of the atoms a function asks."""
        asked = [self._atoms[name] for name in self.diagrams.asked(diagram)]
        for atom in asked:
            if never_yes(atom.clause, self._words):
                yield _is_not_yes, (atom.name,)
        for one, other in permutations(asked, 2):
            holds = self._link(one, other)
            if holds is not None:
                yield holds, (one.name, other.name)

    def values(self, diagram: Diagram) -> frozenset[Hashable]:
        """The values on the valuations that a patient can have."""
        return self.diagrams.values(self.possible(diagram)) - {None}

    def _link(self, one: Atom, other: Atom) -> Callable[..., bool] | None:
        """What has to hold between the truths of two atoms, if anything."""
        if excludes(one.clause, other.clause):
            return _never_both
        same_tie = other.tied_to is None or self._is_same(one.tied_to, other.tied_to)
        no_slower = other.slow_start in (one.slow_start, YES) or not _asks_speed(other)
        link = follows(one.clause, other.clause, self._words)
        if link == "nothing" or not (same_tie and no_slower):
            return None
        # What is documented absent hangs on the anchor, so a no does not follow.
        anchors = self._anchors
        same_anchor = anchors.get(one.anchor) == anchors.get(other.anchor)
        return _is_no_higher if link == "truth" and same_anchor else _carries_yes

    def _is_same(self, one: str | None, other: str | None) -> bool:
        """Whether two clauses that are tied to fit the same entries."""
        if one is None or other is None or one == other:
            return one == other
        first, second = self._atoms[one], self._atoms[other]
        return {self._link(first, second), self._link(second, first)} == {_is_no_higher}


def _is_possible(some: Mapping[str, Truth], limits: Sequence[_Limit]) -> bool:
    """Whether a valuation of some atoms can be one of a patient.

    The other atoms are no, or as high as what the first atom of a limit asks.
    """
    truths = {**{name: NO for _, names in limits for name in names}, **some}
    for _ in limits:
        broken = [
            names[-1]
            for holds, names in limits
            if not holds(*[truths[name] for name in names])
        ]
        if not broken:
            return True
        if not some.keys().isdisjoint(broken):
            return False
        truths |= dict.fromkeys(broken, YES)
    return False


def _no_if_unknown(truth: Truth) -> Truth:
    return NO if truth is UNKNOWN else truth


def _is_not_yes(truth: Truth) -> bool:
    return truth is not YES


def _never_both(one: Truth, other: Truth) -> bool:
    return one is not YES or other is not YES


def _carries_yes(one: Truth, other: Truth) -> bool:
    return one is not YES or other is YES


def _is_no_higher(one: Truth, other: Truth) -> bool:
    return _RANK[one] <= _RANK[other]


def _anchor_names(planned: Plan, words: Vocabulary) -> dict[str | None, str]:
    """One name for all anchors that fit the same entries of every record."""
    clauses = {atom.name: atom.clause for atom in planned.atoms}
    trees = {name: [clauses[a] for a in of] for name, of in planned.anchors.items()}
    names: dict[str | None, str] = {}
    for name, tree in trees.items():
        same = (n for n in names.values() if _fit_alike(tree, trees[n], words))
        names[name] = next(same, name)
    return names


def _fit_alike(ones: list[Clause], others: list[Clause], words: Vocabulary) -> bool:
    def all_inside(some: list[Clause], wide: list[Clause]) -> bool:
        return all(any(follows(c, w, words) == "truth" for w in wide) for c in some)

    return all_inside(ones, others) and all_inside(others, ones)


def _asks_speed(atom: Atom) -> bool:
    onset = getattr(atom.clause, "onset", None)
    return atom.tied_to is not None or (onset is not None and onset.speed is not None)
