"""What a denial reaches: lines whose present finding a denial had swallowed."""

import pytest
from told_now import denied, now, read, reader_of_shipped_words

from engine.findings.text.wording.dictation import written


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


FIGURES = [
    ("no LOC, headache 7/10", "headache"),
    ("no facial droop, weakness L arm 3/5", "limb-weakness"),
    ("no head injury, confusion, GCS 14/15", "confusion"),
    ("denies chest pain, dizzy, BP 90/50", "dizziness"),
    ("no hx epilepsy, seizure 2/60", "seizure"),
    ("no SOB, headache and BP 210/120", "headache"),
    ("no dysphasia, confused to date/place", "confusion"),
    ("denies photophobia, headache 9/10 since 0300", "headache"),
    ("denies weakness, numbness in L/R hands", "numbness"),
    ("no injury, back pain 9/10, cannot walk or stand", "back-pain"),
    ("no LOC, confused, cannot walk or talk", "confusion"),
    ("no headache, dizzy when standing or walking", "dizziness"),
    ("no weakness, pain radiating to foot or calf", "limb-pain"),
]
READINGS = [
    ("denies cough, temp 39.4", "fever"),
    ("denies SOB, febrile 39.1", "fever"),
    ("no cough no rash T39.2", "fever"),
    ("no neck stiffness, temp 39.5, drowsy", "fever"),
    ("hasn't had paracetamol, temp 39.4", "fever"),
    ("no sob or rash, T38.5", "fever"),
    ("no calf pain, SOB+, sats 86%", "trouble-breathing"),
    ("no leg weakness, retention, bladder scan 900ml", "urinary-retention"),
    ("no fever, seizure x2", "seizure"),
    ("no fever, headache ++", "headache"),
    ("denies swelling, arm pain 9/10 R", "limb-pain"),
]
ELSEWHERE = [
    ("no SOB at rest, SOB on exertion", "trouble-breathing"),
    ("denies SOB at rest, SOB on stairs", "trouble-breathing"),
    ("denies dyspnoea at rest, + SOB on stairs", "trouble-breathing"),
    ("no numbness in face, numbness in L arm", "numbness"),
    ("no weakness arms, weakness both legs", "limb-weakness"),
    ("no calf swelling, ankle oedema bilat", "leg-swelling"),
    ("no numbness this morning, numb now", "numbness"),
    ("no facial numbness, numb R arm", "numbness"),
]
OWN_PLACE = [
    ("no headache, weakness L arm", "limb-weakness"),
    ("nil weakness, paraesthesia R hand", "numbness"),
    ("no pain, visual loss R eye", "vision-loss"),
    ("no calf pain, swollen L leg", "leg-swelling"),
    ("no headache, diplopia on R gaze", "diplopia"),
    ("no retention, faecal incontinence new", "bowel-incontinence"),
    ("denies LOC, headache since fall", "headache"),
    ("denies chest pain, SOB on minimal exertion", "trouble-breathing"),
    ("denies anticoagulants, headache after fall, GCS 14", "headache"),
    ("denies trauma, back pain after lifting box", "back-pain"),
    ("no ETOH, unsteady gait, slurring", "slurred-speech"),
    ("no fever, cough, numb L arm, headache", "headache"),
    ("denies fever, cough, weakness L arm, headache", "limb-weakness"),
    ("no stroke sx, weakness both legs, incontinence", "limb-weakness"),
]
SPOKEN = [
    (
        "denies fever period weakness of right leg since yesterday period",
        "limb-weakness",
    ),
    ("no chest pain period no cough period numbness in left arm period", "numbness"),
    ("denies headache next line numbness right hand next line", "numbness"),
    ("patient denies falls full stop tingling in left hand full stop", "numbness"),
    ("denies fever comma weakness of both legs period", "limb-weakness"),
]
UNCHANGED = [
    ("no sign of the numbness going", "numbness"),
    ("no sign of weakness improving, right arm", "limb-weakness"),
    ("no sign of swelling going down left leg", "leg-swelling"),
    ("no evidence of the numbness settling", "numbness"),
    ("not as dizzy as yesterday", "dizziness"),
    ("not as breathless as yesterday but still sob", "trouble-breathing"),
    ("no let up in headache", "headache"),
    ("no respite from back pain", "back-pain"),
    ("no joy with paracetamol for headache", "headache"),
    ("no question about it his arm is weak", "limb-weakness"),
    ("without a doubt the numbness is worse", "numbness"),
    ("never had a seizure before, having one now", "seizure"),
]
UNPUNCTUATED = [
    ("DENIES FALL DENIES ALCOHOL CONFUSED DENIES PAIN", "confusion"),
    ("denies alcohol unsteady on feet", "gait-unsteady"),
    ("denies headache left arm weak", "limb-weakness"),
    ("denies drugs slurred speech", "slurred-speech"),
    ("no pain blurred vision L eye", "vision-loss"),
    ("It doesn't hurt, its numb", "numbness"),
    ("doesnt want to go hospital left arm weak", "limb-weakness"),
    ("hasnt eaten today, confused or drowsy", "confusion"),
    ("dont know whats wrong hes slurring", "slurred-speech"),
    ("hasn't taken her keppra, having seizures", "seizure"),
    ("not epileptic fitting now", "seizure"),
    ("fundi nil, pupils equal, left homonymous hemianopia", "vision-loss"),
    ("CT neg, weakness persists L arm", "limb-weakness"),
    ("trop neg, SOB", "trouble-breathing"),
]


