"""A compiled formula holds exactly when the tree's truth is one of its letters."""

from collections.abc import Iterator
from itertools import product

import pytest

from engine.decide.compile import (
    DEEPEST,
    KNOWN_NO,
    KNOWN_YES,
    NOT_NO,
    NOT_YES,
    formula,
)
from engine.decide.formula import AllOf, AnyOf, Formula, Is, holds
from engine.errors import EngineError
from engine.rulebook import clauses
from engine.rulebook.clauses import (
    All,
    AnyNode,
    AtLeast,
    Clause,
    FindingClause,
    Node,
    NoneNode,
)
from engine.truth import NO, UNKNOWN, YES, Truth

A, B, C = (FindingClause(finding=name) for name in "abc")
ASKED = (KNOWN_YES, KNOWN_NO, NOT_NO, NOT_YES)


def atom_of(clause: Clause) -> str:
    assert isinstance(clause, FindingClause)
    return clause.finding


def kleene(node: Node, values: dict[str, Truth]) -> Truth:
    """Strong Kleene logic over no = 0, unknown = 1, yes = 2.

    Written here once more, without engine.truth, so that one mistake cannot
    be on both sides of the comparison.
    """
    return (NO, UNKNOWN, YES)[_rank(node, values)]


def _rank(node: Node, values: dict[str, Truth]) -> int:
    match node:
        case All(all=items):
            return min(_rank(item, values) for item in items)
        case AnyNode(any=items) | clauses.AnyOf(any_of=items):
            return max(_rank(item, values) for item in items)
        case NoneNode(none=items):
            return 2 - max(_rank(item, values) for item in items)
        case AtLeast(at_least=count, of=items):
            return sorted(_rank(item, values) for item in items)[-count]
        case _:
            return (NO, UNKNOWN, YES).index(values[atom_of(node)])


def _joined(*items: Node) -> Iterator[Node]:
    yield All(all=items)
    yield AnyNode(any=items)
    yield NoneNode(none=items)
    yield clauses.AnyOf(any_of=items)
    for count in range(1, len(items) + 1):
        yield AtLeast(at_least=count, of=items)


def small_trees() -> list[Node]:
    """Every kind of node over every kind of node, three clauses deep."""
    pairs = [node for items in ((A, B), (B, C), (A, A)) for node in _joined(*items)]
    triples = list(_joined(A, B, C))
    nested = [node for pair in pairs for node in _joined(pair, C)]
    crossed = [n for p, t in product(pairs, triples) for n in _joined(p, t)]
    inner = [node for tree in nested for node in _joined(tree, B)]
    return [A, NoneNode(none=(A,)), *pairs, *triples, *nested, *crossed, *inner]


def valuations() -> list[dict[str, Truth]]:
    letters = product(Truth, repeat=3)
    return [dict(zip("abc", letter, strict=True)) for letter in letters]


def test_every_small_tree_agrees_with_kleene_under_every_truth() -> None:
    """Some thousand trees, 27 truths of their atoms, four questions."""
    wrong = [
        (tree, asked, values)
        for tree in small_trees()
        for asked in ASKED
        for compiled in [formula(tree, asked, atom_of)]
        for values in valuations()
        if holds(compiled, values) != (kleene(tree, values) in asked)
    ]

    assert wrong == []


@pytest.mark.parametrize("asked", ASKED)
def test_a_clause_alone_is_its_atom(asked: frozenset[Truth]) -> None:
    assert formula(A, asked, atom_of) == Is("a", asked)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (KNOWN_YES, AllOf((Is("a", KNOWN_YES), Is("b", KNOWN_YES)))),
        (NOT_NO, AllOf((Is("a", NOT_NO), Is("b", NOT_NO)))),
        (KNOWN_NO, AnyOf((Is("a", KNOWN_NO), Is("b", KNOWN_NO)))),
        (NOT_YES, AnyOf((Is("a", NOT_YES), Is("b", NOT_YES)))),
    ],
)
def test_all_is_a_conjunction_of_yes_and_a_disjunction_of_no(
    asked: frozenset[Truth], expected: Formula
) -> None:
    assert formula(All(all=(A, B)), asked, atom_of) == expected


