"""Parquet in and out, and the one database that sorts what memory cannot hold.

Files are written beside their place and moved there when they are whole, so
that a file that is there is complete, whenever the run was stopped.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_MEMORY: Final = "512MB"
_ROW_GROUP: Final = 1 << 16


@contextmanager
def whole_file(target: Path, mode: int = 0o644) -> Iterator[Path]:
    """A path to write to, put in place of ``target`` when all went well."""
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        fresh.touch(mode)
        fresh.chmod(mode)
        yield fresh
        with open(fresh, "rb+") as file:
            os.fsync(file.fileno())
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def write_table(
    batches: Iterable["pa.RecordBatch"], schema: "pa.Schema", target: Path
) -> None:
    """Write batches to one file; the bytes depend on the rows alone."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    with (
        whole_file(target) as path,
        pq.ParquetWriter(
            path, schema, version="2.6", compression="zstd", compression_level=3
        ) as writer,
    ):
        for table in _row_groups(batches, schema):
            writer.write_table(table, row_group_size=_ROW_GROUP)


def _row_groups(
    batches: Iterable["pa.RecordBatch"], schema: "pa.Schema"
) -> Iterator["pa.Table"]:
    """The rows in tables of one length each, in one piece.

    Pages end where pieces do: as they came, they would not be the same twice.
    """
    import pyarrow as pa  # noqa: PLC0415

    held = schema.empty_table()
    for batch in batches:
        held = pa.concat_tables([held, pa.Table.from_batches([batch]).cast(schema)])
        while held.num_rows >= _ROW_GROUP:
            yield held.slice(0, _ROW_GROUP).combine_chunks()
            held = held.slice(_ROW_GROUP)
    if held.num_rows:
        yield held.combine_chunks()


@contextmanager
def database(spill: Path, threads: int = 1) -> Iterator["duckdb.DuckDBPyConnection"]:
    """A DuckDB in memory that spills to a folder."""
    import duckdb  # noqa: PLC0415

    spill.mkdir(parents=True, exist_ok=True)
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _MEMORY,
        "threads": threads,
        "temp_directory": str(spill),
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(config=config) as connection:
        yield connection


def view(connection: "duckdb.DuckDBPyConnection", name: str, folder: Path) -> None:
    """Name all Parquet files of a folder as one table."""
    files = str(folder / "*.parquet").replace("'", "''")
    connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{files}')")


def batches_of(
    connection: "duckdb.DuckDBPyConnection", query: str
) -> Iterator["pa.RecordBatch"]:
    """The rows of a query, a batch at a time."""
    yield from connection.sql(query).to_arrow_reader(_ROW_GROUP)
