"""The cases inside the rule files, run through both evaluators."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from made_up import RULES, rule, rulebook, shipped
from pydantic import ValidationError

from engine.decide.decide import Decider
from engine.review.cases import CaseResult, Patients, answer, run_cases
from engine.rulebook.rule import Case

FACE = {"finding": "numbness", "site": "face"}


def results(**lines: Any) -> list[CaseResult]:
    case = {"name": "face", "given": [FACE], **lines}
    return list(run_cases(rulebook(rule(FACE, cases=[case]))))


def test_every_case_of_every_shipped_rule_passes() -> None:
    every = list(run_cases(shipped(), RULES.parent))

    assert [r.case.name for r in every if not r.passed] == []
    assert len(every) == sum(len(made.cases) for made in shipped().rules)


def test_a_case_is_answered_beside_all_other_rules_as_by_itself() -> None:
    book = shipped()
    decider, patients = Decider(book), Patients(book, RULES.parent)
    alone = [one for one in run_cases(book, RULES.parent) if one.ran][::9]

    beside = [
        answer(decider, one.rule, chart)
        for one in alone
        if (chart := patients.chart(one.case))
    ]

    assert len(beside) > 300
    assert beside == [one.decision for one in alone]


@pytest.mark.parametrize(
    ("expected", "passed"),
    [
        ({"expect": "fires"}, True),
        ({"expect": "fires", "as": "critical"}, True),
        ({"expect": "fires", "as": "warning"}, False),
        ({"expect": "asks"}, False),
        ({"expect": "quiet"}, False),
    ],
)
def test_a_case_passes_if_outcome_and_indicator_are_as_expected(
    expected: dict[str, str], passed: bool
) -> None:
    (result,) = results(**expected)

    assert result.passed is passed


def test_a_case_on_which_the_evaluators_differ_does_not_pass() -> None:
    (result,) = results(expect="fires")
    assert result.decision is not None
    differing = replace(result.decision, disagreement=True)

    assert not replace(result, decision=differing).passed


def test_the_cases_of_a_retired_rule_are_not_run() -> None:
    retired = rule(FACE, rule="urgent/old", status="retired")
    active = rule(FACE, rule="urgent/new")

    ran = list(run_cases(rulebook(retired, active)))

    assert [result.rule.rule for result in ran] == ["urgent/new"]


RECORD = {
    "name": "a whole record",
    "bundle": "fhir_examples/bundles/sudden-face-numbness.json",
    "now": "2026-11-20T15:00:00Z",
    "expect": "fires",
}


def test_a_case_may_be_whole_records_through_the_entire_engine() -> None:
    made = rule(FACE, cases=[RECORD])

    (result,) = run_cases(rulebook(made), RULES.parent)

    assert (result.ran, result.passed) == (True, True)


def test_a_case_whose_records_are_not_there_is_not_run(tmp_path: Path) -> None:
    made = rule(FACE, cases=[RECORD])

    (result,) = run_cases(rulebook(made), tmp_path)

    assert (result.ran, result.passed) == (False, False)


@pytest.mark.parametrize(
    "lines",
    [
        {"given": []},
        {"now": None},
        {"now": "2026-11-20T15:00:00"},
        {"bundle": None},
    ],
)
def test_a_case_has_either_words_or_records_with_their_time(
    lines: dict[str, Any],
) -> None:
    case = {k: v for k, v in {**RECORD, **lines}.items() if v is not None}

    with pytest.raises(ValidationError):
        Case.model_validate(case)
