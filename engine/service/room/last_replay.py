"""The last replay: how often each rule fired and asked on real records.

Read from the files that `pinprick replay` wrote; counts alone are shown.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from engine.population.schema import ANSWERS, RUN

_COUNT: Final = "SELECT rule, outcome, count(*) FROM read_parquet(?) GROUP BY ALL"


@dataclass(frozen=True, slots=True)
class Fired:
    """How often one rule answered, for a thousand evaluations."""

    fires: float
    asks: float
    version: int


@dataclass(frozen=True, slots=True)
class Replayed:
    """A replay; ``fault`` says why there is none that can be shown.

    ``rules`` has every rule that was evaluated, also one that stayed quiet.
    """

    fault: str = ""
    evaluations: int = 0
    patients: int = 0
    rules_digest: str = ""
    rules: Mapping[str, Fired] = field(default_factory=dict)


def last_replay(directory: Path | None) -> Replayed:
    """What stands in the directory of a replay."""
    if directory is None:
        return Replayed("No replay is set: PINPRICK_REPLAY_DIR names its directory.")
    try:
        files = tuple((directory / name).stat().st_mtime_ns for name in (RUN, ANSWERS))
    except OSError:
        text = f"The directory of the replay lacks {RUN} or {ANSWERS}."
        return Replayed(text)
    return _read(directory, files)


@lru_cache(maxsize=2)
def _read(directory: Path, _: tuple[int, ...]) -> Replayed:
    import duckdb  # noqa: PLC0415 - a service without a replay never loads it

    try:
        run = json.loads((directory / RUN).read_bytes())
        with duckdb.connect() as memory:
            counted = memory.execute(_COUNT, [str(directory / ANSWERS)]).fetchall()
        return _told(run, counted)
    except (OSError, ValueError, KeyError, TypeError, duckdb.Error):
        return Replayed("The files of the replay cannot be read. Run it again.")


def _told(run: Mapping[str, Any], counted: list[tuple[str, str, int]]) -> Replayed:
    counts = {(rule, outcome): number for rule, outcome, number in counted}
    evaluations = int(run["counts"]["evaluations"])

    def often(rule: str, outcome: str) -> float:
        return 1000 * counts.get((rule, outcome), 0) / max(1, evaluations)

    return Replayed(
        evaluations=evaluations,
        patients=int(run["counts"]["patients"]),
        rules_digest=str(run["rules_digest"]),
        rules={
            one["rule"]: Fired(
                often(one["rule"], "fires"), often(one["rule"], "asks"), one["version"]
            )
            for one in run["rules"]
        },
    )
