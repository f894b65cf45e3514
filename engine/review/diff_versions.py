"""A version of the rules by name: a directory, or a revision of git."""

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Final

from engine.errors import PinprickError
from engine.rulebook.load import load_rulebook
from engine.rulebook.rulebook import Rulebook

_FOLDER: Final = "rules"


class VersionError(PinprickError):
    """A name that is neither a directory of rules nor a revision."""


def version(name: str, locale: str) -> Rulebook:
    """The rules of a directory, of `REV:folder`, or of `REV` (its rules/).

    Raises VersionError for a name that is neither, and RuleError with every
    fault of rules that cannot be loaded.
    """
    if Path(name).is_dir():
        return load_rulebook(Path(name), locale)
    if name.startswith("-"):
        raise VersionError(f"{name!r} is no revision.")
    tree = name if ":" in name else f"{name}:{_FOLDER}"
    return _archived(name, tree, locale, None)


def revision(name: str, locale: str, directory: Path) -> Rulebook:
    """The rules of a directory as they were in a commit of its repository.

    ``name`` is the full name of a commit. Raises as `version` does.
    """
    # Asked for inside a directory, git archives that directory alone.
    return _archived(name, name, locale, directory)


def _archived(name: str, tree: str, locale: str, inside: Path | None) -> Rulebook:
    with tempfile.TemporaryDirectory() as scratch:
        _unpack(name, tree, Path(scratch), inside)
        return load_rulebook(Path(scratch), locale)


def _unpack(name: str, tree: str, into: Path, inside: Path | None) -> None:
    try:
        done = subprocess.run(
            ["git", "archive", "--format=tar", tree],
            cwd=inside,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        message = f"{name} is no directory, and there is no git to look for a revision."
        raise VersionError(message) from None
    if done.returncode != 0:
        raise VersionError(
            f"{name!r} is neither a directory nor a revision with rules in it "
            "(write a path, HEAD~1, or HEAD~1:rules)."
        )
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(into, filter="data")
