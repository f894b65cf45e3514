"""`pinprick database`: what it does, says, and exits with."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine

PINPRICK = Path(sys.executable).with_name("pinprick")
Run = Callable[[str], tuple[int, str, str]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.sqlite"


@pytest.fixture
def run(file: Path) -> Run:
    def run(command: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [str(PINPRICK), "database", *command.split()],
            env={"PINPRICK_DATABASE_URL": f"sqlite:///{file}"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return done.returncode, done.stdout, done.stderr

    return run


def test_an_empty_database_is_upgraded_once(run: Run) -> None:
    said = [run(word) for word in ("status", "upgrade", "upgrade", "status")]

    assert [status for status, _, _ in said] == [1, 0, 0, 0]
    assert "run `pinprick database upgrade`" in said[0][1]
    assert "were upgraded from no step to 0005" in said[1][1]
    assert "nothing was done" in said[2][1]
    assert "as this release needs" in said[3][1]


def test_a_database_of_a_newer_release_is_left_alone(run: Run, file: Path) -> None:
    run("upgrade")
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE pinprick_version SET version_num = '9999'")
    engine.dispose()

    status, upgrade = run("status"), run("upgrade")

    assert (status[0], upgrade[0]) == (1, 2)
    assert "newer release" in status[1]
    assert "newer Pinprick" in upgrade[2]


def test_a_database_that_cannot_be_opened_is_one_line(run: Run, file: Path) -> None:
    file.mkdir()

    status, output, errors = run("upgrade")

    assert (status, output, errors.count("\n")) == (2, "", 1)
    assert "PINPRICK_DATABASE_URL" in errors


def test_prune_counts_first_and_deletes_when_told(run: Run, file: Path) -> None:
    run("upgrade")
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO used_token VALUES ('f', '2020-01-01 00:00:00.000000')"
        )
    engine.dispose()

    said = [
        run(f"prune --older-than 400d{more}") for more in ("", " --delete", " --delete")
    ]

    assert [status for status, _, _ in said] == [0, 0, 0]
    assert "Nothing was changed" in said[0][1]
    counted = [out.partition("used_token")[2].split()[0] for _, out, _ in said]
    assert counted == ["1", "1", "0"]


@pytest.mark.parametrize("age", ["1d", "400w", "-3d", "soon"])
def test_prune_refuses_an_age_that_is_none_or_too_young(run: Run, age: str) -> None:
    run("upgrade")

    status, _, errors = run(f"prune --older-than={age} --delete")

    assert (status, "--older-than" in errors) == (2, True)
