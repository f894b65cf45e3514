"""Functions of yes / no / unknown in a form in which equals are identical.

A reduced, ordered decision diagram: a node asks one atom and has a branch for
each of its three truths, and what does not depend on an atom does not ask it.
Two functions are equal on all 3 ** n valuations if, and only if, they are the
same diagram; that is exact, and takes milliseconds where n is twenty.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import reduce
from typing import TypeAlias

from engine.errors import EngineError
from engine.rulebook.clauses import (
    All,
    AnyNode,
    AnyOf,
    AtLeast,
    Clause,
    Node,
    NoneNode,
)
from engine.truth import (
    NO,
    UNKNOWN,
    YES,
    Truth,
    at_least,
    conjunction,
    disjunction,
    negation,
)

Diagram: TypeAlias = int
_Branches: TypeAlias = tuple[Diagram, Diagram, Diagram]

_TRUTHS = (NO, UNKNOWN, YES)
_BELOW_ALL = 1 << 30
LARGEST = 50_000


class Diagrams:
    """A workshop of diagrams; only diagrams of one workshop are comparable.

    Raises EngineError where an answer would need more than LARGEST nodes.
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, Diagram] = {}
        self._values: list[Hashable] = []
        self._branches: list[_Branches | None] = []
        self._levels: list[int] = []
        self._atoms: dict[str, int] = {}

    def constant(self, value: Hashable) -> Diagram:
        """The function that has one value on all valuations."""
        return self._made(("constant", value), _BELOW_ALL, value, None)

    def atom(self, name: str) -> Diagram:
        """The truth of one atom."""
        level = self._atoms.setdefault(name, len(self._atoms))
        no, unknown, yes = (self.constant(truth) for truth in _TRUTHS)
        return self._asking(level, (no, unknown, yes))

    def combined(
        self, value_of: Callable[..., Hashable], *diagrams: Diagram
    ) -> Diagram:
        """The function whose value is made of the values of other functions."""
        done: dict[tuple[Diagram, ...], Diagram] = {}

        def combine(items: tuple[Diagram, ...]) -> Diagram:
            if items not in done:
                level = min(self._levels[item] for item in items)
                done[items] = (
                    self.constant(value_of(*(self._values[item] for item in items)))
                    if level == _BELOW_ALL
                    else self._asking(level, self._branched(items, level, combine))
                )
            return done[items]

        return combine(diagrams)

    def tree(self, node: Node, leaf: Callable[[Clause], Diagram]) -> Diagram:
        """The Kleene truth of a rule's tree, given that of each clause."""

        def each(items: tuple[Node, ...]) -> Iterator[Diagram]:
            return (self.tree(item, leaf) for item in items)

        match node:
            case All(all=items):
                return self._folded(conjunction, each(items))
            case AnyNode(any=items) | AnyOf(any_of=items):
                return self._folded(disjunction, each(items))
            case NoneNode(none=items):
                return self.combined(negation, self._folded(disjunction, each(items)))
            case AtLeast(at_least=count, of=items):
                return self.combined(lambda *of: at_least(count, of), *each(items))
            case clause:
                return leaf(clause)

    def _folded(
        self, joined: Callable[[tuple[Truth, ...]], Truth], items: Iterable[Diagram]
    ) -> Diagram:
        # Two at a time: all at once would try every valuation of the items.
        return reduce(
            lambda one, other: self.combined(lambda *of: joined(of), one, other), items
        )

    def values(self, diagram: Diagram) -> frozenset[Hashable]:
        """Every value that the function has on some valuation."""
        return frozenset(
            self._values[item]
            for item in self._reached(diagram)
            if self._branches[item] is None
        )

    def asked(self, diagram: Diagram) -> tuple[str, ...]:
        """The atoms on which the function depends."""
        levels = {self._levels[item] for item in self._reached(diagram)}
        return tuple(name for name, level in self._atoms.items() if level in levels)

    def _reached(self, diagram: Diagram) -> set[Diagram]:
        waiting, seen = [diagram], {diagram}
        while waiting:
            new = set(self._branches[waiting.pop()] or ()) - seen
            seen |= new
            waiting.extend(new)
        return seen

    def _branched(
        self,
        items: tuple[Diagram, ...],
        level: int,
        combine: Callable[[tuple[Diagram, ...]], Diagram],
    ) -> _Branches:
        no, unknown, yes = (
            combine(tuple(self._branch(item, level, number) for item in items))
            for number in range(len(_TRUTHS))
        )
        return no, unknown, yes

    def _branch(self, item: Diagram, level: int, number: int) -> Diagram:
        inner = self._branches[item]
        return inner[number] if inner and self._levels[item] == level else item

    def _asking(self, level: int, branches: _Branches) -> Diagram:
        if len(set(branches)) == 1:
            return branches[0]
        return self._made((level, branches), level, None, branches)

    def _made(
        self,
        key: Hashable,
        level: int,
        value: Hashable,
        branches: _Branches | None,
    ) -> Diagram:
        if key not in self._known:
            if len(self._values) >= LARGEST:
                message = f"a question about rules needs more than {LARGEST} steps"
                raise EngineError(message)
            self._known[key] = len(self._values)
            self._values.append(value)
            self._branches.append(branches)
            self._levels.append(level)
        return self._known[key]
