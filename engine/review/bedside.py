"""The rules at one bedside: what each answers on findings, quickly and often.

The plain evaluator alone, for why a rule answered as it did and for what would
change that; the answer itself comes from the whole engine.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from engine.decide.ask import Answer, answers
from engine.decide.chart import Chart
from engine.decide.conclude import Conclusion, conclude
from engine.decide.decide import plain_marks
from engine.decide.plan import Plan, RulePlan, plan
from engine.findings.finding import Findings
from engine.findings.gather import weighed
from engine.rulebook.rulebook import Rulebook


@dataclass(frozen=True, slots=True, eq=False)  # made once for a rulebook
class Bedside:
    """A rulebook made ready to be asked about one patient after another."""

    rulebook: Rulebook
    plan: Plan = field(init=False)
    rules: Mapping[str, RulePlan] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plan", plan(self.rulebook))
        rules = {one.rule.rule: one for one in self.plan.rules}
        object.__setattr__(self, "rules", rules)

    def chart(self, stated: Findings, now: datetime) -> Chart:
        """Statements, weighed against each other, as the clauses see them."""
        words = self.rulebook.vocabulary
        told = replace(stated, findings=weighed(stated.findings, words, now))
        return Chart.of(told, words, self.rulebook.locale, now)

    def answers(self, chart: Chart) -> Mapping[str, Answer]:
        """What the chart says to every clause of every rule."""
        return answers(self.plan, chart)

    def conclusions(
        self, found: Mapping[str, Answer], rules: Iterable[str] | None = None
    ) -> dict[str, Conclusion]:
        """What rules answer, all of them unless some are named."""
        names = self.rules if rules is None else rules
        planned = {name: self.rules[name] for name in names}
        return {
            name: conclude(one.rule, plain_marks(one, found))
            for name, one in planned.items()
        }


@lru_cache(maxsize=2)
def bedside_of(rulebook: Rulebook) -> Bedside:
    """The bedside of a rulebook, made once."""
    return Bedside(rulebook)
