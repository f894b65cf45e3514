"""Counts by the hour: added to, and read again by day. No patient stands here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Insert, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from engine.store.database import Store
from engine.store.insert import insert_new
from engine.store.models import HourlyCount, LoadedRule
from engine.store.span import Span

# calls: answered with cards, or with none (name "card" or "none").
# cards: sent, by indicator. fires, asks: a rule in use, on a card or not.
# time: calls by the bucket of their milliseconds; milliseconds: their sum.
# refused: calls without an answer, by status. problem: calls with a data problem,
# by its code; blocking: those in which it could have changed the answer.
Kind = Literal[
    "calls",
    "cards",
    "fires",
    "asks",
    "time",
    "milliseconds",
    "refused",
    "problem",
    "blocking",
]


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    """What is counted together; see `engine.store.models.HourlyCount`."""

    hour: datetime
    kind: Kind
    service: str
    rules_digest: str
    name: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Loaded:
    """A rule that is asked at every call; see `engine.store.models.LoadedRule`."""

    rules_digest: str
    rule: str
    version: int
    first_at: datetime


@dataclass(frozen=True, slots=True)
class HourCount:
    """A number of one hour, over all services."""

    hour: datetime
    kind: Kind
    name: str
    version: int
    rules_digest: str
    amount: int


def add_counts(
    store: Store, counts: Mapping[Counted, int], loaded: Sequence[Loaded] = ()
) -> None:
    """Add to what is kept, all or nothing, committed on return."""
    with store.transaction() as session:
        insert_new(
            session, LoadedRule, [asdict(one) for one in loaded], "rules_digest", "rule"
        )
        # In one order: PostgreSQL has two workers wait for each other otherwise.
        rows = [{**asdict(key), "amount": counts[key]} for key in sorted(counts)]
        if rows:
            session.execute(_adding(session), rows)


def _adding(session: Session) -> Insert:
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    added = (postgresql.insert if is_postgresql else sqlite.insert)(HourlyCount)
    more = {"amount": HourlyCount.amount + added.excluded.amount}
    keys = [column.name for column in HourlyCount.__table__.primary_key]
    return added.on_conflict_do_update(index_elements=keys, set_=more)


def counts_of(store: Store, span: Span, kinds: Iterable[Kind]) -> tuple[HourCount, ...]:
    """The counts of some kinds in a span, hour by hour."""
    by: tuple[Any, ...] = (
        HourlyCount.hour,
        HourlyCount.kind,
        HourlyCount.name,
        HourlyCount.version,
        HourlyCount.rules_digest,
    )
    statement = (
        select(*by, func.sum(HourlyCount.amount))
        .where(HourlyCount.hour >= span.begins, HourlyCount.hour < span.ends)
        .where(HourlyCount.kind.in_(sorted(kinds)))
        .group_by(*by)
        .order_by(*by)
    )
    with store.reading() as session:
        rows = session.execute(statement).all()
    return tuple(HourCount(*row[:5], int(row[5])) for row in rows)


def loaded_rules(store: Store) -> tuple[Loaded, ...]:
    """Every rule that was ever asked, by the digest of the rules it came with."""
    order = (LoadedRule.first_at, LoadedRule.rules_digest, LoadedRule.rule)
    with store.reading() as session:
        rows = session.scalars(select(LoadedRule).order_by(*order)).all()
        return tuple(
            Loaded(row.rules_digest, row.rule, row.version, row.first_at)
            for row in rows
        )


def hour_of(moment: datetime) -> datetime:
    """The beginning of the hour, in UTC."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
