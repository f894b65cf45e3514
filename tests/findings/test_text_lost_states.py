"""States of functions that were lost or read as denials, and true denials beside them.

The lines are of two reviewers, with variants; what is denied stays denied.
"""

import pytest
from told_now import denied, now, reader_of_shipped_words

from engine.findings.text.reader import TextReader

WEAK, NUMB, PULSE = "limb-weakness", "numbness", "absent-distal-pulse"
FACE, SIGHT, COLD = "facial-weakness", "vision-loss", "cold-limb"


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return reader_of_shipped_words()


MISSING_FUNCTIONS = {
    "absent perianal sensation": NUMB,
    "PR: reduced tone, absent perianal sensation": NUMB,
    "absent L leg sensation": NUMB,
    "absent distal sensation": NUMB,
    "no left arm sensation": NUMB,
    "absent light touch R hand, speech normal": NUMB,
    "absent R leg power": WEAK,
    "absent left hand grip": WEAK,
    "no left leg power since 0900": WEAK,
    "nil R arm grip": WEAK,
    "absent L pedal pulses": PULSE,
    "R leg cold, absent R DP and PT": PULSE,
    "absent R ulnar/radial pulses": PULSE,
    "absent Lt femoral pulse": PULSE,
    "absent (L) DP": PULSE,
    "Doppler: absent L DP/PT signals": PULSE,
    "loss of L radial pulse": PULSE,
    "nil L foot pulses": PULSE,
    "no L DP": PULSE,
    "no right radial pulse and hand pale": PULSE,
    "unable to palpate L DP": PULSE,
}


@pytest.mark.parametrize(("text", "what"), MISSING_FUNCTIONS.items())
def test_a_function_that_is_absent_at_a_place_is_missing(reader, text, what):
    assert what in now(reader, text)
    assert what not in denied(reader, text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("no reduced sensation", NUMB),
        ("no loss of left leg sensation, no weakness", NUMB),
        ("denies reduced power", WEAK),
        ("absent motor or sensory symptoms", WEAK),
        ("nil motor/sensory sx", NUMB),
        ("absent grip weakness", WEAK),
        ("no right leg power loss", WEAK),
        ("no left arm pulse deficit", PULSE),
        ("absent weakness, sensation intact", WEAK),
        ("no left arm weakness, no droop", WEAK),
    ],
)
def test_what_denies_a_loss_still_denies_it(reader, text, what):
    assert what not in now(reader, text)


LATER_STATES = {
    "Motor: RUE 5/5 LUE 3/5 RLE 5/5 LLE 3/5": WEAK,
    "Motor 5/5 in arms, 2/5 in legs": WEAK,
    "Motor grossly intact, LUE 3/5": WEAK,
    "Motor 5/5 except LLE 2/5": WEAK,
    "Neuro: R 5/5, L 3/5": WEAK,
    "neuro exam: 5/5 R arm, 3/5 L arm": WEAK,
    "Power: RUL 5/5 LUL 2/5": WEAK,
    "RUL 5/5 RLL 5/5 LUL 4/5 LLL 4/5": WEAK,
    "Power: RA 5/5 LA 2/5": WEAK,
    "Power - UL R=5/5 L=3/5": WEAK,
    "Power R5/5 L3/5": WEAK,
    "Power L4 5/5 L5 3/5 S1 5/5": WEAK,
    "Power 5/5 proximally, 3/5 distally": WEAK,
    "strength 5/5 upper, 2/5 lower": WEAK,
    "Strength: arms normal; legs reduced": WEAK,
    "R 3/5, L 5/5 power": WEAK,
    "Power: R 5/5; L 3/5": WEAK,
    "power 5 in arms, 2 in legs": WEAK,
    "Power R 5/5. L 3/5.": WEAK,
    "full power UL, reduced LL": WEAK,
    "good power R, nil L": WEAK,
    "Full power except R hand grip": WEAK,
    "Moves all limbs except the left arm": WEAK,
    "Tone normal, power 5 R 4 L arm": WEAK,
    "LT intact, PP reduced to ankles": NUMB,
    "dermatomes L2-4 normal, L5 decreased": NUMB,
    "Sensory reduced R hand": NUMB,
    "LT \u2193 L hand": NUMB,
    "Sensation: C5 N, C6 N, C7 \u2193, C8 N": NUMB,
    "JPS absent to ankles, LT N": NUMB,
    "sensation intact proximally, reduced distally": NUMB,
    "sensation normal above T8, absent below": NUMB,
    "sensation intact C5-C8, reduced T1": NUMB,
    "radial/median sensation intact, ulnar absent": NUMB,
    "R reduced, L intact sensation": NUMB,
    "normal sensation R leg, absent L leg": NUMB,
    "sensation intact R leg, gone L leg": NUMB,
    "Sensation: intact to LT, reduced to PP R foot": NUMB,
    "Pulses: R 2+, L 0": PULSE,
    "absent R foot pulses, L present": PULSE,
    "L DP abs, R DP palp": PULSE,
    "DP R+ L-": PULSE,
    "good pulses R, absent L": PULSE,
    "pulses present bilat except L DP": PULSE,
    "feet: R warm L cold": COLD,
    "R warm, L cold feet": COLD,
    "VA R 6/6 L CF": SIGHT,
    "VA 6/6 R, HM L": SIGHT,
    "VA: R 6/6, L 6/60": SIGHT,
    "vision R eye 6/6, L eye nil": SIGHT,
    "L VF full, R VF temporal loss": SIGHT,
    "fundi nil, pupils equal, left homonymous hemianopia": SIGHT,
    "DDK impaired L": "ataxia",
    "power absent L arm, facial droop": FACE,
    "Sensation S3-5 absent, anal tone lax": "bowel-disturbance",
}


