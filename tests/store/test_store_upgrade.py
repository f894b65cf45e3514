"""The tables are brought to this release: from nothing, from older ones, once."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import SQLAlchemyError

from engine.store.connect import StoreError, connected
from engine.store.database import open_store
from engine.store.feedback import all_feedback
from engine.store.models import Base
from engine.store.upgrade import VERSION_TABLE, configured, standing, upgrade

ROOT = Path(__file__).parents[2]
RunSql = Callable[[str], list[tuple[object, ...]]]
TIME = "'2026-01-02 03:04:05+00:00'"
UPGRADE = (
    "import sys; from engine.store.connect import connected; "
    "from engine.store.upgrade import upgrade; "
    "print(upgrade(connected(sys.argv[1])).at)"
)
# A boolean is written in one way that both databases take.
OLD_ROWS = (
    "INSERT INTO shown_card VALUES ('card-1', 'numbness-red-flags', 'urgent/a', "
    f"'[]', 'sha256:1', 'k', {TIME})",
    "INSERT INTO feedback VALUES (7, 'f', 'numbness-red-flags', 'card-1', true, "
    f"'overridden', {TIME}, {TIME}, '', 'patient-refuses', '[]', false, '')",
    "INSERT INTO shadow_outcome VALUES ('u', 'urgent/a', 1, 'd', 'fires', "
    f"'warning', 'k', {TIME})",
)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    made = connected(url)
    yield made
    made.dispose()


@pytest.fixture
def first_release(engine: Engine, run_sql: RunSql) -> None:
    """The tables as the release without steps made them, with a row in each."""
    file = Path(__file__).parent / "first_release" / f"{engine.dialect.name}.sql"
    for statement in file.read_text(encoding="utf-8").split(";")[:-1]:
        run_sql(statement)
    for row in OLD_ROWS:
        run_sql(row)


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        opts = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=opts)
        return list(compare_metadata(context, Base.metadata))


def test_from_nothing_the_steps_make_what_the_models_say(engine: Engine) -> None:
    upgrade(engine)

    assert differences(engine) == []
    assert set(inspect(engine).get_table_names()) == {
        *Base.metadata.tables,
        VERSION_TABLE,
    }


@pytest.mark.usefixtures("first_release")
def test_from_the_first_release_the_steps_make_what_the_models_say(
    engine: Engine,
) -> None:
    upgrade(engine)

    assert differences(engine) == []


def test_a_model_without_a_step_is_noticed(engine: Engine, run_sql: RunSql) -> None:
    upgrade(engine)
    run_sql("DROP TABLE snoozed_card")

    assert differences(engine) != []


@pytest.mark.usefixtures("first_release")
def test_no_row_of_the_first_release_is_lost(url: str, run_sql: RunSql) -> None:
    store = open_store(url, upgrade_at_start=True)
    kept = [(row.id, row.card, row.reason_code) for row in all_feedback(store)]
    store.close()

    assert kept == [(7, "card-1", "patient-refuses")]
    assert run_sql("SELECT uuid, topic FROM shown_card") == [("card-1", "urgent/a")]
    assert run_sql("SELECT uuid, indicator FROM shadow_outcome") == [("u", "warning")]


def test_a_table_of_work_in_progress_is_taken_over(
    engine: Engine, run_sql: RunSql
) -> None:
    run_sql(
        "CREATE TABLE used_token (fingerprint VARCHAR(64) PRIMARY KEY NOT NULL, "
        "expires_at TIMESTAMP WITH TIME ZONE NOT NULL)"
        if engine.dialect.name == "postgresql"
        else "CREATE TABLE used_token (fingerprint VARCHAR(64) NOT NULL, "
        "expires_at DATETIME NOT NULL, PRIMARY KEY (fingerprint))"
    )

    upgrade(engine)

    assert differences(engine) == []


def test_a_second_upgrade_does_nothing(engine: Engine) -> None:
    before = upgrade(engine)
    again = upgrade(engine)

    assert (before.at, again.at) == ("", again.newest)


def test_tables_of_a_newer_release_are_refused(
    url: str, engine: Engine, run_sql: RunSql
) -> None:
    upgrade(engine)
    run_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")

    with pytest.raises(StoreError, match="newer Pinprick") as caught:
        open_store(url, upgrade_at_start=True)
    assert "9999" in str(caught.value)
    assert run_sql(f"SELECT version_num FROM {VERSION_TABLE}") == [("9999",)]


@pytest.mark.usefixtures("first_release")
def test_older_tables_are_refused_where_the_start_may_not_upgrade(
    url: str, engine: Engine
) -> None:
    with pytest.raises(StoreError, match="pinprick database upgrade"):
        open_store(url, upgrade_at_start=False)

    assert "used_token" not in inspect(engine).get_table_names()


def test_only_sqlite_is_upgraded_at_the_start_unless_told(
    url: str, engine: Engine
) -> None:
    if engine.dialect.name == "postgresql":
        with pytest.raises(StoreError, match="missing"):
            open_store(url)
    else:
        open_store(url).close()

    is_upgraded = standing(engine).is_current
    assert is_upgraded == (engine.dialect.name == "sqlite")


def test_a_step_that_fails_takes_back_all_others(
    engine: Engine, run_sql: RunSql
) -> None:
    run_sql("CREATE TABLE snoozed_card (in_the_way INTEGER)")

    with pytest.raises(SQLAlchemyError):
        upgrade(engine)
    assert inspect(engine).get_table_names() == ["snoozed_card"]


@pytest.mark.usefixtures("first_release")
def test_of_four_processes_that_start_at_once_all_find_the_tables(
    url: str, engine: Engine
) -> None:
    command = [sys.executable, "-c", UPGRADE, url]
    processes = [
        subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]

    ended = [(process.communicate()[1], process.returncode) for process in processes]

    assert ended == [("", 0)] * 4
    assert differences(engine) == []


def test_steps_stand_in_one_line_and_say_what_they_do() -> None:
    steps = list(ScriptDirectory.from_config(configured(None)).walk_revisions())

    assert [step.revision for step in steps] == ["0005", "0004", "0003", "0002", "0001"]
    assert all(step.doc for step in steps)
