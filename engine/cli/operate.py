"""`pinprick settings` and `pinprick doctor`: for those who operate the service."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from engine.service.doctor.finding import Found

_COLOURS: Final[Mapping[str, str]] = {
    "wrong": "bold red",
    "warn": "yellow",
    "ok": "green",
    "not checked": "dim",
}


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to `pinprick`."""
    app.command("settings")(settings)
    app.command("doctor")(doctor)


def settings(
    markdown: Annotated[
        bool, typer.Option("--markdown", help="As the page docs/settings.md.")
    ] = False,
) -> None:
    """List every setting: its type, default, meaning and an example."""
    from engine.service.configuration.page import settings_page  # noqa: PLC0415
    from engine.service.settings import GROUPS  # noqa: PLC0415

    page = settings_page(GROUPS)
    if markdown:
        print(page, end="")
        return
    from rich.markdown import Markdown  # noqa: PLC0415

    Console().print(Markdown(page))


def doctor(
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object, for programs.")
    ] = False,
) -> None:
    """Say what is wrong with this installation, and what to do.

    Looks at the settings of this environment as `pinprick serve` would read them.
    Exit status: 1 if anything is wrong, else 0.
    """
    from engine.service.doctor.examine import examine  # noqa: PLC0415

    found = list(examine(lambda: datetime.now(UTC)))
    if as_json:
        print(json.dumps({"found": [one.as_json() for one in found]}, indent=2))
    else:
        print_found(found, Console())
    raise typer.Exit(int(any(one.state == "wrong" for one in found)))


def print_found(found: "Sequence[Found]", console: Console) -> None:
    """A line for each finding, the next step below what is not ok."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for _ in range(3):
        table.add_column(overflow="fold")
    for one in found:
        table.add_row(Text(one.state, _COLOURS[one.state]), one.name, Text(one.what))
        if one.next_step:
            table.add_row("", "", Text(f"→ {one.next_step}", "italic"))
    console.print(table)
    counts: Counter[str] = Counter(one.state for one in found)
    said = ", ".join(f"{counts[state]} {state}" for state in _COLOURS if counts[state])
    console.print(Text(f"\n{said}", "bold"))
