"""What single sentences say: the table of `text_cases`, one claim a row."""

from datetime import UTC, datetime

import pytest
from text_cases import cases, expected, shorthand
from text_lexicon import hand_built_lexicon

from engine.findings.text.reader import TextReader
from engine.when import Interval

WRITTEN = Interval.at(datetime(2026, 11, 20, 14, 0, tzinfo=UTC))
READER = TextReader(hand_built_lexicon())


@pytest.mark.parametrize(("sentence", "said"), cases())
def test_a_sentence_says_what_a_clinician_reads_in_it(sentence, said):
    actual = {shorthand(found) for found in READER.read(sentence, WRITTEN, UTC)}

    assert actual == expected(said)


def test_the_table_is_long_enough_to_mean_something():
    assert len(cases()) >= 170
