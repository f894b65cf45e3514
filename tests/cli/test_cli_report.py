"""`pinprick report`: what it writes, says, and exits with."""

import json
from pathlib import Path

import pytest
from made_up_run import CORD, FACE, answer, day, stay, write_run
from typer.testing import CliRunner, Result

from engine.cli import app


def ask(*words: object) -> Result:
    return CliRunner().invoke(app, ["report", *map(str, words)])


@pytest.fixture
def run(tmp_path: Path) -> Path:
    stays = [stay("a", day(1), (1, 0, 0)), stay("b", day(1))]
    answers = [
        answer("a", day(1), FACE),
        answer("b", day(1), CORD, "asks", "warning"),
    ]
    return write_run(tmp_path / "run", stays, answers)


def test_the_terminal_says_the_answer_first(run: Path) -> None:
    done = ask(run)

    assert done.exit_code == 0
    assert done.output.startswith(
        "500 critical cards per 1,000 encounters, 500 cards in all, 500 asks"
    )
    assert FACE in done.output
    assert "1 active rules never answered" in done.output


def test_page_json_labels_and_changes_are_written(run: Path, tmp_path: Path) -> None:
    before = write_run(tmp_path / "before", [stay("a", day(1)), stay("b", day(1))])
    labels = tmp_path / "labels.csv"
    labels.write_text("patient,time,urgency\na,2026-01-01T12:00:00Z,emergency\n")
    html, figures, changes = (tmp_path / f"r.{end}" for end in ("html", "json", "csv"))

    done = ask(
        *(run, "--html", html, "--json", figures, "--labels", labels),
        *("--against", before, "--changes", changes, "--encounters-a-day", 40),
    )

    assert done.exit_code == 0, done.output
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")
    made = json.loads(figures.read_bytes())
    assert made["workload"]["encounters_a_day"] == 40
    assert made["gold"]["overall"][0]["sensitivity"]["share"] == 1
    assert made["comparison"]["answers"] == 2
    assert len(changes.read_text(encoding="utf-8").splitlines()) == 3


def test_differing_evaluators_end_with_status_1(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [stay("a", day(1), differing=1)])

    done = ask(run, "--json", tmp_path / "r.json")

    assert done.exit_code == 1
    assert "The two evaluators differed at 1 encounters" in done.output
    assert (tmp_path / "r.json").exists()


def test_what_cannot_be_reported_on_is_one_line_and_status_2(
    run: Path, tmp_path: Path
) -> None:
    other = write_run(tmp_path / "other", [stay("c", day(1))])
    asked = {
        "pinprick replay": (tmp_path / "nowhere",),
        "--changes needs --against": (run, "--changes", tmp_path / "c.csv"),
        "one run only": (run, "--against", other),
        "No such file": (run, "--labels", tmp_path / "none.csv"),
        "cannot write": (run, "--html", tmp_path / "no" / "r.html"),
        "key file": (run, "--labels", __file__, "--key-file", tmp_path / "none"),
    }
    for reason, words in asked.items():
        done = ask(*words)

        assert done.exit_code == 2, reason
        assert reason in done.stderr
        assert done.stderr.count("\n") == 1


def test_a_run_is_only_read(run: Path) -> None:
    before = {one.name: one.read_bytes() for one in run.iterdir()}

    ask(run)

    assert {one.name: one.read_bytes() for one in run.iterdir()} == before
