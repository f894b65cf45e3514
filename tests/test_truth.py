"""Kleene's tables, spelled out."""

from itertools import product

import pytest

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


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, UNKNOWN, UNKNOWN, YES),
        (YES, NO, NO, YES),
        (UNKNOWN, YES, UNKNOWN, YES),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, NO, NO, UNKNOWN),
        (NO, YES, NO, YES),
        (NO, UNKNOWN, NO, UNKNOWN),
        (NO, NO, NO, NO),
    ],
)
def test_and_and_or_of_two(
    one: Truth, other: Truth, both: Truth, either: Truth
) -> None:
    assert conjunction([one, other]) is both
    assert disjunction([one, other]) is either


@pytest.mark.parametrize(("of", "expected"), [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)])
def test_not(of: Truth, expected: Truth) -> None:
    assert negation(of) is expected


@pytest.mark.parametrize("truth", Truth)
def test_one_value_is_itself_in_and_in_or_and_in_at_least_one(truth: Truth) -> None:
    assert conjunction([truth]) is truth
    assert disjunction([truth]) is truth
    assert at_least(1, [truth]) is truth


def test_and_of_nothing_is_yes_and_or_of_nothing_is_no() -> None:
    assert conjunction([]) is YES
    assert disjunction([]) is NO


@pytest.mark.parametrize(
    ("count", "values", "expected"),
    [
        (2, (YES, YES, NO), YES),
        (2, (YES, YES, UNKNOWN), YES),
        (2, (YES, UNKNOWN, NO), UNKNOWN),
        (2, (UNKNOWN, UNKNOWN, NO), UNKNOWN),
        (2, (YES, NO, NO), NO),
        (2, (UNKNOWN, NO, NO), NO),
        (2, (NO, NO, NO), NO),
        (3, (YES, YES, UNKNOWN), UNKNOWN),
        (3, (YES, YES, NO), NO),
        (1, (NO, NO, UNKNOWN), UNKNOWN),
        (4, (YES, YES, YES), NO),
    ],
)
def test_at_least(count: int, values: tuple[Truth, ...], expected: Truth) -> None:
    assert at_least(count, values) is expected


@pytest.mark.parametrize("values", list(product(Truth, repeat=3)))
def test_at_least_all_is_and_and_at_least_one_is_or(values: tuple[Truth, ...]) -> None:
    assert at_least(3, values) is conjunction(values)
    assert at_least(1, iter(values)) is disjunction(values)


@pytest.mark.parametrize("truth", Truth)
def test_a_truth_refuses_to_be_read_as_two_valued(truth: Truth) -> None:
    with pytest.raises(TypeError, match="three values"):
        bool(truth)


def test_the_letters_are_those_that_durable_rules_sees() -> None:
    assert [truth.value for truth in (YES, NO, UNKNOWN)] == ["t", "f", "u"]
