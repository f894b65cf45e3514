"""Adding rows that may be there already, without a race."""

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from engine.store.models import Base


def insert_new(
    session: Session, table: type[Base], rows: Sequence[dict[str, Any]], *unique: str
) -> None:
    """Insert the rows whose ``unique`` columns are not in the table yet.

    In the order of these columns: PostgreSQL has two calls with the same rows
    in another order wait for each other, and fails one of them.
    """
    if not rows:
        return
    ordered = sorted(rows, key=lambda row: [row[column] for column in unique])
    session.execute(_insert(table, session.get_bind().dialect.name, unique), ordered)


@cache  # one for each table: making it takes longer than the database does
def _insert(table: type[Base], dialect: str, unique: tuple[str, ...]) -> Insert:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = insert(cast(Table, table.__table__))
    return statement.on_conflict_do_nothing(index_elements=unique)
