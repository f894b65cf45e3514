"""`pinprick report`: what a replay would have meant, on a page and in figures.

Exit status: 0 written, 1 written and the evaluators differed, 2 no report.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from engine.cli.loading import stop

if TYPE_CHECKING:
    from engine.population.report.report import Report
    from engine.population.report.run import OpenRun
    from engine.population.report.shadow import ShadowCount

SETTINGS: Final = "settings"
_File = Path | None


@dataclass(frozen=True, slots=True)
class _Beside:
    """What to set beside the run, and where its changes go."""

    against: Path | None
    changes: Path | None
    labels: Path | None
    key_file: Path | None
    shadow: "tuple[ShadowCount, ...] | None"


def report(  # noqa: PLR0913, PLR0917 - one parameter an option
    run: Annotated[Path, typer.Argument(help="A directory of `pinprick replay`.")],
    html: Annotated[_File, typer.Option(help="Write the page here.")] = None,
    json: Annotated[_File, typer.Option(help="Write the figures here.")] = None,
    against: Annotated[
        Path | None, typer.Option(help="A replay of the same export before.")
    ] = None,
    changes: Annotated[
        _File, typer.Option(help="Write every changed answer: .parquet or .csv.")
    ] = None,
    labels: Annotated[
        _File, typer.Option(help="patient, time, urgency: .csv, .ndjson, .parquet.")
    ] = None,
    key_file: Annotated[
        _File, typer.Option(help="The key of the run, if not in its directory.")
    ] = None,
    shadow_from: Annotated[
        str, typer.Option(help="A database URL, or settings: PINPRICK_DATABASE_URL.")
    ] = "",
    encounters_a_day: Annotated[
        int, typer.Option(min=1, help="The size of the service to reckon for.")
    ] = 100,
    smallest_cell: Annotated[
        int, typer.Option(min=1, help="Fewer patients by sex, age, site: withheld.")
    ] = 5,
) -> None:
    """Say how often rules would have fired and asked, on whom, and how well."""
    from engine.cli.report_summary import print_summary  # noqa: PLC0415
    from engine.errors import PinprickError  # noqa: PLC0415
    from engine.population.report.build import report_of  # noqa: PLC0415
    from engine.population.report.run import opened  # noqa: PLC0415

    if changes and not against:
        stop("--changes needs --against: a replay to compare with.")
    try:
        counts = _shadow_counts(shadow_from) if shadow_from else None
        beside = _Beside(against, changes, labels, key_file, counts)
        with opened(run) as open_run:
            made = report_of(open_run, encounters_a_day, smallest_cell)
            made = _with(beside, open_run, made)
    except PinprickError as error:
        stop(str(error))
    _write(made, html, json)
    print_summary(made)
    if made.problems.differing_evaluations:
        raise typer.Exit(1)


def _with(beside: _Beside, run: "OpenRun", report: "Report") -> "Report":
    from engine.population.report.against import compare, write_changes  # noqa: PLC0415
    from engine.population.report.gold import gold  # noqa: PLC0415
    from engine.population.report.labels import read_labels  # noqa: PLC0415
    from engine.population.report.run import key_of  # noqa: PLC0415
    from engine.population.report.shadow import live_shadow  # noqa: PLC0415

    if beside.labels:
        key = key_of(run, beside.key_file)
        report = replace(report, gold=gold(run, read_labels(beside.labels), key))
    if beside.shadow is not None:
        report = replace(report, live=live_shadow(run, beside.shadow))
    if beside.against:
        report = replace(report, comparison=compare(run, beside.against))
        if beside.changes:
            write_changes(run, beside.changes)
    return report


def _shadow_counts(where: str) -> "tuple[ShadowCount, ...]":
    """What the service's store counted; nothing in it is changed."""
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    from engine.service.settings import read_settings  # noqa: PLC0415
    from engine.store.database import open_store  # noqa: PLC0415
    from engine.store.shadow import shadow_counts  # noqa: PLC0415

    if where == SETTINGS:
        where = read_settings().database_url.get_secret_value()
    _refuse_new_file(where)
    try:
        store = open_store(where, upgrade_at_start=False)
        try:
            return shadow_counts(store)
        finally:
            store.close()
    except SQLAlchemyError as error:
        # The message may name the host and the user.
        stop(
            f"the database of --shadow-from does not answer "
            f"({type(error).__qualname__}). Check its URL and its user."
        )


def _refuse_new_file(url: str) -> None:
    """SQLite would make an empty database of a name that is misspelt."""
    from sqlalchemy.engine import make_url  # noqa: PLC0415
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    try:
        parsed = make_url(url)
    except ArgumentError:
        return  # `open_store` says so, and shows no password
    name = parsed.database
    is_file = parsed.get_backend_name() == "sqlite" and name not in (None, ":memory:")
    if is_file and not str(name).startswith("file:") and not Path(str(name)).exists():
        stop(f"--shadow-from: there is no database file {name}.")


def _write(report: "Report", html: Path | None, json: Path | None) -> None:
    from engine.population.report.as_json import as_json  # noqa: PLC0415
    from engine.population.report.page import page  # noqa: PLC0415

    try:
        if html:
            html.write_text(page(report), encoding="utf-8")
        if json:
            json.write_bytes(as_json(report))
    except OSError as error:
        stop(f"cannot write {error.filename}: {error.strerror}.")
