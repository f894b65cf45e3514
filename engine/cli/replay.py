"""`pinprick replay`: rules on the past, from an export to tables of answers."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.loading import DEFAULT_RULES, Locale, Rules, loaded, stop

if TYPE_CHECKING:
    from engine.population.schema import Run

AT_ENCOUNTERS = "encounters"


def replay(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="Folders or files: NDJSON of a bulk export, Bundles, also .gz.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path, typer.Option(help="The directory for the answers.", show_default=False)
    ],
    at: Annotated[
        str, typer.Option(help="encounters, or instants: 2026-01-01,2026-02-01…")
    ] = AT_ENCOUNTERS,
    rules: Rules = DEFAULT_RULES,
    locale: Locale = "uk",
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes [one a core].")
    ] = None,
    key_file: Annotated[
        Path | None,
        typer.Option(help="The key of the hashes [drawn, and kept in --out]."),
    ] = None,
    spark: Annotated[
        str, typer.Option(help="A Spark master, such as local[2].", show_default=False)
    ] = "",
    keep_content: Annotated[
        bool, typer.Option("--keep-content", help="Keep what rejected lines say.")
    ] = False,
) -> None:
    """Replay the rules on an export; started again, it goes on where it stopped."""
    from engine.cli.replay_bar import Bar  # noqa: PLC0415
    from engine.errors import PinprickError  # noqa: PLC0415
    from engine.population import run  # noqa: PLC0415
    from engine.population.local import Here  # noqa: PLC0415

    request = run.Request(
        paths=tuple(paths),
        out=out,
        rules=rules,
        rulebook=loaded(rules, locale),
        here=Here(workers or len(os.sched_getaffinity(0))),
        times=_times(at),
        key_file=key_file,
        spark=spark,
        keeps_content=keep_content,
    )
    try:
        with Bar() as steps:
            ended = run.replay(request, steps)
    except PinprickError as error:
        stop(str(error))
    if ended == "done before":
        print(f"pinprick: {out} has this very replay already.", file=sys.stderr)
    _print_summary(out)


def _times(at: str) -> tuple[datetime, ...] | None:
    if at == AT_ENCOUNTERS:
        return None
    return tuple(sorted({_instant(one.strip()) for one in at.split(",")}))


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        stop(
            f"--at {text!r} is no ISO 8601 date or time: write {AT_ENCOUNTERS}, or "
            "2026-01-01,2026-02-01T12:00:00Z."
        )
    zoned = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return zoned.astimezone(UTC)


def _print_summary(out: Path) -> None:
    """What was counted, in a few lines on standard output."""
    import orjson  # noqa: PLC0415

    from engine.population.schema import RUN  # noqa: PLC0415

    run: Run = orjson.loads((out / RUN).read_bytes())
    counts = run["counts"]
    print(f"{out}: {counts['patients']} patients, {counts['evaluations']} evaluations")
    print(
        f"{sum(counts['resources'].values())} resources of {len(run['inputs'])} files"
    )
    if counts["patients_not_sent"]:
        print(f"{counts['patients_not_sent']} patients without a Patient resource")
    for name in ("encounters", "rejected", "evaluations_problems"):
        for word, number in counts[name].items():
            print(f"{name.replace('_', ' with ')}: {word} {number}")
