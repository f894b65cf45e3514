"""What was there, and read as denied or not at all: pulses, boxes, lists, sides."""

import pytest
from told_now import denied, now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


PULSES = [
    "popliteal not palpable",
    "L leg cold to knee, popliteal not palpable, distal not palpable",
    "L DP unobtainable, foot cold",
    "R foot: DP and PT unobtainable",
    "dorsalis pedis can't be felt",
    "DP can't be felt on L",
    "dp couldn't be palpated",
    "left radial cannot be found",
    "L brachial nil",
    "femoral nil on R",
    "axillary pulse present, brachial not felt",
    "no signal at the ankle on doppler",
    "unable to palpate L DP. Biphasic on doppler",
    "L DP not palpable, biphasic on doppler",
    "can't get DP",
    "cannot obtain DP pulse on left",
    "absence of left radial pulse, hand warm",
    "Absence of pulses left ankle; foot cool",
    "lack of a radial pulse on the left",
    "absence of palpable pulses L leg",
    "nil below femoral L",
    "popliteal absent R",
]
NO_PULSES = [
    "popliteal palpable",
    "DP and PT biphasic",
    "DP can be felt",
    "pulses could be felt both feet",
    "pulses palpable both feet, doppler triphasic",
]
ABSENT = [
    ("complete absence of movement R arm & R leg", "limb-weakness"),
    ("absence of sensation in the saddle area", "numbness"),
    ("absence of power in right arm", "limb-weakness"),
    ("lack of feeling in right hand", "numbness"),
    ("no feeling from the belly down", "numbness"),
    ("Both legs paralyzed, no feeling from the waist down", "numbness"),
]
WITHOUT = [
    ("Can't keep his feet together with eyes open without swaying", "gait-unsteady"),
    ("not able to walk the length of the ward without staggering", "gait-unsteady"),
    ("doesn't walk ten yards without being breathless", "trouble-breathing"),
    ("never gets up in the morning without headache", "headache"),
    ("impossible to stand up without vertigo", "vertigo"),
    ("can't climb even one flight of stairs without SOB", "trouble-breathing"),
]
AT_REST = [
    ("Not short of breath at rest but is on walking", "trouble-breathing"),
    ("no SOB at rest but is when climbing stairs", "trouble-breathing"),
    ("not dizzy lying down but is when she stands", "dizziness"),
    ("no headache lying flat but does when upright", "headache"),
    ("not SOB at rest, only on exertion", "trouble-breathing"),
    ("no numbness at rest but has when walking", "numbness"),
    ("no pain in calf at rest, only when walking", "limb-pain"),
    ("no vertigo lying still but gets it on turning", "vertigo"),
]
NOT_AT_REST = [
    ("not dizzy, is on bisoprolol", "dizziness"),
    ("no leg swelling but is on amlodipine", "leg-swelling"),
    ("no SOB at rest or on exertion", "trouble-breathing"),
    ("no weakness, is walking", "limb-weakness"),
    ("no fits, is on keppra", "seizure"),
    ("no headache but is tired", "headache"),
]
INTERRUPTED = [
    ("no neck pain, moving all 4, headache, GCS 14 (confused)", "headache"),
    ("no chest pain, alert, headache", "headache"),
    ("no fever, drinking well, headache", "headache"),
    ("no cough, walking ok, numb feet", "numbness"),
    ("denies LOC, talking normally, neck pain", "neck-pain"),
    ("without headache, without weakness, with slurred speech", "slurred-speech"),
    ("no headache, no weakness, with new numbness", "numbness"),
    ("denies chest pain but with dizziness", "dizziness"),
]
STILL_LISTED = [
    ("no headache, fever, neck stiffness, dizziness", "dizziness"),
    ("denies weakness, numbness, headache", "headache"),
    ("no difficulty walking, talking, dizziness", "dizziness"),
    ("no headache with vomiting or with fever", "headache"),
]
REFUSED = [
    ("slurring. resolved en route? No - still there on arrival", "slurred-speech"),
    ("Left leg weakness. Resolved: no", "limb-weakness"),
    ("Double vision. Resolved? Not yet", "diplopia"),
    ("Headache since am. Has it gone? No", "headache"),
    ("Vertigo. Settled? Not really", "vertigo"),
    ("Numb right hand. Gone now? N", "numbness"),
    ("My hand's gone numb, gone completely", "numbness"),
    ("foot gone cold and numb, completely gone", "numbness"),
]
OVER = [
    ("numb arm. Resolved? Yes", "numbness"),
    ("Slurred speech. Resolved en route.", "slurred-speech"),
    ("leg went numb, gone now", "numbness"),
    ("hand went numb at 9, gone by 10", "numbness"),
    ("numbness, gone completely", "numbness"),
]
BOXES = [
    ("Weakness [ ] Numbness [x]", {"numbness"}),
    ("Weakness \u2610  Numbness \u2611  Speech slurred \u2610", {"numbness"}),
    ("weakness [x] numbness [ ] headache [x]", {"limb-weakness", "headache"}),
    ("[x] numbness [ ] weakness [x] headache", {"numbness", "headache"}),
    ("Symptoms: [ ] headache [x] numbness [ ] weakness", {"numbness"}),
    ("Symptoms: headache [ ], numbness [x], weakness [ ]", {"numbness"}),
    ("Saddle numbness yes [x] no [ ]", {"numbness"}),
    ("saddle numbness [x] yes [ ] no / headache: severe", {"numbness", "headache"}),
    ("saddle numbness [ ] yes [x] no", set()),
    ("Red flags [ ] saddle numbness [ ] retention", set()),
    ("Headache, refer [ ]", {"headache"}),
    ("Headache [ ]", set()),
]
ELSEWHERE = [
    ("CTS excluded L, confirmed R", "carpal-tunnel"),
    ("sciatica was L in 2018, this time its the R", "sciatica"),
    ("no numbness L hand, present R", "numbness"),
    ("no weakness in the right leg, persists in the left", "limb-weakness"),
    ("No calf pain left, present right", "limb-pain"),
    ("numbness gone in left hand, still in right", "numbness"),
]
NOT_ELSEWHERE = [
    ("no numbness left, right now ok", "numbness"),
    ("no tingling, right now", "numbness"),
    ("no weakness, left handed", "limb-weakness"),
]


@pytest.mark.parametrize("text", PULSES)
def test_a_pulse_that_is_not_felt_is_absent(reader, text):
    assert "absent-distal-pulse" in now(reader, text)


@pytest.mark.parametrize("text", NO_PULSES)
def test_a_pulse_that_is_felt_is_there(reader, text):
    assert "absent-distal-pulse" in denied(reader, text)
    assert "absent-distal-pulse" not in now(reader, text)


@pytest.mark.parametrize(
    ("text", "what"),
    [*ABSENT, *WITHOUT, *AT_REST, *INTERRUPTED, *REFUSED, *ELSEWHERE],
)
def test_what_is_there_is_read(reader, text, what):
    assert what in now(reader, text)


@pytest.mark.parametrize(
    ("text", "what"), [*STILL_LISTED, *NOT_ELSEWHERE, *NOT_AT_REST]
)
def test_what_is_denied_stays_denied(reader, text, what):
    assert what in denied(reader, text)
    assert what not in now(reader, text)


@pytest.mark.parametrize(("text", "what"), OVER)
def test_what_is_over_stays_over(reader, text, what):
    assert what not in now(reader, text)


@pytest.mark.parametrize(("text", "ticked"), BOXES)
def test_a_box_is_of_its_own_label(reader, text, ticked):
    assert now(reader, text) == ticked
