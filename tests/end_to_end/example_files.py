"""The files of fhir_examples/, each with the answer that stands beside it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "fhir_examples"


@dataclass(frozen=True)
class Example:
    """A file to send, and the answer beside it."""

    file: Path
    expected: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.file.relative_to(EXAMPLES))

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(self.expected["now"])

    @property
    def is_answered(self) -> bool:
        return bool(self.expected["status"] == 200)

    @cached_property
    def body(self) -> bytes:
        return self.file.read_bytes()


def _examples(folder: str) -> Iterator[Example]:
    for file in sorted((EXAMPLES / folder).iterdir()):
        if not file.name.endswith(".expected.json"):
            beside = file.with_name(f"{file.stem}.expected.json")
            yield Example(file, json.loads(beside.read_bytes()))


BUNDLES = [*_examples("bundles")]
HOOKS = [*_examples("hooks")]


def each(examples: list[Example]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("example", examples, ids=lambda one: one.name)
