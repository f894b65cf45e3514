"""Denials that were read as present, and the emergencies that look like them."""

import pytest
from told_now import denied, now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


WATER = [
    "Having trouble passing water",
    "Difficulty passing water",
    "Back pain and trouble passing water",
    "Problems passing water, numb saddle",
    "Trouble passing water? Yes.",
    "Trouble passing water? Yes. Numb? No.",
    "Difficulty passing water since last night",
    "hard to pass water",
    "struggling to pass water",
    "Trouble passing water? No urine since last night",
    "Any trouble passing water? No. No wee since last night",
    "No longer passing water",
    "Passing water? No",
]
NO_WATER_TROUBLE = [
    "Any trouble passing water? No.",
    "Trouble passing water? No, none.",
    "no problem with passing water",
    "eating and drinking, passing water",
    "Denies any difficulty passing water or numbness",
]
NO_NORMAL_WATER = [
    "pain passing water",
    "trouble starting passing water",
    "passing water only in drips",
    "Passing water: no",
    "Passing water - no",
]


@pytest.mark.parametrize("text", WATER)
def test_trouble_passing_water_is_retention(reader, text):
    """ "Passing water" is normal only where nothing is said of it."""
    assert "urinary-retention" in now(reader, text)


@pytest.mark.parametrize("text", NO_WATER_TROUBLE)
def test_denied_trouble_passing_water_is_no_retention(reader, text):
    """The same words behind a denial or before a no."""
    assert "urinary-retention" in denied(reader, text)


@pytest.mark.parametrize("text", NO_NORMAL_WATER)
def test_bad_passing_of_water_denies_nothing(reader, text):
    """What is said of the act takes its normality away."""
    assert "urinary-retention" not in denied(reader, text)


NOT_HAD = [
    ("Not had any headaches", "headache"),
    ("Not had any neck pain, pins and needles or weakness", "numbness"),
    ("Has not experienced any double vision", "diplopia"),
    ("Not had any headaches, dizziness or fits.", "seizure"),
    ("She has not had slurred speech, weakness or numbness", "limb-weakness"),
    ("Never had headache, weakness or fits", "limb-weakness"),
]
HAD_OTHERWISE = [
    ("Not had any injury, right hand numb", "numbness"),
    ("Not had anything to eat, confused", "confusion"),
    ("Not had weakness before", "limb-weakness"),
    ("Not experienced anything like this headache before", "headache"),
    ("Not had a stroke, left arm weak or numb today", "limb-weakness"),
    ("Has not had his insulin, confused or sweaty", "confusion"),
    ("Never had a fit, confused or drowsy since 2pm", "confusion"),
    ("not had any fever, weakness left leg or numbness", "limb-weakness"),
]


@pytest.mark.parametrize(("text", "word"), NOT_HAD)
def test_what_was_not_had_is_denied(reader, text, word):
    """ "Not had" denies a list, as "no" does."""
    assert word in denied(reader, text)


@pytest.mark.parametrize(("text", "word"), HAD_OTHERWISE)
def test_who_has_not_had_something_else_may_have_it(reader, text, word):
    """A meal, an injury, or the same thing before."""
    assert word in now(reader, text)
