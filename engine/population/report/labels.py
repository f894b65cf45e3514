"""Gold labels from a file: who, when, and how urgent it really was."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import orjson

from engine.population.report.errors import ReportError
from engine.rulebook.rule import URGENCIES

NONE: Final = "none"
LABELS: Final = (*URGENCIES, NONE)  # the most urgent first
_COLUMNS: Final = ("patient", "time", "urgency")
_NAMED: Final = 5  # faults named in one message

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Label:
    """One row: ``patient`` as the file has it, ``time`` in UTC, an urgency.

    ``row`` counts from 1, the heading of a CSV apart.
    """

    row: int
    patient: str
    time: datetime
    urgency: str


def read_labels(file: Path) -> tuple[Label, ...]:
    """The labels of a CSV, Parquet or NDJSON file, in its order.

    Columns are patient, time (ISO 8601, UTC if it names no zone) and urgency
    (that of a rule, or none). Raises ReportError that names the rows which
    cannot be read, and never what stands in them.
    """
    try:
        rows = list(_rows(file))
    except OSError as error:
        raise ReportError(f"Cannot read {file}: {error.strerror}.") from None
    except (csv.Error, UnicodeDecodeError, orjson.JSONDecodeError):
        raise ReportError(
            f"{file} is not the {file.suffix[1:]} its name says it is."
        ) from None
    made = [_label(at, row) for at, row in enumerate(rows, 1)]
    if faults := [one for one in made if isinstance(one, str)]:
        more = f" and {len(faults) - _NAMED} more" if len(faults) > _NAMED else ""
        raise ReportError(
            f"{file} has labels that cannot be read: {', '.join(faults[:_NAMED])}"
            f"{more}. A label has patient, time (2026-01-31T12:00:00Z) and urgency "
            f"({', '.join(LABELS)})."
        )
    return tuple(one for one in made if isinstance(one, Label))


def _rows(file: Path) -> Iterator[Row]:
    match file.suffix:
        case ".csv":
            with file.open(encoding="utf-8-sig", newline="") as lines:
                yield from csv.DictReader(lines, strict=True)
        case ".ndjson" | ".jsonl":
            for line in file.read_bytes().splitlines():
                if line.strip():
                    row = orjson.loads(line)
                    yield row if isinstance(row, dict) else {}
        case ".parquet":
            yield from _parquet_rows(file)
        case other:
            raise ReportError(
                f"{file}: labels come as .csv, .ndjson or .parquet, not {other!r}."
            )


def _parquet_rows(file: Path) -> Iterator[Row]:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        yield from pq.read_table(file).to_pylist()
    except pa.ArrowInvalid:
        raise ReportError(f"{file} is no Parquet file.") from None


def _label(at: int, row: Row) -> Label | str:
    """The label of a row, or which column of which row is at fault."""
    patient, time, urgency = (row.get(column) for column in _COLUMNS)
    if not isinstance(patient, str) or not patient.strip():
        return f"row {at} (patient)"
    if (instant := _instant(time)) is None:
        return f"row {at} (time)"
    if urgency not in LABELS:
        return f"row {at} (urgency)"
    return Label(at, patient.strip(), instant, str(urgency))


def _instant(time: object) -> datetime | None:
    if isinstance(time, str):
        try:
            time = datetime.fromisoformat(time.strip())
        except ValueError:
            return None
    if not isinstance(time, datetime):
        return None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