def test_none_is_pushed_down_to_the_letters() -> None:
    compiled = formula(NoneNode(none=(A, B)), KNOWN_YES, atom_of)

    assert compiled == AllOf((Is("a", KNOWN_NO), Is("b", KNOWN_NO)))


def test_none_may_be_yes_when_nothing_is_known_to_be_yes() -> None:
    compiled = formula(NoneNode(none=(A, B)), NOT_NO, atom_of)

    assert compiled == AllOf((Is("a", NOT_YES), Is("b", NOT_YES)))


def test_at_least_becomes_its_combinations() -> None:
    compiled = formula(AtLeast(at_least=2, of=(A, B, C)), KNOWN_YES, atom_of)

    a, b, c = (Is(name, KNOWN_YES) for name in "abc")
    assert compiled == AnyOf((AllOf((a, b)), AllOf((a, c)), AllOf((b, c))))


def test_at_least_is_no_when_too_few_are_left() -> None:
    compiled = formula(AtLeast(at_least=3, of=(A, B, C)), KNOWN_NO, atom_of)

    assert compiled == AnyOf(tuple(Is(name, KNOWN_NO) for name in "abc"))


def test_a_single_item_stands_for_itself() -> None:
    nested = All(all=(AnyNode(any=(All(all=(A,)),)),))

    assert formula(nested, KNOWN_YES, atom_of) == Is("a", KNOWN_YES)


def test_equal_words_inside_each_other_become_one() -> None:
    nested = All(all=(A, All(all=(B, C))))

    compiled = formula(nested, KNOWN_YES, atom_of)

    assert compiled == AllOf(tuple(Is(name, KNOWN_YES) for name in "abc"))


@pytest.mark.parametrize(
    "asked",
    [
        frozenset[Truth](),
        frozenset({UNKNOWN}),
        frozenset({YES, NO}),
        frozenset(Truth),
    ],
)
def test_only_four_questions_have_a_formula(asked: frozenset[Truth]) -> None:
    with pytest.raises(EngineError, match="asks for yes, for no"):
        formula(A, asked, atom_of)


def _nested(levels: int) -> Node:
    node: Node = A
    for level in range(levels):
        node = All(all=(B, node)) if level % 2 else AnyNode(any=(B, node))
    return node


def test_sixteen_levels_are_compiled() -> None:
    compiled = formula(_nested(DEEPEST), KNOWN_YES, atom_of)

    assert holds(compiled, {"a": YES, "b": YES})


def test_seventeen_levels_are_refused() -> None:
    with pytest.raises(EngineError, match="nested deeper than 16"):
        formula(_nested(DEEPEST + 1), KNOWN_YES, atom_of)


def test_more_than_can_be_reached_is_refused() -> None:
    with pytest.raises(EngineError, match="at least 4 of 3"):
        formula(AtLeast(at_least=4, of=(A, B, C)), KNOWN_YES, atom_of)


def test_combinations_of_combinations_are_refused_before_they_fill_memory() -> None:
    three_of_six: Node = A
    for _ in range(3):
        three_of_six = AtLeast(at_least=3, of=(three_of_six,) * 6)

    with pytest.raises(EngineError, match="more than 4096 combinations"):
        formula(three_of_six, KNOWN_YES, atom_of)


def _three_of_six_with(clauses_each: int) -> Node:
    return AtLeast(at_least=3, of=(All(all=(A,) * clauses_each),) * 6)


def test_as_many_combinations_as_are_allowed_are_compiled() -> None:
    """20 combinations of 3 items of 68 clauses are 4,080."""
    compiled = formula(_three_of_six_with(68), KNOWN_YES, atom_of)

    assert holds(compiled, {"a": YES})


def test_one_clause_more_is_too_many() -> None:
    with pytest.raises(EngineError, match="more than 4096 combinations"):
        formula(_three_of_six_with(69), KNOWN_YES, atom_of)


def test_a_rule_of_thousands_of_clauses_is_refused() -> None:
    with pytest.raises(EngineError, match="more than 4096 combinations"):
        formula(All(all=(A,) * 4_097), KNOWN_YES, atom_of)
