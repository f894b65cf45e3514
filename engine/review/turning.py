"""Which single changes of what is stated would alter the answer."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from engine.decide.conclude import Conclusion
from engine.findings.finding import Findings
from engine.review.additions import Additions
from engine.review.bedside import Bedside
from engine.review.changes import Change, changed
from engine.review.possible import Possible
from engine.rulebook.rule import Urgency

MOST_TRIED: Final = 600
_FOR_ONE_RULE: Final = 4
_MOST_KEPT: Final = 12
_WATCHED: Final[frozenset[Urgency]] = frozenset({"emergency", "same-day"})


@dataclass(frozen=True, slots=True)
class Effect:
    """What one rule would answer instead."""

    rule: str
    was: Conclusion
    now: Conclusion


@dataclass(frozen=True, slots=True)
class Turn:
    """A change, and the rules that it makes answer otherwise."""

    change: Change
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Turning:
    """The smallest changes that alter something, out of so many tried.

    ``is_complete`` is False where time or the bound ended the search.
    """

    turns: tuple[Turn, ...]
    tried: int
    is_complete: bool


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
        return Turn(change, told) if told else None


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
    found = _searched(case, (*edits, *additions), active, has_time)
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
    return Turning(tuple(turns), tried, tried == len(distinct))


def _kept(found: Turning, key: Callable[[Effect], object], each: int) -> Turning:
    """The smallest changes for each effect, one of a sort; most urgent first."""
    counts: Counter[object] = Counter()
    seen: set[object] = set()
    kept: list[Turn] = []
    for turn in found.turns:
        sort = (turn.change.size, turn.change.at)
        new = {key(effect) for effect in turn.effects}
        wanted = {k for k in new if counts[k] < each and (k, *sort) not in seen}
        if wanted:
            kept.append(turn)
            counts.update(new)
            if turn.change.at:
                seen.update((k, *sort) for k in new)
    first = sorted(kept, key=lambda turn: (_weight(turn.effects[0]), turn.change.order))
    return Turning(tuple(first[:_MOST_KEPT]), found.tried, found.is_complete)


def _weight(effect: Effect) -> tuple[object, ...]:
    """The most urgent answer, lost or won, first."""
    was, now = effect.was.urgency, effect.now.urgency
    top = max(was, now)
    return (-top[0], -top[1], -now[0], -now[1], effect.rule)
