"""Atoms: one for each distinct question, in an order that can be asked."""

from typing import Any

from made_up import rule, rulebook

from engine.decide.plan import Plan, RulePlan, default_only_when, plan
from engine.rulebook.clauses import (
    AnyNode,
    Clause,
    FindingClause,
)
from engine.rulebook.rule import Rule
from engine.truth import NO, YES

FACE = {"finding": "numbness", "site": "face"}
FOOT = {"finding": "numbness", "site": "feet"}
SUDDEN = {"finding": "numbness", "onset": {"speed": "sudden", "within": "24 hours"}}
COLD = {"finding": "cold-limb", "same-place-as": "numb"}


def planned(*rules: Rule) -> Plan:
    return plan(rulebook(*rules))


def one(made: Rule) -> RulePlan:
    (only,) = planned(made).rules
    return only


def clause(**lines: Any) -> Clause:
    return FindingClause.model_validate(lines)


def test_a_clause_that_two_rules_share_is_asked_once() -> None:
    named = {**FACE, "id": "face", "evidence": ("E02",), "ask": "Where?", "why": "So."}
    first = rule(FACE, rule="urgent/a", only_when=FACE)
    second = rule(named, rule="urgent/b", only_when=FACE)

    made = planned(first, second)

    assert len(made.atoms) == 2
    assert set(made.rules[0].strict.values()) == set(made.rules[1].strict.values())


def test_a_clause_that_hangs_on_another_anchor_is_another_question() -> None:
    first = rule(FACE, rule="urgent/a", only_when=FACE)
    second = rule(FACE, rule="urgent/b", only_when=FOOT)

    made = planned(first, second)

    assert set(made.rules[0].strict.values()).isdisjoint(made.rules[1].strict.values())


def test_a_slow_start_is_a_second_question_for_emergencies_that_ask_the_speed() -> None:
    emergency = one(rule(SUDDEN, urgency="emergency"))
    same_day = one(rule(SUDDEN, urgency="same-day"))
    no_speed = one(rule(FACE, urgency="emergency"))

    assert emergency.strict != emergency.lenient
    assert same_day.strict == same_day.lenient
    assert no_speed.strict == no_speed.lenient


def test_the_atoms_of_both_readings_differ_in_what_a_slow_start_counts_as() -> None:
    made = planned(rule(SUDDEN, urgency="emergency"))
    by_name = {atom.name: atom for atom in made.atoms}
    (strict,) = made.rules[0].strict.values()
    (lenient,) = made.rules[0].lenient.values()

    assert (by_name[strict].slow_start, by_name[lenient].slow_start) == (NO, YES)


def test_a_tied_clause_stands_after_the_clause_it_is_tied_to() -> None:
    made = planned(rule({"all": [COLD, {**SUDDEN, "id": "numb"}]}))
    order = [atom.name for atom in made.atoms]
    tied = [atom for atom in made.atoms if atom.tied_to]

    assert len(tied) == 2  # with and without a slow start of the numbness
    assert all(order.index(a.tied_to or "") < order.index(a.name) for a in tied)


def test_the_clauses_of_an_anchor_hang_on_nothing_and_come_first() -> None:
    made = planned(rule({"all": [FACE, SUDDEN]}, only_when=FACE))

    assert made.atoms[0].anchor is None
    assert {atom.anchor for atom in made.atoms[1:]} == set(made.anchors)
    assert list(made.anchors.values()) == [(made.atoms[0].name,)]


def test_a_retired_rule_is_not_planned_and_a_shadowed_one_is() -> None:
    rules = [
        rule(FACE, rule=f"urgent/{status}", status=status)
        for status in ("draft", "shadow", "active", "retired")
    ]

    made = planned(*rules)

    assert [each.rule.governance.status for each in made.rules] == [
        "active",
        "draft",
        "shadow",
    ]


def test_by_default_a_rule_asks_beside_numbness_at_a_site_it_is_about() -> None:
    one_site = rule({"all": [FACE, {"finding": "dizziness", "site": "head"}]})
    two_sites = rule({"any": [FACE, FOOT, {**FACE, "side": "left"}]})
    no_site = rule({"finding": "numbness"})
    no_numbness = rule({"finding": "dizziness"})

    assert default_only_when(one_site) == clause(**FACE)
    assert default_only_when(two_sites) == AnyNode(any=(clause(**FACE), clause(**FOOT)))
    assert default_only_when(no_site) == clause(finding="numbness")
    assert default_only_when(no_numbness) == clause(finding="numbness")


def test_an_only_when_of_the_file_takes_the_place_of_the_default() -> None:
    assert one(rule(FACE, only_when=FOOT)).only_when == clause(**FOOT)


def test_a_rule_with_exceptions_asks_the_network_four_things_else_three() -> None:
    plain = one(rule(FACE)).formulas()
    excepted = one(rule(FACE, unless=(FOOT,))).formulas()

    assert {name.partition("#")[2] for name in plain} == {"fires", "full", "asks"}
    assert set(excepted) - set(plain) == {"urgent/made-up#excepted"}


def test_every_kind_of_clause_is_named_by_what_it_is_about() -> None:
    made = rule(
        {
            "all": [
                FACE,
                {"group": "focal-neuro-sign"},
                {"measure": "hba1c", "at-least": "6.5 %", "latest-within": "1 years"},
                {"age": {"at-least": 50}},
                {"sex": "female"},
            ]
        }
    )

    names = [wording.name for wording in one(made).wording.values()]

    assert names == [
        "numbness or tingling",
        "another sign of the nervous system",
        "HbA1c",
        "age",
        "sex",
    ]
