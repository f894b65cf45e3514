"""A rule by itself, put to made-up patients: the plain evaluator only.

For mutants and behaviour, where one rule changes many times and the patients
stay: a patient is charted once, and nothing but the changed rule is asked.
"""

from dataclasses import dataclass, replace

from engine.decide.ask import answers
from engine.decide.chart import Chart
from engine.decide.conclude import Conclusion, conclude
from engine.decide.decide import plain_marks
from engine.decide.plan import Plan, plan
from engine.rulebook.rule import Case, Rule
from engine.rulebook.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Patient:
    """The patient of a case, charted."""

    case: Case
    chart: Chart


def plan_of(rulebook: Rulebook, *rules: Rule) -> Plan:
    """The plan of some rules over the words of a rulebook.

    The rules may be changed ones; equal clauses are one atom in all of them.
    """
    return plan(replace(rulebook, rules=rules))


def conclusion(planned: Plan, chart: Chart) -> Conclusion:
    """What the only rule of a plan answers for one patient."""
    (rule,) = planned.rules
    return conclude(rule.rule, plain_marks(rule, answers(planned, chart)))


def is_as_expected(case: Case, found: Conclusion) -> bool:
    """Whether outcome and, if the case names one, indicator are right."""
    as_expected = case.as_ is None or found.indicator == case.as_
    return found.outcome == case.expect and as_expected
