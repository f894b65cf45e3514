"""One member of one record is not as FHIR has it: the answer never says nothing.

Either the rules that spoke of the whole record still speak, or a problem names
the record. Mangled is what has another JSON type than it should; a member that
is null or empty says nothing, as one that was left out.
"""

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from example_files import BUNDLES, ROOT, Example
from hypothesis import given, settings
from hypothesis import strategies as some

from engine.evaluation import Engine, Evaluation
from engine.reading import Question
from engine.rulebook.load import load_rulebook

Path = tuple[str | int, ...]
WRONG: tuple[Any, ...] = (
    7,
    True,
    "mangled",
    {"x": 7},
    {"text": 7},
    [7],
    [None],
    [["mangled"]],
    [{"x": 7}],
)
WHOLE_RECORD = (7, True, "mangled", {"x": 7}, [7], [None], [], "", None)


@dataclass(frozen=True)
class Mangled:
    """An example with something wrong at one place of one record."""

    example: Example
    number: int
    path: Path
    wrong: Any

    @property
    def place(self) -> str:
        return f"entry[{self.number}]"

    @property
    def bundle(self) -> Any:
        made = copy.deepcopy(json.loads(self.example.body))
        at = made["entry"][self.number]
        for step in self.path[:-1]:
            at = at[step]
        at[self.path[-1]] = self.wrong
        return made


def is_plain_bundle(example: Example) -> bool:
    if example.file.suffix != ".json" or not example.expected.get("cards"):
        return False
    made = json.loads(example.body)
    return isinstance(made, dict) and made.get("resourceType") == "Bundle"


EXAMPLES = [one for one in BUNDLES if one.is_answered and is_plain_bundle(one)]


def paths(value: Any, at: Path) -> Iterator[tuple[Path, Any]]:
    yield at, value
    inner = value.items() if isinstance(value, dict) else ()
    members = enumerate(value) if isinstance(value, list) else inner
    for step, part in members:
        yield from paths(part, (*at, step))


def _kind(value: Any) -> type:
    # JSON has one kind of number: 7 in place of 2.1 is another value, not mangled.
    return float if type(value) is int else type(value)


def ways_to_mangle(example: Example) -> Iterator[Mangled]:
    for number, entry in enumerate(json.loads(example.body)["entry"]):
        for path, value in paths(entry["resource"], ("resource",)):
            wrongs = WHOLE_RECORD if len(path) == 1 else WRONG
            for wrong in wrongs:
                if _kind(wrong) is not _kind(value):
                    yield Mangled(example, number, path, wrong)


@cache
def engine() -> Engine:
    # No fixture: Hypothesis prints what a test is given, and this is four megabytes.
    return Engine(load_rulebook(ROOT / "rules", "uk"))


def answer(example: Example, bundle: Any) -> Evaluation:
    # Named, because a Patient may be what is mangled.
    question = Question(example.now, "i", example.expected.get("patient"))
    return engine().evaluate_body(json.dumps(bundle).encode(), question)


def speaking(got: Evaluation) -> set[str]:
    return {one["rule"] for one in got.answers if one["outcome"] != "quiet"}


@cache
def rules_of_the_whole(number: int) -> set[str]:
    example = EXAMPLES[number]
    return speaking(answer(example, json.loads(example.body)))


def silenced(mangled: Mangled) -> set[str]:
    """The rules that say nothing any more, and nothing is said of why."""
    whole = rules_of_the_whole(EXAMPLES.index(mangled.example))
    part = answer(mangled.example, mangled.bundle)
    if any(one.place.startswith(mangled.place) for one in part.problems):
        return set()
    return whole - speaking(part)


@some.composite
def mangled_records(draw: some.DrawFn) -> Mangled:
    ways = [*ways_to_mangle(EXAMPLES[draw(some.integers(0, len(EXAMPLES) - 1))])]
    return ways[draw(some.integers(0, len(ways) - 1))]


@settings(deadline=None, max_examples=200)
@given(mangled=mangled_records())
def test_a_mangled_record_is_named_or_its_rules_still_speak(
    mangled: Mangled,
) -> None:
    assert silenced(mangled) == set()
