"""`pinprick doctor` on PostgreSQL: its tables, its rights, its clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from engine.service.doctor.finding import Found
from engine.service.doctor.storing import database
from engine.service.settings import Settings
from engine.store.database import open_store


def found_at(url: str, ahead: timedelta = timedelta()) -> list[Found]:
    settings = Settings(database_url=SecretStr(url))
    return list(database(settings, lambda: datetime.now(UTC) + ahead))


@pytest.fixture
def upgraded(make_postgres: Callable[..., Any]) -> str:
    url = str(make_postgres())
    open_store(url, upgrade_at_start=True).close()
    return url


def test_a_server_of_this_release_with_the_same_clock_is_well(upgraded: str) -> None:
    assert [one.state for one in found_at(upgraded)] == ["ok", "ok"]


def test_a_server_whose_clock_is_apart_is_noticed(upgraded: str) -> None:
    _, clock = found_at(upgraded, ahead=timedelta(minutes=2))

    assert (clock.name, clock.state) == ("clock", "wrong")


def test_a_server_without_tables_names_the_command(
    make_postgres: Callable[..., Any],
) -> None:
    first, _ = found_at(str(make_postgres()))

    assert first.state == "wrong" and "pinprick database upgrade" in first.next_step


def test_a_server_that_takes_no_write_is_wrong(upgraded: str) -> None:
    name = upgraded.partition("?")[0].rpartition("/")[2]
    admin = create_engine(upgraded, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        reads = f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'
        connection.execute(text(reads))
    admin.dispose()

    first, _ = found_at(upgraded)

    assert first.state == "wrong" and "not written to" in first.what
