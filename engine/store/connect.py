"""A connection to the database: SQLite by default, PostgreSQL by URL."""

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from engine.errors import PinprickError

READS = {"pinprick_reads": True}
# Five seconds of waiting end before the time of a call does.
_PRAGMAS = ("busy_timeout=5000", "journal_mode=WAL", "synchronous=FULL")


class StoreError(PinprickError):
    """The store cannot be opened; the message never shows the URL."""


def connected(url: str) -> Engine:
    """The SQLAlchemy engine of a URL; nothing is connected to yet.

    Raises `StoreError` for a URL that is not one or whose driver is missing.
    """
    parsed = _parsed(url)
    try:
        return _sqlite(parsed) if _is_sqlite(parsed) else _server(parsed)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise StoreError(
            f"There is no database driver for {parsed.drivername}. "
            "Write sqlite:///pinprick.sqlite or postgresql+psycopg://user@host/name."
        ) from None


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError:
        # The URL may hold a password, so neither it nor the cause is shown.
        raise StoreError(
            "database_url is not a database URL. "
            "Write sqlite:///pinprick.sqlite or postgresql+psycopg://user@host/name."
        ) from None


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _server(url: URL) -> Engine:
    # PostgreSQL's providers hand out URLs without a driver; psycopg is installed.
    named = url.set(drivername="postgresql+psycopg") if _has_no_driver(url) else url
    return create_engine(named, pool_pre_ping=True, hide_parameters=True)


def _has_no_driver(url: URL) -> bool:
    return url.drivername in {"postgresql", "postgres"}


def _sqlite(url: URL) -> Engine:
    # In memory each connection would be an empty database of its own.
    in_memory = url.database in (None, "", ":memory:")
    engine = (
        create_engine(
            url,
            hide_parameters=True,
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            connect_args={"check_same_thread": False},
        )
        if in_memory
        else create_engine(url, hide_parameters=True)
    )
    event.listen(engine, "connect", _write_ahead)
    event.listen(engine, "begin", _begin)
    return engine


def _write_ahead(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Readers beside one writer; a commit is on the disk when it returns."""
    # sqlite3 would begin transactions by itself, late, and none before DDL.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes then fails at once when another
    # process wrote in between, whatever the timeout; one that begins as a writer
    # waits its turn.
    reads = READS.keys() <= connection.get_execution_options().keys()
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
