"""Phrases that are no idiom where they stand: "left arm numb about 20 minutes"."""

import pytest
from told_now import now, reader_of_shipped_words

from engine.findings.text.reader import TextReader

# Read, though an item of the `ignore` list stands in it.
THERE = {
    "cold-limb": """Has a cold pulseless foot
        Presents with a cold white hand
        c/o a cold numb left foot since this morning
        Has a cold, white, painful leg
        Left leg cool down to the ankle, no DP pulse
        Has got cold feet and mottled toes
        Getting cold feet, toes blue, no pulses""",
    "limb-weakness": """Brought in with a limp lifeless arm
        Left arm heavy sweating and clammy
        Legs heavy night and day
        Had jelly legs since this morning
        Left leg weak bladder leaking""",
    "cyanosis": """Toes blue cap refill 6 secs
        Left foot pale blue and painful""",
    "skin-discolouration": "Toes black and blue, no pulses, no injury",
    "seizure": """Seizure of 4 minutes, given midazolam
        This is fit number 3 today
        It is fit no 4, not stopping
        Resident fitting room 12 please send ambulance
        Child in fits since 3am
        Fitting of the right arm for 10 minutes
        Fit of 3 min""",
    "fever": "Baby fever 39.5 and floppy",
    "numbness": """Left arm numb about 20 minutes
        Foot numb about 2 hours ago, cannot move it
        Face feels numb about the mouth
        Numb about the saddle area
        Numb inside both thighs and round back passage
        Left hand asleep at night, drops cups
        Arm fell asleep in the chair and has not come back
        Both feet numb about a month""",
    "limb-pain": """Left leg pain relief not working
        Calf pain score 8
        Burning sensation both feet""",
    "vision-loss": """Can't see us standing in front of her
        Can't see how many fingers I am holding up
        Can't see anyone or anything, all gone dark""",
    "headache": """Headache trying to sleep it off, vomiting
        Bright light gives me a headache and my neck is stiff""",
    "neck-pain": "Woke with a pain in the neck and tingling in the arm",
    "confusion": """Confused between day and night
        Got confused with the kettle, put it in the fridge
        Some confusion over where he is and what year it is
        Confusion over the date, year and month""",
}
# What the list is for.
IDIOMS = {
    "cold-limb": """Has a cold, wants a sick note
        Getting cold feet about the hip op
        Cool down exercises after the run
        Got cold feet and cancelled""",
    "limb-weakness": """Walks with a limp
        Back sore after heavy lifting
        Stayed late, heavy night with friends
        Weak bladder since the birth""",
    "seizure": """Seizure of assets by bailiffs, very low
        She is fit and well
        Fell in the fitting room at Next
        In fits of laughter
        Fit of the giggles""",
    "numbness": """I feel numb inside since the funeral
        Feels numb about the divorce
        Fell asleep in the chair
        Was asleep at 10pm""",
    "limb-pain": "Seen by the pain team, pain relief changed",
    "vision-loss": """Can't see how to pay for it
        Can't see anyone until Monday""",
    "neck-pain": """The neighbour is a pain in the neck
        It's a pain in the neck getting through on the phone""",
    "confusion": "Confusion over the date of the appointment",
}


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return reader_of_shipped_words()


def cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(word, line.strip()) for word in table for line in table[word].splitlines()]


@pytest.mark.parametrize(("word", "text"), cases(THERE))
def test_what_is_meant_as_it_stands_is_read(reader, word, text):
    assert word in now(reader, text)


@pytest.mark.parametrize(("word", "text"), cases(IDIOMS))
def test_an_idiom_is_no_finding(reader, word, text):
    assert word not in now(reader, text)
