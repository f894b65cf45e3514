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
    ("Has not had any dental work or injections at the dentist", "dental-anaesthetic"),
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


ABSENCE = [
    ("Confirms absence of numbness", "numbness"),
    ("Absence of leg weakness and numbness", "numbness"),
    ("Absence of leg weakness and numbness", "limb-weakness"),
    ("Patient confirms absence of numbness, weakness, or fits", "limb-weakness"),
]
NO_ABSENCE = [
    ("Absence of sensation in left foot", "numbness"),
    ("In the absence of trauma, left arm numb", "numbness"),
    ("Absence of pulses, numbness and pallor", "numbness"),
    ("absence of leg weakness and numb feet", "numbness"),
    ("Absence seizure this morning", "seizure"),
]


@pytest.mark.parametrize(("text", "word"), ABSENCE)
def test_absence_of_bare_names_is_denial(reader, text, word):
    """ "Absence of" denies a list of names, and is no seizure."""
    assert word in denied(reader, text)
    assert "seizure" not in now(reader, text)


@pytest.mark.parametrize(("text", "word"), NO_ABSENCE)
def test_absence_of_something_else_denies_nothing(reader, text, word):
    """Absent sensation is numbness, and absent trauma no examination."""
    assert word in now(reader, text)


FORMS = [
    ("Headache: N  Dizziness: N  Weakness: N", "headache"),
    ("Headache: N  Dizziness: N  Weakness: N", "dizziness"),
    ("Headache - N", "headache"),
    ("Numbness N Weakness N", "numbness"),
    ("Numbness N Weakness Y", "numbness"),
    ("Fever: never", "fever"),
    ("Diabetes: NO  Asthma: NO  Cancer: NO", "diabetes"),
    ("Insurance form: Cancer: NO   Diabetes: NO   Alcohol: none", "malignancy"),
]
NO_FORMS = [
    ("Headache: Now 9/10", "headache"),
    ("Numbness N Weakness Y", "limb-weakness"),
    ("Numbness: no Weakness: left arm", "limb-weakness"),
    ("Fever N V", "fever"),
    ("Weakness N left arm numb", "numbness"),
    ("Weakness: no improvement", "limb-weakness"),
    ("Headache: no relief with paracetamol", "headache"),
    ("Headache: no relief: 9/10", "headache"),
    ("Weakness: none before today", "limb-weakness"),
    ("Numbness: never until today", "numbness"),
]


@pytest.mark.parametrize(("text", "word"), FORMS)
def test_answers_of_a_form_on_one_line_are_denials(reader, text, word):
    """An N needs no full stop where the next question follows."""
    assert word in denied(reader, text)


@pytest.mark.parametrize(("text", "word"), NO_FORMS)
def test_what_only_looks_like_an_answer_denies_nothing(reader, text, word):
    """Nausea and vomiting, "now", and no relief."""
    assert word in now(reader, text)


NOUGHT = [
    ("Headache 0/10, back pain 0/10", "headache"),
    ("Headache 0/10, back pain 0/10", "back-pain"),
    ("breathlessness 0, dizziness 0", "trouble-breathing"),
    ("VAS leg pain: 0", "limb-pain"),
    ("numbness 0, weakness 3", "numbness"),
]
NO_NOUGHT = [
    ("Power L arm 0/5", "limb-weakness"),
    ("L leg weakness 0/5", "limb-weakness"),
    ("Headache 0800", "headache"),
    ("Headache 10/10", "headache"),
    ("Headache 0/10 this morning, now 9/10", "headache"),
    ("Headache 0/10, 9/10 on coughing", "headache"),
    ("Back pain 0/10 at rest, 9/10 walking", "back-pain"),
    ("numbness 0, weakness 3", "limb-weakness"),
    ("Headache: 0 relief with codeine", "headache"),
]


@pytest.mark.parametrize(("text", "word"), NOUGHT)
def test_score_of_nought_is_denial(reader, text, word):
    """Nought out of ten, or nought by itself."""
    assert word in denied(reader, text)


@pytest.mark.parametrize(("text", "word"), NO_NOUGHT)
def test_other_noughts_deny_nothing(reader, text, word):
    """A power, a time, and a score of then."""
    assert word in now(reader, text)


LISTED = [
    ("No difficulty with balance", "gait-unsteady"),
    ("No trouble with balance or walking.", "gait-unsteady"),
    ("No problem with speech", "slurred-speech"),
    ("Headache, fever and neck stiffness all denied", "headache"),
    ("Weakness, numbness: denied", "limb-weakness"),
    ("Red flags: weakness, numbness, incontinence - none present", "numbness"),
    ("Weakness, numbness, double vision - none of these.", "diplopia"),
    ("ROS negative incl weakness, numbness", "limb-weakness"),
    ("Systems review negative including weakness, numbness", "numbness"),
    ("Red flags negative (weakness, numbness)", "limb-weakness"),
    ("Denied any: headache, weakness, numbness.", "headache"),
    ("Denies the following: headache, limb weakness, numbness.", "numbness"),
    ("No to: numbness, weakness, visual loss, seizures.", "numbness"),
    ("No PMH of AF", "atrial-fibrillation"),
    ("No PMH of DM, epilepsy or AF.", "diabetes"),
    ("Pre-op: no hx DM", "diabetes"),
    ("Negative for diplopia and blurred vision", "vision-loss"),
]
NOT_LISTED = [
    ("No problem with balance until today, now unsteady", "gait-unsteady"),
    ("no difficulty with speech until 0900, now slurred", "slurred-speech"),
    ("No problem with balance but L arm weak", "limb-weakness"),
    ("Weakness, numbness - none before today", "limb-weakness"),
    ("Weakness, numbness - none before today", "numbness"),
    ("L arm numb, headache denied", "numbness"),
    ("numb, weak and headache all denied", "numbness"),
    ("Weakness left arm, numbness - none of these before", "limb-weakness"),
    ("Red flags negative, weakness L leg though", "limb-weakness"),
    ("Red flags negative, numb saddle", "numbness"),
    ("Red flags negative (weakness L leg, numbness)", "limb-weakness"),
    ("CT negative (weakness persists)", "limb-weakness"),
    ("ROS negative apart from weakness", "limb-weakness"),
    ("ROS negative incl fever, now weak L leg", "limb-weakness"),
    ("Denies any: pain. Weak L arm", "limb-weakness"),
    ("No to: pain. Yes to: numbness", "numbness"),
    ("No PMH. Diabetes new", "diabetes"),
    ("No PMH of note, weak left arm", "limb-weakness"),
    ("No PMH of note. AF on ECG", "atrial-fibrillation"),
    ("no rash and blurred vision", "vision-loss"),
    ("denies pain and blurred vision since 0800", "vision-loss"),
    ("denies pain, left eye blurred", "vision-loss"),
]


@pytest.mark.parametrize(("text", "word"), LISTED)
def test_names_that_are_denied_together(reader, text, word):
    """Headings, brackets and lists of bare names."""
    assert word in denied(reader, text)


@pytest.mark.parametrize(("text", "word"), NOT_LISTED)
def test_what_is_told_beside_a_denial_is_there(reader, text, word):
    """With a side, an adjective, a time, or in a statement of its own."""
    assert word in now(reader, text)
