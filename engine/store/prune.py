"""Rows that are older than they are needed, counted and taken away.

Feedback stays unless it is asked for: it is what clinicians said, and nobody
else has it. Where its card is gone it counts for no rule any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, CursorResult, delete, func, select
from sqlalchemy.orm import InstrumentedAttribute

from engine.store.database import Store
from engine.store.models import (
    Feedback,
    HourlyCount,
    ShadowOutcome,
    ShownCard,
    ShownEvidence,
    SnoozedCard,
    UsedToken,
)

# A delete holds the one place of SQLite's writer: a call that wants to write
# waits for so many rows, not for all of them.
_AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True)
class _Old:
    """The old rows of a table: its key, and what makes a row old."""

    key: InstrumentedAttribute[Any]
    is_old: ColumnElement[bool]

    @property
    def table(self) -> str:
        return str(self.key.class_.__tablename__)


def old_rows(
    store: Store, before: datetime, *, with_feedback: bool = False
) -> Mapping[str, int]:
    """How many rows of each table are older than a moment; nothing is changed."""
    with store.reading() as session:
        return {
            old.table: session.scalar(select(func.count()).where(old.is_old)) or 0
            for old in _old(before, with_feedback)
        }


def prune(
    store: Store, before: datetime, *, with_feedback: bool = False
) -> Mapping[str, int]:
    """Delete the rows older than a moment; how many went from each table.

    In small transactions, so that a service beside it goes on. What is broken
    off in the middle is done by the next time.
    """
    return {old.table: _gone(store, old) for old in _old(before, with_feedback)}


def _old(before: datetime, with_feedback: bool) -> tuple[_Old, ...]:
    cards = select(ShownCard.uuid).where(ShownCard.shown_at < before)
    found = (
        # Before the cards, which say how old it is.
        _Old(ShownEvidence.card, ShownEvidence.card.in_(cards)),
        _Old(ShownCard.uuid, ShownCard.shown_at < before),
        _Old(SnoozedCard.uuid, SnoozedCard.snoozed_at < before),
        _Old(ShadowOutcome.uuid, ShadowOutcome.answered_at < before),
        _Old(UsedToken.fingerprint, UsedToken.expires_at < before),
        _Old(HourlyCount.hour, HourlyCount.hour < before),
    )
    feedback = (_Old(Feedback.id, Feedback.received_at < before),)
    return (*found, *feedback) if with_feedback else found


def _gone(store: Store, old: _Old) -> int:
    gone, some = 0, 1
    while some:
        keys = select(old.key).where(old.is_old).limit(_AT_ONCE)
        with store.transaction() as session:
            statement = delete(old.key.class_).where(old.key.in_(keys), old.is_old)
            done = session.execute(
                statement, execution_options={"synchronize_session": False}
            )
            assert isinstance(done, CursorResult)
            some = done.rowcount
        gone += some
    return gone
