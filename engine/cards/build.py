"""Decisions and problems of one call to its CDS Hooks cards.

Pure: the same decisions and occasion give the same bytes; card uuids are
uuid5 of the call, the rules' digests and the evidence.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from engine.cards import detail
from engine.cards.card import Action, Card, Coding, Link, Source, Suggestion
from engine.cards.orders import service_request
from engine.cards.select import Topic, select
from engine.decide.outcome import Decision
from engine.fhir.record import Problem
from engine.rulebook.override_reasons import OVERRIDE_REASONS, SYSTEM
from engine.rulebook.rulebook import Rulebook
from engine.terminology.index import normalised
from engine.terminology.models import SYSTEM_URIS, Order

RULE_SYSTEM: Final = "urn:pinprick:rules"
EXTENSION: Final = "org.pinprick.rules"
_NAME: Final = "Pinprick numbness rules"
LABEL: Final = f"{_NAME} ({detail.UNSIGNED})"
_NAMESPACE: Final = UUID("6f0f9c1e-5a0e-5b7e-9a53-0d6b6f9d4a10")
_MOST_SUGGESTIONS: Final = 6
OrderCode = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the cards of one call have in common.

    ``instance`` is the hookInstance or the digest of the body; ``patient_id``
    is None where nobody is named, and then no order is suggested;
    ``base_url`` is where the review pages are; ``notes`` are lines for every
    card, such as a patient under 16; ``ordered`` are the orders, as system and
    normalised code, that the clinician has drafted and need not be told of.
    ``set_aside`` are the rules that a clinician has set aside on the evidence
    there is now, each with when it is shown again: a card of such rules alone
    is left out unless it is critical, and named on the last card that remains.
    """

    instance: str
    patient_id: str | None
    base_url: str
    notes: tuple[str, ...] = ()
    ordered: frozenset[OrderCode] = frozenset()
    set_aside: Mapping[str, datetime] = field(default_factory=dict)


def cards(
    decisions: Iterable[Decision],
    problems: Iterable[Problem],
    rulebook: Rulebook,
    occasion: Occasion,
) -> tuple[Card, ...]:
    """The cards of one call, most urgent first."""
    blocking = tuple(problem for problem in problems if problem.blocking)
    chosen = select(decisions, occasion.set_aside)
    aside = detail.of_set_aside(chosen.set_aside, occasion.set_aside)
    if not chosen.topics:
        return (_problem_card(blocking, occasion, aside),) if blocking else ()
    first = detail.of_problems(blocking)
    last = "\n\n".join(filter(None, (detail.of_left_out(chosen.left_out), aside)))
    final = len(chosen.topics) - 1
    return tuple(
        _card(
            topic,
            rulebook,
            occasion,
            (
                first if position == 0 else "",
                last if position == final else "",
                *occasion.notes,
            ),
        )
        for position, topic in enumerate(chosen.topics)
    )


def _card(
    topic: Topic, rulebook: Rulebook, occasion: Occasion, notes: tuple[str, ...]
) -> Card:
    leader = topic.leader
    uuid = _uuid(topic, occasion)
    signed = _signed(topic, rulebook)
    suggestions = tuple(_suggestions(topic, rulebook, occasion, uuid))
    fires = leader.outcome == "fires"
    text = leader.rule.card
    assert leader.indicator is not None  # select() takes shown decisions only
    return Card(
        uuid=str(uuid),
        summary=text.summary if fires else text.ask_summary,
        indicator=leader.indicator,
        source=_source(topic, rulebook),
        detail=detail.of_topic(topic, rulebook.vocabulary, notes, signed),
        suggestions=suggestions,
        selectionBehavior="any" if suggestions else None,
        overrideReasons=_override_reasons(topic),
        links=tuple(_links(topic, occasion)),
        extension={EXTENSION: [_identity(d) for d in (*topic.fired, *topic.asks)]},
    )


