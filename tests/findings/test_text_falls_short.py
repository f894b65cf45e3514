"""What falls short of normal denies nothing, and what is normal still does."""

import pytest
from told_now import denied, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


SHORT = {
    "{} foot not as warm as right": "cold-limb",
    "{} foot not quite as warm": "cold-limb",
    "can't get {} foot warm": "cold-limb",
    "cannot keep {} foot warm": "cold-limb",
    "trying to warm {} foot": "cold-limb",
    "unable to get {} hand warm": "cold-limb",
    "{} foot isn't as warm": "cold-limb",
    "{} leg not as strong": "limb-weakness",
    "{} arm is not so strong": "limb-weakness",
    "{} grip not nearly as strong as it was": "limb-weakness",
    "not as orientated as usual, {} arm sore": "confusion",
    "isn't as orientated today, {} arm sore": "confusion",
    "can't get his speech clear, {} arm sore": "slurred-speech",
    "speech not as clear as before, {} arm sore": "slurred-speech",
    "sensation not as good on the {} leg": "numbness",
    "pulse not so easily palpable {} foot": "absent-distal-pulse",
}
FULL = [
    "only manages a few drops and bladder stays full",
    "bladder ++ on scan and no urge to go",
    "bladder is full, can't empty it",
    "bladder feels full all the time",
    "blinking doesn't clear the double picture",
]
NORMAL = {
    "feet warm": "cold-limb",
    "no pain, left foot warm": "cold-limb",
    "not dizzy, foot warm and pink": "cold-limb",
    "can't sleep, feet warm": "cold-limb",
    "legs strong as ever": "limb-weakness",
    "no fever, fully orientated": "confusion",
    "unable to work, speech clear": "slurred-speech",
}


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("text", SHORT)
def test_what_falls_short_is_not_denied(reader, text, side):
    assert SHORT[text] not in denied(reader, text.format(side))


@pytest.mark.parametrize("text", FULL)
def test_a_full_bladder_is_no_working_one(reader, text):
    assert denied(reader, text) == set()


@pytest.mark.parametrize("text", NORMAL)
def test_what_is_normal_is_denied(reader, text):
    assert NORMAL[text] in denied(reader, text)
