"""The rows that pass from one step of a replay to the next, as Arrow.

A step is a function from batches to batches, so that the same function runs in
a process of this machine and in Spark's `mapInArrow`.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa

Role = Literal["record", "shared", "need", "rejected", "count"]
_BATCH_BYTES: Final = 4 << 20
_BATCH_ROWS: Final = 10_000


class Row(NamedTuple):
    """What reading one line of an export yields.

    role      means
    record    a resource of ``patient`` (keyed hash) alias ``owner`` (logical
              id), as JSON in ``body``, with the fullUrl of its entry if it has one
    shared    a resource of nobody in particular, under one ``name`` it has
    need      a record of ``patient`` refers to the shared resource ``name``
    rejected  a line or part that was not used: ``name`` is the reason,
              ``detail`` what is wrong and where in the line
    count     ``number`` resources of the type ``name`` were read

    ``source``, ``line`` and ``entry`` say where it stood, and are the order of
    a patient's records.
    """

    role: Role
    patient: str = ""
    owner: str = ""
    name: str = ""
    detail: str = ""
    source: int = 0
    line: int = 0
    entry: int = 0
    number: int = 0
    body: bytes = b""


def row_schema() -> "pa.Schema":
    """The columns of `Row`."""
    import pyarrow as pa  # noqa: PLC0415

    kinds = {
        "source": pa.int32(),
        "line": pa.int64(),
        "entry": pa.int32(),
        "number": pa.int64(),
        "body": pa.binary(),
    }
    return pa.schema([(name, kinds.get(name, pa.string())) for name in Row._fields])


def grouped_schema() -> "pa.Schema":
    """The columns of a patient's records, sorted by patient and place."""
    whole = row_schema()
    import pyarrow as pa  # noqa: PLC0415

    return pa.schema([whole.field(name) for name in GROUPED])


GROUPED: Final = ("patient", "owner", "source", "line", "entry", "body")


def batched(rows: Iterable[Row]) -> Iterator["pa.RecordBatch"]:
    """Rows as record batches of a few megabytes."""
    held: list[Row] = []
    weight = 0
    for row in rows:
        held.append(row)
        weight += len(row.body)
        if weight >= _BATCH_BYTES or len(held) >= _BATCH_ROWS:
            yield _batch(held)
            held, weight = [], 0
    if held:
        yield _batch(held)


def _batch(rows: list[Row]) -> "pa.RecordBatch":
    import pyarrow as pa  # noqa: PLC0415

    schema = row_schema()
    columns = zip(*rows, strict=True)
    arrays = [
        pa.array(values, one.type) for values, one in zip(columns, schema, strict=True)
    ]
    return pa.record_batch(arrays, schema=schema)


def answered_schema() -> "pa.Schema":
    """The columns of an evaluation, with its answers and problem codes inside.

    ``time`` is in microseconds since 1970: no machine's time zone changes it. A
    row without it stands for a patient: what became of each encounter
    in ``visits``, and whether a Patient resource came in ``has_patient``.
    """
    import pyarrow as pa  # noqa: PLC0415

    from engine.population.schema import (  # noqa: PLC0415
        answers_schema,
        evaluations_schema,
    )

    inner = [one for one in answers_schema() if one.name not in ("patient", "time")]
    answers = pa.list_(pa.struct(_optional(inner)))
    return pa.schema(
        [
            *_optional(evaluations_schema().set(1, pa.field("time", pa.int64()))),
            ("codes", pa.list_(pa.string())),
            ("visits", pa.list_(pa.string())),
            ("has_patient", pa.bool_()),
            ("answers", answers),
        ]
    )


def _optional(fields: Iterable["pa.Field"]) -> list["pa.Field"]:
    """The same columns with nulls allowed and plain lists: what Spark hands on."""
    import pyarrow as pa  # noqa: PLC0415

    return [
        pa.field(
            one.name,
            pa.list_(pa.string()) if pa.types.is_list(one.type) else one.type,
        )
        for one in fields
    ]
