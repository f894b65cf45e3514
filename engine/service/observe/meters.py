"""The numbers of one process, for Prometheus.

Labels are ids of services and rules and fixed words: their number is bounded by
the rules in use. Names of what is counted at a call stand here, of what is looked
up when Prometheus asks in `engine.service.observe.standing`.
"""

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from engine.service import fault_words as words
from engine.service.observe.seen import Seen

MULTIPROCESS: Final = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_SLUGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        words.CLAUSE_FAILED: "clause",
        words.NO_NETWORK: "network",
        words.STORE_FAILED: "store",
        words.NO_STORE: "no-store",
        words.COUNTS_NOT_KEPT: "counts",
        words.USE_NOT_KEPT: "tokens",
        words.NO_CLIENT: "client-keys",
        words.AUDIT_NOT_KEPT: "audit",
    }
)


class Meters:
    """The counters and histograms, and the registry that they stand in."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._seconds = Histogram(
            "pinprick_request_seconds",
            "From the head of a request to the end of its answer.",
            ("service", "status"),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._refusals = self._counter(
            "refusals", "Requests refused, by the code of the issue.", "service", "code"
        )
        self._outcomes = self._counter(
            "rule_outcomes",
            "Calls in which a rule fired or asked; in all others it was quiet.",
            "rule",
            "outcome",
            "status",
        )
        self._cards = self._counter("cards", "Cards that were sent.", "indicator")
        self._problems = self._counter(
            "data_problems", "Calls with a problem of this class.", "code", "blocking"
        )
        self._blocked = self._counter(
            "blocked_calls",
            "Calls in which something could not be read that may change an answer.",
            "service",
        )
        self._differing = self._counter(
            "evaluator_disagreements", "Calls in which the evaluators differed.", "rule"
        )
        self._faults = self._counter("faults", "Faults of this service.", "fault")
        self._keys = self._counter(
            "jwks_failures", "Fetches of signing keys that failed.", "source"
        )
        self._audit = self._counter("audit_events", "AuditEvents written.")
        self._fetches = Histogram(
            "pinprick_fhir_fetch_seconds",
            "One GET of a FHIR server.",
            ("outcome",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        for name in _SLUGS.values():
            self._faults.labels(name)

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(f"pinprick_{name}", meaning, labels, registry=self.registry)

    def request(self, seen: Seen, service: str, status: int, seconds: float) -> None:
        """Count a request that ended; status 0 if its client went away."""
        group = f"{status // 100}xx" if status else "gone"
        self._seconds.labels(service, group).observe(seconds)
        if seen.refused:
            self._refusals.labels(service, seen.refused).inc()
        for indicator in seen.cards:
            self._cards.labels(indicator).inc()
        for told in seen.told:
            self._outcomes.labels(*told).inc()
        for code, blocks in seen.problems:
            self._problems.labels(code, "yes" if blocks else "no").inc()
        if any(blocks for _, blocks in seen.problems):
            self._blocked.labels(service).inc()
        for outcome, took in seen.fetches:
            self._fetches.labels(outcome).observe(took)

    def fault(self, said: str) -> None:
        """Count a fault by the words in which readiness or the log says it."""
        if said.startswith(words.EVALUATORS_DIFFER):
            self._differing.labels(said.removeprefix(words.EVALUATORS_DIFFER)).inc()
        elif said.startswith(words.KEYS_NOT_FETCHED):
            self._keys.labels(said.removeprefix(words.KEYS_NOT_FETCHED)).inc()
        else:
            self._faults.labels(_SLUGS.get(said, "other")).inc()

    def audited(self) -> None:
        """Count an AuditEvent that was written."""
        self._audit.inc()

    def text(self, standing: CollectorRegistry) -> bytes:
        """Everything as Prometheus reads it: counters, then how things stand.

        With `PROMETHEUS_MULTIPROC_DIR` the counters are the sums over all
        workers, and what stands is that of the worker that was asked.
        """
        if MULTIPROCESS in os.environ:
            counted = CollectorRegistry()
            MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
        else:
            counted = self.registry
        return generate_latest(counted) + generate_latest(standing)


def of_this_process(registry: CollectorRegistry) -> None:
    """Add what Python and the system say of this process."""
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    GCCollector(registry=registry)


def slug(reason: str) -> str:
    """A reason of readiness as a label."""
    differs = reason.startswith(words.EVALUATORS_DIFFER)
    return "evaluators" if differs else _SLUGS.get(reason, "other")