def _uuid(topic: Topic, occasion: Occasion) -> UUID:
    decisions = (*topic.fired, *topic.asks)
    parts = [f"{d.rule.rule}@{d.digest}:{d.outcome}:{d.indicator}" for d in decisions]
    evidence = {
        source.reference
        for decision in decisions
        for result in (*decision.reasons, *decision.missing)
        for entry in result.entries
        for source in entry.sources
    }
    return uuid5(_NAMESPACE, "\n".join((occasion.instance, *parts, *sorted(evidence))))


def _source(topic: Topic, rulebook: Rulebook) -> Source:
    rule = topic.leader.rule
    coding = Coding(system=RULE_SYSTEM, code=rule.rule, display=rule.title)
    return Source(label=_label(_signed(topic, rulebook), topic), topic=coding)


def _label(signed: Mapping[str, int], topic: Topic) -> str:
    """How many clinicians signed: the fewest of the rules on the card."""
    rules = [decision.rule.rule for decision in (*topic.fired, *topic.asks)]
    if any(rule not in signed for rule in rules):
        return LABEL
    return f"{_NAME} ({detail.signatures(min(signed[rule] for rule in rules))})"


def _signed(topic: Topic, rulebook: Rulebook) -> dict[str, int]:
    """The signatures of those rules on a card that are clinically signed."""
    signoffs = {
        decision.rule.rule: rulebook.signoff_of(decision.rule)
        for decision in (*topic.fired, *topic.asks)
    }
    return {
        rule: signoff.approvals
        for rule, signoff in signoffs.items()
        if signoff.is_signed
    }


def _suggestions(
    topic: Topic, rulebook: Rulebook, occasion: Occasion, card: UUID
) -> Iterator[Suggestion]:
    """What accepting the card can order; nothing while it only asks."""
    if occasion.patient_id is None:
        return
    wanted = {
        suggestion.order: (suggestion.label, decision.rule.title)
        for decision in reversed(topic.fired)
        for suggestion in reversed(decision.rule.card.suggestions)
    }
    orders = rulebook.vocabulary.orders
    new = [name for name in reversed(wanted) if not _is_drafted(orders[name], occasion)]
    for name in new[:_MOST_SUGGESTIONS]:
        label, title = wanted[name]
        order = orders[name]
        resource = service_request(order, occasion.patient_id, title)
        action = Action(type="create", description=order.says, resource=resource)
        yield Suggestion(label=label, uuid=str(uuid5(card, name)), actions=(action,))


def _is_drafted(order: Order, occasion: Occasion) -> bool:
    system = SYSTEM_URIS[order.code.system]
    return (system, normalised(order.code.code)) in occasion.ordered


def _override_reasons(topic: Topic) -> tuple[Coding, ...]:
    codes = dict.fromkeys(
        code
        for decision in (*topic.fired, *topic.asks)
        for code in decision.rule.card.may_override
    )
    return tuple(
        Coding(system=SYSTEM, code=code, display=OVERRIDE_REASONS[code])
        for code in codes
    )


def _links(topic: Topic, occasion: Occasion) -> Iterator[Link]:
    for decision in (*topic.fired, *topic.asks):
        rule = decision.rule
        url = f"{occasion.base_url}/rules/{rule.rule}"
        yield Link(label=f"Rule: {rule.title}", url=url)


def _identity(decision: Decision) -> dict[str, Any]:
    return {
        "rule": decision.rule.rule,
        "version": decision.rule.version,
        "digest": decision.digest,
        "outcome": decision.outcome,
    }


def _problem_card(
    problems: tuple[Problem, ...], occasion: Occasion, aside: str
) -> Card:
    places = sorted(f"{problem.code} {problem.place}" for problem in problems)
    name = "\n".join((occasion.instance, "problems", *places))
    topic = Coding(
        system=RULE_SYSTEM, code="data-problem", display="Records that were not read"
    )
    return Card(
        uuid=str(uuid5(_NAMESPACE, name)),
        summary="Numbness rules: some records could not be read; check them yourself.",
        indicator="info",
        source=Source(label=LABEL, topic=topic),
        detail="\n\n".join(
            filter(
                None,
                (
                    detail.of_problems(problems),
                    aside,
                    *occasion.notes,
                    detail.NOT_SIGNED,
                ),
            )
        ),
    )
