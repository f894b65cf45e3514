"""Every rule of a rulebook answered for one patient, by two evaluators.

The plain evaluator answers and explains; the durable_rules network answers
the same question from the same truths. On a difference the more urgent
outcome of that rule is shown and marked; if one evaluator fails the other
stands in; no rule's failure touches another rule.
"""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from engine.decide import explain
from engine.decide.ask import Answer, answers
from engine.decide.chart import Chart
from engine.decide.conclude import Marks, conclude, more_urgent
from engine.decide.explain import Reader
from engine.decide.network import Network
from engine.decide.outcome import ClauseResult, Decision
from engine.decide.plan import RulePlan, plan
from engine.decide.tree import leaves, truth
from engine.errors import EngineError
from engine.rulebook.rulebook import Rulebook
from engine.truth import YES


@dataclass(frozen=True)  # no slots: `all` is worked out once
class Decisions:
    """What every rule answered, and what the evaluators disagreed on.

    ``answered`` has each rule; a quiet one is not explained there: no card needs
    it, and it would more than double the time (`tests/benchmarks/deciding.py`).
    ``differing`` names the rules on which the two evaluators differed;
    ``network_failed`` is set when the network gave no answer at all. Either
    degrades readiness.
    """

    answered: tuple[Decision, ...]
    explained: Callable[[Decision], Decision] = field(repr=False, compare=False)
    differing: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    network_failed: bool = False

    @cached_property
    def all(self) -> tuple[Decision, ...]:
        """Every rule, the quiet ones with what came near as well."""
        return tuple(
            self.explained(decision) if decision.outcome == "quiet" else decision
            for decision in self.answered
        )


@dataclass(frozen=True, slots=True)
class _Ready:
    """A rule, the atoms it hangs on, and its marks while nothing is recorded.

    ``marks`` are the names under which the network tells of it.
    """

    planned: RulePlan
    atoms: frozenset[str]
    unrecorded: Marks
    marks: tuple[str, ...]


class Decider:
    """A rulebook made ready to decide: atoms planned, network built."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._plan = plan(rulebook)
        self._rules = {
            rule.rule.rule: _ready(rule, self._plan.unrecorded)
            for rule in self._plan.rules
        }
        self._network = Network(
            {
                mark: formula
                for rule in self._plan.rules
                for mark, formula in rule.formulas().items()
            }
        )

    def close(self) -> None:
        """Free the network; whoever still asks finds it made again."""
        self._network.close()

    def decide(self, chart: Chart) -> Decisions:
        """Answer every rule for one patient."""
        found = answers(self._plan, chart)
        told = self._ask_network(found)
        usual = self._plan.unrecorded
        recorded = {
            name
            for name, one in found.items()
            # what was not asked is the very answer that it was before
            if one is not usual[name] and one.truth is not usual[name].truth
        }

        def explained(decision: Decision) -> Decision:
            return _explained(decision, self._rules[decision.rule.rule].planned, found)

        decisions = tuple(
            _decide(rule, _marks(rule, found, recorded), told)
            for rule in self._rules.values()
        )
        return Decisions(
            tuple(
                one if one.outcome == "quiet" else explained(one) for one in decisions
            ),
            explained,
            differing=tuple(one.rule.rule for one in decisions if one.disagreement),
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


def _ready(planned: RulePlan, unrecorded: Mapping[str, Answer]) -> _Ready:
    name = planned.rule.rule
    marks = tuple(f"{name}#{mark}" for mark in ("fires", "full", "asks", "excepted"))
    return _Ready(planned, planned.atoms(), plain_marks(planned, unrecorded), marks)


def _marks(rule: _Ready, found: Mapping[str, Answer], recorded: Set[str]) -> Marks:
    # Of most rules nothing is recorded: the same truths have the same marks.
    if rule.atoms.isdisjoint(recorded):
        return rule.unrecorded
    return plain_marks(rule.planned, found)


def _decide(rule: _Ready, marks: Marks, told: frozenset[str] | None) -> Decision:
    planned = rule.planned
    plain = network = conclude(planned.rule, marks)
    if told is not None:
        network = conclude(planned.rule, _network_marks(rule, told))
    concluded = more_urgent(plain, network)
    return Decision(
        planned.rule,
        planned.digest,
        concluded.outcome,
        concluded.indicator,
        disagreement=plain != network,
    )


def _explained(
    decision: Decision, planned: RulePlan, found: Mapping[str, Answer]
) -> Decision:
    rule = planned.rule
    when = Reader(planned.lenient, found, planned.wording)
    unless = Reader(planned.excepted, found, planned.wording)
    known = explain.known_exceptions(rule.unless, unless)
    asks = decision.outcome == "asks"
    return replace(
        decision,
        lowered_by=(*known, *_slow(planned, found, when)),
        reasons=explain.reasons(rule.when, when),
        clauses=tuple(when.result(leaf) for leaf in leaves(rule.when)),
        missing=explain.missing(rule.when, when) if asks else (),
        near=explain.near(rule.when, when),
        not_excluded=explain.unknown_exceptions(rule.unless, unless),
    )


def plain_marks(planned: RulePlan, found: Mapping[str, Answer]) -> Marks:
    """What the plain evaluator finds of one rule, given every atom's answer."""
    return planned.logic.marks(found)


def _network_marks(rule: _Ready, told: frozenset[str]) -> Marks:
    return Marks(*[mark in told for mark in rule.marks])


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
