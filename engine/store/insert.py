"""Adding rows that may be there already, without a race."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from engine.store.models import Base


def insert_new(
    session: Session, table: type[Base], rows: Sequence[dict[str, Any]], unique: str
) -> None:
    """Insert the rows whose ``unique`` column is not in the table yet."""
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    for row in rows:
        statement = insert(table).values(**row)
        session.execute(statement.on_conflict_do_nothing(index_elements=[unique]))
