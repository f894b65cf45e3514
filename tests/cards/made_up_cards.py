"""The cards of one made-up call."""

from dataclasses import replace
from typing import Any

from made_up import chart, entry, shipped

from engine.cards.build import Occasion, cards
from engine.cards.card import Card
from engine.decide.decide import Decider
from engine.decide.outcome import Decision

OCCASION = Occasion("hook-1", "7", "https://example.org")
STROKE = {"label": "Refer", "order": "referral-stroke-service"}
GLUCOSE = {"label": "Check glucose", "order": "blood-glucose"}


def built(*decisions: Decision, **more: Any) -> tuple[Card, ...]:
    problems = more.pop("problems", ())
    occasion = replace(OCCASION, **more)
    return cards(decisions, problems, shipped(), occasion)


def one(*decisions: Decision, **more: Any) -> dict[str, Any]:
    (card,) = built(*decisions, **more)
    return card.as_json()


def shipped_cards(*entries: Any, **more: Any) -> list[dict[str, Any]]:
    book = shipped()
    decided = Decider(book).decide(chart(*entries))
    occasion = replace(OCCASION, **more)
    return [card.as_json() for card in cards(decided.all, (), book, occasion)]


FACE_TODAY = entry(
    sites=["face"], side="left", onset="2 hours", reference="Condition/1"
)
SUGGESTING = {"card": {"suggestions": [STROKE, GLUCOSE], "may-override": []}}
