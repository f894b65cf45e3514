"""The tables brought to this release, once, however many workers start.

The steps stand in `engine/store/migrations/versions`, one module a step, and
Alembic applies them; which one a database is at stands in its table
`pinprick_version`.
"""

from dataclasses import dataclass

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from engine.store.connect import READS, StoreError

VERSION_TABLE = "pinprick_version"
# Any number will do, as long as every release takes the same.
_LOCK = 7_466_746_765_025
_PATIENCE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a database is, and where this release wants it.

    ``at`` is "" for a database without tables, or with those of a release
    before there were steps.
    """

    at: str
    newest: str
    is_known: bool

    @property
    def is_current(self) -> bool:
        """Whether nothing is to be done."""
        return self.at == self.newest


def upgrade(engine: Engine) -> Standing:
    """Bring the tables to this release; where they were before.

    All steps or none, in one transaction under a lock: of several processes
    that start at once, one does the work and the others wait for it. Raises
    `StoreError` for tables of a newer release.
    """
    before = standing(engine)
    _refuse_newer(before)
    if not before.is_current:
        with engine.connect() as connection:
            _wait_longer(connection)
            with connection.begin():
                _lock(connection)
                command.upgrade(configured(connection), "head")
    return before


def check_current(engine: Engine) -> None:
    """Raise `StoreError`, with the next step, unless the tables are current."""
    found = standing(engine)
    _refuse_newer(found)
    if not found.is_current:
        raise StoreError(
            f"The tables of the database are {_named(found.at)} and this release "
            f"needs step {found.newest}. Run `pinprick database upgrade` with a user "
            "who may create tables, or set PINPRICK_UPGRADE_AT_START=true."
        )


def standing(engine: Engine) -> Standing:
    """Where a database is; nothing is changed."""
    script = ScriptDirectory.from_config(configured(None))
    with engine.execution_options(**READS).connect() as connection:
        opts = {"version_table": VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=opts)
        at = context.get_current_revision() or ""
    known = {step.revision for step in script.walk_revisions()}
    newest = script.get_current_head()
    assert newest is not None
    return Standing(at, newest, is_known=at in known or not at)


def configured(connection: Connection | None) -> Config:
    """Alembic told where the steps are, and which connection to use."""
    config = Config()
    config.set_main_option("script_location", "engine.store:migrations")
    config.attributes["connection"] = connection
    return config


def _refuse_newer(found: Standing) -> None:
    if not found.is_known:
        raise StoreError(
            f"The tables of the database are at step {found.at}, which this release "
            f"does not know (its newest is {found.newest}): they belong to a newer "
            "Pinprick. Run that one, or go back to a copy of the database made "
            "before it."
        )


def _named(at: str) -> str:
    return f"at step {at}" if at else "missing or those of the first release"


def _wait_longer(connection: Connection) -> None:
    # An upgrade of large tables takes longer than any other write.
    if connection.dialect.name == "sqlite":
        raw = connection.connection.cursor()
        raw.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
        raw.close()


def _lock(connection: Connection) -> None:
    # SQLite is locked by BEGIN IMMEDIATE (engine.store.connect).
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
