"""Rows of an export, in any order, as the records of one patient after another.

The SQL is plain enough for DuckDB and for Spark. A patient is given, besides
the own records, the shared resources they refer to: a Medication, a Location.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.population.tables import database, view, whole_file

READ_ROWS: Final = "read_rows"
ORDER: Final = ("patient", "source", "line", "entry")
RECORDS: Final = f"""
SELECT patient, owner, source, line, entry, body
FROM {READ_ROWS} WHERE role = 'record'
UNION ALL
SELECT wanted.patient, wanted.owner, shared.source, shared.line, shared.entry,
  shared.body
FROM (
  SELECT DISTINCT patient, owner, name FROM {READ_ROWS} WHERE role = 'need'
) AS wanted
JOIN (SELECT * FROM {READ_ROWS} WHERE role = 'shared') AS shared
  ON shared.name = wanted.name
"""
# Reading a record costs something, however short it is.
_A_RECORD: Final = 1000
_FEWEST_ROWS: Final = 2048
_DIGITS: Final = 8


@dataclass(frozen=True, slots=True)
class Shard:
    """Patients whose hashes lie in a range: one task, some megabytes."""

    number: int
    first: str
    below: str


def group(
    rows: Path, grouped: Path, spill: Path, threads: int, shard_bytes: int
) -> None:
    """Sort all records by patient into one file, on disk where it must be."""
    with database(spill, threads) as connection, whole_file(grouped) as path:
        view(connection, READ_ROWS, rows)
        count, number = _size(rows, spill, shard_bytes)
        length = max(_FEWEST_ROWS, number // count)
        target = str(path).replace("'", "''")
        connection.execute(
            f"COPY ({RECORDS} ORDER BY {', '.join(ORDER)}) TO '{target}' "
            f"(FORMAT parquet, COMPRESSION lz4, ROW_GROUP_SIZE {length})"
        )


def shards(rows: Path, spill: Path, shard_bytes: int) -> tuple[Shard, ...]:
    """The ranges of hashes to work through; the same for the same rows."""
    count, _ = _size(rows, spill, shard_bytes)
    edges = [f"{(number << 32) // count:0{_DIGITS}x}" for number in range(count)]
    return tuple(
        Shard(number, first, below)
        for number, (first, below) in enumerate(
            zip(edges, [*edges[1:], "g"], strict=True)  # after every digit
        )
    )


def _size(rows: Path, spill: Path, shard_bytes: int) -> tuple[int, int]:
    """How many shards, and how many records there are."""
    with database(spill) as connection:
        view(connection, READ_ROWS, rows)
        number, weight = connection.sql(
            f"SELECT count(*), coalesce(sum(octet_length(body) + {_A_RECORD}), 0) "
            f"FROM {READ_ROWS} WHERE role = 'record'"
        ).fetchall()[0]
    return int(weight) // shard_bytes + 1, int(number)
