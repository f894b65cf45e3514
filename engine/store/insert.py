"""Adding rows that may be there already, without a race."""

from collections.abc import Sequence
from typing import Any

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
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    for row in sorted(rows, key=lambda row: [row[column] for column in unique]):
        statement = insert(table).values(**row)
        session.execute(statement.on_conflict_do_nothing(index_elements=unique))
