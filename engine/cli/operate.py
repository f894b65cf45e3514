"""`pinprick settings` and `pinprick doctor`: for those who operate the service."""

from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to `pinprick`."""
    app.command("settings")(settings)


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
    from rich.console import Console  # noqa: PLC0415
    from rich.markdown import Markdown  # noqa: PLC0415

    Console().print(Markdown(page))
