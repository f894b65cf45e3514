"""Which decisions become which cards: merged by question, hidden, capped.

`rule-format.md` section 2.14: few cards. The cap never drops a critical one,
and what it drops is named.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from engine.decide.conclude import rank
from engine.decide.outcome import Decision
from engine.rulebook.rule import URGENCIES

MOST_BESIDE_CRITICAL = 3
_PRESSING = {"emergency", "same-day"}
_ROUTINE = {"routine", "self-care"}
_UNEXPLAINED = "unexplained"
_STANDS_BY_ITSELF = "EM-21"
# knowledge.md 6.10: one limb numb and cold is vascular first.
_FIRST_OF_EQUALS = "limb-circulation"


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

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision that stands on the card."""
        return (*self.fired, *self.asks)

    def is_set_aside(self, rules: Collection[str]) -> bool:
        """Whether all of it was set aside; never anything critical."""
        return self.leader.indicator != "critical" and all(
            decision.rule.rule in rules for decision in self.decisions
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """The cards to show, in order, and the rules that the cap left out.

    ``set_aside`` are the cards not shown because a clinician said so before.
    """

    topics: tuple[Topic, ...]
    left_out: tuple[Decision, ...]
    set_aside: tuple[Topic, ...] = ()


def select(decisions: Iterable[Decision], set_aside: Collection[str] = ()) -> Selection:
    """The cards of one call.

    ``set_aside`` are the rules a clinician has set aside on the evidence there
    is now. A card goes only if every rule on it is one of them, and it makes
    room for a card that the cap would leave out.
    """
    shown = _by_urgency(
        decision
        for decision in decisions
        if decision.indicator and decision.rule.governance.status == "active"
    )
    fires = [d for d in shown if d.outcome == "fires"]
    stated = [d for d in fires if not _is_explained_away(d, fires)]
    fired = _visible(stated)
    pressing = any(_is_pressing(d) for d in fired)
    asks = [
        d
        for d in shown
        if d.outcome == "asks" and not (pressing and d.rule.urgency in _ROUTINE)
    ]
    topics = _topics(fired, asks)
    kept = [topic for topic in topics if not topic.is_set_aside(set_aside)]
    gone = tuple(topic for topic in topics if topic.is_set_aside(set_aside))
    chosen = _capped(kept, MOST_BESIDE_CRITICAL)
    unstated = tuple(d for d in fires if d not in stated)
    left_out = (*chosen.left_out, *unstated)
    return replace(chosen, set_aside=gone, left_out=left_out)


def _by_urgency(decisions: Iterable[Decision]) -> list[Decision]:
    return sorted(
        decisions,
        key=lambda d: (
            -rank(d.indicator),
            d.outcome != "fires",
            URGENCIES.index(d.rule.urgency),
            # the rows of the pattern table stand in the order of their weight
            min(d.rule.covers),
            d.rule.rule,
        ),
    )


def _is_pressing(decision: Decision) -> bool:
    """Emergency or same day, unless an exception lowered it to information."""
    is_lowered = rank(decision.indicator) < rank("warning")
    return decision.rule.urgency in _PRESSING and not is_lowered


def _is_explained_away(decision: Decision, fired: list[Decision]) -> bool:
    """A same-day rule that its exception lowered, beside the rule about that
    exception: "suspected TIA" says nothing more beside a leg that was crossed.

    It is named in a line, not silent.
    """
    is_lowered = decision.rule.urgency in _PRESSING and not _is_pressing(decision)
    return is_lowered and any(d.rule.urgency in _ROUTINE for d in fired)


def _visible(fired: list[Decision]) -> list[Decision]:
    pressing = any(_is_pressing(d) for d in fired)
    kept = [d for d in fired if not (pressing and d.rule.urgency in _ROUTINE)]
    # What is itself hidden explains nothing: else two rules could hide each other.
    explained = any(d.rule.question != _UNEXPLAINED for d in kept)
    return [d for d in kept if not (explained and _only_unexplained(d))]


def _only_unexplained(decision: Decision) -> bool:
    rule = decision.rule
    return rule.question == _UNEXPLAINED and _STANDS_BY_ITSELF not in rule.covers


def _topics(fired: list[Decision], asks: list[Decision]) -> list[Topic]:
    by_question: dict[str, list[Decision]] = defaultdict(list)
    for decision in fired:
        by_question[decision.rule.question].append(decision)
    homes = {ask.rule.rule: _home(ask, fired) for ask in asks}
    topics = [
        Topic(
            tuple(group), tuple(ask for ask in asks if homes[ask.rule.rule] == question)
        )
        for question, group in by_question.items()
    ]
    alone = tuple(ask for ask in asks if homes[ask.rule.rule] is None)
    every = [*topics, Topic(asks=alone)] if alone else topics
    return sorted(every, key=_place)


def _place(topic: Topic) -> tuple[int, bool]:
    """The most urgent first; a limb without blood has the fewest hours."""
    leader = topic.leader
    is_limb = bool(topic.fired) and leader.rule.question == _FIRST_OF_EQUALS
    return -rank(leader.indicator), not is_limb


def _home(ask: Decision, fired: list[Decision]) -> str | None:
    """The question on whose card an ask stands; None for a card of its own.

    A card of the same question takes it if it is at least as urgent; beside an
    emergency every ask stands on its card: one patient, one thing to do now.
    """
    for decision in fired:
        same = decision.rule.question == ask.rule.question
        if same and rank(decision.indicator) >= rank(ask.indicator):
            return ask.rule.question
    if fired and fired[0].indicator == "critical":
        return fired[0].rule.question
    return None


def _capped(topics: list[Topic], most: int) -> Selection:
    critical = [t for t in topics if t.leader.indicator == "critical"]
    others = [t for t in topics if t.leader.indicator != "critical"]
    kept = sorted(others, key=_keeps_its_place)[:most]
    return Selection(
        (*critical, *(topic for topic in others if topic in kept)),
        tuple(
            decision
            for topic in others
            if topic not in kept
            for decision in (*topic.fired, *topic.asks)
        ),
    )


def _keeps_its_place(topic: Topic) -> tuple[int, int]:
    """An emergency that asks or was lowered is not dropped for another warning."""
    leader = topic.leader
    return -rank(leader.indicator), URGENCIES.index(leader.rule.urgency)
