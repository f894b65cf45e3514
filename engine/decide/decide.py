"""Every rule of a rulebook answered for one patient, by two evaluators.

The plain evaluator answers and explains; the durable_rules network answers
the same question from the same truths. On a difference the more urgent
outcome of that rule is shown and marked; if one evaluator fails the other
stands in; no rule's failure touches another rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.decide import explain
from engine.decide.ask import Answer, answers
from engine.decide.chart import Chart
from engine.decide.conclude import Conclusion, Marks, conclude, more_urgent
from engine.decide.explain import Reader
from engine.decide.network import Network
from engine.decide.outcome import ClauseResult, Decision
from engine.decide.plan import RulePlan, plan
from engine.decide.tree import leaves, truth
from engine.errors import EngineError
from engine.rulebook.clauses import Clause
from engine.rulebook.rulebook import Rulebook
from engine.truth import NO, YES, Truth


@dataclass(frozen=True, slots=True)
class Decisions:
    """What every rule answered, and what the evaluators disagreed on.

    ``differing`` names the rules on which the two differed; ``network_failed``
    is set when the network gave no answer at all. Either degrades readiness.
    """

    all: tuple[Decision, ...]
    differing: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    network_failed: bool = False


class Decider:
    """A rulebook made ready to decide: atoms planned, network built."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._plan = plan(rulebook)
        self._network = Network(
            {
                mark: formula
                for rule in self._plan.rules
                for mark, formula in rule.formulas().items()
            }
        )

    def decide(self, chart: Chart) -> Decisions:
        """Answer every rule for one patient."""
        found = answers(self._plan, chart)
        told = self._ask_network(found)
        decisions = tuple(self._decide(rule, found, told) for rule in self._plan.rules)
        return Decisions(
            decisions,
            differing=tuple(
                decision.rule.rule for decision in decisions if decision.disagreement
            ),
            failed=tuple(answer.failed for answer in found.values() if answer.failed),
            network_failed=told is None,
        )

    def _ask_network(self, found: Mapping[str, Answer]) -> frozenset[str] | None:
        try:
            return self._network.evaluate(
                {name: answer.truth for name, answer in found.items()}
            )
        except EngineError:
            return None  # reported as network_failed; the plain evaluator stands in

    def _decide(
        self,
        planned: RulePlan,
        found: Mapping[str, Answer],
        told: frozenset[str] | None,
    ) -> Decision:
        plain = conclude(planned.rule, plain_marks(planned, found))
        network = plain
        if told is not None:
            network = conclude(planned.rule, _network_marks(planned, told))
        decision = _explained(planned, found, more_urgent(plain, network))
        return replace(decision, disagreement=plain != network)


def _explained(
    planned: RulePlan, found: Mapping[str, Answer], concluded: Conclusion
) -> Decision:
    rule = planned.rule
    when = Reader(planned.lenient, found, planned.wording)
    unless = Reader(planned.excepted, found, planned.wording)
    asks = concluded.outcome == "asks"
    missing = explain.missing(rule.when, when) if asks else ()
    known = explain.known_exceptions(rule.unless, unless)
    unknown = explain.unknown_exceptions(rule.unless, unless)
    return Decision(
        rule=rule,
        digest=planned.digest,
        outcome=concluded.outcome,
        indicator=concluded.indicator,
        lowered_by=(*known, *_slow(planned, found, when)),
        reasons=explain.reasons(rule.when, when),
        clauses=tuple(when.result(leaf) for leaf in leaves(rule.when)),
        missing=missing,
        near=explain.near(rule.when, when),
        not_excluded=unknown,
    )


def plain_marks(planned: RulePlan, found: Mapping[str, Answer]) -> Marks:
    """What the plain evaluator finds of one rule, given every atom's answer."""
    rule = planned.rule

    def value(atoms: Mapping[Clause, str], clause: Clause) -> Truth:
        return found[atoms[clause]].truth

    lenient = truth(rule.when, lambda clause: value(planned.lenient, clause))
    strict = truth(rule.when, lambda clause: value(planned.strict, clause))
    anchor = truth(planned.only_when, lambda clause: value(planned.anchored, clause))
    excepted = (
        truth(node, lambda clause: value(planned.excepted, clause))
        for node in rule.unless
    )
    return Marks(
        fires=lenient is YES,
        full=strict is YES,
        asks=lenient is not NO and anchor is YES,
        excepted=any(value is YES for value in excepted),
    )


def _network_marks(planned: RulePlan, told: frozenset[str]) -> Marks:
    name = planned.rule.rule
    return Marks(
        *(f"{name}#{mark}" in told for mark in ("fires", "full", "asks", "excepted"))
    )


def _slow(
    planned: RulePlan, found: Mapping[str, Answer], when: Reader
) -> tuple[ClauseResult, ...]:
    """The clauses on which a rule fires only because a slow start counts."""
    logic, strict = planned.rule.when, Reader(planned.strict, found, planned.wording)
    if truth(logic, when.truth) is not YES or truth(logic, strict.truth) is YES:
        return ()
    return tuple(
        replace(when.result(clause), name="a gradual start within 24 hours")
        for clause, name in planned.lenient.items()
        if found[name].truth is YES and found[planned.strict[clause]].truth is not YES
    )
