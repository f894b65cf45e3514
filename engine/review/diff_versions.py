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
    with tempfile.TemporaryDirectory() as scratch:
        _unpack(name, Path(scratch))
        return load_rulebook(Path(scratch), locale)


def _unpack(name: str, into: Path) -> None:
    tree = name if ":" in name else f"{name}:{_FOLDER}"
    if name.startswith("-"):
        raise VersionError(f"{name!r} is no revision.")
    try:
        done = subprocess.run(
            ["git", "archive", "--format=tar", tree], capture_output=True, check=False
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
