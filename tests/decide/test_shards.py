"""A formula that is too large for one rule is divided, and means the same."""

from itertools import product

import pytest

from engine.decide.formula import AllOf, AnyOf, Formula, Is, holds
from engine.decide.shards import (
    MOST_ATOMS,
    MOST_GROUPS,
    MOST_RULES,
    MOST_WAITING,
    activations,
    atoms,
    groups,
    shards,
    waiting,
)
from engine.errors import EngineError
from engine.truth import YES, Truth

YES_ONLY = frozenset({YES})


def _is(*names: str) -> tuple[Is, ...]:
    return tuple(Is(name, YES_ONLY) for name in names)


def _numbered(count: int) -> tuple[Is, ...]:
    return _is(*(f"a{number}" for number in range(count)))


def _pairs(count: int) -> AnyOf:
    """So many "both of two", over few atoms: many groups, small tables."""
    pairs = list(product(_numbered(6), repeat=2))[:count]
    return AnyOf(tuple(AllOf(pair) for pair in pairs))


def test_the_counts_of_a_formula_are_its_worst_case() -> None:
    formula = AllOf((AnyOf(_is("a", "b", "c")), AnyOf(_is("d", "e")), *_is("f")))

    counts = groups(formula), waiting(formula), activations(formula)

    assert counts == (3, 4, 6)
    assert atoms(formula) == frozenset("abcdef")


def test_fifty_rules_share_a_ruleset() -> None:
    (shard,) = shards({str(number): Is("a", YES_ONLY) for number in range(MOST_RULES)})

    assert len(shard.conditions) == MOST_RULES


def test_the_fifty_first_rule_begins_a_shard() -> None:
    divided = shards({str(number): Is("a", YES_ONLY) for number in range(51)})

    assert [len(shard.conditions) for shard in divided] == [50, 1]


def test_the_two_hundred_and_first_atom_begins_a_shard() -> None:
    wide = {f"{row}": AllOf(_is(*(f"{row}-{n}" for n in range(67)))) for row in "abc"}

    divided = shards(wide)

    assert [len(shard.atoms) for shard in divided] == [134, 67]


def test_alternatives_that_may_wait_together_are_kept_below_the_stack() -> None:
    any_of_twenty = {str(row): AnyOf(_numbered(20)) for row in range(8)}

    divided = shards(any_of_twenty)

    assert [len(shard.conditions) for shard in divided] == [3, 3, 2]


def _piece_formulas(formula: Formula) -> list[Formula]:
    return [
        condition.formula
        for shard in shards({"rule": formula})
        for condition in shard.conditions
    ]


@pytest.mark.parametrize(
    "formula",
    [
        _pairs(36),
        AllOf((_pairs(20), AnyOf(_numbered(3)))),
        AllOf((_pairs(20), _pairs(20))),
        AllOf((*_is("a0"), _pairs(36))),
        AnyOf(_numbered(6) * 12),
    ],
)
def test_pieces_fit_and_together_mean_the_formula(formula: Formula) -> None:
    names = sorted(atoms(formula))

    pieces = _piece_formulas(formula)

    assert len(pieces) > 1
    assert max(map(groups, pieces)) <= MOST_GROUPS
    assert max(map(waiting, pieces)) <= MOST_WAITING
    wrong = [
        letters
        for letters in product(Truth, repeat=len(names))
        for values in [dict(zip(names, letters, strict=True))]
        if any(holds(piece, values) for piece in pieces) != holds(formula, values)
    ]
    assert wrong == []


def test_a_formula_that_fits_stays_whole() -> None:
    formula = AllOf((AnyOf(_is("a", "b")), *_is("c")))

    assert _piece_formulas(formula) == [formula]


@pytest.mark.parametrize(
    "formula",
    [
        AllOf(()),
        AnyOf(()),
        AllOf((AnyOf(()), *_is("a"))),
        Is("a", frozenset()),
        Is("a", frozenset(Truth)),
    ],
)
def test_a_formula_that_asks_nothing_is_refused_by_name(formula: Formula) -> None:
    with pytest.raises(EngineError, match="urgent/one: a formula needs an atom"):
        shards({"urgent/one": formula})


def test_a_conjunction_over_too_many_atoms_is_refused() -> None:
    with pytest.raises(EngineError, match="too large for the network"):
        shards({"rule": AllOf(_numbered(MOST_ATOMS + 1))})


def test_a_rule_that_is_true_in_too_many_ways_is_refused() -> None:
    thirteen_pairs = AllOf((AnyOf(_is("a", "b")),) * 13)

    with pytest.raises(EngineError, match="more than 4096 ways"):
        shards({"rule": thirteen_pairs})


def test_a_rule_that_falls_into_too_many_pieces_is_refused() -> None:
    """190 atoms leave room for ten of the 4,000 alternatives at a time."""
    wide = AnyOf(_is(*(f"b{number}" for number in range(4_000))))

    with pytest.raises(EngineError, match="too large for the network"):
        shards({"rule": AllOf((*_numbered(190), wide))})


def test_a_formula_nested_without_end_is_refused() -> None:
    deep: Formula = Is("a", YES_ONLY)
    for number in range(400):
        deep = (AllOf if number % 2 else AnyOf)((deep, *_is("b")))

    with pytest.raises(EngineError, match="nested deeper than 16"):
        shards({"rule": deep})
