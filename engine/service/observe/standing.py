"""How one process stands at the moment that Prometheus asks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from engine.service.health import version_of
from engine.service.observe.meters import of_this_process, slug
from engine.service.state import Running


@dataclass(frozen=True, slots=True, eq=False)
class Standing(Collector):
    """The gauges; ``reasons`` are why the process is not ready, looked up before."""

    parts: Running
    reasons: tuple[str, ...]

    def collect(self) -> Iterable[Metric]:
        """Every gauge, and the counter of cards that were set aside."""
        yield from self._readiness()
        yield from self._load()
        yield from self._rules()
        yield self._info()
        yield self._snoozed()

    def _readiness(self) -> Iterator[Metric]:
        yield _gauge("ready", "1 while it should get traffic.", not self.reasons)
        why = GaugeMetricFamily(
            "pinprick_not_ready", "Why it should get none.", labels=["reason"]
        )
        for reason, number in Counter(map(slug, self.reasons)).items():
            why.add_metric([reason], number)
        yield why
        noted = len(self.parts.readiness.remarks)
        yield _gauge("remarks", "Faults that keep no traffic away.", noted)

    def _load(self) -> Iterator[Metric]:
        load, settings = self.parts.watching.load, self.parts.settings
        yield _gauge("calls", "POSTs in work and waiting.", load.calls)
        yield _gauge("calls_limit", "PINPRICK_MAX_CALLS.", settings.max_calls)
        yield _gauge("held_bytes", "Bytes that these hold.", load.held)
        most = settings.max_waiting_bytes
        yield _gauge("held_bytes_limit", "PINPRICK_MAX_WAITING_BYTES.", most)
        waiting = self.parts.threads.waiting
        yield _gauge("large_calls_waiting", "Large calls without a thread.", waiting)
        uncounted = self.parts.counting.waiting
        yield _gauge("counts_waiting", "Counts not yet in the store.", uncounted)

    def _rules(self) -> Iterator[Metric]:
        book = self.parts.rulebook
        rules = GaugeMetricFamily(
            "pinprick_rules", "Rules by status.", labels=["status"]
        )
        for status, number in Counter(
            rule.governance.status for rule in book.rules
        ).items():
            rules.add_metric([status], number)
        yield rules
        active = [rule for rule in book.rules if rule.governance.status == "active"]
        yield _signatures(
            Counter((rule.urgency, book.signoff_of(rule).state) for rule in active)
        )

    def _info(self) -> Metric:
        settings = self.parts.settings
        labels = {
            "version": version_of("pinprick"),
            "mode": settings.mode,
            "locale": settings.locale,
            "digest": self.parts.rulebook.digest,
        }
        info = GaugeMetricFamily(
            "pinprick_service_info", "What runs here; always 1.", labels=list(labels)
        )
        info.add_metric(list(labels.values()), 1)
        return info

    def _snoozed(self) -> Metric:
        cards = CounterMetricFamily(
            "pinprick_snoozed_cards",
            "Cards not shown again, by the rule they lead with.",
            labels=["rule"],
        )
        for rule, number in self.parts.snooze.counted().items():
            cards.add_metric([rule], number)
        return cards


def standing(parts: Running, reasons: Iterable[str]) -> CollectorRegistry:
    """The registry of how the process stands."""
    registry = CollectorRegistry()
    registry.register(Standing(parts, tuple(reasons)))
    of_this_process(registry)
    return registry


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(f"pinprick_{name}", meaning, value=value)


def _signatures(numbers: Counter[tuple[str, str]]) -> Metric:
    family = GaugeMetricFamily(
        "pinprick_signatures",
        "Active rules by urgency and state of their signature.",
        labels=["urgency", "state"],
    )
    for labels, number in sorted(numbers.items()):
        family.add_metric(labels, number)
    return family
