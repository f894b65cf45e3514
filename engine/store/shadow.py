"""What shadow rules answered: kept to be judged, never shown on a card."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select

from engine.store.database import Store
from engine.store.insert import insert_new
from engine.store.models import ShadowOutcome


@dataclass(frozen=True, slots=True)
class ShadowAnswer:
    """An answer as it is kept; see `engine.store.models.ShadowOutcome`."""

    uuid: str
    rule: str
    version: int
    digest: str
    outcome: str
    indicator: str
    patient_key: str
    answered_at: datetime


def keep_shadow(store: Store, answers: Sequence[ShadowAnswer]) -> None:
    """Keep the answers of one call, committed on return.

    A call that is sent again adds nothing.
    """
    if not answers:
        return
    with store.transaction() as session:
        rows = [asdict(answer) for answer in answers]
        insert_new(session, ShadowOutcome, rows, "uuid")


def all_shadow(store: Store) -> tuple[ShadowOutcome, ...]:
    """Every answer kept, by time and rule."""
    with store.reading() as session:
        order = (ShadowOutcome.answered_at, ShadowOutcome.rule)
        rows = tuple(session.scalars(select(ShadowOutcome).order_by(*order)))
        session.expunge_all()
        return rows
