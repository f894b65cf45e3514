"""A rule's tree: its truth by Kleene's tables, its leaves in order."""

from itertools import product

import pytest

from engine.decide.formula import AllOf, AnyOf, Is, holds
from engine.decide.tree import children, leaves, prepared, truth
from engine.rulebook import clauses
from engine.rulebook.clauses import (
    All,
    AnyNode,
    AtLeast,
    FindingClause,
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

A, B, C = (FindingClause(finding=name) for name in "abc")
THREE = (A, B, C)


def value(node: Node, truths: tuple[Truth, ...]) -> Truth:
    given = dict(zip(THREE, truths, strict=True))
    return truth(node, lambda clause: given[clause])  # type: ignore[index]


@pytest.mark.parametrize("truths", list(product(Truth, repeat=3)))
@pytest.mark.parametrize(
    "node",
    [
        A,
        All(all=THREE),
        AnyNode(any=THREE),
        NoneNode(none=THREE),
        AtLeast(at_least=2, of=THREE),
        All(all=(A, NoneNode(none=(AnyNode(any=(B, C)),)))),
    ],
)
def test_a_tree_settled_once_has_the_truth_of_the_tree(
    node: Node, truths: tuple[Truth, ...]
) -> None:
    settled = prepared(node, lambda clause: lambda given: given[clause])

    given = dict(zip(THREE, truths, strict=True))
    assert settled(given) is value(node, truths)


@pytest.mark.parametrize("truths", list(product(Truth, repeat=3)))
def test_each_kind_of_node_is_its_table(truths: tuple[Truth, ...]) -> None:
    assert value(A, truths) is truths[0]
    assert value(All(all=THREE), truths) is conjunction(truths)
    assert value(AnyNode(any=THREE), truths) is disjunction(truths)
    assert value(clauses.AnyOf(any_of=THREE), truths) is disjunction(truths)
    assert value(NoneNode(none=THREE), truths) is negation(disjunction(truths))
    assert value(AtLeast(at_least=2, of=THREE), truths) is at_least(2, truths)


def test_nodes_nest() -> None:
    nested = All(all=(AnyNode(any=(A, B)), NoneNode(none=(C,))))

    assert value(nested, (NO, YES, NO)) is YES
    assert value(nested, (NO, UNKNOWN, NO)) is UNKNOWN
    assert value(nested, (YES, NO, YES)) is NO


def test_leaves_come_in_the_order_of_the_file() -> None:
    nested = All(
        all=(
            AnyNode(any=(C, NoneNode(none=(B,)))),
            AtLeast(at_least=1, of=(A, clauses.AnyOf(any_of=(B, C)))),
        )
    )

    assert list(leaves(nested)) == [C, B, A, B, C]
    assert list(leaves(A)) == [A]


@pytest.mark.parametrize(
    "node",
    [
        All(all=THREE),
        AnyNode(any=THREE),
        NoneNode(none=THREE),
        AtLeast(at_least=1, of=THREE),
        clauses.AnyOf(any_of=THREE),
    ],
)
def test_the_children_of_every_kind_of_node(node: Node) -> None:
    assert children(node) == THREE


def test_a_clause_has_no_children() -> None:
    assert children(A) == ()


def test_a_formula_holds_by_its_letters() -> None:
    possible = Is("a", frozenset({YES, UNKNOWN}))
    certain = Is("b", frozenset({YES}))
    values = {"a": UNKNOWN, "b": NO}

    assert holds(possible, values)
    assert not holds(certain, values)
    assert holds(AnyOf((certain, possible)), values)
    assert not holds(AllOf((certain, possible)), values)
