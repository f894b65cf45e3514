"""`pinprick database upgrade | status`: for those who operate the service.

Exit status: 0 done or current, 1 not current, 2 nothing could be done.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from engine.cli.loading import stop

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from engine.store.upgrade import Standing


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to `pinprick database`."""
    app.command("upgrade")(upgrade)
    app.command("status")(status)


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


def _asked(work: "Callable[[Engine], Standing]") -> "Standing":
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
