"""The database behind the store, opened with its tables in place."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from engine.store.connect import READS, connected
from engine.store.upgrade import check_current, upgrade


class Store:
    """An open database with its tables in place. Safe to use from threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(**READS)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that is committed at the end, or not at all."""
        with Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads, and waits for no writer."""
        with Session(self._reading) as session, session.begin():
            yield session

    def check(self) -> None:
        """One trip to the database; raises what SQLAlchemy raises."""
        with self._reading.connect() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def open_store(url: str, *, upgrade_at_start: bool | None = None) -> Store:
    """The store at an SQLAlchemy URL, its tables those of this release.

    Older tables are upgraded if `upgrade_at_start`; None is yes for SQLite, a
    file of this service alone, and no for PostgreSQL, where the user that
    serves need not own the tables. Raises `StoreError` for a URL that is not
    one, for tables that are older and may not be upgraded, and for tables of a
    newer release; and what SQLAlchemy raises for a database that does not answer.
    """
    engine = connected(url)
    try:
        if _may_upgrade(engine, upgrade_at_start):
            upgrade(engine)
        else:
            check_current(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


def _may_upgrade(engine: Engine, upgrade_at_start: bool | None) -> bool:
    if upgrade_at_start is None:
        return engine.dialect.name == "sqlite"
    return upgrade_at_start
