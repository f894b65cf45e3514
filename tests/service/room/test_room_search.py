"""The search of the rules: by what patients and clinicians call things."""

from functools import lru_cache

import made_up
import pytest

from engine.rulebook.rule import URGENCIES
from engine.service.room.search import Index, Search
from engine.service.room.search_words import tokens
from engine.service.room.spelling import Spelling

FACE = "urgent/sudden-face-numbness"


@lru_cache
def index() -> Index:
    book = made_up.shipped()
    return Search(book, Spelling(book.locale.spelling)).index


def first(sought: str) -> str:
    """Of equals the more urgent, as the page lists them."""
    found = index().found(sought)
    urgency = {rule.rule: rule.urgency for rule in made_up.shipped().rules}
    return min(found, key=lambda rule: (-found[rule], URGENCIES.index(urgency[rule])))


@pytest.mark.parametrize(
    "sought",
    ["paraesthesia", "paresthesia", "pins and needles", "pins & needles", "tingling"],
)
def test_every_word_for_numbness_finds_the_rules_of_numbness(sought: str) -> None:
    assert index().found(sought).keys() == index().found("hypaesthesia").keys()
    assert index().found(sought).keys() >= {FACE}


@pytest.mark.parametrize(
    ("sought", "rule"),
    [
        ("sudden numbness of the face", FACE),
        ("facial weakness", "urgent/facial-weakness-of-stroke"),
        ("GBS", "urgent/numbness-weakness-breathing"),
        ("MS", "chronic/suspected-demyelination"),
        ("multiple sclerosis", "chronic/suspected-demyelination"),
        ("cauda equina", "urgent/cauda-equina"),
        ("carpal tunnel", "chronic/carpal-tunnel"),
        ("EM-03", FACE),
    ],
)
def test_the_most_direct_rule_comes_first(sought: str, rule: str) -> None:
    assert first(sought) == rule


@pytest.mark.parametrize(
    "sought", ["numb cheek", "facial numbness", "trigeminal", "numb cheek sudden"]
)
def test_a_place_by_another_name_finds_the_face_rule(sought: str) -> None:
    """A cheek is of the face; of a facial weakness the face is not numb."""
    found = index().found(sought)
    place = sorted(found.values(), reverse=True).index(found[FACE])

    assert place < (1 if "numb" in sought else 12)


@pytest.mark.parametrize("sought", ["hemisensory", "nerve block", "metformin", "HbA1c"])
def test_abbreviations_exposures_drugs_and_values_are_found(sought: str) -> None:
    assert index().found(sought)


def test_a_phrase_is_found_while_it_is_typed() -> None:
    typed = [index().found("pins and needles"[:length]) for length in range(4, 17)]

    assert all(FACE in found for found in typed)


@pytest.mark.parametrize("sought", ["zzz", "face zzz", "numb zzz cheek"])
def test_a_word_that_means_nothing_finds_nothing(sought: str) -> None:
    assert index().found(sought) == {}


def test_little_words_are_left_out_unless_there_are_no_others() -> None:
    assert tokens("Numbness of the Face") == ("numbness", "face")
    assert tokens("of the") == ("of", "the")
    assert tokens("!") == ()
