"""Which rules answer where one is quiet: the "other rule" of a case, by name."""

from dataclasses import replace

import pytest

from engine.decide.conclude import Conclusion
from engine.decide.decide import Decider
from engine.review.cases import Patients
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook
from engine.service.room.instead import Others, others_by_case

FACE = "urgent/sudden-face-numbness"


def others(rulebook: Rulebook, name: str = FACE) -> dict[str, Others]:
    rule = next(rule for rule in rulebook.rules if rule.rule == name)
    return dict(others_by_case(rule, Patients(rulebook)))


def shown(found: Others) -> list[tuple[str, str | None]]:
    return [(one.rule.rule, one.answer.indicator) for one in found.shown]


def test_another_rule_is_named_with_how_it_answers(rulebook: Rulebook) -> None:
    found = others(rulebook)

    assert shown(found["25 hours belongs to the same-day rule"])[0] == (
        "urgent/sudden-numbness-late",
        "warning",
    )
    assert shown(found["face numbness that has gone is another rule"])[0][1]


def test_where_a_rule_fires_or_nothing_is_recorded_none_is_named(
    rulebook: Rulebook,
) -> None:
    rule = next(rule for rule in rulebook.rules if rule.rule == FACE)
    found = others(rulebook)

    assert {case.name for case in rule.cases if case.expect == "fires"}.isdisjoint(
        found
    )
    assert all(case.name not in found for case in rule.cases if not case.given)


def test_a_rule_that_is_not_active_is_not_named(rulebook: Rulebook) -> None:
    late = "urgent/sudden-numbness-late"

    def resting(rule: Rule) -> Rule:
        terms = rule.governance.model_copy(update={"status": "draft"})
        asleep = rule.model_copy(update={"governance": terms})
        return asleep if rule.rule == late else rule

    book = replace(rulebook, rules=tuple(map(resting, rulebook.rules)))

    named = {one.rule.rule for told in others(book).values() for one in told.shown}
    awake = {one.rule.rule for told in others(rulebook).values() for one in told.shown}
    assert late in awake
    assert late not in named


@pytest.mark.parametrize("outcome", ["quiet", "asks"])
def test_every_other_rule_that_is_named_does_answer(
    rulebook: Rulebook, outcome: str
) -> None:
    """Each is asked of the decider by itself, on the patient of the case."""
    rule = next(rule for rule in rulebook.rules if rule.rule == FACE)
    cases = {case.name: case for case in rule.cases if case.expect == outcome}
    decider, patients = Decider(rulebook), Patients(rulebook)

    told = {
        name: {one.rule.rule: one.answer for one in found.shown}
        for name, found in others(rulebook).items()
        if name in cases
    }

    assert any(told.values())
    for name, named in told.items():
        chart = patients.chart(cases[name])
        assert chart is not None
        decided = {
            one.rule.rule: Conclusion(one.outcome, one.indicator)
            for one in decider.decide(chart).all
        }
        assert FACE not in named
        assert named.items() <= decided.items()
        assert {answer.outcome for answer in named.values()} <= (
            {"fires", "asks"} if outcome == "quiet" else {"fires"}
        )
