"""The lines `site`, `side`, `symmetric`, and whether two entries share a limb."""

from typing import Any

import pytest
from made_up import entry, words

from engine.decide.clauses.place import (
    may_share_place,
    side_truth,
    site_truth,
    symmetric_truth,
)
from engine.truth import NO, UNKNOWN, YES, Truth

GAP = "not-recorded"


@pytest.mark.parametrize(
    ("recorded", "asked", "expected"),
    [
        (["face"], ["face"], YES),
        (["cheek"], ["face"], YES),
        (["lips"], ["head"], YES),
        (["head"], ["face"], UNKNOWN),
        (["half-body"], ["face"], UNKNOWN),
        (["limb"], ["feet"], UNKNOWN),
        (["toes"], ["limb"], YES),
        (["feet"], ["face"], NO),
        (["feet"], ["hands", "feet"], YES),
        (["feet", "face"], ["face"], YES),
        (["feet", "head"], ["face"], UNKNOWN),
        (["feet"], ["face", GAP], NO),
        ([], ["face"], UNKNOWN),
        ([], ["face", GAP], YES),
        (["face"], [GAP], NO),
    ],
)
def test_site(recorded: list[str], asked: list[str], expected: Truth) -> None:
    assert site_truth(entry(sites=recorded), asked, words()) is expected


@pytest.mark.parametrize(
    ("recorded", "asked", "expected"),
    [
        ("left", ["left"], YES),
        ("left", ["right"], NO),
        ("left", ["left", "right"], YES),
        ("left", ["both"], NO),
        ("both", ["both"], YES),
        ("both", ["left", "right"], NO),
        ("midline", ["midline"], YES),
        ("midline", ["left", "right", GAP], NO),
        ("one", ["left", "right"], YES),
        ("one", ["left"], UNKNOWN),
        ("one", ["both"], NO),
        ("one", [GAP], NO),
        (None, ["left", "right"], UNKNOWN),
        (None, ["left", GAP], YES),
    ],
)
def test_side(recorded: Any, asked: list[str], expected: Truth) -> None:
    assert side_truth(entry(side=recorded), asked) is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"symmetric": True}, YES),
        ({"symmetric": True, "side": "both"}, YES),
        ({"side": "both"}, NO),
        ({"side": "left"}, NO),
        ({"side": "one"}, NO),
        ({}, UNKNOWN),
    ],
)
def test_symmetric_has_to_be_recorded(lines: dict[str, Any], expected: Truth) -> None:
    assert symmetric_truth(entry(**lines)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("leg", "left"), ("feet", "left"), True),
        (("feet", "left"), ("leg", "left"), True),
        (("feet", "left"), ("lower-leg", "left"), True),
        (("feet", "left"), ("feet", "right"), False),
        (("leg", "left"), ("arm", "left"), False),
        (("feet", "left"), ("lips", "left"), False),
        (("feet", "left"), (None, None), True),
        (("feet", "left"), (None, "left"), True),
        (("feet", "left"), (None, "right"), False),
        (("feet", "left"), ("feet", None), True),
        (("feet", "left"), ("hands", None), False),
        (("feet", "left"), ("feet", "one"), True),
        (("feet", "left"), ("feet", "both"), True),
        (("feet", "both"), ("feet", "right"), True),
        (("feet", "midline"), ("feet", "left"), False),
        (("feet", "left"), ("limb", "left"), True),
        (("hands", "left"), ("limb", "left"), True),
        (("face", "left"), ("face", "left"), True),
        (("face", "left"), ("cheek", "left"), True),
        (("cheek", None), ("face", None), True),
        (("face", "left"), ("face", "right"), False),
        (("face", None), ("trunk", None), False),
        (("half-body", "left"), ("arm", "left"), True),
        (("leg", "left"), ("half-body", "left"), True),
        (("half-body", "left"), ("face", "left"), True),
        (("half-body", "left"), ("arm", "right"), False),
    ],
)
def test_whether_two_entries_may_be_in_one_place(
    one: tuple[Any, Any], other: tuple[Any, Any], expected: bool
) -> None:
    here, there = (
        entry(sites=[site] if site else [], side=side) for site, side in (one, other)
    )

    assert may_share_place(here, there, words()) is expected
    assert may_share_place(there, here, words()) is expected


def test_one_shared_site_among_several_is_enough() -> None:
    hand_and_foot = entry(sites=["hands", "feet"], side="left")

    assert may_share_place(hand_and_foot, entry(sites=["leg"], side="left"), words())
    assert not may_share_place(
        hand_and_foot, entry(sites=["face"], side="left"), words()
    )
