"""Denials in an order of their own, and what they must not reach."""

import pytest
from told_now import denied, now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


DENIED = {
    "Fever nil cough nil SOB nil": {"fever", "trouble-breathing"},
    "headache nil diplopia nil vertigo nil": {"headache", "diplopia", "vertigo"},
    "fever no cough no headache no": {"fever", "headache"},
    "headache yes photophobia no neck pain no apyrexial": {"neck-pain", "fever"},
    "0 pallor 0 cyanosis 0 oedema": {"pallor", "cyanosis"},
    "Vertigo/diplopia/dysphagia/dysarthria: all no.": {"diplopia", "slurred-speech"},
    "Vertigo, diplopia, dysarthria: nil": {"vertigo", "diplopia", "slurred-speech"},
    "Numbness? Nope. Weak anywhere? Also nope.": {"numbness", "limb-weakness"},
    "Fits/faints: none. Weakness: none.": {"seizure", "limb-weakness"},
    "Headache she has none, nor had.": {"headache"},
    "Febrile she is not; muddled she is.": {"fever"},
    "Dizzy not, sick not, only tired.": {"dizziness"},
    "Anything but confused": {"confusion"},
    "Far from confused, she beat us at chess": {"confusion"},
    "Can't be called unsteady by any stretch": {"gait-unsteady"},
    "nor does she get headaches; hiccups only": {"headache"},
    "No c/o and no o/e evidence of limb weakness.": {"limb-weakness"},
    "Swollen ankles +, calf pain \u2212, SOB \u2212": {
        "limb-pain",
        "trouble-breathing",
    },
    "Absent: headache, fever, seizures, limb weakness.": {"limb-weakness", "seizure"},
    "Absence of leg weakness, saddle numbness and incontinence documented.": {
        *("limb-weakness", "numbness", "urinary-incontinence"),
    },
    "All red flags negative (weakness, saddle numbness, incontinence).": {
        *("limb-weakness", "numbness", "urinary-incontinence"),
    },
    "Sciatica absent; low back pain present": {"sciatica"},
    "Bladder and bowels normal. Saddle sensation intact.": {
        *("urinary-retention", "urinary-incontinence", "bowel-incontinence"),
    },
    "Bladder + bowels normal": {"urinary-retention", "bowel-incontinence"},
    "bowels not a problem - never soils": {"bowel-incontinence"},
    "passing urine normally, doesn't leak.": {"urinary-incontinence"},
    "the room doesn't spin and I've had no fits.": {"vertigo", "seizure"},
    "Isn't pale, isn't blue": {"pallor", "cyanosis"},
    "neg for ha, paresthesias": {"headache", "numbness"},
    "heel-toe ok / finger-nose ok": {"gait-unsteady", "ataxia"},
    "Romberg neg, F-N-F accurate": {"ataxia"},
    "never touches drink": {"harmful-alcohol-use"},
}
NOT_DENIED = {
    "Drinks little water": "harmful-alcohol-use",
    "drinks very little fluid": "harmful-alcohol-use",
}
NO_SIGN = {
    "No sensation testing done yet": "numbness",
    "Compression stockings fitted": "seizure",
}
THERE = {
    "Sciatica absent; low back pain present": "low-back-pain",
    "headache yes photophobia no neck pain no apyrexial": "headache",
    "Febrile she is not; muddled she is.": "confusion",
    "Swollen ankles +, calf pain \u2212, SOB \u2212": "leg-swelling",
    "No headache 0 power left arm, left arm weakness": "limb-weakness",
    "0 weakness left arm since 9am numb": "numbness",
    "numb left arm nil weakness nil": "numbness",
    "headache yes numbness no weakness no droop": "numbness",
    "weak arm nil trauma": "limb-weakness",
    "confused nil fever": "confusion",
    "headache nil trauma nil relief": "headache",
    "Numb hand she has none of her splints": "numbness",
    "Headache he has not slept": "headache",
    "Confused he is not eating": "confusion",
    "Dizzy she is not sure why": "dizziness",
    "weak not eating": "limb-weakness",
    "droopy eyelid better on pyridostigmine, double vision not": "diplopia",
    "droop better, speech slurred not, arm not": "slurred-speech",
    "Seizures/fits: witnessed, none before": "seizure",
    "Weakness/numbness: left arm": "limb-weakness",
    "Left arm weak -, came on at 9": "limb-weakness",
    "arm weak - 2 hrs": "limb-weakness",
    "headache -": "headache",
    "Vertigo/diplopia: all day no let up": "diplopia",
    "Red flags negative (leg weakness L, saddle numbness)": "limb-weakness",
    "Red flags negative, leg weakness, saddle numbness": "limb-weakness",
    "All red flags negative yesterday (weakness), now leg weakness": "limb-weakness",
    "Absent: reflexes, weak legs, numb feet": "limb-weakness",
    "Absent: ankle jerks, leg weakness, saddle numbness": "limb-weakness",
    "Absent: anal tone, saddle numbness, leg weakness": "numbness",
    "Absent: gag, left face drooping": "facial-weakness",
    "Absence of pulses left ankle, foot cold, numb toes": "numbness",
    "Absence of ankle jerks, leg weakness and saddle numbness": "limb-weakness",
    "Absence of trauma, leg weakness and saddle numbness": "limb-weakness",
    "Absence of anal tone, saddle numbness and incontinence": "numbness",
    "Tingling? Also numb. Weak? Also yes": "numbness",
    "Numb? Also no feeling in left foot": "numbness",
    "Can't be called until 5, left arm weak": "limb-weakness",
    "Far from home, left arm weak": "limb-weakness",
    "far from well, confused": "confusion",
    "can't do anything but lie still, confused": "confusion",
    "can't say anything but confused words": "confusion",
    "She is anything but well, confused and febrile": "confusion",
    "not far from blind, vision loss": "vision-loss",
    "never anything but confused": "confusion",
    "nor has she eaten, dizzy": "dizziness",
    "headache no better dizziness no better": "dizziness",
    "Numbness yes weakness no pulse no": "numbness",
    "isn't blue but hand is cold and blue": "cyanosis",
    "room doesn't spin, but vertigo on turning": "vertigo",
    "doesn't leak but can't pass urine": "urinary-retention",
    "never soils but wets herself": "urinary-incontinence",
    "no sensation below the knee": "numbness",
    "no sensation test area L foot": "numbness",
    "stockings fitted, then fitted": "seizure",
    "listing to the left": "gait-unsteady",
}


@pytest.mark.parametrize(("text", "what"), DENIED.items())
def test_what_is_denied_in_its_own_order_is_absent(reader, text, what):
    """Answers behind or before bare names, and inverted sentences."""
    assert what <= denied(reader, text)


@pytest.mark.parametrize(("text", "what"), THERE.items())
def test_what_a_denial_does_not_reach_is_there(reader, text, what):
    """A side, a time, an adjective, or a denial of something else."""
    assert what in now(reader, text)


@pytest.mark.parametrize(("text", "what"), NOT_DENIED.items())
def test_what_sounds_like_a_denial_denies_nothing(reader, text, what):
    """Who drinks little water may drink anything else."""
    assert what not in denied(reader, text)


@pytest.mark.parametrize(("text", "what"), NO_SIGN.items())
def test_what_is_done_to_the_patient_is_no_sign(reader, text, what):
    """A test that was not done, and a thing that was fitted."""
    assert what not in now(reader, text)
