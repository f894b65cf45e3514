"""The two evaluators of a whole `Decider` answer alike, whatever is asked.

`python tests/agreement/test_whole_engine.py 500000 [seed]` compares by hand: so
many pairs of a random rule and a random patient.
"""

import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up import NOW
from random_rules import Pool, random_findings, random_rulebook

from engine.decide.chart import Chart
from engine.decide.decide import Decider, Decisions

RULES_A_BOOK = 6
PATIENTS_A_BOOK = 60


@dataclass
class Tally:
    """What came of many pairs of a rule and a patient."""

    pairs: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, decisions: Decisions, name: str) -> None:
        self.pairs += len(decisions.all)
        self.outcomes.update(decision.outcome for decision in decisions.all)
        if decisions.differing or decisions.failed or decisions.network_failed:
            self.wrong.append(f"{name}: {decisions.differing} {decisions.failed}")


def compare(shape: Random, people: Random, tally: Tally, name: str = "") -> None:
    """Many patients put to one random rulebook."""
    pool = Pool.drawn(shape)
    book = random_rulebook(shape, pool, RULES_A_BOOK)
    if not book.rules:
        return
    decider = Decider(book)
    for _ in range(PATIENTS_A_BOOK):
        known = random_findings(people, pool)
        chart = Chart.of(known, book.vocabulary, book.locale, NOW)
        tally.add(decider.decide(chart), name)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.randoms(use_true_random=False), st.integers(0, 2**32))
def test_random_rules_and_patients_get_one_answer_from_both_evaluators(
    shape: Random, people: int
) -> None:
    tally = Tally()
    compare(shape, Random(people), tally)

    assert tally.wrong == []


def test_twenty_thousand_rules_and_patients_agree_and_reach_every_outcome() -> None:
    tally = comparison(20_000, seed=20)

    assert tally.wrong == []
    assert tally.pairs >= 20_000
    assert min(tally.outcomes[word] for word in ("fires", "asks", "quiet")) > 1_000


def comparison(pairs: int, seed: int) -> Tally:
    """At least so many pairs; each rulebook is named by its own seed."""
    tally, number = Tally(), seed * 1_000_000
    while tally.pairs < pairs:
        number += 1
        compare(Random(number), Random(f"people {number}"), tally, f"rulebook {number}")
    return tally


if __name__ == "__main__":
    began = time.perf_counter()
    told = comparison(int(sys.argv[1]), seed=int((sys.argv[2:] or [1])[0]))
    seconds = time.perf_counter() - began
    print(f"{told.pairs} pairs, {dict(told.outcomes)}, {seconds:.0f} s")
    print(f"{len(told.wrong)} wrong", *told.wrong[:20], sep="\n")
    sys.exit(bool(told.wrong))
