"""Which decisions become which cards: merged by question, hidden, capped.

`rule-format.md` section 2.14: few cards. The cap never drops a critical one,
and what it drops is named.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from engine.decide.conclude import Conclusion
from engine.decide.outcome import Decision
from engine.rulebook.rule import URGENCIES

MOST_BESIDE_CRITICAL = 3
_PRESSING = {"emergency", "same-day"}
_ROUTINE = {"routine", "self-care"}
_UNEXPLAINED = "unexplained"
_STANDS_BY_ITSELF = "EM-21"


@dataclass(frozen=True, slots=True)
class Topic:
    """One card to be: the decisions of one question, most urgent first.

    ``asks`` are questions that belong on it; for the card that only asks,
    ``fired`` is empty.
    """

    fired: tuple[Decision, ...] = ()
    asks: tuple[Decision, ...] = ()

    @property
    def leader(self) -> Decision:
        """The decision whose summary the card shows."""
        return (self.fired or self.asks)[0]


@dataclass(frozen=True, slots=True)
class Selection:
    """The cards to show, in order, and the rules that the cap left out."""

    topics: tuple[Topic, ...]
    left_out: tuple[Decision, ...]


def select(decisions: Iterable[Decision], *, reserved: int = 0) -> Selection:
    """The cards of one call; `reserved` places are kept for other cards."""
    shown = _by_urgency(
        decision
        for decision in decisions
        if decision.indicator and decision.rule.governance.status == "active"
    )
    fired = _visible([d for d in shown if d.outcome == "fires"])
    pressing = any(d.rule.urgency in _PRESSING for d in fired)
    asks = [
        d
        for d in shown
        if d.outcome == "asks" and not (pressing and d.rule.urgency in _ROUTINE)
    ]
    return _capped(_topics(fired, asks), MOST_BESIDE_CRITICAL - reserved)


def _by_urgency(decisions: Iterable[Decision]) -> list[Decision]:
    return sorted(
        decisions,
        key=lambda d: (
            tuple(-rank for rank in Conclusion(d.outcome, d.indicator).urgency),
            URGENCIES.index(d.rule.urgency),
            d.rule.rule,
        ),
    )


def _visible(fired: list[Decision]) -> list[Decision]:
    pressing = any(d.rule.urgency in _PRESSING for d in fired)
    explained = any(d.rule.question != _UNEXPLAINED for d in fired)
    return [
        d
        for d in fired
        if not (pressing and d.rule.urgency in _ROUTINE)
        and not (explained and _only_unexplained(d))
    ]


def _only_unexplained(decision: Decision) -> bool:
    rule = decision.rule
    return rule.question == _UNEXPLAINED and _STANDS_BY_ITSELF not in rule.covers


def _topics(fired: list[Decision], asks: list[Decision]) -> list[Topic]:
    by_question: dict[str, list[Decision]] = defaultdict(list)
    for decision in fired:
        by_question[decision.rule.question].append(decision)
    folded = [d for d in asks if _belongs_on(d, by_question)]
    topics = [
        Topic(
            tuple(group), tuple(ask for ask in folded if ask.rule.question == question)
        )
        for question, group in by_question.items()
    ]
    alone = tuple(ask for ask in asks if ask not in folded)
    return sorted(
        [*topics, *([Topic(asks=alone)] if alone else [])],
        key=lambda topic: _by_urgency_key(topic.leader),
    )


def _by_urgency_key(decision: Decision) -> tuple[int, ...]:
    rank = Conclusion(decision.outcome, decision.indicator).urgency
    return tuple(-part for part in rank)


def _belongs_on(ask: Decision, by_question: dict[str, list[Decision]]) -> bool:
    """Whether a card of the same question is at least as urgent as the ask."""
    group = by_question.get(ask.rule.question, [])
    wanted = Conclusion("quiet", ask.indicator).urgency
    return any(
        Conclusion("quiet", fired.indicator).urgency >= wanted for fired in group
    )


def _capped(topics: list[Topic], most: int) -> Selection:
    critical = [t for t in topics if t.leader.indicator == "critical"]
    others = [t for t in topics if t.leader.indicator != "critical"]
    dropped = others[most:]
    return Selection(
        (*critical, *others[:most]),
        tuple(chain.from_iterable((*t.fired, *t.asks) for t in dropped)),
    )
