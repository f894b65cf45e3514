"""The same bytes at the end: one process or two, killed in the middle or not."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from made_exports import patients, write_export
from made_up import shipped
from replayed import SMALL, Silent, evaluations, replay, request, written

from engine.population.keyed import drawn_key
from engine.population.local import Here
from engine.population.run import WORK, OutputError
from engine.population.run import replay as run

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    write_export(folder, patients(80), [b"no json"], lines_a_file=60)
    return folder


@pytest.fixture(scope="module")
def whole(export: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("whole") / "out"
    replay(export, out=out)
    return written(out)


def killed_at(line: str, export: Path, out: Path, workers: int) -> list[str]:
    """Run in a process of its own, kill it with signal 9 at a line; what it said."""
    command = [sys.executable, str(HERE / "killed_replay.py")]
    command += [str(export), str(out), str(workers)]
    said: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for one in process.stdout:
            said.append(one.strip())
            if said[-1] == line:
                os.kill(process.pid, signal.SIGKILL)
                break
        process.wait()
    assert process.returncode == -signal.SIGKILL, said
    return said


@pytest.mark.parametrize(("line", "workers"), [("Reading +1", 1), ("Answering +1", 2)])
def test_killed_in_the_middle_it_goes_on_and_ends_with_the_same_bytes(
    line: str, workers: int, export: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    killed_at(line, export, out, workers)
    left = {path: path.stat().st_mtime_ns for path in (out / WORK).rglob("0*.parquet")}

    steps = Noting()
    run(request(export, out=out), steps)

    assert left
    assert steps.done_before, "what was done was done again"
    assert written(out) == whole
    assert not (out / WORK).exists()


class Noting(Silent):
    """Notes how many tasks were done before this run began."""

    done_before = 0

    def step(self, name: str, total: int, done: int = 0) -> None:
        assert done < max(total, 1) or name == "Reading"
        self.done_before += done


@pytest.mark.parametrize(
    "here",
    [
        Here(2, portion_bytes=100_000, shard_bytes=20_000),
        Here(1, portion_bytes=1 << 20, shard_bytes=1 << 20),
    ],
    ids=["two processes", "one task"],
)
def test_the_bytes_do_not_depend_on_processes_or_tasks(
    here: Here, export: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    replay(export, out=tmp_path / "out", here=here)

    assert written(tmp_path / "out") == whole


def test_a_finished_replay_is_not_done_again(export: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert replay(export, out=out) == "done"
    before = written(out)

    assert replay(export, out=out) == "done before"
    assert written(out) == before
    assert {path.name for path in out.iterdir()} == set(before)


def test_the_key_is_drawn_once_for_a_directory(export: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for out in (one, other):
        replay(export, out=out, key_file=None)

    assert (one / "key").stat().st_mode & 0o777 == 0o600
    assert drawn_key(one / "key") != drawn_key(other / "key")
    assert {row["patient"] for row in evaluations(one)}.isdisjoint(
        row["patient"] for row in evaluations(other)
    )


@pytest.mark.parametrize("is_finished", [True, False])
def test_a_directory_of_another_run_is_refused(
    is_finished: bool, export: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    if is_finished:
        replay(export, out=out)
    else:
        killed_at("Grouping by patient +1", export, out, 1)
    other = tmp_path / "other"
    write_export(other, patients(3))
    american = shipped("us")
    times = (datetime(2026, 1, 1, tzinfo=UTC),)

    for given, said in (
        (request(other, out=out), "other inputs"),
        (request(export, out=out, rulebook=american), "other rules"),
        (request(export, out=out, rulebook=american), "another locale"),
        (request(export, out=out, times=times), "other times"),
        (request(export, out=out, key_file=None), "another key"),
    ):
        with pytest.raises(OutputError, match=said):
            run(given, Silent())
        assert not (out / "run.json").exists() or is_finished


def test_two_replays_do_not_write_into_one_directory(
    export: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    class Again(Silent):
        def step(self, name: str, total: int, done: int = 0) -> None:
            with pytest.raises(OutputError, match="Another replay is writing"):
                run(request(export, out=out), Silent())

    run(request(export, out=out, here=SMALL), Again())
