"""What is remembered of the cards of one call: ids and times, no text."""

from datetime import datetime
from typing import Any

from engine.cards.build import EXTENSION as RULES_EXTENSION
from engine.service.contract import Card, EngineAnswer
from engine.service.discovery import Service
from engine.service.snooze import Keys
from engine.service.state import Running
from engine.store.shown import CardShown


def shown_cards(
    service: Service,
    keys: Keys,
    answer: EngineAnswer,
    parts: Running,
    now: datetime,
) -> list[CardShown]:
    """Each card of the answer that feedback can be about (it has a uuid)."""
    return [
        CardShown(
            uuid=card["uuid"],
            service=service.id,
            topic=_topic(card),
            rules=_rules(card),
            rules_digest=parts.rulebook.digest,
            patient_key=keys.patient,
            shown_at=now,
            evidence=_evidence(card, keys),
        )
        for card in answer.cards
        if "uuid" in card
    ]


def _rules(card: Card) -> tuple[dict[str, Any], ...]:
    return tuple(card.get("extension", {}).get(RULES_EXTENSION, ()))


def _evidence(card: Card, keys: Keys) -> dict[str, str]:
    if not keys.evidence:
        return {}
    return {one["rule"]: keys.evidence[one["rule"]] for one in _rules(card)}


def _topic(card: Card) -> str:
    topic = card["source"].get("topic", {})
    return str(topic.get("code", ""))
