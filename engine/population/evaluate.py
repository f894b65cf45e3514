"""Batches of grouped records -> batches of answers: the step that costs.

One function for a process of this machine and for Spark's `mapInArrow`. The
rows come sorted by patient; only one patient's records are parsed at a time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson

from engine.errors import PinprickError
from engine.evaluation import Engine
from engine.fhir.fields import words
from engine.fhir.found import Found
from engine.population.keyed import KeyedHash
from engine.population.patient import Replayer
from engine.population.rows import GROUPED, answered_schema
from engine.rulebook.load import load_rulebook
from engine.rulebook.rulebook import in_service

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH_ROWS: Final = 1_000
# As many as the longest record has, and few enough to weigh nothing.
_TEXTS_REMEMBERED: Final = 4_096


class RulesChanged(PinprickError):
    """The rules are not those the run began with."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What every process of a run has to know.

    ``rules`` is the directory, as each machine sees it, and ``digest`` what its
    rules must be; ``times`` None stands for the encounters.
    """

    rules: str
    locale: str
    digest: str
    hashed: KeyedHash
    times: tuple[datetime, ...] | None = None
    keeps_content: bool = False


def evaluated(
    batches: Iterable["pa.RecordBatch"], plan: Plan
) -> Iterator["pa.RecordBatch"]:
    """The answers about all patients of some batches, in their order."""
    replayer = _replayer_of(plan)
    held: list[dict[str, object]] = []
    for (patient, owner), rows in groupby(_rows(batches), key=itemgetter(0, 1)):
        found = [found_in(row) for row in rows]
        held.extend(replayer.rows(patient, owner, found))
        if len(held) >= _BATCH_ROWS:
            yield _batch(held)
            held = []
    if held:
        yield _batch(held)


@lru_cache(maxsize=1)
def _replayer_of(plan: Plan) -> Replayer:
    engine = engine_of(plan.rules, plan.locale, plan.digest)
    return Replayer(engine, plan.hashed, plan.times)


@lru_cache(maxsize=1)
def engine_of(rules: str, locale: str, digest: str) -> Engine:
    """The engine of a directory, once a process; shadow and draft rules too.

    Raises RulesChanged if the directory has other rules by now.
    """
    rulebook = load_rulebook(Path(rules), locale)
    if rulebook.digest != digest:
        raise RulesChanged(
            f"The rules in {rules} changed while they were replayed. "
            "Start again with another --out."
        )
    return Engine(in_service(rulebook, with_drafts=True), _TEXTS_REMEMBERED)


def found_in(row: tuple[Any, ...]) -> Found:
    """The resource of a grouped row, where it stood as its place."""
    _, _, source, line, entry, body = row
    resource = orjson.loads(body)
    full_url = ""
    if "resourceType" not in resource:
        full_url, resource = resource["fullUrl"], resource["resource"]
    place = f"file {source} line {line} entry {entry}"
    return Found(place, words(resource["resourceType"]), full_url, resource)


def _rows(batches: Iterable["pa.RecordBatch"]) -> Iterator[tuple[Any, ...]]:
    for batch in batches:
        columns = [batch.column(name).to_pylist() for name in GROUPED]
        yield from zip(*columns, strict=True)


def _batch(rows: list[dict[str, object]]) -> "pa.RecordBatch":
    import pyarrow as pa  # noqa: PLC0415

    return pa.RecordBatch.from_pylist(rows, schema=answered_schema())
