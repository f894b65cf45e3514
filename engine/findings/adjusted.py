"""Measures worked out of two others: calcium adjusted for albumin.

The rule of thumb stands with its source in `rules/findings/measures.yaml`. The
result names both records; one without the other gives no result.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from engine.findings.finding import Measurement
from engine.terminology.models import Adjusted
from engine.terminology.vocabulary import Vocabulary


def with_adjusted(
    measurements: Iterable[Measurement], vocabulary: Vocabulary
) -> tuple[Measurement, ...]:
    """Measurements, and those that can be worked out of them."""
    known = tuple(measurements)
    made = (
        one
        for word in vocabulary.measures.values()
        if word.adjusted
        for one in _all(word.measure, word.adjusted, known)
    )
    return (*known, *made)


def _all(
    name: str, how: Adjusted, known: tuple[Measurement, ...]
) -> Iterator[Measurement]:
    partners = [one for one in known if one.what == how.for_ and _is_plain(one)]
    for value in known:
        if value.what == how.of and _is_plain(value):
            near = [one for one in partners if _apart(value, one) <= how.within]
            if near:
                nearest = min(near, key=lambda one: (_apart(value, one), str(one)))
                yield _adjusted(name, how, value, nearest)


def _is_plain(value: Measurement) -> bool:
    """One number at a known time: no bound, no range."""
    return value.low == value.high and value.low is not None and bool(value.taken)


def _apart(one: Measurement, other: Measurement) -> float:
    """The hours between two measurements, at the most."""
    if one.taken is None or other.taken is None:
        return float("inf")
    first, second = sorted((one.taken, other.taken))
    return (max(first.end, second.end) - first.start) / timedelta(hours=1)


def _adjusted(
    name: str, how: Adjusted, value: Measurement, partner: Measurement
) -> Measurement:
    assert value.low is not None and partner.low is not None
    number = value.low + how.slope * (how.normal - partner.low)
    return Measurement(
        name, number, number, value.taken, value.source, others=(partner.source,)
    )
