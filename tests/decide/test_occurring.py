"""What is not asked of a patient is what their records say nothing about."""

from dataclasses import replace
from typing import Any

import pytest
from made_up import (
    PERSON,
    chart,
    entry,
    measured,
    rule,
    rulebook,
    shipped,
)

from engine.decide.ask import answers
from engine.decide.decide import Decider
from engine.decide.occurring import occurring
from engine.decide.plan import Plan, plan
from engine.rulebook.clauses import (
    AgeClause,
    Clause,
    FindingClause,
    GroupClause,
    MeasureClause,
    PregnancyClause,
)
from engine.truth import YES

FACE = {"finding": "numbness", "site": "face"}
DIZZY = {"finding": "dizziness"}
GROUP = {"group": "dizziness-or-imbalance"}
SUGAR = {"measure": "hba1c", "at-least": "6.5 %", "latest-within": "12 months"}
PREGNANT = {"pregnancy": "yes"}
OLD = {"age": {"at-least": 50}}


def planned(*when: dict[str, Any]) -> Plan:
    return plan(rulebook(rule({"any": list(when)}, only_when=FACE)))


def kinds(made: Plan, *entries: Any) -> set[type[Clause]]:
    """The kinds of the clauses that are put to a patient."""
    places = occurring(made.by_word, chart(*entries))
    return {type(made.atoms[place].clause) for place in places}


def test_of_an_empty_chart_only_age_and_sex_are_asked() -> None:
    made = planned(FACE, GROUP, SUGAR, PREGNANT, OLD)

    assert kinds(made) == {AgeClause}


@pytest.mark.parametrize(
    ("known", "kind"),
    [
        (entry("numbness"), FindingClause),
        (entry("vertigo", presence="absent"), GroupClause),
        (measured("hba1c", "7"), MeasureClause),
        (entry("pregnancy"), PregnancyClause),
    ],
)
def test_an_atom_is_asked_when_the_chart_says_something_of_its_word(
    known: Any, kind: type[Clause]
) -> None:
    made = planned(FACE, GROUP, SUGAR, PREGNANT)

    assert kinds(made, known) == {kind}


def test_atoms_are_asked_in_the_order_of_the_plan() -> None:
    made = planned(DIZZY, GROUP, FACE)

    places = occurring(made.by_word, chart(entry("dizziness"), entry()))

    assert places == list(range(len(made.atoms)))


def test_what_is_not_asked_is_what_asking_would_have_answered() -> None:
    made = plan(shipped())
    every = {"": tuple(range(len(made.atoms)))}
    all_asked = replace(made, by_word=every)

    for known in ((), (entry(sites=["face"]),), (measured("hba1c", "7"),)):
        patient = chart(*known, patient=PERSON)
        assert answers(made, patient) == answers(all_asked, patient)


def test_a_missing_result_that_counts_is_yes_although_nobody_asks_for_it() -> None:
    made = plan(rulebook(rule({**SUGAR, "or": "not-recorded"}, only_when=FACE)))
    (name,) = made.rules[0].strict.values()

    assert occurring(made.by_word, chart()) == []
    assert answers(made, chart())[name].truth is YES


def test_a_quiet_rule_is_explained_when_it_is_asked_for_and_not_before() -> None:
    far = entry(sites=["feet"])
    decided = Decider(rulebook(rule(FACE, only_when=FACE))).decide(chart(far))

    (bare,), (explained,) = decided.answered, decided.all

    assert (bare.outcome, bare.near, bare.clauses) == ("quiet", (), ())
    assert [result.entries for result in explained.near] == [(far,)]
    assert decided.all is decided.all


def test_a_rule_that_fires_is_explained_at_once() -> None:
    face = entry(sites=["face"])

    decided = Decider(rulebook(rule(FACE, only_when=FACE))).decide(chart(face))

    assert decided.answered == decided.all
    assert decided.answered[0].reasons[0].entries == (face,)
