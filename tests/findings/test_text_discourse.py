"""What the rest of a text makes of a finding: who is spoken of, and whether it is over.

Each mechanism stands with what it must not swallow: a missed emergency is
worse than a finding too many.
"""

from itertools import product

import pytest
from told_now import denied, now, read, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


# Persons, verbs and findings in every combination: a mechanism, not a phrase.
OTHERS = [
    f"{who} {verb} {what}{end}"
    for who, verb, what, end in product(
        ("The lady in the next bed", "Pt's dog", "Her twin sister", "Lodger"),
        ("had", "has had"),
        ("a fit", "double vision"),
        (" and the pt is upset.", "; she wants to talk about it."),
    )
]
OVER = [
    f"{what} {end}"
    for what, end in product(
        ("Left arm went numb at lunch.", "He was confused last night."),
        (
            "Fine by the time the crew came.",
            "Recovered within the hour.",
            "Back to his usual self since.",
            "It stopped when he sat down.",
            "Cleared completely after 10 minutes.",
        ),
    )
]
UNREAL = [
    "Scared of waking up paralysed.",
    "She worries she might end up incontinent.",
    "Warned it can bring on dizziness, retention and headache.",
    "Explained the tablets could cause confusion.",
    "To attend were he ever to become confused.",
    "Cast advice: should the fingers turn blue, come straight back.",
    "INFO GIVEN: HEAVY LEGS, HEADACHE, DIZZINESS",
    "Ask the GP: could metformin make his feet numb?",
    "Any weakness developing in the legs means an urgent MRI.",
    "Numb-Gum teething gel bought",
    "Icy Feet peppermint lotion",
    "Wet the bed till he was nine.",
    "Admitted in 2019 with incontinence, numb saddle: full recovery.",
    "Clinic review. R arm weakness, recovered.",
    "Admitted with a hemiparesis. Hemiparesis resolved.",
]


@pytest.mark.parametrize("text", [*OTHERS, *OVER, *UNREAL])
def test_what_is_anothers_over_or_unreal_is_not_there(reader, text):
    assert now(reader, text) == set()


THERE = """
Mum's speech is all slurred on the phone, daughter rang => slurred-speech
My husband's words are coming out slurred => slurred-speech
nan has been unsteady all weekend => gait-unsteady
Partner (also here, unwell) says patient's speech is slurred => slurred-speech
Wife found him; had a fit in the car => seizure
Mother has MS, pt has double vision => diplopia
Brother had fits. She has double vision => diplopia
Lady in the next bed rang the bell: pt has double vision => diplopia
Left arm went numb at lunch. Speech fine now => numbness
Left arm went numb at lunch. Wife fine now => numbness
Left arm went numb at lunch. Fine yesterday => numbness
Left arm went numb at lunch. Not fine by the time the crew came => numbness
Left arm numb since 8. Otherwise well => numbness
Scared, left arm went numb => numbness
Worried it is a stroke, left arm is numb => numbness
Lying on it can make her arm numb => numbness
Numb patch on the thigh, cream no help => numbness
Numb hands after using gel => numbness
Had a fall in 2021, left arm numb since => numbness
Had a stroke in 2019, now numb left arm => numbness
Left arm numb, not until today => numbness
Any numbness? Yes left arm numb => numbness
Admitted with a droop. Left droop resolved, right arm numb => numbness
Left arm numb with no warning => numbness
Vision gone in left eye => vision-loss
He sounds well but hasn't eaten, speech is slurred => slurred-speech
confused re date but speech clear => confusion
worst ever headache at the gym => thunderclap-headache
"""


@pytest.mark.parametrize(
    ("text", "what"),
    [line.split(" => ") for line in THERE.strip().splitlines()],
)
def test_what_is_there_is_not_swallowed(reader, text, what):
    assert what in now(reader, text)


# Answers behind a label: the "no" is a part of what is missing.
LACKING = """
Saddle: no feeling => numbness
Legs: no feeling => numbness
Sensation: no feeling below the waist => numbness
It's different: no feeling in the saddle area => numbness
Exam: no sensation in left leg => numbness
L hand: without sensation => numbness
Left leg: no power => limb-weakness
Power: none in left leg => limb-weakness
Left arm: no feeling, no power, no pulse => absent-distal-pulse
Rt leg: no popliteal, DP or PT pulse felt => absent-distal-pulse
"""


