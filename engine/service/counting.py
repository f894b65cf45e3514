"""What calls came to, counted in memory and added to the store now and then.

The answer of a call never waits for this and never fails by it: a call adds to
a few numbers, and a task of its own writes them. A process that is killed loses
what was counted since the last time; an orderly end loses nothing.
"""

import asyncio
import logging
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final, Protocol, TypeAlias

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from engine.errors import BundleError
from engine.fhir.record import Problem
from engine.service.contract import EngineAnswer, RulesInUse
from engine.service.fault_words import COUNTS_NOT_KEPT
from engine.service.refusal import Refusal
from engine.store.buckets import bucket_of
from engine.store.counts import Counted, Kind, Loaded, add_counts, hour_of
from engine.store.database import Store

LOG = logging.getLogger("pinprick.service")
# What is counted, which of its sort, a rule's version or 0, and how many.
Count: TypeAlias = tuple[Kind, str, int, int]
_EVERY_SECONDS: Final = 15
# Hours of numbers that a store which is down has wait for it; the eldest go.
_MOST: Final = 20_000


class Notices(Protocol):
    """Where it is said that the store failed; `engine.service.state.Readiness`."""

    def degrade(self, reason: str) -> None:
        """Say it."""

    def recover(self, reason: str) -> None:
        """Say it no longer."""


class Counting:
    """The counts of calls that one version of the rules answered.

    Safe to use from threads.
    """

    def __init__(
        self,
        store: Store,
        rules: RulesInUse,
        notices: Notices,
        waiting: "Waiting | None" = None,
    ) -> None:
        self._digest = rules.digest
        self._notices = notices
        self._waiting = waiting or Waiting(store, notices)
        self._waiting.know(rules)

    def under(self, rules: RulesInUse) -> "Counting":
        """The counts under another version of the rules, kept together."""
        waiting = self._waiting
        return Counting(waiting.store, rules, self._notices, waiting)

    @property
    def waiting(self) -> int:
        """How many numbers are not in the store yet."""
        return len(self._waiting)

    def answered(
        self,
        service: str,
        answer: EngineAnswer,
        problems: Iterable[Problem],
        milliseconds: float,
        now: datetime,
    ) -> None:
        """Count a call that was answered, as it was answered; never raises."""
        try:
            counts = [*_call(answer, milliseconds), *_problems(frozenset(problems))]
            self._add(service, now, counts)
        except Exception as error:  # an answer is worth more than its number
            self._waiting.say_not_kept(error)

    def refused(self, service: str, error: BaseException, now: datetime) -> None:
        """Count a call that came to no answer, by its status."""
        self._add(service, now, [("refused", _status(error), 0, 1)])

    def flush(self) -> None:
        """Add what has been counted, whatever the rules, to the store.

        What the store does not take waits for the next time, and readiness
        says so.
        """
        self._waiting.flush()

    async def keep_flushing(self) -> None:
        """Flush now and then, until cancelled."""
        while True:
            await asyncio.sleep(_EVERY_SECONDS)
            await run_in_threadpool(self.flush)

    def _add(self, service: str, now: datetime, counts: Iterable[Count]) -> None:
        hour, digest = hour_of(now), self._digest
        self._waiting.add(
            (Counted(hour, kind, service, digest, name, version), amount)
            for kind, name, version, amount in counts
        )


class Waiting:
    """What waits for the store, of one process and all its versions of the rules."""

    def __init__(self, store: Store, notices: Notices) -> None:
        self.store, self._notices = store, notices
        self._counts: Counter[Counted] = Counter()
        # The active rules of each digest, until the store has them.
        self._rules: dict[str, dict[str, int]] = {}
        self._lock = threading.Lock()
        self._in_turn = threading.Lock()

    def __len__(self) -> int:
        """How many numbers wait."""
        return len(self._counts)

    def know(self, rules: RulesInUse) -> None:
        """Have the rules of a digest kept beside the first count under it."""
        self._rules[rules.digest] = {
            rule.rule: rule.version
            for rule in rules.rules
            if rule.governance.status == "active"
        }

    def add(self, counts: Iterable[tuple[Counted, int]]) -> None:
        """Add to what waits."""
        with self._lock:
            for key, amount in counts:
                self._counts[key] += amount

    def flush(self) -> None:
        """Add what waits to the store, or leave it waiting and say so."""
        with self._in_turn:
            with self._lock:
                taken, self._counts = self._counts, Counter()
            if taken:
                self._kept(taken)

    def say_not_kept(self, error: Exception) -> None:
        """Log that numbers are missing, and why; readiness says it too."""
        LOG.error("%s: %s", COUNTS_NOT_KEPT, type(error).__qualname__)
        self._notices.degrade(COUNTS_NOT_KEPT)

    def _kept(self, taken: Counter[Counted]) -> None:
        rules = tuple(self._loaded(taken))
        try:
            add_counts(self.store, taken, rules)
        except SQLAlchemyError as error:
            self.say_not_kept(error)
            self._put_back(taken)
        else:
            for digest in {one.rules_digest for one in rules}:
                self._rules.pop(digest, None)
            self._notices.recover(COUNTS_NOT_KEPT)

    def _put_back(self, taken: Counter[Counted]) -> None:
        with self._lock:
            self._counts.update(taken)
            if len(self._counts) > _MOST:
                newest = sorted(self._counts, reverse=True)[:_MOST]
                lost = len(self._counts) - _MOST
                self._counts = Counter({key: self._counts[key] for key in newest})
                LOG.error("%d numbers of the eldest hours were dropped", lost)

    def _loaded(self, taken: Counter[Counted]) -> Iterator[Loaded]:
        """The rules of the digests that are counted here for the first time."""
        for digest in sorted({one.rules_digest for one in taken}):
            first = min(one.hour for one in taken if one.rules_digest == digest)
            for rule, version in self._rules.get(digest, {}).items():
                yield Loaded(digest, rule, version, first)


def _call(answer: EngineAnswer, milliseconds: float) -> Iterator[Count]:
    yield "calls", "card" if answer.cards else "none", 0, 1
    yield "time", bucket_of(milliseconds), 0, 1
    yield "milliseconds", "", 0, round(milliseconds)
    for card in answer.cards:
        yield "cards", card["indicator"], 0, 1
    for one in answer.outcomes:
        if one["outcome"] != "quiet" and one["status"] == "active":
            yield one["outcome"], one["rule"], one["version"], 1


def _problems(found: frozenset[Problem]) -> Iterator[Count]:
    """Each code once a call: one long chart must not stand for many."""
    for code in {problem.code for problem in found}:
        yield "problem", code, 0, 1
    for code in {problem.code for problem in found if problem.blocking}:
        yield "blocking", code, 0, 1


def _status(error: BaseException) -> str:
    match error:
        case Refusal():
            return str(error.status)
        case BundleError():
            return "400"
        case asyncio.CancelledError():
            return "503"  # its time was over, or whoever asked has gone
    return "500"
