"""What `pinprick rules check` prints: faults, then what people still owe."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import orjson
from rich.console import Console
from rich.markup import escape

from engine.errors import Diagnostic, RuleError
from engine.review.check import Review, check_rules


def print_check(directory: Path, locale: str, today: date, *, as_json: bool) -> bool:
    """Check and print the rules of a directory; whether they have no fault."""
    try:
        review = check_rules(directory, locale, today)
    except RuleError as error:  # what the loader refuses is a finding like any other
        review = Review(0, error.diagnostics, ())
    if as_json:
        print(orjson.dumps(_json(review), option=orjson.OPT_INDENT_2).decode())
    else:
        _print(review, directory)
    return not review.faults


def _print(review: Review, directory: Path) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for fault in review.faults:
        console.print(_line(fault, directory, "red"))
    if review.people:
        console.print("Owed by people, not faults of the files:", style="dim")
    for fact in review.people:
        console.print(_line(fact, directory, "yellow"))
    mark = "[red]✗[/]" if review.faults else "[green]✓[/]"
    console.print(
        f"{mark} {review.rules} rules, {len(review.faults)} findings of RF1xx to "
        f"RF6xx; {len(review.people)} of RF7xx. Not clinically signed."
    )


def _line(diagnostic: Diagnostic, directory: Path, colour: str) -> str:
    where = escape(f"{directory / diagnostic.file}:{diagnostic.line}")
    said = escape(f"{diagnostic.text} Fix: {diagnostic.fix}")
    return f"{where}: [{colour}]{diagnostic.code}[/] {said}"


def _json(review: Review) -> dict[str, object]:
    return {
        "rules": review.rules,
        "faults": _rows(review.faults),
        "people": _rows(review.people),
    }


def _rows(diagnostics: Iterable[Diagnostic]) -> list[dict[str, object]]:
    return [
        {
            "file": one.file.as_posix(),
            "line": one.line,
            "code": one.code,
            "text": one.text,
            "fix": one.fix,
        }
        for one in diagnostics
    ]
