"""`pinprick database upgrade | status | prune`: for those who operate the service.

Exit status: 0 done or current, 1 not current, 2 nothing could be done.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from engine.cli.loading import stop

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from engine.store.upgrade import Standing

Found = TypeVar("Found")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to `pinprick database`."""
    app.command("upgrade")(upgrade)
    app.command("status")(status)
    app.command("prune")(prune)


def upgrade() -> None:
    """Bring the tables of PINPRICK_DATABASE_URL to this release.

    Safe beside running services and more than once: all steps or none.
    """
    from engine.store.upgrade import upgrade as run  # noqa: PLC0415

    before = _asked(run)
    if before.is_current:
        print(f"The tables are at step {before.newest} already; nothing was done.")
    else:
        print(f"The tables were upgraded from {_named(before)} to {before.newest}.")


def status() -> None:
    """Say whether the tables of PINPRICK_DATABASE_URL are of this release."""
    from engine.store.upgrade import standing  # noqa: PLC0415

    found = _asked(standing)
    if found.is_current:
        print(f"The tables are at step {found.newest}, as this release needs.")
        return
    if found.is_known:
        print(
            f"The tables are at {_named(found)}, this release needs {found.newest}: "
            "run `pinprick database upgrade`."
        )
    else:
        print(f"The tables are at step {found.at}, of a newer release than this one.")
    raise typer.Exit(1)


def prune(
    older_than: Annotated[
        str, typer.Option(help="How old at least, such as 400d (days).")
    ],
    delete: Annotated[
        bool, typer.Option("--delete", help="Delete; without it nothing is changed.")
    ] = False,
    with_feedback: Annotated[
        bool, typer.Option("--with-feedback", help="What clinicians said as well.")
    ] = False,
) -> None:
    """Count what is older than it is needed, or delete it with --delete.

    Safe beside running services. Feedback stays without --with-feedback.
    """
    from engine.store.prune import old_rows  # noqa: PLC0415
    from engine.store.prune import prune as run  # noqa: PLC0415

    days = _days(older_than)
    before = datetime.now(UTC) - timedelta(days=days)
    work = run if delete else old_rows

    def pruned(engine: "Engine") -> "Mapping[str, int]":
        from engine.store.database import Store  # noqa: PLC0415
        from engine.store.upgrade import check_current  # noqa: PLC0415

        check_current(engine)
        return work(Store(engine), before, with_feedback=with_feedback)

    found = _asked(pruned)
    print(f"{'Deleted' if delete else 'Would delete'}, older than {days} days:")
    for table, rows in found.items():
        print(f"  {table:16}{rows:>10}")
    if not delete and any(found.values()):
        print("Nothing was changed. Give --delete to delete it.")


def _days(text: str) -> int:
    from engine.service.settings import read_settings  # noqa: PLC0415

    number = text.removesuffix("d")
    if not (number.isascii() and number.isdigit() and len(number) < 6):
        stop(f"--older-than {text!r} is no number of days: write 400d.")
    shortest = ceil(read_settings().snooze_hours / 24) + 1
    if int(number) < shortest:
        stop(
            f"--older-than must be {shortest}d or more: until then the snooze needs "
            "to know which cards were shown."
        )
    return int(number)


def _asked(work: "Callable[[Engine], Found]") -> "Found":
    """What the work says of the database of the settings; exit 2 if it fails."""
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    from engine.errors import PinprickError  # noqa: PLC0415
    from engine.service.settings import read_settings  # noqa: PLC0415
    from engine.store.connect import connected  # noqa: PLC0415

    try:
        engine = connected(read_settings().database_url.get_secret_value())
        try:
            return work(engine)
        finally:
            engine.dispose()
    except PinprickError as error:
        stop(str(error))
    except SQLAlchemyError as error:
        # The message may name the host and the user.
        stop(
            f"the database does not do it ({type(error).__qualname__}). "
            "Check PINPRICK_DATABASE_URL and that its user may create tables."
        )


def _named(found: "Standing") -> str:
    return f"step {found.at}" if found.at else "no step"
