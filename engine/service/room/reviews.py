"""What was worked out about the rules in use, each thing once.

A list of all rules has their cases run in one thread of its own, a rule at a
time; who wants one rule works it out there and then, and waits for no other.
"""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from engine.decide.outcome import Decision
from engine.errors import EngineError
from engine.evaluation import Engine
from engine.review.cases import CaseResult, Patients, cases_of
from engine.review.mutate import Trial, trials_of
from engine.rulebook.rule import Case, OutcomeWord, Rule
from engine.rulebook.rulebook import Rulebook
from engine.service.contract import RulesInUse
from engine.service.room.instead import Others, others_by_case

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case and what the rule answered; ``answer`` is "" for one not run."""

    case: Case
    answer: str
    passed: bool
    ran: bool


@dataclass(frozen=True, slots=True)
class Ran:
    """The cases of a rule, run; and the first that fires, and that asks."""

    rows: tuple[CaseRow, ...]
    fires: tuple[Case, Decision] | None
    asks: tuple[Case, Decision] | None

    @property
    def passed(self) -> int:
        """How many cases passed."""
        return sum(row.passed for row in self.rows)

    @property
    def failed(self) -> int:
        """How many were run and did not pass."""
        return sum(row.ran and not row.passed for row in self.rows)

    @property
    def not_run(self) -> int:
        """How many could not be run: their file of records is not there."""
        return sum(not row.ran for row in self.rows)

    @property
    def says(self) -> str:
        """How they came out, with a sign: "✓ 18 pass"."""
        if self.failed:
            return f"✗ {self.failed} of {len(self.rows)} fail"
        not_run = f", {self.not_run} not run" if self.not_run else ""
        return f"✓ {self.passed} pass{not_run}"


class Reviews:
    """The cases and mutants of one version of the rules, kept by rule id.

    A reload makes another, so nothing kept is ever stale. Safe to use from
    threads. ``beside`` is the directory in which cases name files of
    whole records, ``engine`` what reads them.
    """

    def __init__(
        self, rulebook: RulesInUse, beside: Path, engine: Engine | None
    ) -> None:
        self._rulebook, self._beside, self._engine = rulebook, beside, engine
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="pinprick-review")
        self._cases: dict[str, Future[Ran]] = {}
        self._mutants: dict[str, Future[tuple[Trial, ...]]] = {}
        self._others: dict[str, Future[Mapping[str, Others]]] = {}
        self._lock = threading.Lock()

    @property
    def patients(self) -> Patients:
        """The patients of cases; EngineError where the rules are not real ones."""
        if not isinstance(self._rulebook, Rulebook):
            raise EngineError("only rules that were loaded have cases to run")
        return Patients(self._rulebook, self._beside, self._engine)

    def cases(self, rule: Rule) -> Ran:
        """The cases of a rule, run now unless they were."""
        return self._now(self._cases, rule, self._run)

    def others(self, rule: Rule) -> Mapping[str, Others]:
        """Which other rules answer where a rule is quiet, found now unless known."""
        return self._now(
            self._others, rule, lambda one: others_by_case(one, self.patients)
        )

    def cases_if_known(self, rule: Rule) -> Ran | None:
        """The cases of a rule if they were run; None, and begun, if not."""
        with self._lock:
            future = self._cases.get(rule.rule)
            if future is None:
                self._cases[rule.rule] = self._pool.submit(self._run, rule)
        return future.result() if future and future.done() else None

    def mutants(self, rule: Rule) -> tuple[Trial, ...]:
        """The mutants of a rule before its cases, tried now unless they were."""
        return self._now(self._mutants, rule, self._tried)

    def mutants_if_known(self, rule: Rule) -> tuple[Trial, ...] | None:
        """The mutants of a rule if they were tried; nothing is begun."""
        future = self._mutants.get(rule.rule)
        return future.result() if future and future.done() else None

    def close(self) -> None:
        """Work out no more; what runs ends by itself."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _now(
        self, known: dict[str, Future[T]], rule: Rule, work: Callable[[Rule], T]
    ) -> T:
        """The result, worked out in this thread unless another is at it."""
        with self._lock:
            future = known.get(rule.rule)
            is_ours = future is None or future.cancel()
            if future is None or is_ours:
                future = known[rule.rule] = Future()
                future.set_running_or_notify_cancel()  # nobody else takes it over
        if is_ours:
            _fulfil(future, work, rule)
        return future.result()

    def _run(self, rule: Rule) -> Ran:
        results = list(cases_of(rule, self.patients))
        return Ran(
            tuple(_row(result) for result in results),
            _first(results, "fires"),
            _first(results, "asks"),
        )

    def _tried(self, rule: Rule) -> tuple[Trial, ...]:
        return tuple(trials_of(rule, self.patients))


def _fulfil(future: Future[T], work: Callable[[Rule], T], rule: Rule) -> None:
    try:
        future.set_result(work(rule))
    except BaseException as error:  # told to whoever waits for the result
        future.set_exception(error)


def _row(result: CaseResult) -> CaseRow:
    decision = result.decision
    if decision is None:
        return CaseRow(result.case, "", passed=False, ran=False)
    shown = f" ({decision.indicator})" if decision.indicator else ""
    differed = ", and the evaluators differ" if decision.disagreement else ""
    answer = f"{decision.outcome}{shown}{differed}"
    return CaseRow(result.case, answer, result.passed, ran=True)


def _first(
    results: list[CaseResult], word: OutcomeWord
) -> tuple[Case, Decision] | None:
    """The first case in which the rule fires, or asks, whatever was expected."""
    for result in results:
        decision = result.decision
        if decision and decision.outcome == word and decision.indicator:
            return result.case, decision
    return None
