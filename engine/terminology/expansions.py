"""The codes below each category in use, listed when the rules are built.

`pinprick rules build` writes them to `rules/expansions/` as JSON: lists of plain
codes, without dots. They make a look-up one dict access and let a reviewer see
what a category stands for. A code of a later release, which no list has, is
still found by the category it begins with (`index.py`).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import orjson

FOLDER = "expansions"
ICD_10_CM, ICD_10 = "icd-10-cm.json", "icd-10.json"


@dataclass(frozen=True, slots=True)
class Expansions:
    """Code -> itself and the codes below it, in ICD-10-CM and in ICD-10.

    ``same`` holds only codes whose title is the same in both (WHO's ICD-10).
    """

    below: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_expansions(directory: Path) -> Expansions:
    """The lists of a rules directory; empty where none were built."""
    folder = directory / FOLDER
    return Expansions(_read(folder / ICD_10_CM), _read(folder / ICD_10))


def _read(path: Path) -> Mapping[str, tuple[str, ...]]:
    if not path.exists():
        return {}
    lists = orjson.loads(path.read_bytes())["below"]
    return {name: tuple(codes) for name, codes in lists.items()}


def as_file(source: str, below: Mapping[str, Iterable[str]]) -> str:
    """The text of one file: sorted, a category a line."""
    lines = ",\n".join(
        f"    {json.dumps(name)}: {json.dumps(sorted(codes))}"
        for name, codes in sorted(below.items())
    )
    return f'{{\n  "source": {json.dumps(source)},\n  "below": {{\n{lines}\n  }}\n}}\n'
