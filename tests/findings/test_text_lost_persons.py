"""Whose symptom it is: a caller's line is about the person it names."""

import pytest
from told_now import denied, now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Dtr phoned: mother slurring words since 8am", "slurred-speech"),
        ("dtr rang, mum slurring", "slurred-speech"),
        ("Dtr: mum has severe headache now", "headache"),
        ("Wife phoned: husband slurring since breakfast", "slurred-speech"),
        ("Wife rang. Husband's speech slurred.", "slurred-speech"),
        ("Son on phone: dad can't move R arm", "limb-weakness"),
        ("son: mum not making sense, wrong words", "aphasia"),
        ("T/C from wife: husband's face drooped on R", "facial-weakness"),
        ("T/C from dtr: mum's L arm weak since am", "limb-weakness"),
        ("Caller: my dad can't breathe properly", "trouble-breathing"),
        ("999 call: mum short of breath", "trouble-breathing"),
        ("TC from son: dad left arm weak", "limb-weakness"),
        ("Message: mum slurring since 9am", "slurred-speech"),
        ("hiya ringing about my gran shes confused", "confusion"),
        ("Its about my grandad, he's slurring", "slurred-speech"),
        # Of our own.
        ("Husband ringing: wife very confused", "confusion"),
        ("Son calling, mum can't get her words out", "aphasia"),
        ("Daughter on the line: Dad's mouth has dropped", "facial-weakness"),
        ("Wife called 999: husband having seizure", "seizure"),
        ("0900 dtr rang, mum slurring", "slurred-speech"),
        ("Son rang at 10am: mother confused", "confusion"),
        ("patient's wife states husband slurring since noon", "slurred-speech"),
        ("Please help my husband can't breathe", "trouble-breathing"),
        ("I think my mum is having a stroke, she is slurring", "slurred-speech"),
        ("it's not me it's my husband, his arm is numb", "numbness"),
        ("rang to check on mum, confused", "confusion"),
        ("just ringing to let us know dad is confused", "confusion"),
        ("caller has consent, mum confused since this morning", "confusion"),
    ],
)
def test_who_rings_tells_of_the_patient(reader, text, there):
    assert there in now(reader, text)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("son fitting", "seizure"),
        ("daughter having seizure", "seizure"),
        ("mum confused", "confusion"),
        ("mum short of breath", "trouble-breathing"),
        ("Dad's arm weak", "limb-weakness"),
        ("Nan's face dropped", "facial-weakness"),
        ("mother in law left arm weak since noon", "limb-weakness"),
        ("mum at home, confused", "confusion"),
        ("my gran her left arm is weak", "limb-weakness"),
        # Of our own.
        ("Hubby slurring", "slurred-speech"),
        ("my elderly mother is confused", "confusion"),
        ("my 4 year old son is fitting", "seizure"),
        ("nan confused and hot, temp 39", "fever"),
        ("My dad, who is diabetic, is confused", "confusion"),
        ("My nan who lives alone has a facial droop", "facial-weakness"),
        ("dad had a fit at 3 and is still confused", "confusion"),
        ("Mum collapsed, now left side weak", "limb-weakness"),
    ],
)
def test_a_relative_with_a_symptom_now_is_the_patient(reader, text, there):
    assert there in now(reader, text)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("caller is well; her mother has left arm weakness", "limb-weakness"),
        ("wife had flu, now husband has temp 39 and SOB", "fever"),
        ("Twin B well. Twin A left arm weak", "limb-weakness"),
        (
            "Whole family had flu apart from grandad who is breathless",
            "trouble-breathing",
        ),
        ("everyone else fine, only grandad is confused", "confusion"),
        ("Dad ok but mum left arm weak", "limb-weakness"),
        ("Nan, who had a stroke in 2015, has a weak left arm", "limb-weakness"),
        ("grandad who is usually sharp is confused", "confusion"),
        ("letter was confusing and my husband is confused", "confusion"),
        # The writer's own.
        ("my mum had a stroke: my left arm is weak", "limb-weakness"),
        ("my sister had MS and my legs are numb", "numbness"),
        ("my aunt had a bleed: sudden headache 20 mins ago", "thunderclap-headache"),
        ("my dad died last year and shes confused now", "confusion"),
    ],
)
def test_who_is_named_second_may_be_the_patient(reader, text, there):
    assert there in now(reader, text)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("my brother is fitting", "seizure"),
        ("my friend is having a seizure", "seizure"),
        ("my neighbour is slurring and cant stand", "slurred-speech"),
        ("my partner has weak left arm", "limb-weakness"),
        ("a customer is having a seizure", "seizure"),
        ("my sister is confused, BM 2.1, diabetic", "confusion"),
        ("My girlfriend's having a seizure she's 24", "seizure"),
        # Of our own.
        ("My sister's face has dropped on the left", "facial-weakness"),
        ("my best friend is having a seizure", "seizure"),
        ("my little brother can't breathe", "trouble-breathing"),
        ("my friend he's slurring", "slurred-speech"),
        ("Brother calling: sister is having a seizure", "seizure"),
        ("a passenger is fitting", "seizure"),
        ("my colleague has slurred speech and her arm is weak", "slurred-speech"),
    ],
)
def test_a_line_of_nothing_but_a_friends_symptom_is_about_the_friend(
    reader, text, there
):
    assert there in now(reader, text)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("fell off horse back pain and leaked urine", "urinary-incontinence"),
        ("a friend says she is slurring", "slurred-speech"),
        ("A friend found him confused on floor", "confusion"),
        ("child having seizure at school", "seizure"),
        ("pupil confused at school after bump", "confusion"),
        ("this is a teacher, pupil is fitting at school", "seizure"),
        ("fitted at school this morning", "seizure"),
    ],
)
def test_horses_finders_and_schools_are_no_other_patient(reader, text, there):
    assert there in now(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "partner has numb arm too",
        "her friend had a stroke last week",
        "colleague at work has the same symptoms",
        "worried as her sister was diagnosed with MS after numb legs",
        "FHx: mother stroke with arm weakness, father diabetes",
        "father has diabetes",
        "Grandfather went blind from glaucoma. Eye pressure check.",
        "My dad lost his vision to glaucoma, should I be tested?",
        "Gran on mum's side couldn't get a word out after her stroke",
        "Father-in-law's slurred speech last Thanksgiving scared whole family.",
        "Next of kin: husband, registered blind. Contact via daughter.",
        "My brother has MS and gets numb legs",
        "my sister has epilepsy and has fits",
        "my partner has a headache as well",
        "my wife is also dizzy",
        "my friend's mum has slurred speech since her stroke",
        "my friend had a seizure last year",
        "my neighbour had a stroke and he can't speak",
        "my dad was slurring before he died",
        "Lives with mother, mother is confused at night",
        "cares for mum who is confused",
        "Her husband is confused and she is struggling to cope",
        "his brother is having a seizure in the waiting room",
        "Husband short of breath with flu. Wants flu jab herself.",
        "Stress at home, mum confused, brother in prison",
        "sister dizzy after same meal. Pt vomiting x3.",
        "Mother in waiting room is confused, pt himself here for a jab",
        "my horse has a swollen leg",
        "she had fits at school",
        "father with numb arm",
        "Came with wife. Wife unsteady on feet, used wheelchair.",
        "Son at home with vertigo",
        "ringing to ask if mum may get numb hands from her tablets",
    ],
)
def test_what_is_of_another_stays_of_another(reader, text):
    assert now(reader, text) == set()


@pytest.mark.parametrize(
    ("text", "not_there"),
    [
        ("dtr rang, mum not confused", "confusion"),
        ("999 call: husband has no weakness", "limb-weakness"),
        ("my friend is not short of breath", "trouble-breathing"),
    ],
)
def test_what_a_caller_denies_of_the_patient_is_denied(reader, text, not_there):
    assert not_there not in now(reader, text)


def test_a_caller_denies_for_the_patient(reader):
    assert "slurred-speech" in denied(reader, "Son rang: mum confused, no slurring")
