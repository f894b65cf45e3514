"""What shadow rules answered: kept to be judged, never shown on a card."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from engine.population.report.rates import Sums
from engine.population.report.shadow import ShadowCount
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


def shadow_counts(store: Store) -> tuple[ShadowCount, ...]:
    """The answers counted in the database, by rule, version and digest."""
    row, version = ShadowOutcome, (ShadowOutcome.rule, ShadowOutcome.version)
    fires = row.outcome == "fires"
    per = (
        select(
            *version,
            row.digest,
            func.min(row.answered_at).label("first"),
            func.max(row.answered_at).label("last"),
            func.count().label("n"),
            _count(fires).label("fires"),
            _count(row.outcome == "asks").label("asks"),
            *(
                _count(fires & (row.indicator == indicator)).label(indicator)
                for indicator in ("critical", "warning", "info")
            ),
        )
        .group_by(*version, row.digest, row.patient_key)
        .subquery()
    )
    one = per.c
    counted = (
        select(
            one.rule,
            one.version,
            one.digest,
            func.min(one.first),
            func.max(one.last),
            *_sums(one.fires, one.n),
            *_sums(one.asks, one.n),
            *(func.sum(count) for count in (one.critical, one.warning, one.info)),
        )
        .group_by(one.rule, one.version, one.digest)
        .order_by(one.rule, one.version, one.digest)
    )
    with store.reading() as session:
        return tuple(_counted(tuple(found)) for found in session.execute(counted))


def _count(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))


def _sums(
    y: ColumnElement[int], n: ColumnElement[int]
) -> tuple[ColumnElement[int], ...]:
    """The members of `Sums`, in its order, over the patients of a group."""
    of = (n, y, y * y, y * n, n * n)
    return func.count(), _count(y > 0), *(func.sum(what) for what in of)


def _counted(row: tuple[Any, ...]) -> ShadowCount:
    rule, version, digest, first, last, *counts = row
    numbers = [int(one) for one in counts]
    critical, warning, info = numbers[14:]
    return ShadowCount(
        rule=rule,
        version=version,
        digest=digest,
        first=first,
        last=last,
        fires=Sums(*numbers[:7]),
        asks=Sums(*numbers[7:14]),
        critical=critical,
        warning=warning,
        info=info,
    )
