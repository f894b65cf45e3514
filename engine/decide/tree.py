"""A rule's tree of clauses: its truth, its leaves."""

from collections.abc import Callable, Iterator
from typing import TypeVar

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
    Truth,
    at_least,
    conjunction,
    disjunction,
    negation,
)

T = TypeVar("T")
Ask = Callable[[Clause], Truth]
Part = Callable[[T], Truth]


def truth(node: Node, ask: Ask) -> Truth:
    """The Kleene value of a tree, given the truth of each clause."""
    match node:
        case All():
            return conjunction(truth(item, ask) for item in node.all)
        case AnyNode():
            return disjunction(truth(item, ask) for item in node.any)
        case AnyOf():
            return disjunction(truth(item, ask) for item in node.any_of)
        case NoneNode():
            return conjunction(negation(truth(item, ask)) for item in node.none)
        case AtLeast():
            return at_least(node.at_least, (truth(item, ask) for item in node.of))
        case clause:
            return ask(clause)


def prepared(node: Node, leaf: Callable[[Clause], Part[T]]) -> Part[T]:
    """`truth` of a tree as a function of what was found, its shape settled once.

    ``leaf`` makes that function of a clause.
    """
    parts = tuple(prepared(item, leaf) for item in children(node))
    match node:
        case All():
            return lambda found: conjunction([part(found) for part in parts])
        case AnyNode() | AnyOf():
            return lambda found: disjunction([part(found) for part in parts])
        case NoneNode():
            return lambda found: conjunction([negation(p(found)) for p in parts])
        case AtLeast(at_least=count):
            return lambda found: at_least(count, [part(found) for part in parts])
        case clause:
            return leaf(clause)


def children(node: Node) -> tuple[Node, ...]:
    """The items of a node; none for a clause."""
    match node:
        case All():
            return node.all
        case AnyNode():
            return node.any
        case AnyOf():
            return node.any_of
        case NoneNode():
            return node.none
        case AtLeast():
            return node.of
        case _:
            return ()


def leaves(node: Node) -> Iterator[Clause]:
    """Every clause of a tree, in the order of the file."""
    match node:
        case All() | AnyNode() | AnyOf() | NoneNode() | AtLeast():
            for item in children(node):
                yield from leaves(item)
        case clause:
            yield clause
