"""The clauses of a rule in reading order, each with its path in the file."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.rulebook.clauses import (
    All,
    AnyNode,
    AnyOf,
    AtLeast,
    Clause,
    Node,
    NoneNode,
)
from engine.rulebook.rule import Rule
from engine.terminology.strict_yaml import Place


@dataclass(frozen=True, slots=True)
class Step:
    """One node of the logic: where it stands and how deep (0 at the top)."""

    place: Place
    node: Node
    depth: int


def steps_of(rule: Rule) -> Iterator[Step]:
    """Every node of `when`, `unless` and `only-when`, the outer before the inner."""
    yield from _steps(("when",), rule.when, 0)
    for number, node in enumerate(rule.unless):
        yield from _steps(("unless", number), node, 0)
    if rule.if_unknown.only_when is not None:
        yield from _steps(("if-unknown", "only-when"), rule.if_unknown.only_when, 0)


def clauses_of(rule: Rule) -> Iterator[tuple[Place, Clause]]:
    """Every clause that asks the records something, with its path."""
    for step in steps_of(rule):
        if not isinstance(step.node, All | AnyNode | NoneNode | AtLeast | AnyOf):
            yield step.place, step.node


def inner_nodes(node: Node) -> tuple[str, tuple[Node, ...]]:
    """The key and the items of a node that combines others; else no items."""
    match node:
        case All():
            return "all", node.all
        case AnyNode():
            return "any", node.any
        case NoneNode():
            return "none", node.none
        case AtLeast():
            return "of", node.of
        case AnyOf():
            return "any-of", node.any_of
        case _:
            return "", ()


def _steps(place: Place, node: Node, depth: int) -> Iterator[Step]:
    yield Step(place, node, depth)
    key, items = inner_nodes(node)
    for number, item in enumerate(items):
        yield from _steps((*place, key, number), item, depth + 1)
