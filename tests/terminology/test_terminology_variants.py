"""One phrase in the files, many wordings in a text."""

from engine.terminology.models import Qualifier
from engine.terminology.variants import Variants

VARIANTS = Variants.of(
    (
        Qualifier(qualifier="variant/can't", text=("cannot", "unable to")),
        Qualifier(qualifier="variant/his", text=("her",)),
        Qualifier(qualifier="side/left", text=("l",)),
    )
)


def test_a_phrase_is_read_with_every_word_that_stands_for_one_of_its_own():
    actual = set(VARIANTS.of_phrase("can't lift his arm"))

    assert actual == {
        "can't lift his arm",
        "cannot lift his arm",
        "unable to lift his arm",
        "can't lift her arm",
        "cannot lift her arm",
        "unable to lift her arm",
    }


def test_a_phrase_without_such_a_word_stays_alone():
    assert VARIANTS.of_phrase("left arm") == ("left arm",)


def test_at_most_two_words_of_a_phrase_vary():
    actual = VARIANTS.of_phrase("his his his")

    assert "her her her" not in actual
    assert "her his her" in actual


def test_what_another_wording_has_to_hold_is_a_pair():
    rests = VARIANTS.rests(["can't lift his arm", "numb"])

    assert set(VARIANTS.others()) == {"cannot", "unable to", "her"}
    assert rests == ["lift"]
