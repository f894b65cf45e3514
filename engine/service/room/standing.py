"""Where a version of the rules stands to those that run: before them, or after.

Which way two versions are read decides whether a change looks like a loss or
like a gain. Only what is known to be older is read as older: a directory that
nothing places in the past is somebody's proposal.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from engine.rulebook.read_rule import FOLDERS
from engine.service.releases import RELEASE_NAME

Stands = Literal["before", "running", "proposed"]
_VERSION: Final = re.compile(rb"^version: *[\"']?(\d+)", re.M)


def standing(directory: Path, running: Path, file: str) -> Stands:
    """Where a directory of rules stands to the running one, for one rule file.

    Of two releases the times tell. Of other directories a lower version number
    of the rule is the past; the same number with another content is a change
    whose author did not raise it. Where the rule is the same in both, the other
    rules' numbers tell.
    """
    names = directory.parent.name, running.parent.name
    if all(RELEASE_NAME.fullmatch(name) for name in names):
        return "before" if names[0] < names[1] else "proposed"
    theirs, ours = _read(directory / file), _read(running / file)
    number, now = _number(theirs), _number(ours)
    if number is None or now is None:
        is_older = False  # a rule that one of the two lacks: added, or to be removed
    elif number != now:
        is_older = number < now
    else:
        is_older = theirs == ours and _is_older(directory, running)
    return "before" if is_older else "proposed"


def differs(directory: Path, running: Path, file: str) -> bool:
    """Whether a rule file says something else, or is in one of the two alone.

    A directory that is not there changes nothing.
    """
    return directory.is_dir() and _read(directory / file) != _read(running / file)


def _is_older(directory: Path, running: Path) -> bool:
    theirs, ours = _numbers(directory), _numbers(running)
    both = [(theirs[name], ours[name]) for name in ours if name in theirs]
    lower = any(their < our for their, our in both)
    return lower and not any(their > our for their, our in both)


def _numbers(directory: Path) -> Mapping[str, int]:
    found = (
        (f"{path.parent.name}/{path.name}", _number(_read(path)))
        for folder in FOLDERS
        for path in sorted((directory / folder).glob("*.yaml"))
    )
    return {name: number for name, number in found if number is not None}


def _number(content: bytes) -> int | None:
    found = _VERSION.search(content)
    return int(found[1]) if found else None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # not there: a rule that only one of the two has
