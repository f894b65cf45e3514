"""`pinprick replay`, inside this process and as one of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from engine.cli import app

LINES = (
    {"resourceType": "Patient", "id": "1", "birthDate": "1960-05-04"},
    {
        "resourceType": "Encounter",
        "id": "e",
        "status": "finished",
        "subject": {"reference": "Patient/1"},
        "period": {"start": "2026-05-04T10:00:00Z", "end": "2026-05-04T10:30:00Z"},
        "reasonCode": [{"text": "Sudden numbness of the left face"}],
    },
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "export"
    folder.mkdir()
    text = "\n".join(map(json.dumps, LINES))
    (folder / "all.ndjson").write_text(f"{text}\nno json\n")
    return folder


def replay(*arguments: object) -> Result:
    given = ["replay", *map(str, arguments), "--workers", "1"]
    return CliRunner().invoke(app, given)


def test_a_replay_says_what_it_counted(export: Path, tmp_path: Path) -> None:
    shown = replay(export, "--out", tmp_path / "out")

    assert shown.exit_code == 0, shown.output
    assert "1 patients, 1 evaluations" in shown.stdout
    assert "rejected: line-not-json 1" in shown.stdout


def test_the_same_replay_again_says_that_it_is_there(
    export: Path, tmp_path: Path
) -> None:
    replay(export, "--out", tmp_path / "out")
    shown = replay(export, "--out", tmp_path / "out")

    assert shown.exit_code == 0
    assert "has this very replay already" in shown.stderr


def test_dates_are_read_as_utc(export: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shown = replay(export, "--out", out, "--at", "2026-06-01T02:00:00+02:00,2026-05-01")

    assert shown.exit_code == 0, shown.output
    assert json.loads((out / "run.json").read_text())["times"] == [
        "2026-05-01T00:00:00+00:00",
        "2026-06-01T00:00:00+00:00",
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--at", "yesterday"], "write encounters, or 2026-01-01"),
        (["--key-file", "no-such-key"], "Cannot read the key file no-such-key"),
        (["--rules", "no-such-rules"], "no-such-rules"),
    ],
)
def test_a_wrong_option_is_named_with_what_to_write(
    more: list[str], said: str, export: Path, tmp_path: Path
) -> None:
    shown = replay(export, "--out", tmp_path / "out", *more)

    assert shown.exit_code == 2
    assert said in shown.stderr


def test_a_missing_path_an_empty_one_and_a_short_key_are_named(
    export: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "short").write_text("1234")

    missing = replay(tmp_path / "no-such", "--out", tmp_path / "out")
    empty = replay(tmp_path / "empty", "--out", tmp_path / "out")
    short = replay(export, "--out", tmp_path / "out", "--key-file", tmp_path / "short")

    assert "Give a file or a folder" in missing.stderr
    assert "Give the folder of a bulk export" in empty.stderr
    assert "shorter than 16 bytes" in short.stderr and "openssl rand" in short.stderr
    assert {missing.exit_code, empty.exit_code, short.exit_code} == {2}


def test_an_output_that_cannot_be_written_is_named(
    export: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")

    shown = replay(export, "--out", tmp_path / "file" / "out")

    assert shown.exit_code == 2
    assert "Cannot write to" in shown.stderr and "another --out" in shown.stderr


def test_an_output_inside_the_input_is_refused(export: Path) -> None:
    shown = replay(export, "--out", export / "out")

    assert shown.exit_code == 2
    assert "lies inside" in shown.stderr


def test_a_directory_of_other_inputs_is_refused(export: Path, tmp_path: Path) -> None:
    replay(export, "--out", tmp_path / "out")
    (export / "more.ndjson").write_text(json.dumps(LINES[0]))

    shown = replay(export, "--out", tmp_path / "out")

    assert shown.exit_code == 2
    assert "holds another replay: other inputs" in shown.stderr


def test_neither_the_service_nor_help_loads_what_only_a_replay_needs() -> None:
    program = (
        "import sys\n"
        "import engine.cli, engine.service.app\n"
        "import engine.population.spark, engine.population.run\n"
        "from typer.testing import CliRunner\n"
        "shown = CliRunner().invoke(engine.cli.app, ['replay', '--help'])\n"
        "assert shown.exit_code == 0\n"
        "heavy = {'pyarrow', 'duckdb', 'pyspark', 'pandas'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