@pytest.mark.parametrize(
    ("text", "what"),
    [line.split(" => ") for line in LACKING.strip().splitlines()],
)
def test_no_feeling_behind_a_label_is_numbness_and_never_denied(reader, text, what):
    assert what in now(reader, text)
    assert what not in denied(reader, text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Saddle numbness: no", "numbness"),
        ("No known cancer", "malignancy"),
        ("B12 deficiency has been ruled out", "b12-deficiency"),
        ("0 facial droop, 0 slurring, 0 headache", "facial-weakness"),
        ("0 facial droop, 0 slurring, 0 headache", "headache"),
        ("Dizziness: No | Headache: No | Fits: No", "dizziness"),
        ("Dizziness: No | Headache: No | Fits: No", "headache"),
        ("No visual loss, no double vision", "diplopia"),
        ("apyrexial and not confused", "fever"),
        ("Cannot elicit any weakness in either leg", "limb-weakness"),
    ],
)
def test_what_is_denied_is_absent(reader, text, what):
    assert what in denied(reader, text)
    assert what not in now(reader, text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Catheter for acute retention, residual 1.1 L", "urinary-retention"),
        ("Neuro obs: pupils equal", "numbness"),
    ],
)
def test_what_is_no_denial_denies_nothing(reader, text, what):
    assert what not in denied(reader, text)


def test_a_later_normal_reading_takes_back_an_earlier_one(reader):
    assert now(reader, "Temp 38.9 this morning, temp 36.8 now") == set()


@pytest.mark.parametrize("word", ["smiling", "wakened", "dosing", "graded", "tapped"])
def test_an_ordinary_word_is_no_misspelling_of_a_finding(reader, word):
    assert read(reader, f"Patient {word} today") == ()


# What is denied of another place without being named again.
ELSEWHERE = """
Tingling R hand, none in the left => numbness left
Both feet tingle. Hands not affected => numbness hands
Numb feet, hands spared => numbness hands
Pins and needles in both hands, denies any in the feet => numbness feet
L leg swollen, R leg normal size => leg-swelling right
"""


@pytest.mark.parametrize(
    ("text", "what", "where"),
    [
        (text, *said.split())
        for text, said in (
            line.split(" => ") for line in ELSEWHERE.strip().splitlines()
        )
    ],
)
def test_what_is_elsewhere_normal_is_absent_there_alone(reader, text, what, where):
    found = [one for one in read(reader, text) if one.what == what]
    places = {
        one.presence: {one.side, *one.sites} for one in found if one.state == "ongoing"
    }

    assert where in places["absent"]
    assert where not in places["present"]


@pytest.mark.parametrize(
    "text",
    [
        "Left arm numb, left arm normal colour",
        "Left arm numb, face normal yesterday",
        "Numb left hand, normal right hand",
        "Left arm numb. Wife's arm fine",
    ],
)
def test_what_is_normal_otherwise_denies_no_numbness(reader, text):
    assert "numbness" in now(reader, text)
    assert "numbness" not in denied(reader, text)


@pytest.mark.parametrize(
    ("text", "is_there"), [("Drinks 40u/wk", True), ("Drinks 20 units per week", False)]
)
def test_units_a_week_are_harmful_from_thirty_on(reader, text, is_there):
    assert ("harmful-alcohol-use" in now(reader, text)) is is_there


def test_a_numbered_list_answers_each_question(reader):
    said = "1. Headache - present 2. Fever - no 3. Double vision - no"

    assert now(reader, said) == {"headache"}
    assert {"fever", "diplopia"} <= denied(reader, said)


CALLERS = [
    f"{who} {what}{end}"
    for who, what, end in product(
        ("My husband", "Nan", "Mum", "Our toddler", "My dad", "My little boy"),
        (
            "has a drooping face",
            "has slurred speech since 9",
            "had a fit this morning",
            "woke with a numb face",
            "is confused",
        ),
        (".", " and it has not gone away.", ". What should I do?", " after a fall."),
    )
]


@pytest.mark.parametrize("text", CALLERS)
def test_who_calls_for_an_elder_a_spouse_or_a_child_speaks_of_the_patient(reader, text):
    assert now(reader, text) != set()


# Behind a denial, a history, a relative's disease: each with a new statement.
BEHIND = [
    f"{lead} {what}{when}"
    for lead, what, when in product(
        (
            "No fever,",
            "Denies headache,",
            "PMH AF, T2DM.",
            "TIA 2016,",
            "Hx of stroke 2019.",
            "Had a stroke in 2019,",
            "Father had MS.",
            "No known cancer.",
            "Leaflet given last week.",
        ),
        (
            "left arm numb",
            "face droops on the right",
            "speech slurred",
            "R foot cold, no pulse",
            "no feeling below the waist",
        ),
        (" since 0800.", " x 2 hrs, spreading.", " on waking today."),
    )
]


@pytest.mark.parametrize("text", BEHIND)
def test_what_is_told_of_today_is_not_taken_for_what_stands_before(reader, text):
    assert now(reader, text) & {
        "numbness",
        "facial-weakness",
        "slurred-speech",
        "absent-distal-pulse",
    }


def test_a_limb_that_feels_numb_is_numb_though_it_is_found_normal(reader):
    said = "Left arm numb since 0800. Sensation of left arm normal today."

    assert "numbness" in now(reader, said)
