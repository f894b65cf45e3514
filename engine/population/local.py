"""A replay on one machine: as many processes as cores, an engine in each."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

from engine.population.evaluate import Plan, evaluated
from engine.population.group import Shard, group, shards
from engine.population.inputs import Span
from engine.population.rows import (
    GROUPED,
    answered_schema,
    batched,
    row_schema,
)
from engine.population.scan import Scanner
from engine.population.tables import write_table

_Task = TypeVar("_Task")


class Steps(Protocol):
    """Somebody who is told how far a run is."""

    def step(self, name: str, total: int, done: int = 0) -> None:
        """A step begins, of so many tasks, some of them done before."""

    def advance(self) -> None:
        """A task of the step is done."""


@dataclass(frozen=True, slots=True)
class Here:
    """How this machine works: processes, and how much is one task of reading
    and of answering. The answers do not depend on any of it.
    """

    workers: int = 1
    portion_bytes: int = 32 << 20
    shard_bytes: int = 4 << 20


@dataclass(frozen=True, slots=True)
class Reading:
    """A portion to read into a file of rows."""

    portion: tuple[Span, ...]
    plan: Plan
    target: Path

    def run(self) -> None:
        """Read it; nothing is in the place of the file until it is whole."""
        scanner = Scanner(self.plan.hashed, self.plan.keeps_content)
        write_table(batched(scanner.rows(self.portion)), row_schema(), self.target)


@dataclass(frozen=True, slots=True)
class Answering:
    """A range of patients to answer into a file."""

    grouped: Path
    shard: Shard
    plan: Plan
    target: Path

    def run(self) -> None:
        """Answer them; nothing is in the place of the file until it is whole."""
        import pyarrow.parquet as pq  # noqa: PLC0415

        bounds = [
            ("patient", ">=", self.shard.first),
            ("patient", "<", self.shard.below),
        ]
        table = pq.read_table(self.grouped, columns=list(GROUPED), filters=bounds)
        answers = evaluated(table.to_batches(max_chunksize=1000), self.plan)
        write_table(answers, answered_schema(), self.target)


def replay_here(
    portions: Sequence[tuple[Span, ...]],
    plan: Plan,
    work: Path,
    here: Here,
    steps: Steps,
) -> None:
    """Read, group and answer into ``work``; what is there already stays."""
    rows, answers = work / "rows", work / "answers"
    grouped, spill = work / "grouped.parquet", work / "spill"
    for folder in (rows, answers):
        folder.mkdir(parents=True, exist_ok=True)
    with _processes(here.workers) as run_all:
        readings = [
            Reading(portion, plan, rows / f"{number:06}.parquet")
            for number, portion in enumerate(portions)
        ]
        _run("Reading", readings, run_all, steps)
        if not grouped.exists():
            steps.step("Grouping by patient", 1)
            group(rows, grouped, spill, here.workers, here.shard_bytes)
            steps.advance()
        answerings = [
            Answering(grouped, shard, plan, answers / f"{shard.number:06}.parquet")
            for shard in shards(rows, spill, here.shard_bytes)
        ]
        _run("Answering", answerings, run_all, steps)


_RunAll = Callable[[Iterable[Reading | Answering]], Iterator[None]]


def _run(
    name: str, tasks: Sequence[Reading | Answering], run_all: _RunAll, steps: Steps
) -> None:
    left = [task for task in tasks if not task.target.exists()]
    steps.step(name, len(tasks), len(tasks) - len(left))
    for _ in run_all(left):
        steps.advance()


def _run_one(task: Reading | Answering) -> None:
    task.run()


@contextmanager
def _processes(workers: int) -> Iterator[_RunAll]:
    """A way to run tasks, in any order; in this process if there is one alone."""
    if workers == 1:
        yield lambda tasks: map(_run_one, tasks)
        return
    # A forked process would inherit the threads of the database, half of them.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, initializer=_end_with_parent)
    try:
        yield lambda tasks: _some_at_a_time(pool, tasks, 2 * workers)
    finally:
        pool.shutdown(cancel_futures=True)


def _some_at_a_time(
    pool: ProcessPoolExecutor, tasks: Iterable[Reading | Answering], most: int
) -> Iterator[None]:
    waiting = iter(tasks)
    begun: set[Future[None]] = set()
    while True:
        begun |= {
            pool.submit(_run_one, task) for task in islice(waiting, most - len(begun))
        }
        if not begun:
            return
        ended, begun = wait(begun, return_when=FIRST_COMPLETED)
        for future in ended:
            yield future.result()


def _end_with_parent() -> None:
    """End when the parent does, however it ended: a killed one says nothing."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # a spawned process has one

    def wait_and_end() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait_and_end, daemon=True).start()
