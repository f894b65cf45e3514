"""The database behind the store: SQLite by default, PostgreSQL by URL."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from engine.errors import PinprickError
from engine.store.models import Base


class StoreError(PinprickError):
    """The store cannot be opened; the message never shows the URL."""


class Store:
    """An open database with its tables in place. Safe to use from threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that is committed at the end, or not at all."""
        with Session(self._engine) as session, session.begin():
            yield session

    def check(self) -> None:
        """One trip to the database; raises what SQLAlchemy raises."""
        with self._engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def open_store(url: str) -> Store:
    """The store at an SQLAlchemy URL; missing tables are created.

    Raises `StoreError` for a URL that is not one or whose driver is missing,
    and what SQLAlchemy raises for a database that does not answer.
    """
    engine = _engine(_parsed(url))
    Base.metadata.create_all(engine)
    return Store(engine)


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError:
        # The URL may hold a password, so neither it nor the cause is shown.
        raise StoreError(
            "database_url is not a database URL. "
            "Write sqlite:///pinprick.sqlite or postgresql+psycopg://user@host/name."
        ) from None


def _engine(url: URL) -> Engine:
    try:
        return _sqlite(url) if url.get_backend_name() == "sqlite" else _server(url)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise StoreError(
            f"The database driver for {url.drivername} is not installed. "
            "For PostgreSQL: pip install psycopg[binary], and write "
            "postgresql+psycopg://user@host/name."
        ) from None


def _server(url: URL) -> Engine:
    return create_engine(url, pool_pre_ping=True, hide_parameters=True)


def _sqlite(url: URL) -> Engine:
    if url.database in (None, "", ":memory:"):
        # Every thread would get an empty database of its own otherwise.
        engine = create_engine(url, poolclass=StaticPool, hide_parameters=True)
    else:
        engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _write_ahead)
    return engine


def _write_ahead(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Readers beside one writer; a commit is on the disk when it returns."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
