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
    "She worries she might end up incontinent.",
    "Warned it can bring on dizziness, retention and headache.",
    "Explained the tablets could cause confusion.",
    "To attend were he ever to become confused.",
    "Cast advice: should the fingers turn blue, come straight back.",
    "INFO GIVEN: HEAVY LEGS, HEADACHE, DIZZINESS",
    "Ask the GP: could metformin make his feet numb?",
    "Any weakness developing in the legs means an urgent MRI.",
    "Numb-Gum teething gel bought",
    "Admitted in 2019 with incontinence, numb saddle: full recovery.",
    "Clinic review. R arm weakness, recovered.",
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
    ],
)
def test_what_is_denied_is_absent(reader, text, what):
    assert what in denied(reader, text)
    assert what not in now(reader, text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Catheter for acute retention, residual 1.1 L", "urinary-retention"),
        ("Saddle numb, PVR 1.2 L", "urinary-retention"),
        ("Neuro obs: pupils equal", "numbness"),
        ("Cannot elicit sensation below the umbilicus", "numbness"),
        ("No history as speech slurred", "slurred-speech"),
        ("No head injury in this case, left arm numb and weak", "numbness"),
        ("Denies trauma, lifted case, left leg numb", "numbness"),
        ("Cannot feel right leg and left leg not, both numb", "numbness"),
    ],
)
def test_what_is_no_denial_denies_nothing(reader, text, what):
    assert what not in denied(reader, text)


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


# What a reviewer found that mechanisms of the past, of others, of goods and of
# possibility had swallowed: each is an ordinary line about somebody who is ill now.
NOT_SWALLOWED = """
Numbness went down left leg and into saddle => numbness
Weakness went down left side since 9am => limb-weakness
Numbness has gone down both legs => numbness
Left leg numb, went down on the floor => numbness
Numb legs came right up to the waist => numbness
Legs weak, got better then worse => limb-weakness
Numb saddle, signed off by GP => numbness
No residual, left arm weak again => limb-weakness
Weakness came back fully => limb-weakness
Left arm weak when lifted => limb-weakness
Left arm numb passed on to stroke team => numbness
Left arm numb app 2 hours => numbness
Face droop app 30 mins ago => facial-weakness
Right hand numb caps refill 5 secs => numbness
Left hand weak dropped kettle => limb-weakness
Right arm weak watching film => limb-weakness
Face numb hot oil spilled => numbness
Left arm numb gel applied => numbness
SE nil, left face drooped => facial-weakness
SE London address, left arm numb => numbness
?stoke left side => stroke
had a stoke this morning => stroke
Numb saddle, well within herself => numbness
Left arm weakness started 9am, fine within self => limb-weakness
Face droop, all clear by CT => facial-weakness
Numb legs, fine by me to come in at 10 => numbness
Right arm weak since 8am, was fine by all accounts yesterday => limb-weakness
Found on floor, legs numb. Recovered by ambulance => numbness
Face droop. Was ok this morning => facial-weakness
Left arm weakness. Fine this morning => limb-weakness
Speech slurred. Clear this morning => slurred-speech
Numb saddle. Well today in herself => numbness
Numb legs since Monday, no numbness in arms now => numbness
Leg weakness since Friday, no arm weakness now => limb-weakness
Cannot pass urine since yesterday, catheter in, no retention now => urinary-retention
Facial droop now. Old facial droop had resolved => facial-weakness
New saddle numbness would indicate cauda equina => numbness
Left arm weakness would warrant CT head => limb-weakness
Left arm weakness to be reported => limb-weakness
Some numbness in legs is expected but he also cannot pass urine => numbness
Collapsed with left arm weakness in family home => limb-weakness
Weakness both legs in the family room at 9am => limb-weakness
Patient in bed with left sided weakness, FAST positive => limb-weakness
Patient in bed 4 left facial droop => facial-weakness
Next of kin wife says left arm weak => limb-weakness
Both sisters here, report slurred speech and arm weakness => slurred-speech
His little girl phoned: arm weakness and face droop => facial-weakness
His boss noticed left facial droop and slurred speech => slurred-speech
Care home: one of her patients left facial droop now => facial-weakness
Last well in May, leg weakness progressive => limb-weakness
Had back surgery last June left leg numb and saddle numb => numbness
Admission May 2023 for disc, numb saddle and can't pee => numbness
MS attack last May legs weak => limb-weakness
Meets criteria for stroke call, left facial droop and arm weakness => facial-weakness
Threshold for MRI met given saddle numbness and retention => numbness
Counselling appointment today, during it her face drooped => facial-weakness
Genetic counselling patient, left arm weakness since 9am => limb-weakness
Terrified of MRI and numb saddle area, retention => numbness
Codeine as required for back pain with saddle numbness => numbness
Ibuprofen when required for back pain, legs weak and numb => numbness
Advice to wife to call 999, left arm weak => limb-weakness
Head injury advice given, then vomited and confused => confusion
Wants to know if it is serious, left arm has gone numb => numbness
Worried stiff one day of left arm weakness => limb-weakness
Concerned: one day of saddle numbness => numbness
Wife worried as waking up confused with left weakness => confusion
Legs would give way, numb saddle => numbness
Could give one word answers only, right arm weak => limb-weakness
Speechless when paramedics arrived => aphasia
Stroke left him speechless => aphasia
Pain in the neck since the fall, hands numb => numbness
Left arm weakness for some time => limb-weakness
Wife: stroke this morning => stroke
Had left arm weakness until 10am then again at 11 => limb-weakness
"""


@pytest.mark.parametrize(
    ("text", "what"),
    [line.split(" => ") for line in NOT_SWALLOWED.strip().splitlines()],
)
def test_an_ordinary_line_about_who_is_ill_now_is_read(reader, text, what):
    assert what in now(reader, text)
