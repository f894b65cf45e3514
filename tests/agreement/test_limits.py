"""The limits of durable_rules 2.0.28 that `durable_rules.md` lists, measured.

Each test names its row of that page. Rows whose effect is a crash or a hang
are not repeated here. A test that fails after an upgrade is good news: the
limit has moved, and the code that respects it can be reconsidered.
"""

import json
from collections.abc import Mapping
from itertools import pairwise

import durable_rules_engine as durable
import pytest

from engine.decide.formula import AllOf, AnyOf, Formula, Is
from engine.decide.network import Network
from engine.truth import NO, UNKNOWN, YES

KNOWN_YES, NOT_NO = frozenset({YES}), frozenset({YES, UNKNOWN})
IDENTITY = {"sid": "1", "id": "1", "evaluated": "t"}
CATCH_ALL = {"pri": 9, "all": [{"m": {"evaluated": "t"}}]}


def _ruleset(**conditions: object) -> int:
    rules = {
        name: {"pri": 1, "all": [{"m": each}]} for name, each in conditions.items()
    }
    handle: int = durable.create_ruleset("limits", json.dumps(rules | {"z": CATCH_ALL}))
    return handle


def _activated(handle: int, state: int) -> list[str]:
    names, started = [], durable.start_action_for_state(handle, state)
    activation = started[1] if started else None
    while activation is not None:
        names.append(next(iter(json.loads(activation))))
        activation = durable.complete_and_start_action(handle, state)
    return names


def _fired(handle: int, fact: Mapping[str, str]) -> list[str]:
    _, state = durable.assert_fact(handle, json.dumps({**IDENTITY, **fact}))
    return _activated(handle, state)


def _keys(count: int) -> list[dict[str, str]]:
    return [{f"c{number}": "t"} for number in range(count)]


def _all_yes(count: int) -> dict[str, str]:
    return {f"c{number}": "t" for number in range(count)}


def _numbered(count: int) -> tuple[Is, ...]:
    return tuple(Is(f"atom {number}", KNOWN_YES) for number in range(count))


# Row: "at most 1,024 live sessions (sid) per ruleset".


def test_the_session_after_1024_is_out_of_memory() -> None:
    handle = _ruleset(a={"c0": "t"})
    for sid in range(1_024):
        durable.assert_fact(handle, json.dumps({**IDENTITY, "sid": str(sid)}))

    with pytest.raises(MemoryError):
        durable.assert_fact(handle, json.dumps({**IDENTITY, "sid": "1024"}))

    durable.delete_ruleset(handle)


def test_the_network_answers_more_patients_than_sessions_exist() -> None:
    network = Network({"rule": Is("a", KNOWN_YES)})

    answers = [network.evaluate({"a": YES}) for _ in range(3_000)]

    assert answers == [{"rule"}] * 3_000


# Row: "two keys in one condition object; an unknown operator".


def test_a_second_key_of_a_condition_is_ignored() -> None:
    handle = _ruleset(two={"c0": "t", "c1": "t"})

    assert _fired(handle, {"c0": "t", "c1": "f"}) == ["two", "z"]


def test_an_unknown_operator_never_matches() -> None:
    handle = _ruleset(odd={"$is": {"c0": "t"}})

    assert _fired(handle, {"c0": "t"}) == ["z"]


# Row: "`post` (event)": only one rule sees it.


def test_an_event_is_seen_by_one_rule_only() -> None:
    handle = _ruleset(one={"c0": "t"}, two={"c0": "t"})

    _, state = durable.assert_event(handle, json.dumps({**IDENTITY, "c0": "t"}))

    assert len(_activated(handle, state)) == 1


def test_a_fact_is_seen_by_every_rule() -> None:
    network = Network({name: Is("a", KNOWN_YES) for name in ("one", "two")})

    assert network.evaluate({"a": YES}) == {"one", "two"}


# Row: "more than 255 properties in a fact".


def test_a_fact_of_more_than_255_properties_is_error_302() -> None:
    handle = _ruleset(a={"c0": "t"})

    with pytest.raises(durable.error, match="302"):
        _fired(handle, _all_yes(256))


