"""What one look at an installation found. Nothing secret stands in it."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

State = Literal["ok", "warn", "wrong", "not checked"]


@dataclass(frozen=True, slots=True)
class Found:
    """``name`` is what was looked at, ``next_step`` what to do where it is not ok."""

    name: str
    state: State
    what: str
    next_step: str = ""

    def as_json(self) -> dict[str, Any]:
        """For programs; without a next step where there is none."""
        return {key: value for key, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class Look:
    """A name in the list of what is looked at, and the looking itself."""

    name: str
    at: Callable[[], Iterator[Found]]


def ok(name: str, what: str) -> Found:
    """Nothing is to be done."""
    return Found(name, "ok", what)


def warn(name: str, what: str, next_step: str) -> Found:
    """It works, and something should be done."""
    return Found(name, "warn", what, next_step)


def wrong(name: str, what: str, next_step: str) -> Found:
    """It does not work."""
    return Found(name, "wrong", what, next_step)


def not_checked(name: str, why: str) -> Found:
    """Nobody looked, and why."""
    return Found(name, "not checked", why)
