"""How long the network takes: `python tests/agreement/speed.py`.

Not a test: the figures belong to the machine. Rules are "(any of 3) and (any
of 3)" over 120 atoms, under random truths.
"""

import time
from random import Random
from statistics import quantiles

from test_memory import NAMES, rules

from engine.decide.network import Network
from engine.truth import Truth

ROUNDS = 20_000


def microseconds(network: Network, random: Random) -> list[float]:
    taken = []
    for _ in range(ROUNDS):
        letters = random.choices(list(Truth), k=len(NAMES))
        values = dict(zip(NAMES, letters, strict=True))
        began = time.perf_counter()
        network.evaluate(values)
        taken.append((time.perf_counter() - began) * 1e6)
    return taken


def report(count: int) -> str:
    random = Random(count)
    formulas = rules(random, count)
    began = time.perf_counter()
    network = Network(formulas)
    built = (time.perf_counter() - began) * 1e3
    cuts = quantiles(microseconds(network, random), n=100)
    return (
        f"{count} formulas: built in {built:.1f} ms,"
        f" evaluated p50 {cuts[49]:.0f} µs, p99 {cuts[98]:.0f} µs"
    )


if __name__ == "__main__":
    for size in (20, 60, 200):
        print(report(size))