def test_the_network_answers_about_300_atoms() -> None:
    formulas: dict[str, Formula] = {each.atom: each for each in _numbered(300)}
    network = Network(formulas)

    values = {name: YES if name == "atom 299" else NO for name in formulas}

    assert network.evaluate(values) == {"atom 299"}


# Row: "more than 64 alternatives matching at once". The catch-all counts.


def test_64_alternatives_and_the_catch_all_are_error_303() -> None:
    handle = _ruleset(wide={"$or": _keys(64)})

    with pytest.raises(durable.error, match="303"):
        _fired(handle, _all_yes(64))


def test_63_alternatives_and_the_catch_all_are_held() -> None:
    handle = _ruleset(wide={"$or": _keys(63)})

    assert set(_fired(handle, _all_yes(63))) == {"wide", "z"}


@pytest.mark.parametrize("count", [62, 63, 64, 65, 100, 200, 300])
def test_the_network_holds_any_number_of_alternatives_at_once(count: int) -> None:
    network = Network({"wide": AnyOf(_numbered(count))})

    assert network.evaluate({each.atom: YES for each in _numbered(count)}) == {"wide"}


@pytest.mark.parametrize("count", [31, 32, 33, 50])
def test_the_network_holds_any_number_of_rules_with_two_alternatives(
    count: int,
) -> None:
    pairs = zip(_numbered(count), _numbered(2 * count)[count:], strict=True)
    rules = {pair[0].atom: AnyOf(pair) for pair in pairs}
    network = Network(rules)

    answer = network.evaluate({each.atom: YES for each in _numbered(2 * count)})

    assert answer == set(rules)


# Row: "alternating nesting deeper than 16 | error 113". Measured here: it is
# the 16th `$and` or `$or` of one condition, nested or side by side.


def _or_groups(count: int) -> list[object]:
    return [{"$or": _keys(2)} for _ in range(count)]


def test_the_sixteenth_group_of_a_condition_is_error_113() -> None:
    with pytest.raises(durable.error, match="113"):
        _ruleset(flat={"$and": _or_groups(15)})


def test_fifteen_groups_of_a_condition_are_held() -> None:
    handle = _ruleset(flat={"$and": _or_groups(7)})

    assert set(_fired(handle, _all_yes(2))) == {"flat", "z"}
    _ruleset(flat={"$and": _or_groups(14)})


def test_the_network_holds_more_groups_than_a_condition() -> None:
    pairs = tuple(AllOf(pair) for pair in pairwise(_numbered(41)))
    network = Network({"rule": AnyOf(pairs)})
    nothing = {each.atom: NO for each in _numbered(41)}

    assert network.evaluate(nothing) == frozenset()
    assert network.evaluate(nothing | {"atom 39": YES, "atom 40": YES}) == {"rule"}
    assert network.evaluate(nothing | {"atom 38": YES, "atom 40": YES}) == frozenset()


# Row: "several true branches of `$or`": the action runs once for each.


def test_true_branches_multiply_the_activations() -> None:
    pairs = [{"$or": [{f"c{2 * n}": "t"}, {f"c{2 * n + 1}": "t"}]} for n in range(10)]
    handle = _ruleset(ten={"$and": pairs})

    assert _fired(handle, _all_yes(20)).count("ten") == 1_024


def test_the_network_names_a_rule_once() -> None:
    pairs = tuple(
        AnyOf((Is(f"left {n}", NOT_NO), Is(f"right {n}", NOT_NO))) for n in range(10)
    )
    network = Network({"ten": AllOf(pairs)})

    sides = [f"{side} {n}" for side in ("left", "right") for n in range(10)]

    assert network.evaluate(dict.fromkeys(sides, UNKNOWN)) == {"ten"}


# Row: "100,000 distinct facts kept": a fact that stays is observed again.


def test_a_fact_that_is_not_retracted_is_already_observed() -> None:
    handle = _ruleset(a={"c0": "t"})
    _fired(handle, {"c0": "t"})

    result, _ = durable.assert_fact(handle, json.dumps({**IDENTITY, "c0": "f"}))

    assert result == 2
