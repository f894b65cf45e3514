"""What is of long ago, of somebody else, only advised, or told loosely."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from text_cases import expected, shorthand

from engine.evaluation import Engine
from engine.rulebook.load import load_rulebook
from engine.when import Interval

WRITTEN = Interval.at(datetime(2026, 11, 20, 14, 0, tzinfo=UTC))
RULES = Path(__file__).resolve().parents[2] / "rules"


@pytest.fixture(scope="module")
def reader():
    return Engine(load_rulebook(RULES)).reader


def of(reader, text):
    return {shorthand(found) for found in reader.read(text, WRITTEN, UTC)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Was catheterised for retention in 2020", "history urinary-retention"),
        ("Double vision in 2018", "history diplopia"),
        ("Had dizziness in March", "history dizziness"),
    ],
)
def test_what_is_dated_long_ago_is_history_without_a_marker(reader, text, said):
    assert expected(said) <= of(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "Dizziness since 2018",
        "Dizziness began in 2018 and is worse",
        "Still dizziness in 2025",
        "Dizziness, surgery 2018",
    ],
)
def test_what_goes_on_since_long_ago_is_of_today(reader, text):
    assert "dizziness" in of(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "Safety netted: 999 if numbness or vertigo",
        "Leaflet: headache, vertigo, fits",
        "Consent form: risks include numbness of the lip",
        "Look out for numb toes",
        "Watch cast for numb fingers",
        "Looks after mum with vertigo",
        "Son at home with vertigo",
    ],
)
def test_what_is_advised_or_of_another_is_not_the_patients(reader, text):
    found = of(reader, text)

    assert not any("numbness" in one or "vertigo" in one for one in found)


def test_what_follows_advice_with_a_new_statement_counts(reader):
    assert "diplopia" in of(reader, "Leaflet on headache given; now has diplopia")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("My head is absolutely pounding", "headache"),
        ("Vision is still really very blurred", "vision-loss"),
        ("Couldn't get any of her words out", "aphasia"),
    ],
)
def test_little_words_inside_of_a_phrase_change_nothing(reader, text, word):
    assert any(one.what == word for one in reader.read(text, WRITTEN, UTC))


def test_no_phrase_hides_a_denial_of_another_word(reader):
    """ "No speech" is a loss of it, "no speech disturbance" none."""
    assert of(reader, "no speech disturbance") == {"absent aphasia"}


@pytest.mark.parametrize(
    ("text", "word", "presence"),
    [
        ("Headache: N. Fever: N. Neck pain: Y.", "headache", "absent"),
        ("Headache: N. Fever: N. Neck pain: Y.", "neck-pain", "present"),
        ("Seizures (-), confusion (+)", "seizure", "absent"),
        ("Seizures (-), confusion (+)", "confusion", "present"),
        ("Absent: vertigo, diplopia, dysarthria.", "diplopia", "absent"),
    ],
)
def test_answers_by_letter_and_sign_are_read(reader, text, word, presence):
    found = reader.read(text, WRITTEN, UTC)

    assert {one.presence for one in found if one.what == word} == {presence}


def test_a_list_after_without_is_not_denied_for_certain(reader):
    found = reader.read("Cannot sit without tipping, vertigo, slurring", WRITTEN, UTC)

    assert not any(one.presence == "absent" and one.certain for one in found)


def test_a_body_part_inside_of_a_phrase_is_its_place(reader):
    found = reader.read("L arm drift", WRITTEN, UTC).findings

    assert [(one.what, one.side, "arm" in one.sites) for one in found] == [
        ("limb-weakness", "left", True)
    ]


def test_a_headache_like_no_other_is_there(reader):
    assert "headache" in of(reader, "Never had a headache like this in my life")
