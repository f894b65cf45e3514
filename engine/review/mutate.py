"""Whether the cases of a rule notice its mutants."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.review.bench import Patient, conclusion, is_as_expected, plan_of
from engine.review.cases import Patients
from engine.review.equivalence import is_equivalent
from engine.review.mutants import Mutant, mutants_of
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook

Verdict = Literal["killed", "equivalent", "survived"]


@dataclass(frozen=True, slots=True)
class Trial:
    """One mutant before the cases of its rule.

    ``by`` is the case that noticed it, or the reason why none can.
    """

    rule: Rule
    mutant: Mutant
    verdict: Verdict
    by: str = ""

    @property
    def code(self) -> str:
        """The code under which a survivor is reported."""
        return "RF606" if self.mutant.kind == "limit" else "RF605"


def trials_of(rule: Rule, patients: Patients) -> Iterator[Trial]:
    """Every mutant of a rule before its cases.

    A case that the rule itself does not pass, or whose records are not there,
    can notice nothing and is left aside.
    """
    rulebook = patients.rulebook
    planned = plan_of(rulebook, rule)
    charted = [(case, patients.chart(case)) for case in rule.cases]
    able = [
        Patient(case, chart)
        for case, chart in charted
        if chart is not None and is_as_expected(case, conclusion(planned, chart))
    ]
    yield from trials(rule, rulebook, able)


def trials(
    rule: Rule, rulebook: Rulebook, patients: Sequence[Patient]
) -> Iterator[Trial]:
    """Every mutant of a rule before the patients of some cases."""
    for mutant in mutants_of(rule, rulebook.vocabulary):
        yield _trial(rule, mutant, rulebook, patients)


def _trial(
    rule: Rule, mutant: Mutant, rulebook: Rulebook, patients: Sequence[Patient]
) -> Trial:
    planned = plan_of(rulebook, mutant.rule)
    for patient in patients:
        if not is_as_expected(patient.case, conclusion(planned, patient.chart)):
            return Trial(rule, mutant, "killed", patient.case.name)
    if is_equivalent(rule, mutant.rule, rulebook):
        why = "the outcome is the same for all answers to the clauses"
        return Trial(rule, mutant, "equivalent", why)
    return Trial(rule, mutant, "survived")
