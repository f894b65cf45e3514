"""Which cards were shown: what feedback is matched against."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store.database import Store
from engine.store.insert import insert_new
from engine.store.models import ShownCard, ShownEvidence


@dataclass(frozen=True, slots=True)
class CardShown:
    """A card as it is kept; see `engine.store.models.ShownCard`.

    ``evidence`` has the evidence key of each rule on it, nothing while the
    snooze is off.
    """

    uuid: str
    service: str
    topic: str
    rules: tuple[dict[str, Any], ...]
    rules_digest: str
    patient_key: str
    shown_at: datetime
    evidence: Mapping[str, str] = field(default_factory=dict)


_COLUMNS = tuple(one.name for one in fields(CardShown) if one.name != "evidence")


def keep_shown(store: Store, cards: Sequence[CardShown]) -> None:
    """Keep the cards of one call, committed on return.

    A card that was shown before (same evidence, same rules) stays as it was
    first shown.
    """
    if not cards:
        return
    with store.transaction() as session:
        insert_new(session, ShownCard, [shown_row(card) for card in cards], "uuid")
        evidence = [row for card in cards for row in _evidence_rows(card)]
        insert_new(session, ShownEvidence, evidence, "card", "rule")


def known_cards(session: Session, uuids: Iterable[str]) -> frozenset[str]:
    """Those of the uuids that this service has shown."""
    wanted = sorted(set(uuids))
    found = session.scalars(select(ShownCard.uuid).where(ShownCard.uuid.in_(wanted)))
    return frozenset(found)


def shown_row(card: CardShown) -> dict[str, Any]:
    """The card as a row of `ShownCard`."""
    plain = {name: getattr(card, name) for name in _COLUMNS}
    return {**plain, "rules": list(card.rules)}


def _evidence_rows(card: CardShown) -> list[dict[str, str]]:
    return [
        {"card": card.uuid, "rule": rule, "evidence_key": key}
        for rule, key in card.evidence.items()
    ]