@pytest.mark.parametrize(("text", "what"), FIGURES)
def test_a_slash_between_figures_is_no_or(reader, text, what):
    assert what in now(reader, text)


@pytest.mark.parametrize(("text", "what"), READINGS)
def test_what_is_measured_or_counted_is_no_item_of_a_denied_list(reader, text, what):
    assert what in now(reader, text)


@pytest.mark.parametrize(("text", "what"), ELSEWHERE)
def test_what_is_denied_at_one_place_is_there_at_another(reader, text, what):
    assert what in now(reader, text)


@pytest.mark.parametrize(("text", "what"), OWN_PLACE)
def test_what_may_be_denied_or_not_is_there(reader, text, what):
    assert what in now(reader, text)


@pytest.mark.parametrize(("text", "what"), SPOKEN)
def test_spoken_punctuation_ends_a_denial(reader, text, what):
    assert what in now(reader, text)


@pytest.mark.parametrize(("text", "what"), UNCHANGED)
def test_what_is_denied_to_change_is_there(reader, text, what):
    assert what in now(reader, text)


@pytest.mark.parametrize(("text", "what"), UNPUNCTUATED)
def test_a_denial_reaches_its_own_object(reader, text, what):
    assert what in now(reader, text)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("no weakness, numbness or droop", {"limb-weakness", "numbness"}),
        ("no weakness, numbness L arm or leg", {"limb-weakness", "numbness"}),
        (
            "denies headache, neck pain, weakness of arms or legs",
            {"headache", "neck-pain", "limb-weakness"},
        ),
        ("Denies numbness, tingling, weakness.", {"numbness", "limb-weakness"}),
        ("denies fever, cough, SOB, dizziness.", {"fever", "trouble-breathing"}),
        ("no weakness/numbness", {"limb-weakness", "numbness"}),
        (
            "no facial droop/arm weakness/slurred speech",
            {"facial-weakness", "limb-weakness", "slurred-speech"},
        ),
        ("hasn't had any fever, cough or weakness", {"fever", "limb-weakness"}),
        ("hasnt got numbness or weakness", {"numbness", "limb-weakness"}),
        ("dont have any numbness", {"numbness"}),
        ("My lad hasnt got a temperature", {"fever"}),
        ("Denies - headache, numbness, weakness", {"headache", "numbness"}),
        (
            "Negative for: numbness in hands, numbness in feet, balance problems.",
            {"numbness", "gait-unsteady"},
        ),
        ("no SOB at rest or on exertion", {"trouble-breathing"}),
        ("no fever or temp 38", {"fever"}),
        ("no pain going down legs", {"limb-pain"}),
        ("no evidence of weakness, numbness or ataxia", {"numbness", "ataxia"}),
        ("not dizzy or confused", {"dizziness", "confusion"}),
        ("Nobody has noticed any fits; no seizure activity", {"seizure"}),
        ("no signs of weakness, going home", {"limb-weakness"}),
        ("power 5/5 throughout, no numbness", {"limb-weakness", "numbness"}),
        ("no numbness over a period of 2 weeks", {"numbness"}),
    ],
)
def test_a_denial_is_read_as_one(reader, text, absent):
    assert absent <= denied(reader, text)
    assert now(reader, text).isdisjoint(absent)


@pytest.mark.parametrize(
    "text",
    [
        "no CP, SOB, palpitations, dizziness",
        "no headache, neck stiffness, photophobia, rash",
        "denies dizziness, facial numbness",
        "denies saddle numbness, urinary retention, bilateral leg weakness",
        "no visual disturbance, facial droop, arm weakness, speech disturbance",
        "eating well, no fever, SOB, leg swelling",
    ],
)
def test_an_item_between_bare_items_is_not_there(reader, text):
    assert not now(reader, text)


def test_a_denial_of_earlier_ones_denies_none_of_now(reader):
    assert "seizure" not in denied(reader, "fitting. No previous fits")
    assert "numbness" in now(reader, "no previous stroke, numb L arm")


def test_a_denial_is_not_lent_the_place_of_what_is_there(reader):
    found = read(reader, "no calf swelling, ankle oedema bilat")

    assert [one.side for one in found] == [None, "both"]


@pytest.mark.parametrize(
    "text", ["numb for a period of 2h", "period pain, numb left arm", "missed period"]
)
def test_a_period_of_time_is_no_stop(text):
    assert written(text) == text
