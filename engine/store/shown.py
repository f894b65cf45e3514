"""Which cards were shown: what feedback is matched against."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store.database import Store
from engine.store.insert import insert_new
from engine.store.models import ShownCard


@dataclass(frozen=True, slots=True)
class CardShown:
    """A card as it is kept; see `engine.store.models.ShownCard`."""

    uuid: str
    service: str
    topic: str
    rules: tuple[dict[str, Any], ...]
    rules_digest: str
    patient_key: str
    shown_at: datetime


def keep_shown(store: Store, cards: Sequence[CardShown]) -> None:
    """Keep the cards of one call, committed on return.

    A card that was shown before (same evidence, same rules) stays as it was
    first shown.
    """
    if not cards:
        return
    rows = [{**asdict(card), "rules": list(card.rules)} for card in cards]
    with store.transaction() as session:
        insert_new(session, ShownCard, rows, unique="uuid")


def known_cards(session: Session, uuids: Iterable[str]) -> frozenset[str]:
    """Those of the uuids that this service has shown."""
    wanted = sorted(set(uuids))
    found = session.scalars(select(ShownCard.uuid).where(ShownCard.uuid.in_(wanted)))
    return frozenset(found)
