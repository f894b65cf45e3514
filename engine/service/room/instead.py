"""Which other rules answer in the cases where one rule does not fire.

Cases say "another rule"; whoever reads them wants to know which, and whether
it is so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from engine.decide.conclude import Conclusion, rank
from engine.review.bedside import Bedside, bedside_of
from engine.review.cases import Patients
from engine.rulebook.rule import URGENCIES, Case, Rule

MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Instead:
    """Another rule that fires, or asks, in a case, and how."""

    rule: Rule
    answer: Conclusion


@dataclass(frozen=True, slots=True)
class Others:
    """The other rules that answer in a case, the most urgent first; and the rest."""

    shown: tuple[Instead, ...] = ()
    more: int = 0


def others_by_case(rule: Rule, patients: Patients) -> Mapping[str, Others]:
    """By the name of the case, for the cases in which the rule is not to fire."""
    bedside = bedside_of(patients.rulebook)
    return {
        case.name: _others(rule, case, patients, bedside)
        for case in rule.cases
        if case.expect != "fires" and case.bundle is None and case.given
    }


def _others(rule: Rule, case: Case, patients: Patients, bedside: Bedside) -> Others:
    chart = patients.chart(case)
    if chart is None:
        return Others()
    answers = bedside.conclusions(bedside.answers(chart))
    found = sorted(_answering(rule, answers, bedside), key=_in_order)
    firing = [one for one in found if one.answer.outcome == "fires"]
    if firing or case.expect == "asks":
        return Others(tuple(firing[:MOST]), max(0, len(firing) - MOST))
    # Where none fires, that others ask is enough: often they are many.
    return Others(tuple(found[:1]), max(0, len(found) - 1))


def _answering(
    rule: Rule, answers: Mapping[str, Conclusion], bedside: Bedside
) -> Iterator[Instead]:
    for name, answer in answers.items():
        other = bedside.rules[name].rule
        is_seen = other.governance.status == "active" and answer.indicator
        if name != rule.rule and answer.outcome != "quiet" and is_seen:
            yield Instead(other, answer)


def _in_order(one: Instead) -> tuple[int, int, str]:
    return -rank(one.answer.indicator), URGENCIES.index(one.rule.urgency), one.rule.rule
