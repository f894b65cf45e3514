"""`pinprick rules check | test | mutate | coverage ...`: for authors and CI.

Exit status: 0 clean, 1 findings, 2 nothing could be run.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.loading import DEFAULT_RULES, Locale, Rules, loaded, rule_of, stop

DEFAULT_DOCS = DEFAULT_RULES.parent / "docs"
DEFAULT_PAGES = DEFAULT_DOCS / "rule-checks"
AsJson = Annotated[bool, typer.Option("--json", help="JSON for programs.")]


def add_to(rules_app: typer.Typer) -> None:
    """Add the commands of this module to `pinprick rules`."""
    rules_app.command("check")(check)
    rules_app.command("test")(test)
    rules_app.command("mutate")(mutate)
    rules_app.command("schema")(schema)
    rules_app.command("pages")(pages)
    rules_app.command("coverage")(coverage)


def check(
    rules: Rules = DEFAULT_RULES, locale: Locale = "uk", as_json: AsJson = False
) -> None:
    """Check every rule file; what people still owe (RF7xx) is told apart."""
    from engine.cli.check import print_check  # noqa: PLC0415

    if not rules.is_dir():
        stop(f"there is no directory {str(rules)!r}.")
    today = datetime.now(UTC).date()
    if not print_check(rules, locale, today, as_json=as_json):
        raise typer.Exit(1)


def test(
    rules: Rules = DEFAULT_RULES, locale: Locale = "uk", as_json: AsJson = False
) -> None:
    """Run every case of every rule through both evaluators."""
    from engine.cli.cases import print_cases  # noqa: PLC0415

    rulebook = loaded(rules, locale)
    if not print_cases(rulebook, rules.resolve().parent, as_json=as_json):
        raise typer.Exit(1)


def mutate(
    rule: Annotated[str | None, typer.Argument(help="One rule id; else all.")] = None,
    rules: Rules = DEFAULT_RULES,
    locale: Locale = "uk",
    as_json: AsJson = False,
) -> None:
    """Put small mistakes into the rules: does a case notice each of them?"""
    from engine.cli.mutate import print_mutants  # noqa: PLC0415

    rulebook = loaded(rules, locale)
    chosen = rulebook.rules if rule is None else (rule_of(rulebook, rule),)
    if not print_mutants(rulebook, rules.resolve().parent, chosen, as_json=as_json):
        raise typer.Exit(1)


def schema(rules: Rules = DEFAULT_RULES) -> None:
    """Write the JSON Schemas of all files under rules/, for editors."""
    from engine.review.schema import schemas  # noqa: PLC0415

    _write(rules / "schema", schemas())


def pages(
    docs: Annotated[Path, typer.Option(help="Where the pages go.")] = DEFAULT_PAGES,
) -> None:
    """Write the page of every check code (docs/rule-checks)."""
    from engine.review.pages import pages as made  # noqa: PLC0415

    _write(docs, made())


def coverage(
    rules: Rules = DEFAULT_RULES,
    locale: Locale = "uk",
    docs: Annotated[Path, typer.Option(help="Where the page goes.")] = DEFAULT_DOCS,
) -> None:
    """Write docs/coverage.md; exit 1 if a row of the pattern table has no rule."""
    from engine.errors import RuleError  # noqa: PLC0415
    from engine.review.coverage import coverage_of, page  # noqa: PLC0415

    try:
        covered = coverage_of(rules, loaded(rules, locale))
    except RuleError as error:
        stop(str(error))
    _write(docs, {"coverage.md": page(covered)})
    for gap in covered.gaps():
        print(gap)
    if covered.gaps():
        raise typer.Exit(1)


def _write(folder: Path, texts: dict[str, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        stop(f"cannot write {folder}: {error.strerror}.")
    print(f"{folder}: {len(texts)} files")
