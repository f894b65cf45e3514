"""The output of one replay, opened to be counted in: DuckDB over its files.

No row of it comes into Python but the sums and the lists that are shown.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import orjson

from engine.population.keyed import KeyedHash, read_key
from engine.population.report.errors import ReportError
from engine.population.schema import (
    ANSWERS,
    EVALUATIONS,
    FORMAT,
    KEY,
    RUN,
    RuleInRun,
    Run,
    answers_schema,
    evaluations_schema,
)

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

_OURS = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
# Times as UTC without a zone: DuckDB needs another library for the zone.
_UTC = "* replace (make_timestamp(epoch_us(time)) as time)"
_STAYS = """
create view {name}stays as
select e.*, coalesce(asked, 0) as asked,
  cards_critical + cards_warning + cards_info as cards
from {name}evaluations e left join (
  select patient, time, 1 as asked from {name}answers
  where status = 'active' and outcome = 'asks' and shown group by all
) using (patient, time)
"""


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run and where it can be asked about.

    The tables in ``connection`` are `evaluations` and `answers`, as
    `engine.population.schema` has them with times as UTC without a zone, and
    `stays`: evaluations with `cards`, their sum, and `asked`, 1 if a question
    stood on a card. The tables of a second run begin with "before_".
    """

    folder: Path
    run: Run
    connection: "DuckDBPyConnection"

    @property
    def rules(self) -> dict[str, RuleInRun]:
        """The rules that were evaluated, by id, sorted."""
        ordered = sorted(self.run["rules"], key=lambda one: one["rule"])
        return {one["rule"]: one for one in ordered}

    def rows(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        """The answer to one question in SQL."""
        return self.connection.execute(query, given).fetchall()


@contextmanager
def opened(folder: Path) -> Iterator[OpenRun]:
    """The run of an output directory; ReportError if it is not one, or not whole."""
    import duckdb  # noqa: PLC0415

    run = read_run(folder)
    with duckdb.connect(":memory:", config=dict(_OURS)) as connection:
        attach(connection, folder)
        yield OpenRun(folder, run, connection)


def key_of(run: OpenRun, file: Path | None) -> KeyedHash | None:
    """The key of a run: from a file, or its own directory, or None if not there.

    Raises ReportError for the key of another run, and what `read_key` raises.
    """
    kept = run.folder / KEY
    if file is None and not kept.exists():
        return None
    key = read_key(file or kept)
    if key.of("") != run.run["key_check"]:
        raise ReportError(
            f"The key in {file or kept} is not the key of {run.folder}. Give the "
            "--key-file that the replay was given."
        )
    return key


def read_run(folder: Path) -> Run:
    """What a directory says of its run; ReportError if that cannot be read."""
    file = folder / RUN
    try:
        run = orjson.loads(file.read_bytes())
    except OSError as error:
        raise ReportError(
            f"Cannot read {file}: {error.strerror}. Name a directory that "
            "`pinprick replay` wrote to its end."
        ) from None
    except orjson.JSONDecodeError:
        raise ReportError(f"{file} is no JSON. Replay the export again.") from None
    if not isinstance(run, dict) or run.get("format") != FORMAT:
        raise ReportError(
            f"{file} is not of format {FORMAT}, which this release reads. "
            "Replay the export with this release."
        )
    if missing := sorted(Run.__required_keys__ - run.keys()):
        raise ReportError(f"{file} lacks {', '.join(missing)}. Replay again.")
    return cast("Run", run)


def attach(connection: "DuckDBPyConnection", folder: Path, name: str = "") -> None:
    """Make the tables of a run; their names begin with ``name``."""
    for file, schema in (
        (EVALUATIONS, evaluations_schema()),
        (ANSWERS, answers_schema()),
    ):
        _attach(connection, folder / file, schema, name)
    connection.execute(_STAYS.format(name=name))


def _attach(
    connection: "DuckDBPyConnection", file: Path, schema: "pa.Schema", name: str
) -> None:
    import duckdb  # noqa: PLC0415

    if not file.is_file():
        raise ReportError(f"There is no {file}. The replay has not come to its end.")
    try:
        rows = connection.read_parquet(str(file))
    except duckdb.Error:
        raise ReportError(f"{file} is no Parquet file. Replay again.") from None
    if missing := [one for one in schema.names if one not in rows.columns]:
        raise ReportError(f"{file} lacks {', '.join(missing)}. Replay again.")
    rows.project(_UTC).create_view(f"{name}{file.stem}")
