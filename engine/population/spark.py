"""The same replay on Apache Spark 4.0: the same functions, in `mapInArrow`.

Every executor needs this package and, at the same paths, the export, the rules
and the output directory: a file system that all of them share.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from engine.errors import PinprickError
from engine.population.evaluate import Plan, evaluated
from engine.population.group import ORDER, READ_ROWS, RECORDS
from engine.population.inputs import Span
from engine.population.local import Steps
from engine.population.rows import answered_schema, batched, row_schema
from engine.population.scan import Scanner

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

_SETTINGS: Final = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
# A master in this process: nothing has to be reached from another machine.
_HERE: Final = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
}
_LEAST_PARTITIONS: Final = 8
_PARTITIONS_A_CORE: Final = 4
_Batches = Iterable["pa.RecordBatch"]


class SparkMissing(PinprickError):
    """Spark cannot be used here; the message says what to install."""


def replay_on_spark(
    portions: Sequence[tuple[Span, ...]],
    plan: Plan,
    work: Path,
    master: str,
    steps: Steps,
) -> None:
    """Read, group and answer into ``work``; a step that is there already stays.

    Raises SparkMissing without pyspark or Java.
    """
    rows, answers = work / "rows", work / "answers"
    with _session(master) as spark:
        steps.step("Reading", 1, int(_is_done(rows)))
        if not _is_done(rows):
            _read(spark, portions, plan).write.mode("overwrite").parquet(_uri(rows))
            steps.advance()
        steps.step("Answering", 1, int(_is_done(answers)))
        if not _is_done(answers):
            answered = _answered(spark, rows, plan)
            answered.write.mode("overwrite").parquet(_uri(answers))
            steps.advance()


def _is_done(folder: Path) -> bool:
    return (folder / "_SUCCESS").exists()


def _uri(folder: Path) -> str:
    return folder.absolute().as_uri()


def _read(
    spark: "SparkSession", portions: Sequence[tuple[Span, ...]], plan: Plan
) -> "DataFrame":
    numbers = spark.range(0, len(portions), 1, len(portions))
    return numbers.mapInArrow(_reader(portions, plan), _columns(row_schema()))


def _reader(
    portions: Sequence[tuple[Span, ...]], plan: Plan
) -> Callable[[_Batches], _Batches]:
    scanner = Scanner(plan.hashed, plan.keeps_content)

    def read(batches: _Batches) -> Iterator["pa.RecordBatch"]:
        for batch in batches:
            for number in batch.column("id").to_pylist():
                yield from batched(scanner.rows(portions[number]))

    return read


def _answered(spark: "SparkSession", rows: Path, plan: Plan) -> "DataFrame":
    spark.read.parquet(_uri(rows)).createOrReplaceTempView(READ_ROWS)
    cores = spark.sparkContext.defaultParallelism
    parts = max(_LEAST_PARTITIONS, _PARTITIONS_A_CORE * cores)
    grouped = spark.sql(RECORDS).repartition(parts, "patient")
    in_order = grouped.sortWithinPartitions(*ORDER)

    def answer(batches: _Batches) -> Iterator["pa.RecordBatch"]:
        return evaluated(batches, plan)

    return in_order.mapInArrow(answer, _columns(answered_schema()))


def _columns(schema: "pa.Schema") -> str:
    """An Arrow schema in Spark's own words."""
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415

    return str(from_arrow_schema(schema).toDDL())


@contextmanager
def _session(master: str) -> Iterator["SparkSession"]:
    try:
        from pyspark.errors import PySparkRuntimeError  # noqa: PLC0415
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ImportError:
        raise SparkMissing(
            "--spark needs pyspark: pip install 'pinprick[spark]', and Java 17."
        ) from None
    settings = dict(_SETTINGS)
    if master.startswith("local"):
        settings |= _HERE
        # The setting of the same name is read by spark-submit alone.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("pinprick replay")
    try:
        spark = builder.config(map={**settings}).getOrCreate()
    except PySparkRuntimeError as error:
        raise SparkMissing(
            f"Spark did not start ({error.getCondition()}). It needs Java 17: "
            "set JAVA_HOME, and look at the master's address."
        ) from None
    spark.sparkContext.setLogLevel("ERROR")
    try:
        yield spark
    finally:
        spark.stop()
