"""The cases inside the rule files, run through both evaluators."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from engine.decide.chart import Chart
from engine.decide.decide import Decider
from engine.decide.outcome import Decision
from engine.evaluation import Engine, engine_of
from engine.reading import Question
from engine.review.patient import findings_of
from engine.rulebook.rule import Case, Rule
from engine.rulebook.rulebook import Rulebook

# Any instant will do; one that is no birthday of anything keeps dates apart.
CASE_NOW: Final = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case, and what the rule answered.

    ``decision`` is None for a case that was not run: its file of records is
    not beside the rules. That is said, and is neither a pass nor a failure.
    """

    rule: Rule
    case: Case
    decision: Decision | None

    @property
    def ran(self) -> bool:
        """Whether there was a patient to ask about."""
        return self.decision is not None

    @property
    def passed(self) -> bool:
        """Whether outcome and, if named, indicator are as expected."""
        decision, case = self.decision, self.case
        if decision is None:
            return False
        as_expected = case.as_ is None or decision.indicator == case.as_
        return (
            decision.outcome == case.expect
            and as_expected
            and not decision.disagreement
        )


@dataclass(frozen=True, slots=True)
class Patients:
    """The patients of cases, in clinic words or as whole records.

    ``beside`` is the directory that holds the rules and the files of records
    that cases name; None if nothing is beside them. ``engine`` reads whole
    records where one is at hand; another would load its lexicon again.
    """

    rulebook: Rulebook
    beside: Path | None = None
    engine: Engine | None = None

    def chart(self, case: Case) -> Chart | None:
        """The patient of a case, None if the file of records is not there."""
        book = self.rulebook
        if case.bundle is None or case.now is None:
            findings = findings_of(case, book.vocabulary, CASE_NOW)
            return Chart.of(findings, book.vocabulary, book.locale, CASE_NOW)
        body = self._records(case.bundle)
        if body is None:
            return None
        engine = self.engine or engine_of(book)
        return engine.chart(body, Question(case.now, instance=""))

    def _records(self, name: str) -> bytes | None:
        path = self.beside / name if self.beside else None
        return path.read_bytes() if path and path.is_file() else None


def run_cases(rulebook: Rulebook, beside: Path | None = None) -> Iterator[CaseResult]:
    """Every case of every rule that is not retired, in the order of the files."""
    patients = Patients(rulebook, beside)
    for rule in rulebook.rules:
        if rule.governance.status != "retired":
            yield from cases_of(rule, patients)


def cases_of(rule: Rule, patients: Patients) -> Iterator[CaseResult]:
    """The cases of one rule, which is asked by itself: rules never see each other.

    Ten times quicker than asking all rules about each patient.
    """
    decider = Decider(replace(patients.rulebook, rules=(rule,)))
    try:
        for case in rule.cases:
            chart = patients.chart(case)
            decision = None if chart is None else answer(decider, rule, chart)
            yield CaseResult(rule, case, decision)
    finally:
        decider.close()


def answer(decider: Decider, rule: Rule, chart: Chart) -> Decision:
    """What one rule answers for one patient."""
    decisions = decider.decide(chart).all
    return next(found for found in decisions if found.rule.rule == rule.rule)
