"""The versions of a rules directory that git remembers, newest first."""

import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

_MOST: Final = 200
_FIELDS: Final = 3


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit that changed a file of the rules directory.

    ``touches`` says whether it changed the file that was asked about.
    """

    id: str
    on: date
    says: str
    touches: bool


def revisions(directory: Path, file: str) -> tuple[Revision, ...]:
    """Every commit that changed the directory; none where git knows of none.

    ``file`` is a path inside the directory.
    """
    touching = {line.split("\t")[0] for line in _log(directory, file)}
    found = (line.split("\t", _FIELDS - 1) for line in _log(directory, "."))
    return tuple(
        Revision(name, date.fromisoformat(on), says, name in touching)
        for name, on, says in found
    )


def _log(directory: Path, path: str) -> list[str]:
    log = ["log", f"--max-count={_MOST}", "--format=%H%x09%cs%x09%s", "--", path]
    try:
        done = subprocess.run(
            ["git", *log], cwd=directory, capture_output=True, check=False, text=True
        )
    except OSError:
        return []  # no git here: the page says that there are no versions
    return done.stdout.splitlines() if done.returncode == 0 else []
