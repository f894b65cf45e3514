"""A longer word with one letter wrong is found, wherever the letter stands."""

import pytest

from engine.terminology.prefilter import WordFilter, filter_of

WORDS = ["tingling", "numbness", "paralysis", "vertigo", "cyanosis"]


@pytest.fixture
def words() -> WordFilter:
    return filter_of(WORDS)


@pytest.mark.parametrize("word", WORDS)
def test_a_word_with_a_letter_too_many_too_few_or_another_is_found(
    word: str, words: WordFilter
) -> None:
    halves = [(word[:n], word[n:]) for n in range(1, len(word))]
    wrong = [
        made
        for start, end in halves
        for made in (start + "q" + end, start + end[1:], start + "q" + end[1:])
    ]

    assert [made for made in wrong if words.search(made) is None] == []


@pytest.mark.parametrize("text", ["Hemoglobin in Blood", "Seasonal rhinitis", "numbat"])
def test_another_word_is_not_found(text: str, words: WordFilter) -> None:
    assert words.search(text) is None
