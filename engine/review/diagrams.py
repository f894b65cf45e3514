"""Functions of yes / no / unknown in a form in which equals are identical.

A reduced, ordered decision diagram: a node asks one atom and has a branch for
each of its three truths, and what does not depend on an atom does not ask it.
Two functions are equal on all 3 ** n valuations if, and only if, they are the
same diagram; that is exact, and takes milliseconds where n is twenty.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
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
        levels = self._levels

        # Asked millions of times by one check of the rules, so written out.
        def combine(items: tuple[Diagram, ...]) -> Diagram:
            known = done.get(items)
            if known is not None:
                return known
            level = min([levels[item] for item in items])
            if level == _BELOW_ALL:
                value = value_of(*[self._values[item] for item in items])
                made = self.constant(value)
            else:
                no, unknown, yes = self._split(items, level)
                made = self._asking(
                    level, (combine(no), combine(unknown), combine(yes))
                )
            done[items] = made
            return made

        return combine(diagrams)

    def narrowed(
        self, diagram: Diagram, holds: Callable[..., bool], *atoms: str
    ) -> Diagram:
        """The function where the truths of some atoms allow it, None elsewhere."""
        done: dict[tuple[Diagram, ...], Diagram] = {}
        nothing = self.constant(None)
        levels = self._levels

        def narrow(items: tuple[Diagram, ...]) -> Diagram:
            known = done.get(items)
            if known is not None:
                return known
            level = min([levels[atom] for atom in items[1:]])
            if items[0] == nothing:
                made = nothing
            elif level == _BELOW_ALL:
                # Below the last of the atoms everything stays as it is.
                allowed = holds(*[self._values[atom] for atom in items[1:]])
                made = items[0] if allowed else nothing
            else:
                level = min(level, levels[items[0]])
                no, unknown, yes = self._split(items, level)
                branches = (narrow(no), narrow(unknown), narrow(yes))
                made = self._asking(level, branches)
            done[items] = made
            return made

        return narrow((diagram, *map(self.atom, atoms)))

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

    def valuations(
        self, diagram: Diagram, value: Hashable
    ) -> Iterator[Mapping[str, Truth]]:
        """The truths of the atoms asked on each way to a value."""
        names = tuple(self._atoms)
        waiting: list[tuple[Diagram, dict[str, Truth]]] = [(diagram, {})]
        while waiting:
            item, truths = waiting.pop()
            branches = self._branches[item]
            if branches is None:
                if self._values[item] == value:
                    yield truths
                continue
            name = names[self._levels[item]]
            ways = zip(_TRUTHS, branches, strict=True)
            waiting += [(way, {**truths, name: truth}) for truth, way in ways]

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

    def _split(
        self, items: tuple[Diagram, ...], level: int
    ) -> Iterable[tuple[Diagram, ...]]:
        """The functions where the atom of a level is no, unknown and yes."""
        levels, branches = self._levels, self._branches
        return zip(
            *[
                (levels[item] == level and branches[item]) or (item, item, item)
                for item in items
            ],
            strict=True,
        )

    def _asking(self, level: int, branches: _Branches) -> Diagram:
        no, unknown, yes = branches
        if no == unknown == yes:
            return no
        return self._made((level, branches), level, None, branches)

    def _made(
        self,
        key: Hashable,
        level: int,
        value: Hashable,
        branches: _Branches | None,
    ) -> Diagram:
        known = self._known.get(key)
        if known is None:
            if len(self._values) >= LARGEST:
                message = f"a question about rules needs more than {LARGEST} steps"
                raise EngineError(message)
            known = self._known[key] = len(self._values)
            self._values.append(value)
            self._branches.append(branches)
            self._levels.append(level)
        return known
