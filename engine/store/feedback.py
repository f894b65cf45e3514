"""What clinicians did with the cards, kept before the client is answered."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import select

from engine.store.database import Store
from engine.store.insert import insert_new
from engine.store.models import Feedback
from engine.store.shown import known_cards


@dataclass(frozen=True, slots=True)
class CardFeedback:
    """One entry of a CDS Hooks feedback call.

    ``reason_system`` and ``reason_code`` are "" when no reason of the card's
    list was chosen. ``user_comment`` is "" unless comments may be kept: it is
    free text and may hold patient data.
    """

    service: str
    card: str
    outcome: Literal["accepted", "overridden"]
    outcome_at: datetime
    reason_system: str = ""
    reason_code: str = ""
    accepted_suggestions: tuple[str, ...] = ()
    has_comment: bool = False
    user_comment: str = ""


def keep_feedback(
    store: Store, feedback: Sequence[CardFeedback], received_at: datetime
) -> None:
    """Keep the entries of one call, all or none, committed on return.

    The same statement sent again adds nothing; a second statement about the
    same card is added beside the first. A card this service has not shown is
    kept and marked as unknown.
    """
    with store.transaction() as session:
        known = known_cards(session, [item.card for item in feedback])
        rows = [_row(item, item.card in known, received_at) for item in feedback]
        insert_new(session, Feedback, rows, "fingerprint")


def all_feedback(store: Store) -> tuple[Feedback, ...]:
    """Every statement kept, call by call in the order received."""
    with store.reading() as session:
        rows = tuple(session.scalars(select(Feedback).order_by(Feedback.id)))
        session.expunge_all()
        return rows


def _row(item: CardFeedback, is_known: bool, received_at: datetime) -> dict[str, Any]:
    return {
        **asdict(item),
        "accepted_suggestions": list(item.accepted_suggestions),
        "fingerprint": _fingerprint(item),
        "is_known_card": is_known,
        "received_at": received_at,
    }


def _fingerprint(item: CardFeedback) -> str:
    statement = (
        item.service,
        item.card,
        item.outcome,
        item.outcome_at.astimezone(UTC).isoformat(),
        item.reason_system,
        item.reason_code,
        sorted(item.accepted_suggestions),
        item.user_comment,
    )
    return hashlib.sha256(repr(statement).encode()).hexdigest()
