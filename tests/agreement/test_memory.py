"""Memory stays flat however many patients are evaluated.

`python tests/agreement/test_memory.py 200000` measures by hand.
"""

import os
import sys
import time
from pathlib import Path
from random import Random

from engine.decide.formula import AllOf, AnyOf, Formula, Is
from engine.decide.network import Network
from engine.truth import NO, UNKNOWN, YES, Truth

STATM = Path("/proc/self/statm")
NAMES = [f"atom {number}" for number in range(120)]


def resident() -> int:
    """The memory of this process in KiB."""
    pages = int(STATM.read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def rules(random: Random, count: int) -> dict[str, Formula]:
    def any_of() -> AnyOf:
        letters = random.choice([{YES}, {NO}, {YES, UNKNOWN}, {NO, UNKNOWN}])
        names = random.sample(NAMES, 3)
        return AnyOf(tuple(Is(name, frozenset(letters)) for name in names))

    return {f"rule {number}": AllOf((any_of(), any_of())) for number in range(count)}


def growth(evaluations: int, warm_up: int = 2_000) -> int:
    """How many KiB the process grows by, once its tables have their size."""
    random = Random(7)
    network = Network(rules(random, 60))
    for _ in range(warm_up):
        network.evaluate(_truths(random))
    before = resident()
    for _ in range(evaluations):
        network.evaluate(_truths(random))
    return resident() - before


def _truths(random: Random) -> dict[str, Truth]:
    return dict(zip(NAMES, random.choices(list(Truth), k=len(NAMES)), strict=True))


def test_ten_thousand_evaluations_leave_memory_as_it_was() -> None:
    """A leak of one fact each, 1.5 KB, would be 15 MB."""
    assert growth(10_000) < 1_024


if __name__ == "__main__":
    began = time.perf_counter()
    grown = growth(int(sys.argv[1]))
    seconds = time.perf_counter() - began
    print(
        f"{sys.argv[1]} evaluations: +{grown} KiB to {resident()} KiB, {seconds:.0f} s"
    )
