"""What a condition is worth is counted by reading without it, and it is put back."""

from collections import Counter

import pytest
from told_now import now, reader_of_shipped_words
from worth import asked, conditions, worth

from engine.findings.text.framing import feared

DREADED = "Terrified of going blind like her gran did"
THERE = "Left arm numb since 9"


@pytest.fixture(scope="module")
def reader():
    reader = reader_of_shipped_words()
    now(reader, THERE)  # as in use: the first text brings in spaCy, quietly
    return reader


def test_what_a_condition_spares_is_counted_and_it_is_put_back(reader):
    texts = [
        lambda one=one: Counter({"false alarms": "vision-loss" in now(reader, one)})
        for one in (DREADED, THERE)
    ]
    condition = conditions()[feared.is_dreaded.__code__]

    where = asked(texts, [condition.__code__])[condition.__code__]
    change = worth(condition, where)

    assert where == texts[:1]
    assert change == {"false alarms": 1}
    assert now(reader, DREADED) == set()


def test_a_condition_that_never_says_yes_is_in_no_text(reader):
    texts = [lambda: Counter({"lost": "numbness" not in now(reader, THERE)})]

    assert feared.is_dreaded.__code__ not in asked(texts, conditions())
