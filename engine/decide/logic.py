"""The logic of one rule as the plain evaluator reads it, settled once.

Of a hundred rules most are asked about in every call: which kind each node of
a tree is, and which atom a clause, would otherwise take half of that time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeAlias

from engine.decide.conclude import Marks
from engine.decide.tree import prepared
from engine.rulebook.clauses import Clause, Node
from engine.truth import NO, UNKNOWN, YES, Truth

# The truth of every atom, by its name.
Truths: TypeAlias = Mapping[str, Truth]
Part: TypeAlias = Callable[[Truths], Truth]


@dataclass(frozen=True, slots=True)
class Logic:
    """The truth of each part of a rule, given that of every atom.

    ``lenient`` and ``strict`` are `when` with and without a slow start counted
    as sudden; ``askable`` is the lenient one where an unknown that nobody is
    asked about counts as no (`compile.asking` says the same); ``anchor`` is
    `only-when`, ``exceptions`` are `unless`.
    """

    lenient: Part
    strict: Part
    askable: Part
    anchor: Part
    exceptions: tuple[Part, ...]

    def marks(self, truths: Truths) -> Marks:
        """What the plain evaluator finds of the rule."""
        lenient = self.lenient(truths)
        same = self.strict is self.lenient
        return Marks(
            fires=lenient is YES,
            full=(lenient if same else self.strict(truths)) is YES,
            asks=self.anchor(truths) is YES and self.askable(truths) is not NO,
            excepted=any(exception(truths) is YES for exception in self.exceptions),
        )


def tree_of(node: Node, atoms: Mapping[Clause, str]) -> Part:
    """The truth of a tree whose clauses are these atoms."""

    def leaf(clause: Clause) -> Part:
        return itemgetter(atoms[clause])

    return prepared(node, leaf)


def askable_of(node: Node, atoms: Mapping[Clause, str]) -> Part:
    """As `tree_of`; a clause that is unknown and not to be asked about is no."""

    def leaf(clause: Clause) -> Part:
        atom = atoms[clause]
        if clause.ask is not False:
            return itemgetter(atom)

        def answered(truths: Truths) -> Truth:
            truth = truths[atom]
            return NO if truth is UNKNOWN else truth

        return answered

    return prepared(node, leaf)
