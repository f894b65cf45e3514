"""One letter too many, too few, wrong or swapped; no more."""

import pytest

from engine.findings.text.wording.spelling import Spelling

SPELLING = Spelling(
    frozenset({"numbness", "finger", "sudden", "resolved", "numbed", "foot"}),
    frozenset({"number"}),
)


@pytest.mark.parametrize(
    "word", ["numbnes", "nummbness", "numbmess", "nubmness", "mumbness", "numness"]
)
def test_one_letter_off_is_corrected(word):
    assert SPELLING.corrected(word) == "numbness"


@pytest.mark.parametrize(
    "word", ["numnes", "dumbnes", "foof", "linger", "fingers", "resolves", "number"]
)
def test_another_word_is_left_alone(word):
    assert SPELLING.corrected(word) is None


def test_a_word_of_twenty_thousand_letters_costs_nothing():
    assert SPELLING.corrected("x" * 20_000) is None
