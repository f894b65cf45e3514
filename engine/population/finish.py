"""The output of a replay, from what its tasks have left in the work folder."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import orjson

from engine.population.group import READ_ROWS
from engine.population.inputs import Source
from engine.population.schema import (
    ANSWERS,
    EVALUATIONS,
    REJECTED,
    Counts,
    answers_schema,
    evaluations_schema,
)
from engine.population.tables import (
    batches_of,
    database,
    view,
    whole_file,
    write_table,
)

if TYPE_CHECKING:
    import duckdb

_ANSWERED: Final = "answered"
_OWNER_ONLY: Final = 0o600


def write_output(out: Path, work: Path, sources: Iterable[Source]) -> Counts:
    """Write the tables and the rejected lines into ``out``; what was counted."""
    with database(work / "spill") as connection:
        view(connection, READ_ROWS, work / "rows")
        view(connection, _ANSWERED, work / "answers")
        for name, query, schema in (
            (EVALUATIONS, _evaluations(), evaluations_schema()),
            (ANSWERS, _answers(), answers_schema()),
        ):
            write_table(batches_of(connection, query), schema, out / name)
        _write_rejected(connection, out / REJECTED, {s.number: s for s in sources})
        return _counts(connection)


def _evaluations() -> str:
    names = ", ".join(evaluations_schema().names[2:])
    return (
        f"SELECT patient, make_timestamp(time) AS time, {names} FROM {_ANSWERED} "
        f"WHERE time IS NOT NULL ORDER BY patient, {_ANSWERED}.time"
    )


def _answers() -> str:
    names = ", ".join(f"answer.{name}" for name in answers_schema().names[2:])
    return (
        f"SELECT patient, make_timestamp(micros) AS time, {names} FROM ("
        f"SELECT patient, time AS micros, unnest(answers) AS answer FROM {_ANSWERED} "
        "WHERE time IS NOT NULL) ORDER BY patient, micros, answer.rule"
    )


def _write_rejected(
    connection: "duckdb.DuckDBPyConnection", target: Path, sources: dict[int, Source]
) -> None:
    query = (
        f"SELECT source, line, name, detail, body FROM {READ_ROWS} "
        "WHERE role = 'rejected' ORDER BY source, line, entry, name, detail"
    )
    with whole_file(target, _OWNER_ONLY) as path, path.open("wb") as file:
        for batch in batches_of(connection, query):
            for row in batch.to_pylist():
                file.write(orjson.dumps(_rejected(row, sources)) + b"\n")


def _rejected(row: dict[str, object], sources: dict[int, Source]) -> dict[str, object]:
    number, body = row["source"], row["body"]
    assert isinstance(number, int) and isinstance(body, bytes)
    said = {
        "file": sources[number].name,
        "line": row["line"],
        "reason": row["name"],
        "what": row["detail"],
        "content": body.decode(errors="replace"),
    }
    return {name: value for name, value in said.items() if value not in ("", 0)}


def _counts(connection: "duckdb.DuckDBPyConnection") -> Counts:
    def of(query: str) -> dict[str, int]:
        return dict(sorted(connection.sql(query).fetchall()))

    def each(column: str) -> dict[str, int]:
        return of(
            f"SELECT one, count(*) FROM (SELECT unnest({column}) AS one "
            f"FROM {_ANSWERED}) GROUP BY one"
        )

    patients, without, evaluations = connection.sql(
        "SELECT count(*) FILTER (time IS NULL), "
        "count(*) FILTER (time IS NULL AND NOT has_patient), "
        f"count(time) FROM {_ANSWERED}"
    ).fetchall()[0]
    return Counts(
        patients=patients,
        patients_not_sent=without,
        evaluations=evaluations,
        resources=of(
            f"SELECT name, sum(number)::BIGINT FROM {READ_ROWS} "
            "WHERE role = 'count' GROUP BY name"
        ),
        encounters=each("visits"),
        evaluations_problems=each("codes"),
        rejected=of(
            f"SELECT name, count(*) FROM {READ_ROWS} "
            "WHERE role = 'rejected' GROUP BY name"
        ),
    )
