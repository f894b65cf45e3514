"""Lay and form words of findings, and the same words denied."""

import pytest
from told_now import denied, now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


THERE = [
    ("FAST test: Face - one side down", "facial-weakness"),
    ("his mouths gone all crooked on one side", "facial-weakness"),
    ("my mouth sits crooked", "facial-weakness"),
    ("one corner of her smile isn't going up", "facial-weakness"),
    ("asked to smile - R side doesn't move", "facial-weakness"),
    ("slurring and drooping", "facial-weakness"),
    ("slurring and drooping", "slurred-speech"),
    ("hes talking mush", "slurred-speech"),
    ("words all run into one", "slurred-speech"),
    ("She can't put two words together since breakfast", "aphasia"),
    ("keeps calling the cup a dog", "aphasia"),
    ("obeys no spoken commands", "aphasia"),
    ("What she does have is trouble seeing on one side", "vision-loss"),
    ("L vision smudgy since last night", "vision-loss"),
    ("eyesight fuzzy both sides", "vision-loss"),
    ("bladder: leaking since Sunday", "urinary-incontinence"),
    ("loses urine when standing", "urinary-incontinence"),
    ("No control of either end since this morning", "urinary-incontinence"),
    ("No control of either end since this morning", "bowel-incontinence"),
    ("bowels: leaking", "bowel-incontinence"),
    ("hasnt managed to pass water since 6am", "urinary-retention"),
    ("went to pass water at 4am and couldn't", "urinary-retention"),
    ("bladder: can't go", "urinary-retention"),
    ("shaking all over, it's going on 6 minutes", "seizure"),
    ("foot white & numb about 1 hr ago", "numbness"),
    ("my leg's asleep and won't wake up", "numbness"),
    ("C7 3/5", "limb-weakness"),
    ("can't get the right arm to work", "limb-weakness"),
    ("APB weakness", "limb-weakness"),
    ("feet burn all night", "limb-pain"),
    ("right calf akeing since parkrun", "limb-pain"),
    ("L temple throbbing since lunch", "headache"),
    ("head and neck ache", "headache"),
    ("lbp 3/52", "low-back-pain"),
    ("tooth out at noon under local", "dental-anaesthetic"),
    ("upper molar LA 20 mins ago", "dental-anaesthetic"),
    ("LA for root canal", "dental-anaesthetic"),
    ("4-5 IPAs every single night", "harmful-alcohol-use"),
    ("8 schooners most nights", "harmful-alcohol-use"),
    ("Barely breathing enough to talk", "trouble-breathing"),
    ("Fingers blanch white then turn blue in the cold store", "cyanosis"),
    ("Toes go white then blue in the freezer aisle", "pallor"),
    ("fingertips go white and numb in the cold", "numbness"),
]
DENIED = [
    ("no trouble seeing", "vision-loss"),
    ("no smudgy vision", "vision-loss"),
    ("Face - symmetrical", "facial-weakness"),
    ("bladder: no leaking", "urinary-incontinence"),
    ("not losing urine", "urinary-incontinence"),
    ("no wet pads", "urinary-incontinence"),
    ("not shaking all over", "seizure"),
    ("no mushy speech", "slurred-speech"),
    ("no burning feet", "limb-pain"),
    ("denies lbp", "low-back-pain"),
    ("neg for ha, paresthesias", "headache"),
    ("no dental LA", "dental-anaesthetic"),
    ("no struggle to breathe", "trouble-breathing"),
    ("fingers do not go white in the cold", "pallor"),
    ("straining to pee? no", "urinary-retention"),
]


@pytest.mark.parametrize(("text", "what"), THERE)
def test_it_is_read_in_these_words(reader, text, what):
    assert what in now(reader, text)


@pytest.mark.parametrize(("text", "what"), DENIED)
def test_the_same_words_denied_are_denied(reader, text, what):
    assert what in denied(reader, text)
    assert what not in now(reader, text)
