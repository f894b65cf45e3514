"""A short walk of what `run.py` does for as long as one likes."""

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

sys.path.append(str(Path(__file__).parents[1] / "service" / "generated"))

from mutation import LARGEST, mutated
from promises import PATHS, ROOT, Broken, Promises, seeds

TRIED = 150


@pytest.fixture(scope="module")
def promises(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Promises]:
    made = Promises(tmp_path_factory.mktemp("fuzz"))
    yield made
    made.close()


def test_any_bytes_get_an_answer_or_a_refusal_that_says_why(promises: Promises) -> None:
    random = Random(20261129)
    begin = seeds([ROOT / "fhir_examples"])

    for number in range(TRIED):
        promises.kept(mutated(random.choice(begin), random), number)


@pytest.mark.parametrize("number", range(len(PATHS)))
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[" * 100_000,
        b'{"resourceType": "Bundle", "entry": ' * 2_000,
        b'{"resourceType":"Observation","valueQuantity":{"value":1e999}}',
        "\ufeff{}".encode(),
        b'"\\ud800"',
        b'{"prefetch":{"a":1},"prefetch":{}}',
    ],
    ids=["nothing", "null", "deep", "open", "huge", "mark", "surrogate", "doubled"],
)
def test_what_parsers_stumble_over(
    promises: Promises, data: bytes, number: int
) -> None:
    promises.kept(data, number)


def test_a_broken_promise_is_seen(promises: Promises) -> None:
    class Silent(Promises):
        def _evaluated(self, data: bytes) -> bytes:
            return Random().randbytes(8)

    silent = object.__new__(Silent)
    silent.__dict__.update(promises.__dict__)

    with pytest.raises(Broken, match="answered in two ways"):
        silent.kept(b"{}")


def test_the_same_numbers_make_the_same_bytes() -> None:
    data = seeds([ROOT / "fhir_examples"])[0]
    made = [mutated(data, Random(7)) for _ in range(2)]

    assert made[0] == made[1] != data
    assert all(len(mutated(data, Random(seed))) <= LARGEST for seed in range(50))
