"""The cases inside the rule files, run through both evaluators."""

from dataclasses import replace
from typing import Any

import pytest
from made_up import rule, rulebook, shipped

from engine.review.cases import CaseResult, run_cases

FACE = {"finding": "numbness", "site": "face"}


def results(**lines: Any) -> list[CaseResult]:
    case = {"name": "face", "given": [FACE], **lines}
    return list(run_cases(rulebook(rule(FACE, cases=[case]))))


def test_every_case_of_every_shipped_rule_passes() -> None:
    every = list(run_cases(shipped()))

    assert [r.case.name for r in every if not r.passed] == []
    assert len(every) == sum(len(made.cases) for made in shipped().rules)


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
    differing = replace(result.decision, disagreement=True)

    assert not replace(result, decision=differing).passed


def test_the_cases_of_a_retired_rule_are_not_run() -> None:
    retired = rule(FACE, rule="urgent/old", status="retired")
    active = rule(FACE, rule="urgent/new")

    ran = list(run_cases(rulebook(retired, active)))

    assert [result.rule.rule for result in ran] == ["urgent/new"]
