"""Every claim about the store holds for SQLite and for PostgreSQL."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from postgres import a_server
from sqlalchemy import create_engine

from engine.store.connect import connected
from engine.store.database import Store, open_store

MakeUrl = Callable[[], str]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with a_server() as directory:
        yield directory


@pytest.fixture(scope="session")
def make_postgres(postgres_server: str) -> MakeUrl:
    """Makes a new, empty database and gives its URL."""
    numbers = itertools.count()
    host = f"?host={postgres_server}"

    def make() -> str:
        name = f"test{next(numbers)}"
        admin = create_engine(
            f"postgresql+psycopg://tests@/postgres{host}", isolation_level="AUTOCOMMIT"
        )
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        admin.dispose()
        return f"postgresql+psycopg://tests@/{name}{host}"

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'kept.sqlite'}"
    make: MakeUrl = request.getfixturevalue("make_postgres")
    return make()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url, upgrade_at_start=True)
    yield opened
    opened.close()


@pytest.fixture
def run_sql(url: str) -> Iterator[Callable[[str], list[tuple[object, ...]]]]:
    """Runs one statement on the database, past the store."""
    engine = connected(url)

    def run(statement: str) -> list[tuple[object, ...]]:
        with engine.begin() as connection:
            result = connection.exec_driver_sql(statement)
            return [tuple(row) for row in result] if result.returns_rows else []

    yield run
    engine.dispose()
