"""The figures of a run, and their medians over its rounds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from statistics import median
from typing import TypeVar

# Sizes for which the instructions of an answer are counted.
GROWTH = (5, 500, 2000)
T = TypeVar("T", "Load", "Life")


@dataclass(frozen=True, slots=True)
class Load:
    """One contestant under one load: milliseconds, and requests a second.

    ``cpu`` is user and system time of the whole process tree a request.
    """

    contestant: str
    form: str
    observations: int
    connections: int
    cpu: float
    p50: float
    p95: float
    p99: float
    rate: float


@dataclass(frozen=True, slots=True)
class Life:
    """One start of a contestant: seconds until its first answer, and memory in MB.

    ``resident`` after the first answer, ``peak`` once it has had every payload.
    """

    contestant: str
    ready: float
    resident: float
    peak: float


@dataclass(frozen=True, slots=True)
class Machine:
    """Where a run was taken, and how busy it was when the run began and ended."""

    processor: str
    cores: int
    python: str
    node: str
    load: tuple[float, float] = (0, 0)


@dataclass(frozen=True, slots=True)
class Run:
    """All that a run measured; ``alone`` has what was taken without HTTP."""

    machine: Machine
    date: str
    rounds: int
    loads: tuple[Load, ...]
    lives: tuple[Life, ...]
    alone: Mapping[str, float]

    def at(
        self, contestant: str, form: str, observations: int, connections: int = 1
    ) -> Load | None:
        """The median of each figure over the rounds; None if it was not taken."""
        key = (contestant, form, observations, connections)
        taken = [one for one in self.loads if _key(one) == key]
        return _median(taken) if taken else None

    def life(self, contestant: str) -> Life | None:
        """The median of the starts; None if there was none."""
        taken = [one for one in self.lives if one.contestant == contestant]
        return _median(taken) if taken else None

    def sizes(self, form: str) -> list[int]:
        """The sizes that were measured in this form, ascending."""
        return sorted({one.observations for one in self.loads if one.form == form})

    def contestants(self) -> list[str]:
        """Their names, in the order in which the first round began."""
        return list(dict.fromkeys(one.contestant for one in self.lives))


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that so large a share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1)]


def _key(one: Load) -> tuple[str, str, int, int]:
    return one.contestant, one.form, one.observations, one.connections


def _median(taken: list[T]) -> T:
    numbers = {
        field.name: median(getattr(one, field.name) for one in taken)
        for field in fields(taken[0])
        if field.type is float
    }
    return replace(taken[0], **numbers)
