"""A rule's tree of clauses: its truth, its leaves."""

from collections.abc import Callable, Iterator

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
    Truth,
    at_least,
    conjunction,
    disjunction,
    negation,
)

Ask = Callable[[Clause], Truth]


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


def may_be_asked(node: Node, ask: Ask) -> bool:
    """Whether a tree may be yes and asking can tell.

    A clause with `ask: false` that is unknown is no reason to ask: nobody is
    asked whether a diagnosis was recorded. `compile.asking` says the same.
    """

    def askable(clause: Clause) -> Truth:
        return NO if unasked(clause, ask(clause)) else ask(clause)

    return truth(node, askable) is not NO


def unasked(clause: Clause, answer: Truth) -> bool:
    """Whether a clause is unknown and no question is put for it."""
    return answer is UNKNOWN and clause.ask is False


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
