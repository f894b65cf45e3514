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
            [str(PINPRICK), "database", command],
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
    assert "were upgraded from no step to 0004" in said[1][1]
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
