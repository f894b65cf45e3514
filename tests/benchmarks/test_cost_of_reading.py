"""What reading costs beside `orjson.loads`, so that nobody makes it slow unseen.

The limits are wide: a shared machine is noisy. `reading.py` prints the figures.
"""

import orjson
from a_prefetch import prefetch
from reading import ROOT, cost_of_reading, read_all

from engine.terminology.vocabulary import load_vocabulary


def test_the_prefetch_has_the_shape_that_was_measured() -> None:
    sent = orjson.loads(prefetch())

    entries = sent["observations"]["entry"] + sent["conditions"]["entry"]
    assert len(entries) == 153
    assert round(len(prefetch()) / 1000) == 141


def test_reading_costs_a_small_multiple_of_parsing() -> None:
    words, _ = load_vocabulary(ROOT / "rules")
    assert words is not None

    cost = cost_of_reading(words.index, rounds=60)

    assert len(read_all(prefetch(), words.index).records) == 20
    assert cost.ratio < 4
