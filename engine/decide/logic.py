"""The logic of one rule as the plain evaluator reads it, settled once.

Of a hundred rules most are asked about in every call: which kind each node of
a tree is, and which atom a clause, would otherwise take half of that time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from engine.decide.ask import Answer
from engine.decide.conclude import Marks
from engine.decide.tree import prepared, unasked
from engine.rulebook.clauses import Clause, Node
from engine.truth import NO, YES, Truth

Found: TypeAlias = Mapping[str, Answer]
Part: TypeAlias = Callable[[Found], Truth]


@dataclass(frozen=True, slots=True)
class Logic:
    """The truth of each part of a rule, given the answer to every atom.

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

    def marks(self, found: Found) -> Marks:
        """What the plain evaluator finds of the rule."""
        lenient = self.lenient(found)
        same = self.strict is self.lenient
        return Marks(
            fires=lenient is YES,
            full=(lenient if same else self.strict(found)) is YES,
            asks=self.anchor(found) is YES and self.askable(found) is not NO,
            excepted=any(exception(found) is YES for exception in self.exceptions),
        )


def tree_of(node: Node, atoms: Mapping[Clause, str]) -> Part:
    """The truth of a tree whose clauses are these atoms."""

    def leaf(clause: Clause) -> Part:
        atom = atoms[clause]
        return lambda found: found[atom].truth

    return prepared(node, leaf)


def askable_of(node: Node, atoms: Mapping[Clause, str]) -> Part:
    """As `tree_of`; a clause that is unknown and not to be asked about is no."""

    def leaf(clause: Clause) -> Part:
        atom = atoms[clause]

        def answered(found: Found) -> Truth:
            truth = found[atom].truth
            return NO if unasked(clause, truth) else truth

        return answered

    return prepared(node, leaf)
