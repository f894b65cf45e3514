"""The cases inside the rule files, run through both evaluators."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from engine.decide.chart import Chart
from engine.decide.decide import Decider
from engine.decide.outcome import Decision
from engine.review.patient import findings_of
from engine.rulebook.rule import Case, Rule
from engine.rulebook.rulebook import Rulebook

# Any instant will do; one that is no birthday of anything keeps dates apart.
CASE_NOW: Final = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case, and what the rule answered."""

    rule: Rule
    case: Case
    decision: Decision

    @property
    def passed(self) -> bool:
        """Whether outcome and, if named, indicator are as expected."""
        decision, case = self.decision, self.case
        as_expected = case.as_ is None or decision.indicator == case.as_
        return (
            decision.outcome == case.expect
            and as_expected
            and not decision.disagreement
        )


def run_cases(rulebook: Rulebook) -> Iterator[CaseResult]:
    """Every case of every rule that is not retired, in the order of the files."""
    decider = Decider(rulebook)
    for rule in rulebook.rules:
        if rule.governance.status == "retired":
            continue
        for case in rule.cases:
            yield CaseResult(rule, case, answer(decider, rule, case))


def answer(decider: Decider, rule: Rule, case: Case) -> Decision:
    """What one rule answers for the patient of a case."""
    rulebook = decider.rulebook
    findings = findings_of(case, rulebook.vocabulary, CASE_NOW)
    chart = Chart.of(findings, rulebook.vocabulary, rulebook.locale, CASE_NOW)
    decisions = decider.decide(chart).all
    return next(found for found in decisions if found.rule.rule == rule.rule)