@pytest.mark.parametrize(("text", "what"), LATER_STATES.items())
def test_a_bad_state_of_another_place_is_told(reader, text, what):
    assert what in now(reader, text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Power: RUL 5/5 LUL 5/5 RLL 5/5 LLL 5/5", WEAK),
        ("Motor 5/5 in arms, 5/5 in legs", WEAK),
        ("Power 5/5 proximally and distally", WEAK),
        ("Neuro: R 5/5, L 5/5", WEAK),
        ("Neuro exam normal", NUMB),
        ("sensation intact C5-T1", NUMB),
        ("LT N, PP N", NUMB),
        ("dermatomes L2-S1 normal", NUMB),
        ("Pulses: R 2+, L 2+", PULSE),
        ("feet: R warm L warm", COLD),
        ("VA R 6/6 L 6/6", SIGHT),
        ("full power UL and LL", WEAK),
        ("good pulses R and L", PULSE),
        ("numbness none, power normal", WEAK),
        ("grips equal, power good all limbs", WEAK),
    ],
)
def test_what_is_normal_everywhere_is_denied(reader, text, what):
    assert what in denied(reader, text)
    assert what not in now(reader, text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Neuro exam abnormal", NUMB),
        ("neuro obs reduced to hourly", WEAK),
        ("sensation n power reduced", NUMB),
        ("Sensation intact R leg, LP done", NUMB),
        ("power 4 limbs normal", WEAK),
        ("grip 4 in a row", WEAK),
        ("RLL reduced air entry", WEAK),
        ("Motor 5/5. Left for CT at 3/5", WEAK),
        ("unable to find R pulse oximeter", PULSE),
        ("nonfocal except tremor", WEAK),
        ("has cold feet about the wedding", COLD),
        ("He is weak for chocolate", WEAK),
    ],
)
def test_a_state_of_something_else_is_no_finding(reader, text, what):
    assert what not in now(reader, text)


FUNCTIONS = {
    "Speech ok": "slurred-speech",
    "speech clear": "slurred-speech",
    "Vision normal": SIGHT,
    "Sensation intact": NUMB,
    "gait normal": "gait-unsteady",
    "balance ok": "gait-unsteady",
    "coordination normal": "ataxia",
    "swallow normal, speech normal": "slurred-speech",
    "memory ok": "confusion",
    "bladder ok": "urinary-retention",
    "Obs normal": "fever",
    "Tone normal": "numbness",
    "Reflexes normal": "reduced-reflexes",
    "pt breathing conscious": "trouble-breathing",
}


@pytest.mark.parametrize("weak", ["left arm weak", "weak left arm", "L leg 3/5"])
@pytest.mark.parametrize("join", [", ", " ", " but ", "; "])
@pytest.mark.parametrize(("function", "what"), FUNCTIONS.items())
def test_a_weak_arm_is_no_state_of_speech(reader, function, what, join, weak):
    there = now(reader, f"{function}{join}{weak}")

    assert WEAK in there
    assert what not in there


def test_a_weak_pulse_or_grip_is_that_of_the_function(reader):
    assert WEAK not in now(reader, "pulse in left hand weak")
    assert WEAK in now(reader, "grip normal R, weak L hand")
    assert "slurred-speech" in now(reader, "speech normal earlier, speech weak now")


WORDS = {
    "decr sensat L foot": NUMB,
    "altered sensat both feet": NUMB,
    "alt sensation L hand": NUMB,
    "hyposensate L1-S1 R": NUMB,
    "PNs in fingers R hand x3d": NUMB,
    "rt arm num": NUMB,
    "feeling has not come back in my leg": NUMB,
    "tinglling in feet": NUMB,
    "facal droop left": FACE,
    "facial drrop R": FACE,
    "R facial palsey": FACE,
    "R arm weak, R droop": FACE,
    "one side of face has slipped": FACE,
    "?Bells R": "bells-palsy",
    "weeknes of right leg": WEAK,
    "weknes L arm": WEAK,
    "L arm weak for 1st time": WEAK,
    "not using R arm": WEAK,
    "nil movement R arm": WEAK,
    "FAST pos L arm": WEAK,
    "LHH": SIGHT,
    "no vision R eye since 6": SIGHT,
    "no sight in left eye": SIGHT,
    "lost sight of right eye": SIGHT,
    "curtain come down left eye": SIGHT,
    "arms weak and getting harder to breath": "trouble-breathing",
    "back pain & leaked wee": "urinary-incontinence",
    "havent passed urine since yesterday": "urinary-retention",
}


@pytest.mark.parametrize(("text", "what"), WORDS.items())
def test_words_as_they_are_written(reader, text, what):
    assert what in now(reader, text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("sensate throughout", NUMB),
        ("contact num 01632 960123", NUMB),
        ("no vision loss", SIGHT),
        ("nil visual loss", SIGHT),
        ("no facal droop", FACE),
        ("no weeknes", WEAK),
        ("alarm bells, no droop", "bells-palsy"),
    ],
)
def test_like_words_that_tell_nothing(reader, text, what):
    assert what not in now(reader, text)
