"""The command `pinprick`: evaluate, test and show rules, serve.

Slow imports wait until a command needs them, so that `--help` is instant.
"""

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from engine.rulebook.rulebook import Rulebook

app = typer.Typer(
    help="Red-flag rules for numbness, from FHIR records to CDS Hooks cards.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
rules_app = typer.Typer(help="Read and test the rule files.", no_args_is_help=True)
app.add_typer(rules_app, name="rules")

DEFAULT_RULES = Path(__file__).resolve().parents[2] / "rules"
Rules = Annotated[Path, typer.Option("--rules", help="The directory of rules.")]
Locale = Annotated[str, typer.Option(help="Thresholds of which country: uk or us.")]


class Form(StrEnum):
    """How `pinprick evaluate` answers."""

    TEXT = "text"
    CARDS = "cards"
    JSON = "json"


@app.command()
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
) -> None:
    """Answer a Bundle, an array, a resource, NDJSON or a CDS Hooks request."""
    from engine.cli.answer import answered, print_answer, print_json  # noqa: PLC0415
    from engine.errors import PinprickError  # noqa: PLC0415

    body, instant = _read(file), _instant(now)
    rulebook = _rulebook(rules, locale)
    try:
        answer = answered(body, rulebook, instant, patient)
    except PinprickError as error:
        place = getattr(error, "place", "")
        _stop(f"{error}{f' (at {place})' if place else ''}")
    if form is Form.TEXT:
        print_answer(answer)
    else:
        print_json(answer, cards_only=form is Form.CARDS)


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        _stop(f"cannot read {file}: {error.strerror}.")


def _instant(text: str | None) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        _stop(f"--now {text!r} is no ISO 8601 time: write 2026-11-20T15:00:00Z.")
    if not 1900 <= instant.year < 3000:
        _stop(f"--now {text!r} is outside the years 1900 to 2999.")
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _rulebook(rules: Path, locale: str) -> "Rulebook":
    from engine.errors import RuleError  # noqa: PLC0415
    from engine.rulebook.load import load_rulebook  # noqa: PLC0415

    try:
        return load_rulebook(rules, locale)
    except RuleError as error:
        for diagnostic in error.diagnostics:
            print(f"{rules}/{diagnostic}", file=sys.stderr)
        _stop(f"{len(error.diagnostics)} faults in {rules}; nothing was run.")


@rules_app.command("test")
def rules_test(rules: Rules = DEFAULT_RULES, locale: Locale = "uk") -> None:
    """Run every case of every rule through both evaluators."""
    from engine.cli.cases import print_cases  # noqa: PLC0415

    if not print_cases(_rulebook(rules, locale)):
        raise typer.Exit(1)


@rules_app.command("show")
def rules_show(
    rule: Annotated[str, typer.Argument(help="A rule id, such as urgent/….")],
    rules: Rules = DEFAULT_RULES,
    locale: Locale = "uk",
) -> None:
    """Print a rule in English, as a committee reads it."""
    from engine.cli.rule import print_rule  # noqa: PLC0415

    rulebook = _rulebook(rules, locale)
    found = next((one for one in rulebook.rules if one.rule == rule), None)
    if found is None:
        known = "\n  ".join(one.rule for one in rulebook.rules)
        _stop(f"there is no rule {rule!r}. There are:\n  {known}")
    print_rule(found, rulebook)


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option(help="The address to listen on [127.0.0.1].")
    ] = None,
    port: Annotated[int | None, typer.Option(help="The port [8080].")] = None,
    rules: Annotated[Path | None, typer.Option(help="The directory of rules.")] = None,
) -> None:
    """Answer CDS Hooks calls; what is not given comes from PINPRICK_ settings."""
    from engine.service.serve import serve as run  # noqa: PLC0415

    raise typer.Exit(run(host, port, rules))


def _stop(message: str) -> NoReturn:
    print(f"pinprick: {message}", file=sys.stderr)
    raise typer.Exit(2)


def main() -> None:
    """Run the command line."""
    app()
