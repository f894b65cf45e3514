"""Decisions of a whole rulebook, and what happens when an evaluator fails."""

from typing import Any

import pytest
from made_up import chart, decide, decisions, entry, rule, rulebook

from engine.decide.decide import Decider, Decisions
from engine.decide.formula import Is
from engine.decide.network import Network
from engine.rulebook.rule import Rule
from engine.truth import YES, Truth

FACE = {"id": "face", "finding": "numbness", "site": "face"}
FOOT = {"finding": "numbness", "site": "feet"}
NUMB = {"finding": "numbness"}
SUDDEN = {
    "id": "sudden",
    "finding": "numbness",
    "onset": {"speed": "sudden", "within": "24 hours"},
}
ON_FACE, ON_FOOT = entry(sites=["face"]), entry(sites=["feet"])
SLOW = entry(speed="gradual", onset="2 hours")


def answer(made: Rule, *entries: Any) -> tuple[Any, Any]:
    decision = decide(made, *entries)
    return decision.outcome, decision.indicator


def test_yes_fires_unknown_asks_no_is_quiet() -> None:
    made = rule(FACE, only_when=NUMB)

    assert answer(made, ON_FACE) == ("fires", "critical")
    assert answer(made, entry()) == ("asks", "warning")
    assert answer(made, ON_FOOT) == ("quiet", None)


def test_unknown_without_the_anchor_is_quiet() -> None:
    made = rule({"finding": "dizziness"}, only_when=FACE)

    assert answer(made) == ("quiet", None)
    assert answer(made, entry()) == ("quiet", None)
    assert answer(made, ON_FACE) == ("asks", "warning")


def test_a_slow_start_lowers_an_emergency_and_is_named() -> None:
    decision = decide(rule(SUDDEN), SLOW)

    assert (decision.outcome, decision.indicator) == ("fires", "warning")
    (slow,) = decision.lowered_by
    assert (slow.id, slow.name) == ("sudden", "a gradual start within 24 hours")
    assert slow.entries == (SLOW,)


@pytest.mark.parametrize("urgency", ["same-day", "two-weeks", "routine", "self-care"])
def test_a_slow_start_is_no_for_every_other_urgency(urgency: str) -> None:
    decision = decide(rule(SUDDEN, urgency=urgency), SLOW)

    assert (decision.outcome, decision.lowered_by) == ("quiet", ())


def test_a_rule_that_fires_in_full_is_not_lowered_by_a_slow_start_beside() -> None:
    made = rule({"any": [SUDDEN, {"finding": "dizziness"}]})

    decision = decide(made, SLOW, entry("dizziness"))

    assert (decision.outcome, decision.indicator) == ("fires", "critical")
    assert decision.lowered_by == ()


def test_a_known_exception_lowers_by_urgency_and_below_same_day_mutes() -> None:
    block = entry("dental-anaesthetic")
    unless = ({"finding": "dental-anaesthetic"},)

    def excepted(urgency: str) -> tuple[Any, Any]:
        return answer(rule(FACE, urgency=urgency, unless=unless), ON_FACE, block)

    assert excepted("emergency") == ("fires", "warning")
    assert excepted("same-day") == ("fires", "info")
    assert excepted("two-weeks") == ("quiet", None)
    assert excepted("routine") == ("quiet", None)
    assert excepted("self-care") == ("quiet", None)


def test_rules_are_answered_in_the_order_of_their_ids() -> None:
    made = decisions(
        [rule(FACE, rule="urgent/b"), rule(FOOT, rule="urgent/a")], ON_FACE
    )

    assert [(d.rule.rule, d.outcome) for d in made] == [
        ("urgent/a", "quiet"),
        ("urgent/b", "fires"),
    ]


def test_a_decision_carries_the_digest_of_its_rule() -> None:
    book = rulebook(rule(FACE))

    (decision,) = Decider(book).decide(chart(ON_FACE)).all

    assert decision.digest == book.digest_of("urgent/made-up")


def swapped(network: Network, *entries: Any) -> Decisions:
    """Two rules, and a network that was built from other formulas."""
    book = rulebook(
        rule(FACE, rule="urgent/face", only_when=FACE),
        rule(FOOT, rule="urgent/foot", only_when=FOOT),
    )
    decider = Decider(book)
    decider._network.close()
    decider._network = network
    return decider.decide(chart(*entries))


def test_when_the_network_raises_the_plain_evaluator_stands_in() -> None:
    not_given = Network({"urgent/face#fires": Is("nobody", frozenset({YES}))})

    decided = swapped(not_given, ON_FACE)

    assert decided.network_failed
    assert decided.differing == ()
    assert [d.outcome for d in decided.all] == ["fires", "quiet"]
    assert not any(d.disagreement for d in decided.all)


# urgent/face has the atoms c0 (its anchor) and c1 (its logic).
def letters(*of: Truth) -> frozenset[Truth]:
    return frozenset(of)


def test_a_network_more_urgent_than_the_plain_evaluator_is_shown_and_marked() -> None:
    told = Network(
        {
            mark: Is("c1", letters(*Truth) - {YES})
            for mark in ("urgent/face#fires", "urgent/face#full")
        }
    )

    decided = swapped(told)

    face, foot = decided.all
    assert (face.outcome, face.indicator, face.disagreement) == (
        "fires",
        "critical",
        True,
    )
    assert (foot.outcome, foot.disagreement) == ("quiet", False)
    assert decided.differing == ("urgent/face",)
    assert not decided.network_failed


def test_a_plain_evaluator_more_urgent_than_the_network_is_shown_and_marked() -> None:
    never = Network({"urgent/face#fires": Is("c1", letters(Truth.NO))})

    decided = swapped(never, ON_FACE)

    face, foot = decided.all
    assert (face.outcome, face.indicator, face.disagreement) == (
        "fires",
        "critical",
        True,
    )
    assert [result.id for result in face.reasons] == ["face"]
    assert not foot.disagreement
    assert decided.differing == ("urgent/face",)


def test_a_difference_that_changes_no_outcome_is_no_disagreement() -> None:
    also_asks = Network(
        {
            mark: Is("c1", letters(YES))
            for mark in ("urgent/face#fires", "urgent/face#full")
        }
    )  # of the ask mark, which the plain evaluator sets too, it says nothing

    decided = swapped(also_asks, ON_FACE)

    assert decided.all[0].outcome == "fires"
    assert decided.differing == ()
