"""How somebody feels denies no numbness; what a body part feels does."""

import pytest
from told_now import denied, now, reader_of_shipped_words

from engine.findings.text.reader import TextReader

NOT_DENIED = """
feeling good in herself
feeling fine
Feeling very well, for review of bloods
feeling ok since the injection
feeling much better today
Feeling alright, left arm came on suddenly
"""
DENIED = """
feeling ok in both hands
feeling good in left hand
hands: feeling ok
feeling in foot fine
feeling intact
normal feeling in feet
"""


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return reader_of_shipped_words()


@pytest.mark.parametrize("text", NOT_DENIED.strip().splitlines())
def test_who_feels_well_denies_no_numbness(reader: TextReader, text: str) -> None:
    assert "numbness" not in denied(reader, text)


@pytest.mark.parametrize("text", DENIED.strip().splitlines())
def test_a_part_that_feels_well_does(reader: TextReader, text: str) -> None:
    assert "numbness" in denied(reader, text)


@pytest.mark.parametrize(
    "text",
    ["numb legs, feeling good now", "Feeling much better, but hand still numb"],
)
def test_the_numbness_beside_it_stays_and_is_not_denied(
    reader: TextReader, text: str
) -> None:
    assert "numbness" in now(reader, text)
    assert "numbness" not in denied(reader, text)
