"""The Dockerfiles of deploy/container as data: stages of instructions, in order."""

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from dockerfile_parse import DockerfileParser

ROOT = Path(__file__).parents[2]
CONTAINER = ROOT / "deploy" / "container"


@dataclass(frozen=True)
class Step:
    """One instruction; ``value`` is what follows its name."""

    name: str
    value: str

    @property
    def words(self) -> list[str]:
        """The words: of the JSON form as they are, else as a shell splits them."""
        if self.value.startswith("["):
            return list(json.loads(self.value))
        return shlex.split(self.value)


@dataclass(frozen=True)
class Stage:
    """What stands between one FROM and the next."""

    base: str
    name: str
    steps: tuple[Step, ...]

    def all(self, name: str) -> list[Step]:
        return [step for step in self.steps if step.name == name]

    def one(self, name: str) -> Step:
        (step,) = self.all(name)
        return step

    @property
    def environment(self) -> dict[str, str]:
        words = [word for step in self.all("ENV") for word in step.words]
        return dict(word.split("=", 1) for word in words)


def stages(file: Path) -> list[Stage]:
    """The stages of a Dockerfile, ``${ARG}`` of the first lines put in."""
    with file.open("rb") as opened:
        found = DockerfileParser(fileobj=opened).structure
    steps = [
        Step(one["instruction"], one["value"])
        for one in found
        if one["instruction"] != "COMMENT"
    ]
    starts = [at for at, step in enumerate(steps) if step.name == "FROM"]
    given = dict(s.value.split("=", 1) for s in steps[: starts[0]])
    ends = [*starts[1:], len(steps)]
    return [_stage(steps[a:b], given) for a, b in zip(starts, ends, strict=True)]


def _stage(steps: list[Step], given: dict[str, str]) -> Stage:
    words = steps[0].words
    base = re.sub(r"\$\{(\w+)\}", lambda found: given[found[1]], words[0])
    name = words[2] if len(words) == 3 else ""
    return Stage(base, name, tuple(steps[1:]))
