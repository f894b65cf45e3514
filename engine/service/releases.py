"""Releases of the rules beside each other, and a link to the one in use.

    /var/lib/pinprick/
        current -> releases/20261129T101500Z-3f2a9c01be77
        releases/20261129T101500Z-3f2a9c01be77/
            rules/            what PINPRICK_RULES_DIR=…/current/rules means now
            fhir_examples/    records that cases name, if there are any beside
            release.json      digest, time, and what it took the place of

A release is never changed once it is in place. Going over to another is one
rename of the link: whoever reads finds the one or the other.
"""

import json
import os
import re
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from engine.errors import PinprickError
from engine.rulebook.rulebook import Rulebook

CURRENT: Final = "current"
_RELEASES: Final = "releases"
_TOLD: Final = "release.json"
RELEASE_NAME: Final = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{12}")


class ReleaseError(PinprickError):
    """A release that cannot be made or used; nothing was switched."""


@dataclass(frozen=True, slots=True)
class Release:
    """One release: its name, its digest, and the release it replaced ("" if none).

    ``deployed_at`` is in UTC, ISO 8601.
    """

    name: str
    digest: str
    deployed_at: str
    previous: str = ""


@dataclass(frozen=True, slots=True)
class Releases:
    """The folder that holds the releases, which one process at a time changes."""

    root: Path

    @classmethod
    def of(cls, rules_dir: Path) -> "Releases | None":
        """The releases behind ``…/current/rules``; None for any other directory."""
        path = Path(os.path.abspath(rules_dir))
        is_laid_out = (path.parent.name, path.name) == (CURRENT, "rules")
        return cls(path.parent.parent) if is_laid_out else None

    @property
    def current(self) -> str:
        """The name of the release in use, "" while there is none."""
        link = self.root / CURRENT
        return Path(os.readlink(link)).name if link.is_symlink() else ""

    def all(self) -> tuple[Release, ...]:
        """Every release, the newest first."""
        folder = self.root / _RELEASES
        names = [
            one.name for one in folder.glob("*") if RELEASE_NAME.fullmatch(one.name)
        ]
        return tuple(self.named(name) for name in sorted(names, reverse=True))

    def named(self, name: str) -> Release:
        """A release by its name, or by a beginning of its digest of 6 letters."""
        folder = self.root / _RELEASES
        matching = sorted(
            one.name
            for one in folder.glob("*")
            if RELEASE_NAME.fullmatch(one.name)
            and (one.name == name or (len(name) >= 6 and f"-{name[:12]}" in one.name))
        )
        if not matching:
            raise ReleaseError(f"There is no release {name!r} in {folder}.")
        told = (folder / matching[-1] / _TOLD).read_text(encoding="utf-8")
        return Release(**json.loads(told))

    def rules(self, release: Release) -> Path:
        """The directory of rules of a release."""
        return self.root / _RELEASES / release.name / "rules"

    def add(self, source: Path, rulebook: Rulebook, now: datetime) -> Release:
        """Copy the rules of a directory, whole and on the disk, into a release.

        It is not in use yet: see `switch`. `ReleaseError` if it cannot be written.
        """
        moment = now.astimezone(UTC)
        name = f"{moment:%Y%m%dT%H%M%SZ}-{rulebook.digest[:12]}"
        release = Release(name, rulebook.digest, moment.isoformat(), self.current)
        folder = self.root / _RELEASES
        making = folder / f".{name}.{os.getpid()}"
        try:
            making.mkdir(parents=True)
            shutil.copytree(source, making / "rules")
            _copy_records(source, making, rulebook)
            told = json.dumps(asdict(release), indent=2) + "\n"
            (making / _TOLD).write_text(told, encoding="utf-8")
            _to_the_disk(making)
            os.rename(making, folder / name)
        except OSError as error:
            shutil.rmtree(making, ignore_errors=True)
            what = error.strerror or "the copy failed"
            raise ReleaseError(f"The release was not made: {what}.") from None
        return release

    def switch(self, release: Release) -> None:
        """Put a release in use, for whoever reads the rules from now on."""
        link = self.root / f".{CURRENT}.{os.getpid()}"
        try:
            link.unlink(missing_ok=True)
            link.symlink_to(Path(_RELEASES) / release.name)
            os.replace(link, self.root / CURRENT)
            _sync(self.root)
        except OSError as error:
            link.unlink(missing_ok=True)
            what = error.strerror or "the link cannot be written"
            raise ReleaseError(f"The release was not put in use: {what}.") from None


def releases_beside(rules_dir: Path) -> tuple[Path, ...]:
    """The rules of the other releases, the newest first; none beside others.

    ``rules_dir`` is free of symbolic links, so it stands in a release.
    """
    folder = rules_dir.parent.parent
    if folder.name != _RELEASES or not RELEASE_NAME.fullmatch(rules_dir.parent.name):
        return ()
    releases = Releases(folder.parent)
    others = (one for one in releases.all() if one.name != rules_dir.parent.name)
    return tuple(releases.rules(one) for one in others)


def _copy_records(source: Path, making: Path, rulebook: Rulebook) -> None:
    """The files of records that cases name, where they stand beside the rules."""
    named = {case.bundle for rule in rulebook.rules for case in rule.cases}
    for name in sorted(name for name in named if name):
        is_beside = not Path(name).is_absolute() and ".." not in Path(name).parts
        if is_beside and (source.parent / name).is_file():
            (making / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source.parent / name, making / name)


def _to_the_disk(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        _sync(path)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
