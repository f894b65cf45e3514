"""Which single changes of what is stated would alter the answer."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from engine.decide.conclude import Conclusion, rank
from engine.findings.finding import Findings
from engine.review.additions import Additions
from engine.review.bedside import Bedside
from engine.review.changes import Change, changed
from engine.review.possible import Possible
from engine.rulebook.rule import GivenFinding, Indicator, Urgency

# What a change does to the most urgent answer there is: nothing as urgent is
# left, one of several is lowered, something is raised, or none of these.
Kind = Literal["clears", "lowers", "raises", "other"]
_LOWERING: Final[tuple[Kind, ...]] = ("clears", "lowers")
MOST_TRIED: Final = 800
_FOR_ONE_RULE: Final = 4
# What a clinician looks for comes first, and leaves room for the rest.
_MOST_KEPT: Final[Mapping["Kind", int]] = {
    "clears": 8,
    "lowers": 5,
    "raises": 6,
    "other": 3,
}
_WATCHED: Final[frozenset[Urgency]] = frozenset({"emergency", "same-day"})


@dataclass(frozen=True, slots=True)
class Effect:
    """What one rule would answer instead."""

    rule: str
    was: Conclusion
    now: Conclusion


@dataclass(frozen=True, slots=True)
class Turn:
    """A change, the rules that it makes answer otherwise, and what that is."""

    change: Change
    effects: tuple[Effect, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Turning:
    """The smallest changes that alter something, out of so many tried.

    ``top`` is the most urgent answer there is now. ``is_complete`` is False
    where time or the bound ended the search.
    """

    turns: tuple[Turn, ...]
    tried: int
    is_complete: bool
    top: Indicator | None

    @property
    def is_cleared(self) -> bool:
        """Whether some single change leaves nothing as urgent as now."""
        return any(turn.kind == "clears" for turn in self.turns)


@dataclass(frozen=True, slots=True)
class Case:
    """A patient as stated, and when."""

    bedside: Bedside
    stated: Findings
    now: datetime

    def conclusions(
        self, stated: Findings, rules: Iterable[str]
    ) -> dict[str, Conclusion]:
        """What some rules answer."""
        found = self.bedside.answers(self.bedside.chart(stated, self.now))
        return self.bedside.conclusions(found, rules)

    def turned(self, change: Change, was: Mapping[str, Conclusion]) -> Turn | None:
        """What a change does to the answers there are, None if nothing."""
        words = self.bedside.rulebook.vocabulary
        now = self.conclusions(changed(self.stated, change, words, self.now), was)
        effects = (Effect(r, was[r], now[r]) for r in was if was[r] != now[r])
        told = tuple(sorted(effects, key=_weight))
        return Turn(change, told, _kind(told, _top(was), _top(now))) if told else None


def turning_of_rule(case: Case, rule: str, has_time: Callable[[], bool]) -> Turning:
    """For each other answer of one rule, the smallest changes that give it."""
    possible = _possible(case, [rule])
    changes = (*possible.edits(), *Additions(possible).all())
    found = _searched(case, changes, [rule], has_time)
    return _kept(found, lambda effect: effect.now, _FOR_ONE_RULE)


def turning_of_all(case: Case, has_time: Callable[[], bool]) -> Turning:
    """The smallest changes that alter what any active rule answers.

    What is stated is said otherwise in every way that rules of an emergency or
    the same day, or rules that answer now, can tell; what those that answer
    ask for is added.
    """
    active = [
        name
        for name, one in case.bedside.rules.items()
        if one.rule.governance.status == "active"
    ]
    was = case.conclusions(case.stated, active)
    answering = [name for name in active if was[name].outcome != "quiet"]
    watched = [n for n in active if case.bedside.rules[n].rule.urgency in _WATCHED]
    edits = _possible(case, dict.fromkeys((*answering, *watched))).edits()
    additions = Additions(_possible(case, answering)).all()
    # A laboratory value is soon asked for, whichever rule it is for.
    every = _possible(case, active)
    values = (*every.values(), *Additions(every).values())
    found = _searched(case, (*edits, *additions, *values), active, has_time)
    return _kept(found, lambda effect: (effect.rule, effect.now), 1)


def _possible(case: Case, rules: Iterable[str]) -> Possible:
    planned = tuple(case.bedside.rules[name] for name in rules)
    return Possible(case.stated, case.bedside.rulebook, planned, case.now)


def _searched(
    case: Case,
    changes: Iterable[Change],
    rules: Iterable[str],
    has_time: Callable[[], bool],
) -> Turning:
    was = case.conclusions(case.stated, rules)
    distinct = {one.says: one for one in sorted(changes, key=lambda c: c.order)}
    turns: list[Turn] = []
    tried = 0
    for change in list(distinct.values())[:MOST_TRIED]:
        if not has_time():
            break
        tried += 1
        if turn := case.turned(change, was):
            turns.append(turn)
    return Turning(tuple(turns), tried, tried == len(distinct), _top(was))


def _top(answers: Mapping[str, Conclusion]) -> Indicator | None:
    """The most urgent of what is shown."""
    return max((one.indicator for one in answers.values()), key=rank, default=None)


def _kind(
    effects: tuple[Effect, ...], was: Indicator | None, now: Indicator | None
) -> Kind:
    if rank(now) < rank(was):
        return "clears"
    raised = [one for one in effects if one.was.is_lower(one.now)]
    lowered = [one for one in effects if one.now.is_lower(one.was)]
    is_as_urgent = any(one.now.indicator == now for one in raised)
    if any(one.was.indicator == was for one in lowered) and not is_as_urgent:
        return "lowers"
    return "raises" if raised else "other"


def _kept(found: Turning, key: Callable[[Effect], object], each: int) -> Turning:
    """The smallest changes for each effect, one of a sort; most urgent first."""
    counts: Counter[object] = Counter()
    seen: set[object] = set()
    kept: list[Turn] = []
    for turn in found.turns:
        change = turn.change
        sort = (change.size, change.at)
        new = {(_sort(turn), key(effect)) for effect in turn.effects}
        wanted = {k for k in new if counts[k] < each and (k, *sort) not in seen}
        if wanted:
            kept.append(turn)
            counts.update(new)
            if change.at:
                seen.update((k, *sort) for k in new)
    kinds = {kind: [t for t in kept if t.kind == kind] for kind in _MOST_KEPT}
    first = [turn for kind, some in kinds.items() for turn in _first(some, kind)]
    return replace(found, turns=tuple(first))


def _first(turns: list[Turn], kind: Kind) -> list[Turn]:
    """The first of a kind; values do not crowd out the rest, nor the rest them."""
    values = [turn for turn in turns if turn.change.part == "measure"]
    others = [turn for turn in turns if turn not in values]
    most = _MOST_KEPT[kind]
    # What was measured already is looked at before what could be.
    told = sorted(values, key=lambda t: (t.change.added is not None, _place(t)))
    kept = (*sorted(others, key=_place)[:most], *told[:most])
    return sorted(kept, key=_place)


def _place(turn: Turn) -> tuple[object, ...]:
    """Of what lowers a value first, it is soon asked for, then the smallest.

    Of the rest the most urgent.
    """
    if turn.kind in _LOWERING:
        return turn.change.part != "measure", turn.change.order
    return _weight(turn.effects[0]), turn.change.order


def _sort(turn: Turn) -> tuple[str, ...]:
    """Changes of one sort stand in for each other where they do the same.

    A value stands beside a symptom, and of what lowers each added statement
    beside the others: an anaesthetic is another thought than a weak forehead.
    """
    added = turn.change.added
    if turn.change.part == "measure":
        return turn.kind, "measure"
    if turn.kind in _LOWERING and isinstance(added, GivenFinding):
        return turn.kind, added.finding
    return (turn.kind,)


def _weight(effect: Effect) -> tuple[object, ...]:
    """The most urgent answer, lost or won, first."""
    was, now = effect.was.urgency, effect.now.urgency
    top = max(was, now)
    return (-top[0], -top[1], -now[0], -now[1], effect.rule)
