"""Every single change that some rules can tell from what is stated now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import log
from typing import Final

from engine.decide.plan import RulePlan
from engine.decide.tree import leaves
from engine.findings.finding import Finding, Findings, Measurement
from engine.review.changes import Change
from engine.review.described import named, shown
from engine.review.diff_values import cuts, steps
from engine.review.limits import moved
from engine.rulebook.check_words_used import PREGNANCY
from engine.rulebook.clauses import (
    Clause,
    EntryLines,
    FindingClause,
    GroupClause,
    MeasureClause,
    PregnancyClause,
)
from engine.rulebook.rulebook import Rulebook
from engine.when import Duration, Interval

_SIDES: Final = {
    "left": "were on the left",
    "right": "were on the right",
    "both": "were on both sides",
    None: "were recorded without a side",
}
_SPEEDS: Final = {
    "sudden": "had begun suddenly",
    "gradual": "had begun gradually",
    None: "were recorded without a speed of onset",
}
# A diagnosis is not said to have begun suddenly, or to spread.
_FELT: Final = ("symptom", "sign")
_COURSES: Final = ("spreading", "ascending", "worsening", "fluctuating")


@dataclass(frozen=True, slots=True)
class Possible:
    """The changes of what is stated, as far as some rules ask about it."""

    stated: Findings
    rulebook: Rulebook
    rules: tuple[RulePlan, ...]
    now: datetime

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause of the rules, each once."""
        told = (
            leaf
            for one in self.rules
            for node in (one.rule.when, *one.rule.unless, one.only_when)
            for leaf in leaves(node)
        )
        return tuple(dict.fromkeys(told))

    def edits(self) -> Iterator[Change]:
        """What is stated, said otherwise or left out."""
        clauses = self.clauses
        for places in _records(self.stated.findings).values():
            entry = self.stated.findings[places[0]]
            asked = [c for c in clauses if self._is_about(c, entry.what)]
            if asked:
                yield from self._of_finding(entry, places, asked)
        yield from self.values()
        for places in _records(self.stated.drugs).values():
            name = named(self.stated.drugs[places[0]], self.rulebook.vocabulary)
            yield Change(f"{name} were not recorded", "drop", "drug", places)

    def values(self) -> Iterator[Change]:
        """What was measured, on either side of each limit, or not measured."""
        asked = [c for c in self.clauses if isinstance(c, MeasureClause)]
        for places in _records(self.stated.measurements).values():
            value = self.stated.measurements[places[0]]
            asking = [c for c in asked if c.measure == value.what]
            yield from self._of_measure(value, places, asking)

    def _is_about(self, clause: Clause, word: str) -> bool:
        match clause:
            case FindingClause(finding=name):
                return name == word
            case GroupClause(group=name):
                return word in self.rulebook.vocabulary.groups[name].members
            case PregnancyClause():
                return word == PREGNANCY
        return False

    def _of_finding(
        self, entry: Finding, places: tuple[int, ...], asked: list[Clause]
    ) -> Iterator[Change]:
        name = named(entry, self.rulebook.vocabulary)

        def change(says: str, size: str, value: object, far: float = 0.0) -> Change:
            edit = {size: value}
            return Change(f"{name} {says}", size, "finding", places, edit, far=far)

        yield Change(f"{name} were not recorded at all", "drop", "finding", places)
        if entry.presence == "absent":
            yield change("were present", "is", "present")
            return
        yield change("were documented as absent", "is", "absent")
        word = self.rulebook.vocabulary.findings[entry.what]
        if word.has_site and not word.implied_side:
            others = {k: v for k, v in _SIDES.items() if k != entry.side}
            yield from (change(v, "side", k) for k, v in others.items())
        if word.kind in _FELT:
            others_ = {k: v for k, v in _SPEEDS.items() if k != entry.speed}
            yield from (change(v, "speed", k) for k, v in others_.items())
            for course in _COURSES:
                if course not in entry.courses:
                    yield change(f"were {course}", "course", course)
        # Who has diabetes has it: that it had gone is no patient.
        if entry.state == "ongoing" and not word.lifelong:
            yield change("had gone by now", "ended", "now")
        if not entry.chronic and not word.lifelong:
            yield change("were long-standing", "chronic", "yes")
        for says, began in _onsets(asked, entry.onset, self.now):
            far = _far(entry.onset, began, self.now)
            yield change(says, "began", f"{began} ago", far)
        if entry.onset is not None:
            yield change("were recorded without an onset", "began", "unknown", 9.0)

    def _of_measure(
        self, value: Measurement, places: tuple[int, ...], asked: list[MeasureClause]
    ) -> Iterator[Change]:
        word = self.rulebook.vocabulary.measures[value.what]
        yield Change(f"{word.says} were not measured", "drop", "measure", places)
        locale = self.rulebook.locale
        for one in sorted(
            {s for c in asked for k in cuts(c, locale) for s in steps(k)}
        ):
            if not value.low == one == value.high:
                amount = f"{one} {word.unit}"
                edit = {"value": amount}
                far = abs(float(one - (value.low or one)))
                says = f"{word.says} were {shown(amount)}"
                yield Change(says, "value", "measure", places, edit, far=far)


def _records(
    stated: Iterable[Finding] | Iterable[Measurement] | Iterable[object],
) -> Mapping[object, tuple[int, ...]]:
    """The places of what one record says of one word."""
    told: dict[object, list[int]] = defaultdict(list)
    for place, one in enumerate(stated):
        told[(one.what, one.sources)].append(place)  # type: ignore[attr-defined]
    return {key: tuple(places) for key, places in told.items()}


def _onsets(
    asked: Iterable[Clause], onset: Interval | None, now: datetime
) -> Iterator[tuple[str, Duration]]:
    """An onset at each limit, and beyond it as seen from the one there is."""
    for limit in dict.fromkeys(_limits(asked)):
        yield f"had begun {limit} ago", limit
        for length in moved(limit):
            assert isinstance(length, Duration)
            is_older = length.amount > limit.amount
            if onset is not None and is_older != (length.before(now) < onset.end):
                continue  # the limit lies beyond this one already
            if length.amount:
                word = "more" if is_older else "less"
                yield f"had begun {word} than {limit} ago (tried: {length})", length


def _limits(asked: Iterable[Clause]) -> Iterator[Duration]:
    for clause in asked:
        if not isinstance(clause, EntryLines):
            continue
        if clause.onset:
            yield from filter(None, (clause.onset.within, clause.onset.more_than))
        if clause.lasting:
            yield from filter(None, (clause.lasting.at_least, clause.lasting.at_most))


def _far(onset: Interval | None, began: Duration, now: datetime) -> float:
    """How far an onset moves, as people see it: 1 to 2 hours as 1 to 2 weeks."""
    if onset is None:
        return 5.0
    new = max(60.0, (now - began.before(now)).total_seconds())
    was = max(60.0, (now - onset.end).total_seconds())
    return abs(log(new / was))
