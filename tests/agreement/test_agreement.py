"""The network, the formula and Kleene's tables answer alike.

`python tests/agreement/test_agreement.py 500000` compares by hand: so many
pairs of a random tree and a random truth of its atoms.
"""

import sys
import time
from collections.abc import Iterator, Mapping
from itertools import product
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.decide.compile import KNOWN_NO, KNOWN_YES, NOT_NO, NOT_YES, formula
from engine.decide.formula import Formula, holds
from engine.decide.network import Network
from engine.decide.shards import MOST_ACTIVATIONS, activations
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
from engine.truth import (
    Truth,
    at_least,
    conjunction,
    disjunction,
    negation,
)

Values = Mapping[str, Truth]
ASKED = {"yes": KNOWN_YES, "no": KNOWN_NO, "not no": NOT_NO, "not yes": NOT_YES}
TREES_A_NETWORK = 5
VALUATIONS_A_NETWORK = 200


def atom_of(clause: Clause) -> str:
    assert isinstance(clause, FindingClause)
    return clause.finding


def kleene(node: Node, values: Values) -> Truth:
    match node:
        case All(all=items):
            return conjunction(kleene(item, values) for item in items)
        case AnyNode(any=items) | clauses.AnyOf(any_of=items):
            return disjunction(kleene(item, values) for item in items)
        case NoneNode(none=items):
            return conjunction(negation(kleene(item, values)) for item in items)
        case AtLeast(at_least=count, of=items):
            return at_least(count, (kleene(item, values) for item in items))
        case _:
            return values[atom_of(node)]


def tree(random: Random, names: list[str], levels: int) -> Node:
    """A random tree; repeated atoms are likely, as in real rules."""
    if levels == 0 or random.random() < 0.25:
        return FindingClause(finding=random.choice(names))
    width = random.randint(2, 4)
    items = tuple(tree(random, names, levels - 1) for _ in range(width))
    kind = random.choice(["all", "any", "none", "any-of", "at-least"])
    match kind:
        case "all":
            return All(all=items)
        case "any":
            return AnyNode(any=items)
        case "none":
            return NoneNode(none=items)
        case "any-of":
            return clauses.AnyOf(any_of=items)
        case _:
            return AtLeast(at_least=random.randint(1, width), of=items)


def forest(random: Random) -> tuple[list[str], list[Node]]:
    names = [f"finding {number}" for number in range(random.randint(1, 12))]
    trees = [tree(random, names, random.randint(0, 3)) for _ in range(TREES_A_NETWORK)]
    return names, [node for node in trees if activates_modestly(node)]


def activates_modestly(node: Node) -> bool:
    """Leave out what the network refuses by design, which has its own tests."""
    asked = (formula(node, letters, atom_of) for letters in ASKED.values())
    return all(activations(each) <= MOST_ACTIVATIONS for each in asked)


def valuations(random: Random, names: list[str], count: int) -> Iterator[Values]:
    """Truths in very different mixtures: all alike, mostly unknown, even."""
    for _ in range(count):
        weights = [random.choice([0.05, 1, 1, 5]) for _ in Truth]
        letters = random.choices(list(Truth), weights, k=len(names))
        yield dict(zip(names, letters, strict=True))


def compiled(trees: list[Node]) -> dict[str, Formula]:
    return {
        f"{index} {word}": formula(node, letters, atom_of)
        for index, node in enumerate(trees)
        for word, letters in ASKED.items()
    }


def by_kleene(trees: list[Node], values: Values) -> frozenset[str]:
    truths = [kleene(node, values) for node in trees]
    return frozenset(
        f"{index} {word}"
        for index, truth in enumerate(truths)
        for word, letters in ASKED.items()
        if truth in letters
    )


def by_formula(formulas: Mapping[str, Formula], values: Values) -> frozenset[str]:
    return frozenset(name for name, each in formulas.items() if holds(each, values))


def disagreements(trees: list[Node], every: Iterator[Values]) -> list[Values]:
    formulas = compiled(trees)
    network = Network(formulas)
    wrong = [
        values
        for values in every
        if not (
            network.evaluate(values)
            == by_formula(formulas, values)
            == by_kleene(trees, values)
        )
    ]
    network.close()
    return wrong


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.randoms(use_true_random=False), st.integers(0, 2**32))
def test_random_trees_agree_under_random_truths(shape: Random, seed: int) -> None:
    """100 networks x 200 truths x up to 5 trees, each asked four questions."""
    names, trees = forest(shape)
    every = valuations(Random(seed), names, VALUATIONS_A_NETWORK)

    wrong = disagreements(trees, every)

    assert wrong == []


def test_twenty_thousand_comparisons_agree_whatever_hypothesis_draws() -> None:
    compared, wrong = comparison(20_000, seed=20)

    assert compared >= 20_000
    assert wrong == []


def test_every_truth_of_small_trees_agrees() -> None:
    a, b, c = (FindingClause(finding=name) for name in "abc")
    trees: list[Node] = [
        All(all=(AnyNode(any=(a, b)), c)),
        AnyNode(any=(All(all=(a, b)), c)),
        NoneNode(none=(All(all=(a, b)), c)),
        All(all=(a, NoneNode(none=(b, c)))),
        AtLeast(at_least=2, of=(a, b, c)),
        AtLeast(at_least=2, of=(All(all=(a, b)), NoneNode(none=(a,)), c)),
        clauses.AnyOf(any_of=(a, AtLeast(at_least=1, of=(b, c)))),
    ]
    every = [
        dict(zip("abc", letters, strict=True)) for letters in product(Truth, repeat=3)
    ]

    wrong = disagreements(trees, iter(every))

    assert wrong == []


def comparison(count: int, seed: int) -> tuple[int, list[Values]]:
    """So many pairs of a tree and a truth of its atoms, and those that differ."""
    random, compared, wrong = Random(seed), 0, list[Values]()
    while compared < count:
        names, trees = forest(random)
        wrong += disagreements(trees, valuations(random, names, VALUATIONS_A_NETWORK))
        compared += len(trees) * VALUATIONS_A_NETWORK
    return compared, wrong


if __name__ == "__main__":
    began = time.perf_counter()
    total, differing = comparison(int(sys.argv[1]), seed=int((sys.argv[2:] or [1])[0]))
    seconds = time.perf_counter() - began
    print(f"{total} comparisons, {len(differing)} differ, {seconds:.0f} s")
    sys.exit(bool(differing))
