"""Which evidence was set aside with its card, and which cards that kept back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store.database import Store
from engine.store.insert import insert_new
from engine.store.models import Feedback, ShownEvidence, SnoozedCard
from engine.store.shown import CardShown, shown_row

# These say who was asked, or when, and nothing of the patient: somebody else,
# or the same person later, still has to see the card.
# Source: non-adherence-reason-codes (cds-hooks-checklist.md, section 8).
NOT_ABOUT_THE_PATIENT: Final = frozenset(
    {"inappropriate-recipient", "wrong-time-workflow", "limited-time"}
)


@dataclass(frozen=True, slots=True)
class CardSnoozed:
    """A card that would have been shown, and when it will be again."""

    card: CardShown
    until: datetime


def set_aside(
    store: Store, keys: Collection[str], since: datetime
) -> Mapping[str, datetime]:
    """Those evidence keys whose card was last overridden, and when.

    A key is left out if its card was accepted later, if the override was
    before `since`, or if its reason is not about the patient. The time is the
    client's, but never later than when its word was received. Only what was
    said of a card that this service had shown counts.
    """
    if not keys:
        return {}
    with store.reading() as session:
        statements = sorted(_statements(session, keys, since))
    last = {one.evidence_key: one for one in statements}
    return {
        key: one.began
        for key, one in last.items()
        if one.outcome == "overridden" and one.began > since
    }


def keep_snoozed(store: Store, cards: Sequence[CardSnoozed]) -> None:
    """Keep the cards of one call that were not sent, committed on return."""
    if not cards:
        return
    with store.transaction() as session:
        insert_new(session, SnoozedCard, [_row(card) for card in cards], "uuid")


def all_snoozed(store: Store) -> tuple[SnoozedCard, ...]:
    """Every card that was kept back, by time."""
    with store.reading() as session:
        order = (SnoozedCard.snoozed_at, SnoozedCard.uuid)
        rows = tuple(session.scalars(select(SnoozedCard).order_by(*order)))
        session.expunge_all()
        return rows


def _row(snoozed: CardSnoozed) -> dict[str, Any]:
    row = shown_row(snoozed.card)
    at = row.pop("shown_at")
    return {**row, "snoozed_at": at, "until": snoozed.until}


@dataclass(frozen=True, slots=True, order=True)
class _Statement:
    """What was said of a card with this evidence; later ones are greater."""

    began: datetime
    number: int
    outcome: str
    evidence_key: str


def _statements(
    session: Session, keys: Collection[str], since: datetime
) -> list[_Statement]:
    said = select(Feedback, ShownEvidence.evidence_key)
    rows = session.execute(
        said.join(ShownEvidence, Feedback.card == ShownEvidence.card).where(
            ShownEvidence.evidence_key.in_(sorted(keys)),
            Feedback.is_known_card,
            Feedback.received_at > since,
            Feedback.reason_code.not_in(NOT_ABOUT_THE_PATIENT),
        )
    )
    return [
        _Statement(min(one.outcome_at, one.received_at), one.id, one.outcome, key)
        for one, key in rows
    ]
