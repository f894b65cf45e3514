"""The four written sets are read no worse than they were: floors, not claims.

They have been read and mended by, so the figures say nothing about new texts
(`blind_text_README.md` has the first readings).
"""

import pytest
from blind_score import HERE, Scorer, texts

from engine.evaluation import Engine
from engine.rulebook.load import load_rulebook

# Set: present precision and recall, absent precision and recall.
FLOORS = {
    "blind_text": (0.985, 0.985, 0.965, 0.985),
    "blind_text_2": (0.905, 0.95, 0.96, 0.88),
    "blind_text_3": (0.92, 0.95, 0.975, 0.985),
    "blind_text_4": (0.935, 0.955, 0.93, 0.93),
}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_rulebook(HERE.parents[1] / "rules"))


@pytest.mark.parametrize("name", FLOORS)
def test_a_read_set_is_read_no_worse_than_before(engine, name):
    entries = texts(HERE / f"{name}.jsonl")
    score = Scorer.of(engine, entries).score(entries)

    reached = []
    for kind in ("present", "absent"):
        right, wrong, missed = score.figures(kind)
        reached += [right / (right + wrong), right / (right + missed)]

    assert all(now >= least for now, least in zip(reached, FLOORS[name], strict=True))
