"""From counts to figures: by period, by rule and version. Pure."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeAlias

from engine.rulebook.override_reasons import OVERRIDE_REASONS, SYSTEM
from engine.service.room.numbers.query import NumbersQuery
from engine.store.buckets import within
from engine.store.counts import HourCount, Loaded
from engine.store.numbers import RuleCounts
from engine.store.rules_on_cards import OnCards, Overrides

Version: TypeAlias = tuple[str, int]
NO_REASON: Final = "No reason was given"
OTHER_REASON: Final = "A reason that the cards do not offer"


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls of one period.

    ``median`` and ``slow`` are the milliseconds within which half and 95 % of
    them were answered, None without calls or beyond the longest bucket.
    """

    with_card: int = 0
    without: int = 0
    refused: int = 0
    median: int | None = None
    slow: int | None = None
    mean: float | None = None

    @property
    def answered(self) -> int:
        """The calls that came to an answer."""
        return self.with_card + self.without


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """One version of a rule.

    ``asked_at`` is at how many calls it was asked, ``fires`` and ``asks`` what
    it answered, on a card or not. ``cards`` is what became of its cards.
    """

    rule: str
    version: int
    asked_at: int
    fires: int
    asks: int
    cards: RuleCounts

    @property
    def shown(self) -> int:
        """The cards on which it stood."""
        return self.cards.fires + self.cards.asks

    @property
    def no_reply(self) -> int:
        """The cards of which nobody said anything."""
        return self.shown - self.cards.answered


@dataclass(frozen=True, slots=True)
class Problems:
    """The calls with one kind of data problem; in ``blocking`` it mattered."""

    code: str
    calls: int
    blocking: int


@dataclass(frozen=True, slots=True)
class Reason:
    """In how many overrides clinicians gave this reason."""

    says: str
    cards: int


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """Everything of one period, the rules of the question together."""

    begins: date
    calls: Calls
    fires: int
    asks: int
    cards: RuleCounts

    @property
    def no_reply(self) -> int:
        """The cards of which nobody said anything."""
        return self.cards.fires + self.cards.asks - self.cards.answered


def by_period(
    query: NumbersQuery, counts: Iterable[HourCount], cards: Iterable[OnCards]
) -> tuple[PeriodFigures, ...]:
    """The figures of every period of the span, those without any too."""
    told: dict[date, list[HourCount]] = defaultdict(list)
    shown: dict[date, RuleCounts] = defaultdict(RuleCounts)
    for one in counts:
        told[query.period(one.hour.date())].append(one)
    for row in of_question(query, cards):
        shown[query.period(row.day)] += row
    return tuple(
        PeriodFigures(
            begins,
            calls_of(told[begins]),
            _outcomes(query, told[begins], "fires"),
            _outcomes(query, told[begins], "asks"),
            shown[begins],
        )
        for begins in query.periods()
    )


def by_version(
    query: NumbersQuery,
    counts: Iterable[HourCount],
    cards: Iterable[OnCards],
    loaded: Iterable[Loaded],
) -> tuple[RuleFigures, ...]:
    """The figures of each version of the rules that did anything in the span."""
    said: Counter[tuple[str, int, str]] = Counter()
    calls: Counter[str] = Counter()
    for one in counts:
        if one.kind == "calls":
            calls[one.rules_digest] += one.amount
        elif one.kind in ("fires", "asks"):
            said[one.name, one.version, one.kind] += one.amount
    shown: dict[Version, RuleCounts] = defaultdict(RuleCounts)
    for row in cards:
        shown[row.rule, row.version] += row
    asked_at = _asked_at(loaded, calls)
    versions = {(rule, version) for rule, version, _ in said} | shown.keys()
    return tuple(
        RuleFigures(
            rule,
            version,
            asked_at[rule, version],
            said[rule, version, "fires"],
            said[rule, version, "asks"],
            shown[rule, version],
        )
        for rule, version in sorted(versions)
        if query.rule in ("", rule) and query.version in (0, version)
    )


def calls_of(counts: Iterable[HourCount]) -> Calls:
    """The calls among some counts."""
    named: Counter[tuple[str, str]] = Counter()
    for one in counts:
        named[one.kind, one.name] += one.amount
    times = {name: n for (kind, name), n in named.items() if kind == "time"}
    timed = sum(times.values())
    return Calls(
        with_card=named["calls", "card"],
        without=named["calls", "none"],
        refused=sum(n for (kind, _), n in named.items() if kind == "refused"),
        median=within(times, 0.5),
        slow=within(times, 0.95),
        mean=named["milliseconds", ""] / timed if timed else None,
    )


def problems_of(counts: Iterable[HourCount]) -> tuple[Problems, ...]:
    """The data problems among some counts, the most frequent first."""
    named: Counter[tuple[str, str]] = Counter()
    for one in counts:
        named[one.kind, one.name] += one.amount
    found = [
        Problems(code, calls, named["blocking", code])
        for (kind, code), calls in named.items()
        if kind == "problem"
    ]
    return tuple(sorted(found, key=lambda one: (-one.calls, one.code)))


def reasons_of(query: NumbersQuery, found: Iterable[Overrides]) -> tuple[Reason, ...]:
    """Why cards of the question were overridden, the most frequent first.

    A code is shown by its display if it is one of those that cards offer. What
    else a client sent is only counted: nobody knows what may stand in it.
    """
    counted: Counter[str] = Counter()
    for one in found:
        if query.rule in ("", one.rule) and query.version in (0, one.version):
            counted[_reason(one)] += one.cards
    most = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Reason(*item) for item in most)


def _reason(one: Overrides) -> str:
    if not one.code:
        return NO_REASON
    known = OVERRIDE_REASONS.get(one.code) if one.system == SYSTEM else None
    return known.rstrip("*") if known else OTHER_REASON


def of_question(query: NumbersQuery, cards: Iterable[OnCards]) -> Iterable[OnCards]:
    """The rows of the rule and version that are asked about."""
    return (
        row
        for row in cards
        if query.rule in ("", row.rule) and query.version in (0, row.version)
    )


def first_counted(counts: Iterable[HourCount]) -> datetime | None:
    """Since when calls are counted, as far as the span shows it."""
    return min((one.hour for one in counts), default=None)


def interval(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson), each between 0 and 1."""
    if not whole:
        return 0.0, 1.0
    z = 1.96
    share, spread = part / whole, z * z / whole
    middle = (share + spread / 2) / (1 + spread)
    half = (
        z / (1 + spread) * math.sqrt(share * (1 - share) / whole + spread / whole / 4)
    )
    return max(0.0, middle - half), min(1.0, middle + half)


def _outcomes(query: NumbersQuery, counts: Iterable[HourCount], word: str) -> int:
    return sum(
        one.amount
        for one in counts
        if one.kind == word
        and query.rule in ("", one.name)
        and query.version in (0, one.version)
    )


def _asked_at(
    loaded: Iterable[Loaded], calls: Mapping[str, int]
) -> defaultdict[Version, int]:
    """At how many calls each version was asked: those of the rules it came with."""
    asked: defaultdict[Version, int] = defaultdict(int)
    for one in loaded:
        asked[one.rule, one.version] += calls.get(one.rules_digest, 0)
    return asked
