"""Every rule of a rulebook answered for one patient, by two evaluators.

The plain evaluator answers and explains; the durable_rules network answers
the same question from the same truths. On a difference the more urgent
outcome of that rule is shown and marked; if one evaluator fails the other
stands in; no rule's failure touches another rule.
"""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import compress
from operator import attrgetter
from typing import Final

from engine.decide import explain
from engine.decide.ask import Answer, put
from engine.decide.chart import Chart
from engine.decide.conclude import Conclusion, Marks, conclude, more_urgent
from engine.decide.explain import Reader
from engine.decide.logic import Truths
from engine.decide.network import Network
from engine.decide.occurring import occurring
from engine.decide.outcome import ClauseResult, Decision
from engine.decide.plan import RulePlan, plan
from engine.decide.tree import leaves, truth
from engine.errors import EngineError
from engine.rulebook.rulebook import Rulebook
from engine.truth import YES, Truth

_TRUTH: Final[Callable[[Answer], Truth]] = attrgetter("truth")


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
    """A rule, the atoms it hangs on, and its answer while nothing is recorded.

    ``named`` has, for each of the four marks, the name under which the network
    tells of it; ``unrecorded`` are the marks then, ``usual`` the answer to them.
    """

    planned: RulePlan
    atoms: frozenset[str]
    named: tuple[str, str, str, str]
    unrecorded: Marks
    usual: Decision


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
        places = occurring(self._plan.by_word, chart)
        found = put(self._plan, chart, places)
        truths = dict(zip(found, map(_TRUTH, found.values()), strict=True))
        told = self._ask_network(truths)
        recorded = self._recorded(places, truths)

        def explained(decision: Decision) -> Decision:
            return _explained(decision, self._rules[decision.rule.rule].planned, found)

        decisions = self._compared(
            {
                name: _marks(rule, truths, recorded)
                for name, rule in self._rules.items()
            },
            told,
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

    def _recorded(self, places: Iterable[int], truths: Truths) -> frozenset[str]:
        """The atoms of which something is recorded that changes their truth."""
        atoms, usual = self._plan.atoms, self._plan.unrecorded
        names = [atoms[place].name for place in places]
        return frozenset(
            [name for name in names if truths[name] is not usual[name].truth]
        )

    def _ask_network(self, truths: Truths) -> frozenset[str] | None:
        try:
            return self._network.evaluate(truths)
        except EngineError:
            return None  # reported as network_failed; the plain evaluator stands in

    def _compared(
        self, marks: Mapping[str, Marks], told: frozenset[str] | None
    ) -> tuple[Decision, ...]:
        """What every rule answers, the marks of both evaluators compared.

        The two are compared as a whole, and rule by rule where that differs.
        """
        rules = self._rules.values()
        if told is None or told == frozenset().union(
            *(_names(rule, marks[name]) for name, rule in self._rules.items())
        ):
            return tuple(_plain(rule, marks[rule.planned.rule.rule]) for rule in rules)
        return tuple(_both(rule, marks[rule.planned.rule.rule], told) for rule in rules)


def _ready(planned: RulePlan, unrecorded: Mapping[str, Answer]) -> _Ready:
    name = planned.rule.rule
    named = (f"{name}#fires", f"{name}#full", f"{name}#asks", f"{name}#excepted")
    marks = plain_marks(planned, unrecorded)
    usual = _decision(planned, conclude(planned.rule, marks))
    return _Ready(planned, planned.atoms(), named, marks, usual)


def _marks(rule: _Ready, truths: Truths, recorded: Set[str]) -> Marks:
    # Of most rules nothing is recorded: the same truths have the same marks.
    if rule.atoms.isdisjoint(recorded):
        return rule.unrecorded
    return rule.planned.logic.marks(truths)


def _names(rule: _Ready, marks: Marks) -> Iterable[str]:
    """The names that the network has to tell for these marks."""
    return compress(rule.named, marks)


def _plain(rule: _Ready, marks: Marks) -> Decision:
    if marks == rule.unrecorded:
        return rule.usual
    return _decision(rule.planned, conclude(rule.planned.rule, marks))


def _both(rule: _Ready, marks: Marks, told: frozenset[str]) -> Decision:
    """The more urgent of two answers, marked if they are not the same."""
    planned = rule.planned
    plain = conclude(planned.rule, marks)
    network = conclude(planned.rule, Marks(*[name in told for name in rule.named]))
    shown = more_urgent(plain, network)
    return _decision(planned, shown, disagreement=plain != network)


def _decision(
    planned: RulePlan, concluded: Conclusion, *, disagreement: bool = False
) -> Decision:
    return Decision(
        planned.rule,
        planned.digests,
        concluded.outcome,
        concluded.indicator,
        disagreement=disagreement,
    )


def _explained(
    decision: Decision, planned: RulePlan, found: Mapping[str, Answer]
) -> Decision:
    rule = planned.rule
    when = Reader(planned.lenient, found, planned.wording)
    unless = Reader(planned.excepted, found, planned.wording)
    known = explain.known_exceptions(rule.unless, unless)
    asks = decision.outcome == "asks"
    clauses = tuple([when.result(leaf) for leaf in leaves(rule.when)])
    return replace(
        decision,
        lowered_by=(*known, *_slow(planned, found, when)),
        reasons=explain.reasons(rule.when, when),
        clauses=clauses,
        missing=explain.missing(rule.when, when) if asks else (),
        near=explain.near(clauses),
        not_excluded=explain.unknown_exceptions(rule, unless),
    )


def plain_marks(planned: RulePlan, found: Mapping[str, Answer]) -> Marks:
    """What the plain evaluator finds of one rule, given every atom's answer."""
    return planned.logic.marks({name: found[name].truth for name in planned.atoms()})


def _slow(
    planned: RulePlan, found: Mapping[str, Answer], when: Reader
) -> tuple[ClauseResult, ...]:
    """The clauses on which a rule fires only because a slow start counts."""
    if planned.logic.strict is planned.logic.lenient:
        return ()  # it counts for none
    logic, strict = planned.rule.when, Reader(planned.strict, found, planned.wording)
    if truth(logic, when.truth) is not YES or truth(logic, strict.truth) is YES:
        return ()
    return tuple(
        replace(when.result(clause), name="a gradual start within 24 hours")
        for clause, name in planned.lenient.items()
        if found[name].truth is YES and found[planned.strict[clause]].truth is not YES
    )
