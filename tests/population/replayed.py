"""Runs of the replay for tests: in this process, with small tasks."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq
from made_up import RULES, shipped

from engine.population.keyed import KeyedHash
from engine.population.local import Here
from engine.population.run import Ended, Request
from engine.population.run import replay as run
from engine.population.schema import (
    ANSWERS,
    EVALUATIONS,
    KEY,
    REJECTED,
    RUN,
)

KEYED = KeyedHash(b"0123456789abcdef0123456789abcdef")
# Small enough that a hundred patients are several tasks of each kind.
SMALL = Here(1, portion_bytes=30_000, shard_bytes=30_000)
FILES = (RUN, EVALUATIONS, ANSWERS, REJECTED)
Row = dict[str, Any]


class Silent:
    """Nobody who wants to know how far a run is."""

    def step(self, name: str, total: int, done: int = 0) -> None:
        pass

    def advance(self) -> None:
        pass


def request(*paths: Path, out: Path, **more: Any) -> Request:
    out.mkdir(exist_ok=True, parents=True)
    key = out.parent / KEY
    key.write_bytes(KEYED.key)
    given = Request(paths, out, RULES, shipped(), SMALL, key_file=key)
    return replace(given, **more)


def replay(*paths: Path, out: Path, **more: Any) -> Ended:
    """Replay with the shipped rules and the key of the tests."""
    return run(request(*paths, out=out, **more), Silent())


def written(out: Path) -> dict[str, bytes]:
    """The files of an output, byte for byte."""
    return {name: (out / name).read_bytes() for name in FILES}


def ran(out: Path) -> Any:
    """What `run.json` says."""
    return orjson.loads((out / RUN).read_bytes())


def evaluations(out: Path) -> list[Row]:
    rows: list[Row] = pq.read_table(out / EVALUATIONS).to_pylist()
    return rows


def answers(out: Path) -> list[Row]:
    rows: list[Row] = pq.read_table(out / ANSWERS).to_pylist()
    return rows


def fired(out: Path) -> dict[tuple[str, datetime], set[str]]:
    """The rules that fired, by patient and time; an evaluation may have none."""
    found: dict[tuple[str, datetime], set[str]] = defaultdict(set)
    for one in evaluations(out):
        found[one["patient"], one["time"]] = set()
    for one in answers(out):
        if one["outcome"] == "fires":
            found[one["patient"], one["time"]].add(one["rule"])
    return dict(found)
