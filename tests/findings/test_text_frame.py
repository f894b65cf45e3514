"""The clause around a finding: whose, whether and when; sentences of its own.

Every mechanism stands with what it must not swallow: a missed emergency is
worse than a finding too many.
"""

from itertools import product

import pytest
from told_now import denied, now, read, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


# Subjects, verbs and times in every combination: a mechanism, not a phrase.
CLOSED = [
    f"{subject} {verb} {finding}, {end}."
    for subject, verb, finding, end in product(
        ("She", "Pt", "He"),
        ("was", "felt", "had been"),
        ("dizzy", "confused"),
        (
            "fine since",
            "clear now",
            "well again",
            "normal again",
            "completely well now",
        ),
    )
]
FORETOLD = [
    f"{told} {subject} {verb} numb."
    for told, subject, verb in product(
        ("Told", "Aware that", "Explained:"),
        ("the arm", "her left leg"),
        ("will be", "would feel", "will stay", "might become", "will probably go"),
    )
]
RELATIVES = [
    f"{lead} {person}{comma} who {verb}."
    for lead, person, comma, verb in product(
        ("Lives with her", "Cares for his"),
        ("mother", "brother", "daughter"),
        ("", ","),
        ("has double vision", "is confused at night", "gets dizzy"),
    )
]
RISKS = [
    f"{lead} {items}."
    for lead, items in product(
        (
            "Risks discussed incl",
            "Side effects include",
            "Red flags explained:",
            "Safety netted re",
            "Worsening advice: any",
            "Complications including",
        ),
        ("facial weakness, numb ear", "headache, dizziness and double vision"),
    )
]
QUESTIONS = [
    "Any numbness?",
    "Any double vision?",
    "Do you suffer from any of these: seizures, dizziness, double vision?",
    "Have you headache, dizziness?",
    "Could this tablet give you a headache?",
    "Might statins trigger numb hands?",
    "Is there a link between migraine and vision loss?",
    "Q3 numbness? Q4 weakness? (left blank)",
    "Section B: seizures? dizziness? Not completed.",
]
SUPPOSED = [
    "Should the fingers turn blue she is to attend.",
    "Were he to lose vision he would have to move house.",
    "Should her speech become slurred, dial 999.",
]
PAST = [
    "Last winter his feet were numb for a week.",
    "She felt dizzy in spring.",
    "Had double vision two summers ago.",
    "Had a febrile convulsion aged 2.",
    "Had a numb arm, no numbness now.",
    "Transient loss of speech.",
    "The dizzy spells stopped when the tablets were changed.",
    "Colon cancer resected 2006, surveillance completed, discharged.",
]


@pytest.mark.parametrize(
    "text", [*CLOSED, *FORETOLD, *RELATIVES, *RISKS, *QUESTIONS, *SUPPOSED, *PAST]
)
def test_what_is_over_unreal_or_anothers_is_not_there(reader, text):
    assert now(reader, text) == set()


THERE = """
Was well at 8, then R arm numb => numbness
R arm numb at 9, completely well before that => numbness
R arm was weak on waking, well at 2200 => limb-weakness
left arm numb, right now => numbness
Unable to pass urine, nil since => urinary-retention
In retention, dry since midnight => urinary-retention
Leg was numb, speech fine now => numbness
R hand numb, wife fine now => numbness
Left face was numb and still is, otherwise well => numbness
Arm was numb, better since => numbness
Arm numb, not fully normal since => numbness
Woke and his arm was numb => numbness
Had numb legs after last fall => numbness
Numb since last winter => numbness
He will not get up because his legs are numb => numbness
Will have MRI for numb arm => numbness
Will be seen by neurology re numb left arm => numbness
May be numb on the left => numbness
Will my numbness go? => numbness
Could it be a stroke, left arm numb? => numbness
What should I do about a numb arm? => numbness
Could my tablets be making me dizzy? => dizziness
Is there anything for numb feet? => numbness
Should have come earlier, arm numb since yesterday => numbness
Diabetic complications, numb feet => numbness
At risk of falls, left arm numb => numbness
Red flags positive: numb saddle => numbness
Safety netted by GP, now numb left arm => numbness
Lives with wife who has MS and his arm is numb => numbness
Has a son who is ill, left arm numb => numbness
Son, who noticed her confused, rang => confusion
Brought by daughter who says she is confused => confusion
Nan is not making sense => confusion
My dad can't feel his left arm => numbness
Toddler 2y febrile 40.2 => fever
Seeking advice: left arm numb => numbness
Unlike his brother he is numb in both feet => numbness
Mother has MS, patient is numb in both feet => numbness
Can't say he isn't confused => confusion
It is not that she has no numbness => numbness
Collapse with numb leg aged 54 => numbness
Cannot sit up without tipping, everything spinning, dysarthria => slurred-speech
Breast ca 2009, now numb legs => numbness
L arm numb. Speech clear => numbness
[x] numbness [ ] headache => numbness
[Y] numbness [N] headache => numbness
Numbness Y / headache N => numbness
Headache (N) numbness (Y) => numbness
PVR 640 ml => urinary-retention
no feeling down below => numbness
"""


@pytest.mark.parametrize(
    ("text", "what"),
    [line.split(" => ") for line in THERE.strip().splitlines()],
)
def test_what_is_there_stays_there(reader, text, what):
    assert what in now(reader, text)


DENIED = """
Husband hasn't noticed any confusion or slurring => confusion
[N] headache [Y] dizziness => headache
[N] headache [N] double vision => diplopia
Headache (N) numbness (Y) => headache
Numbness Y / headache N => headache
She denies incontinence, leg weakness, saddle numbness => numbness
Unlike his brother he has no numbness => numbness
FAST neg: face symmetrical, speech clear => facial-weakness
Had a numb arm, no numbness now => numbness
"""


@pytest.mark.parametrize(
    ("text", "what"),
    [line.split(" => ") for line in DENIED.strip().splitlines()],
)
def test_what_is_denied_is_absent(reader, text, what):
    assert what in denied(reader, text)
    assert what not in now(reader, text)


def test_an_unticked_box_says_nothing(reader):
    found = read(reader, "[x] numbness [ ] dizziness [ ] headache")

    assert {one.what for one in found} == {"numbness"}


@pytest.mark.parametrize("text", ["NV intact", "Bladder and bowels ok"])
def test_a_statement_on_a_system_denies_no_single_emergency(reader, text):
    told = denied(reader, text)

    assert told.isdisjoint({"limb-weakness", "absent-distal-pulse"})
    assert "urinary-retention" not in told
