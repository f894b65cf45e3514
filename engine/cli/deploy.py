"""`pinprick rules deploy | rollback | versions | reload`: rules in production.

Exit status: 0 in use everywhere on this machine, 1 refused by a process that
runs (the old rules go on), 2 nothing was changed.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from engine.cli.loading import loaded, stop

if TYPE_CHECKING:
    from engine.service.releases import Release, Releases
    from engine.service.settings import Settings
    from engine.store.processes import Process

Found = TypeVar("Found")
Later = Annotated[
    bool, typer.Option("--no-reload", help="Only from the next start or reload on.")
]


def add_to(rules_app: typer.Typer) -> None:
    """Add the commands of this module to `pinprick rules`."""
    rules_app.command("deploy")(deploy)
    rules_app.command("rollback")(rollback)
    rules_app.command("versions")(versions)
    rules_app.command("reload")(reload)


def deploy(
    source: Annotated[Path, typer.Argument(help="A directory of rules.")],
    later: Later = False,
) -> None:
    """Check rules and their cases, copy them, and take the copy into use.

    PINPRICK_RULES_DIR says where, and must end in /current/rules.
    """
    from datetime import UTC, datetime  # noqa: PLC0415

    settings, releases = _laid_out()
    rulebook = loaded(source, settings.locale)
    _check(source, settings)
    release = _done(lambda: releases.add(source, rulebook, datetime.now(UTC)))
    copied = loaded(releases.rules(release), settings.locale)
    if copied.digest != release.digest:
        stop(f"{source} was changed meanwhile; {release.name} is not used.")
    _go_over(releases, release, later=later)


def rollback(
    version: Annotated[
        str | None, typer.Argument(help="Which one; else what was in use before.")
    ] = None,
    later: Later = False,
) -> None:
    """Go back to the release that the present one replaced, or to any other."""
    settings, releases = _laid_out()
    if not (name := version or _previous(releases)):
        stop("no release was in use before. `pinprick rules versions` lists them.")
    release = _done(lambda: releases.named(name))
    _check_mode(releases.rules(release), settings)
    _go_over(releases, release, later=later)


def versions() -> None:
    """List the releases, and which processes run which rules."""
    from engine.service.releases import Releases  # noqa: PLC0415

    settings = _settings()
    living, releases = _living(settings), Releases.of(settings.rules_dir)
    if releases is None:
        print(f"{settings.rules_dir} holds no releases (see `rules deploy --help`).")
    for one in releases.all() if releases else ():
        mark = "*" if releases and one.name == releases.current else " "
        number = sum(process.rules_digest == one.digest for process in living)
        print(f"{mark} {one.name}  deployed {one.deployed_at[:16]}  {number} run it")
    for process in living:
        print(f"  {_line(process)}")
    if len({one.rules_digest for one in living}) > 1:
        print("The processes DIFFER: reload or restart those that lag.")
        raise typer.Exit(1)
    if not living:
        print("No process runs on this database.")


def reload() -> None:
    """Have the processes of this machine load their rules again, and wait."""
    settings = _settings()
    if not _reloaded(settings):
        stop("no process of this machine runs on this database.")


def _go_over(releases: "Releases", release: "Release", *, later: bool) -> None:
    """Switch, reload, and switch back where a running process refuses."""
    before = releases.current
    _done(lambda: releases.switch(release))
    print(f"In use: {release.name}, digest {release.digest}")
    if later:
        return
    try:
        if not _reloaded(_settings()):
            print("No process of this machine runs: the next start takes them.")
    except typer.Exit:
        if before:
            releases.switch(releases.named(before))
            print(f"Back in use: {before}")
        raise


def _previous(releases: "Releases") -> str:
    now = releases.current
    return _done(lambda: releases.named(now)).previous if now else ""


def _check(source: Path, settings: "Settings") -> None:
    """Exit 2 for a finding of `rules check`, a case that fails, or the mode."""
    from datetime import UTC, datetime  # noqa: PLC0415

    from engine.review.cases import run_cases  # noqa: PLC0415
    from engine.review.check import check_rules  # noqa: PLC0415

    review = check_rules(source, settings.locale, datetime.now(UTC).date())
    if review.faults:
        stop(f"{len(review.faults)} findings: `pinprick rules check` says which.")
    rulebook = loaded(source, settings.locale)
    ran = [one for one in run_cases(rulebook, source.resolve().parent) if one.ran]
    if failed := sum(not one.passed for one in ran):
        stop(f"{failed} cases fail: `pinprick rules test` says which.")
    print(f"{len(rulebook.rules)} rules, no finding, {len(ran)} cases pass.")
    _check_mode(source, settings)


def _check_mode(rules: Path, settings: "Settings") -> None:
    from engine.errors import PinprickError  # noqa: PLC0415
    from engine.service.modes import check_mode  # noqa: PLC0415

    rulebook = loaded(rules, settings.locale)
    try:
        check_mode(settings.mode, rulebook)
    except PinprickError as error:
        stop(str(error))


def _laid_out() -> "tuple[Settings, Releases]":
    from engine.service.releases import Releases  # noqa: PLC0415

    settings = _settings()
    releases = Releases.of(settings.rules_dir)
    if releases is None:
        stop(
            f"PINPRICK_RULES_DIR is {settings.rules_dir}. For releases it must end in "
            "/current/rules, such as /var/lib/pinprick/current/rules."
        )
    return settings, releases


def _reloaded(settings: "Settings") -> bool:
    """Tell the processes of this machine and print what each did.

    Whether there were any. Exit 1 if one refused or did not say.
    """
    from engine.service.tell import Told, tell_to_reload  # noqa: PLC0415

    told: Told = _done(lambda: tell_to_reload(_url(settings)))
    for process in told.reloaded:
        print(f"  {_line(process)}")
    for process in told.refused:
        print(f"  REFUSED: {_line(process)}")
    for process in told.silent:
        print(f"  did not answer in time: {_line(process)}")
    if told.refused or told.silent:
        print("The old rules go on there; the log of the service says why.")
        raise typer.Exit(1)
    if told.elsewhere:
        print(f"{told.elsewhere} processes run elsewhere: reload them there.")
    return bool(told.reloaded)


def _living(settings: "Settings") -> "tuple[Process, ...]":
    from engine.service.tell import living  # noqa: PLC0415

    return _done(lambda: living(_url(settings)))


def _line(process: "Process") -> str:
    refused = (
        f", refused {process.refused_faults} faults at {process.refused_at:%H:%M:%S}"
        if process.refused_at
        else ""
    )
    return (
        f"{process.host} process {process.pid}: digest {process.rules_digest[:12]} "
        f"since {process.rules_since:%Y-%m-%d %H:%M:%S}{refused}"
    )


def _url(settings: "Settings") -> str:
    return settings.database_url.get_secret_value()


def _settings() -> "Settings":
    from engine.service.settings import read_settings  # noqa: PLC0415

    return _done(read_settings)


def _done(work: Callable[[], Found]) -> Found:
    """What the work gives; exit 2 with one line if it fails."""
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    from engine.errors import PinprickError  # noqa: PLC0415

    try:
        return work()
    except PinprickError as error:
        stop(str(error))
    except SQLAlchemyError as error:
        # The message may name the host and the user.
        stop(
            f"the database does not answer ({type(error).__qualname__}). "
            "Check PINPRICK_DATABASE_URL, or send SIGHUP to the service."
        )
