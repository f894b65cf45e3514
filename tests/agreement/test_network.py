"""The network keeps nothing, survives a fault, and may be shared."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import durable_rules_engine as durable
import pytest

from engine.decide.formula import AllOf, AnyOf, Formula, Is, holds
from engine.decide.network import Network, _built
from engine.errors import EngineError
from engine.truth import NO, UNKNOWN, YES, Truth

KNOWN_YES, NOT_NO = frozenset({YES}), frozenset({YES, UNKNOWN})
BOTH = AllOf((Is("a", KNOWN_YES), Is("b", NOT_NO)))


def _both() -> Network:
    return Network({"both": BOTH})


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (YES, YES, {"both"}),
        (YES, UNKNOWN, {"both"}),
        (YES, NO, set()),
        (UNKNOWN, YES, set()),
        (NO, YES, set()),
    ],
)
def test_names_are_those_whose_formula_holds(
    a: Truth, b: Truth, expected: set[str]
) -> None:
    assert _both().evaluate({"a": a, "b": b}) == expected


def test_no_formulas_hold_nothing() -> None:
    assert Network({}).evaluate({}) == frozenset()


def test_a_fact_never_reaches_the_next_evaluation() -> None:
    network = _both()

    network.evaluate({"a": YES, "b": YES})

    assert network.evaluate({"a": NO, "b": YES}) == frozenset()
    assert network.evaluate({"a": YES, "b": NO}) == frozenset()


def test_the_same_fact_is_answered_every_time() -> None:
    network = _both()

    answers = [network.evaluate({"a": YES, "b": YES}) for _ in range(3)]

    assert answers == [{"both"}] * 3


NAMES = [
    'a "quoted" name',
    "back\\slash",
    "$and",
    "{}",
    "%s",
    "always",
    "r0",
    "",
    "Taubheit, plötzlich 🙂",
    "new\nline",
    "null \x00",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_and_an_atom_may_have_any_name(name: str) -> None:
    network = Network({name: Is(name, KNOWN_YES), "other": Is("z", KNOWN_YES)})

    assert network.evaluate({name: YES, "z": NO}) == {name}


def test_atoms_of_other_rule_sets_are_ignored() -> None:
    assert _both().evaluate({"a": YES, "b": YES, "c": UNKNOWN}) == {"both"}


def test_a_missing_atom_is_an_error_not_a_no() -> None:
    with pytest.raises(EngineError, match="for every atom"):
        _both().evaluate({"a": YES})


def test_text_that_is_no_truth_cannot_enter() -> None:
    values = {"a": YES, "b": 't","c0":"t'}

    with pytest.raises(EngineError, match="for every atom"):
        _both().evaluate(values)  # type: ignore[arg-type]


@pytest.mark.parametrize("formula", [AllOf(()), AnyOf(()), Is("a", frozenset())])
def test_a_formula_without_atoms_is_refused(formula: Formula) -> None:
    with pytest.raises(EngineError, match="needs an atom"):
        Network({"rule": formula})


def test_a_closed_network_has_freed_its_rulesets() -> None:
    network = _both()
    (handle,) = _handles(network)

    network.close()

    with pytest.raises(durable.error, match="111"):
        durable.delete_ruleset(handle)


def test_a_network_may_be_closed_twice() -> None:
    network = _both()

    network.close()
    network.close()

    assert _handles(network) == []


def test_rules_that_durable_rules_refuses_are_an_error_of_ours() -> None:
    with pytest.raises(EngineError, match="durable_rules refused the rules"):
        _built('{"rule": {"all": [{"m": {"$and": 1}}]}}')


def _handles(network: Network) -> list[int]:
    handles = [ruleset._handle for ruleset in network._rulesets]
    return [handle for handle in handles if handle is not None]


def test_a_network_works_again_after_durable_rules_failed() -> None:
    network = _both()
    durable.delete_ruleset(_handles(network)[0])

    with pytest.raises(EngineError, match="durable_rules failed"):
        network.evaluate({"a": YES, "b": YES})

    assert network.evaluate({"a": YES, "b": YES}) == {"both"}
    assert network.evaluate({"a": NO, "b": YES}) == frozenset()


LEFT_BEHIND = '{"sid":"1","id":"1","evaluated":"t","c0":"t","c1":"t"}'


def test_a_fact_that_was_left_behind_is_an_error_once() -> None:
    network = _both()
    durable.assert_fact(_handles(network)[0], LEFT_BEHIND)

    with pytest.raises(EngineError, match="did not handle a fact: result 2"):
        network.evaluate({"a": NO, "b": NO})

    assert network.evaluate({"a": NO, "b": NO}) == frozenset()


def test_an_activation_that_was_left_open_is_an_error_once() -> None:
    """The session is leased for 30 s: without the check, rules fall silent."""
    network = _both()
    (handle,) = _handles(network)
    _, state = durable.assert_fact(handle, LEFT_BEHIND)
    durable.start_action_for_state(handle, state)
    durable.retract_fact(handle, '{"sid":"1","id":"1"}')

    with pytest.raises(EngineError, match="did not come to the end"):
        network.evaluate({"a": YES, "b": YES})

    assert network.evaluate({"a": YES, "b": YES}) == {"both"}


def _large() -> dict[str, Formula]:
    """120 rules over 300 atoms: several shards, by rules and by atoms."""
    random = Random(120)
    atoms = [f"atom {number}" for number in range(300)]

    def any_of() -> AnyOf:
        letters = random.choice([KNOWN_YES, NOT_NO, frozenset({NO})])
        return AnyOf(tuple(Is(name, letters) for name in random.sample(atoms, 2)))

    return {f"rule {number}": AllOf((any_of(), any_of())) for number in range(120)}


def _truths(seed: int) -> dict[str, Truth]:
    random = Random(seed)
    return {f"atom {number}": random.choice(list(Truth)) for number in range(300)}


def _expected(formulas: dict[str, Formula], values: dict[str, Truth]) -> set[str]:
    return {name for name, each in formulas.items() if holds(each, values)}


def test_many_rules_over_many_atoms_are_sharded_and_right() -> None:
    formulas = _large()
    network = Network(formulas)

    every = [_truths(seed) for seed in range(200)]

    assert len(_handles(network)) >= 3
    assert [network.evaluate(values) for values in every] == [
        _expected(formulas, values) for values in every
    ]


def test_eight_threads_at_once_get_their_own_answers() -> None:
    formulas = _large()
    network = Network(formulas)
    every = [_truths(seed) for seed in range(2_000)]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(network.evaluate, every, chunksize=1))

    assert answers == [_expected(formulas, values) for values in every]


def test_threads_get_right_answers_while_the_network_is_failing() -> None:
    network = _both()
    wanted = {"a": YES, "b": YES}

    def ask(number: int) -> frozenset[str]:
        if number % 100 == 0:
            network.close()
        return network.evaluate(wanted)

    with ThreadPoolExecutor(8) as threads:
        answers = set(threads.map(ask, range(2_000)))

    assert answers == {frozenset({"both"})}
