"""What reading and answering take, so that nobody makes them slow unseen.

Times on a shared machine say little; instructions are the same everywhere and
may grow by a tenth before somebody has to look (`reading.py`, `a_hook_call.py`).
Whoever makes something faster, or dearer for a reason, writes the new figure.
"""

from datetime import UTC, datetime

import orjson
import pytest
from a_hook_call import prefetch_of
from a_prefetch import prefetch
from bytecodes import instructions
from reading import ROOT, instructions_of_reading, read_all

from engine.evaluation import Engine
from engine.reading import Question
from engine.rulebook.load import load_rulebook

QUESTION = Question(datetime(2026, 11, 20, 15, tzinfo=UTC), "benchmark", "p1")
READING = 69_600
# Results, whether a numbness is among the problems, instructions.
ANSWERING = ((50, False, 72_500), (50, True, 201_000), (500, True, 448_000))
MAY_GROW = 1.1


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_rulebook(ROOT / "rules"))


def test_the_prefetch_has_the_shape_that_was_measured() -> None:
    sent = orjson.loads(prefetch())

    entries = sent["observations"]["entry"] + sent["conditions"]["entry"]
    assert len(entries) == 153
    assert round(len(prefetch()) / 1000) == 141


def test_reading_takes_no_more_instructions(engine: Engine) -> None:
    index = engine.rulebook.vocabulary.index

    assert len(read_all(prefetch(), index).records) == 20
    assert instructions_of_reading(index).total() < READING * MAY_GROW


@pytest.mark.parametrize(("observations", "numb", "known"), ANSWERING)
def test_answering_takes_no_more_instructions(
    engine: Engine, observations: int, numb: bool, known: int
) -> None:
    taken = _instructions_of_answering(engine, observations, numb=numb)

    assert taken < known * MAY_GROW


def test_answering_grows_with_the_records_and_not_faster(engine: Engine) -> None:
    few, more, many = (
        _instructions_of_answering(engine, number, numb=True)
        for number in (500, 1000, 2000)
    )

    assert (many - more) / 1000 == pytest.approx((more - few) / 500, rel=0.1)


def _instructions_of_answering(engine: Engine, observations: int, *, numb: bool) -> int:
    sent = prefetch_of(observations, numb=numb)
    engine.evaluate_prefetch(sent, {}, QUESTION)  # so that libraries are loaded
    return instructions(lambda: engine.evaluate_prefetch(sent, {}, QUESTION)).total()
