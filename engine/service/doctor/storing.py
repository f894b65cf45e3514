"""The database, and the key under which patients are remembered."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, column, table, text, update
from sqlalchemy.exc import SQLAlchemyError

from engine.service.doctor.finding import Found, ok, warn, wrong
from engine.service.settings import Settings
from engine.service.state import Clock
from engine.store.connect import StoreError, connected
from engine.store.upgrade import VERSION_TABLE, standing

_NAME: Final = "database"
_KEY: Final = "patient key"
_MOST_APART: Final = timedelta(seconds=30)
_NEW_KEY: Final = (
    "Write one with `openssl rand -hex 32`, name it PINPRICK_PATIENT_KEY_FILE"
)


def database(settings: Settings, clock_of: Clock) -> Iterator[Found]:
    """Whether it answers, has the tables of this release, and takes a write."""
    try:
        engine = connected(settings.database_url.get_secret_value())
    except StoreError as error:
        yield wrong(_NAME, str(error), "Set PINPRICK_DATABASE_URL")
        return
    if missing := _missing_file(engine):
        yield _new_file(missing)
        return
    try:
        yield from _tables(engine, settings)
        yield from _clock(engine, clock_of)
    except SQLAlchemyError as error:
        # Its message has the user, the host and at times the statement.
        what = f"{engine.dialect.name} does not answer ({type(error).__qualname__})"
        step = "Check that it runs, and PINPRICK_DATABASE_URL: host, user, password"
        yield wrong(_NAME, what, step)
    finally:
        engine.dispose()


def _missing_file(engine: Engine) -> Path | None:
    """The file of SQLite, if there is none yet: looking would make an empty one."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    file = Path(name.removeprefix("file:"))
    return None if file.exists() else file.absolute()


def _new_file(file: Path) -> Found:
    if os.access(file.parent, os.W_OK | os.X_OK):
        return ok(_NAME, "sqlite: the start makes a new file")
    what = "sqlite: there is no file, and none can be made in that folder"
    return wrong(_NAME, what, "Make the folder, and let the service's user write to it")


def _tables(engine: Engine, settings: Settings) -> Iterator[Found]:
    found, kind = standing(engine), engine.dialect.name
    upgrades = settings.upgrade_at_start
    if not found.is_known:
        what = f"{kind}: its tables (step {found.at}) are of a newer Pinprick"
        yield wrong(_NAME, what, "Run that release, or go back to a copy made before")
    elif found.is_current:
        yield from _writing(engine, found.newest)
    elif kind == "sqlite" if upgrades is None else upgrades:
        yield ok(_NAME, f"{kind}: the start brings its tables to step {found.newest}")
    else:
        what = f"{kind}: its tables are missing or older than step {found.newest}"
        yield wrong(_NAME, what, "Run `pinprick database upgrade`")


def _writing(engine: Engine, step: str) -> Iterator[Found]:
    # A write that changes nothing and is taken back: it needs the rights all the same.
    versions = table(VERSION_TABLE, column("version_num"))
    write = update(versions).values(version_num=versions.c.version_num)
    try:
        with engine.connect() as connection, connection.begin() as begun:
            connection.execute(write)
            begun.rollback()
    except SQLAlchemyError as error:
        what = f"it can be read and not written to ({type(error).__qualname__})"
        give = "Give the service's user the right to write to the file or tables"
        yield wrong(_NAME, what, give)
    else:
        said = f"{engine.dialect.name} answers and takes writes, tables at {step}"
        yield ok(_NAME, said)


def _clock(engine: Engine, clock_of: Clock) -> Iterator[Found]:
    if engine.dialect.name == "sqlite":
        return
    with engine.connect() as connection:
        theirs: datetime = connection.execute(text("SELECT now()")).scalar_one()
    apart = abs(theirs.astimezone(UTC) - clock_of())
    if apart > _MOST_APART:
        what = f"the clocks of this machine and the database are {apart} apart"
        yield wrong("clock", what, "Set both by NTP: tokens and snoozes go by it")
    else:
        yield ok("clock", "as that of the database, within 30 seconds")


def patient_key(settings: Settings) -> Iterator[Found]:
    """Whether patients are recognised after a restart and by every worker."""
    if settings.patient_key_secret is None:
        what = "not set: after a restart nobody is recognised, and the snooze is off"
        yield warn(_KEY, what, f"{_NEW_KEY}, the same for every worker")
        return
    secret = settings.patient_key_secret.get_secret_value()
    if len(set(secret)) < 8:
        yield warn(_KEY, "set, and easy to guess", _NEW_KEY)
    else:
        yield ok(_KEY, "set; it has to be the same for every worker")
