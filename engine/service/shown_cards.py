"""What is remembered of the cards of one call: ids and times, no text."""

from datetime import datetime
from typing import Any

from engine.cards.build import EXTENSION as RULES_EXTENSION
from engine.service.contract import Card, EngineAnswer
from engine.service.discovery import Service
from engine.service.hook_request import HookRequest
from engine.service.state import Running
from engine.store.patient_key import patient_key
from engine.store.shown import CardShown


def shown_cards(
    service: Service,
    request: HookRequest,
    answer: EngineAnswer,
    parts: Running,
    now: datetime,
) -> list[CardShown]:
    """Each card of the answer that feedback can be about (it has a uuid)."""
    key = patient_key(parts.patient_secret, request.fhir_server, request.patient)
    return [
        CardShown(
            uuid=card["uuid"],
            service=service.id,
            topic=_topic(card),
            rules=_rules(card),
            rules_digest=parts.rulebook.digest,
            patient_key=key,
            shown_at=now,
        )
        for card in answer.cards
        if "uuid" in card
    ]


def _rules(card: Card) -> tuple[dict[str, Any], ...]:
    return tuple(card.get("extension", {}).get(RULES_EXTENSION, ()))


def _topic(card: Card) -> str:
    topic = card["source"].get("topic", {})
    return str(topic.get("code", ""))
