"""Findings that a frame around them took away: a denial, an end, an advice.

What is denied of another place or time, asked and answered, over and back, or
told beside a form or an advice, is there all the same. Each has its
counter-examples: what is denied, over or only advised stays so.
"""

import pytest
from told_now import denied, now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


LAY = """
left arm weak. No leg weakness => limb-weakness
R leg weak; no arm weakness => limb-weakness
right hand dropping things, no weakness elsewhere => limb-weakness
Triage 10:00 no weakness. 12:00 left arm weak => limb-weakness
no weakness earlier, now weak => limb-weakness
no history of weakness. left arm weak since 0700 => limb-weakness
Crew: no weakness found. On arrival right arm weak => limb-weakness
Not as weak as yesterday but arm is weak => limb-weakness
never had weakness before. left arm weak => limb-weakness
fitting. No previous fits => seizure
bum feels asleep, no numbness in feet => numbness
leg went dead and is still dead. No numbness elsewhere => numbness
wheezing badly. No SOB yesterday => trouble-breathing
foot asleep, denies numbness => numbness
legs feel heavy, power 5/5 => limb-weakness
bruise on knee. left arm weak => limb-weakness
bruise on forehead. fitting now => seizure
knocked her hip on the door, left leg heavy since => limb-weakness
left hand went numb at 8, no numbness elsewhere now => numbness
Left arm went weak at 9. No other weakness today => limb-weakness
"""
ASKED = """
Is his speech normal? no its slurred => slurred-speech
Face: normal? No. Drooped left => facial-weakness
Sensation normal? No => numbness
Breathing normal? No short of breath => trouble-breathing
temperature normal? no 39.5 => fever
pulses present? no, absent left foot => absent-distal-pulse
A&Ox4? no confused => confusion
Can he speak properly? No he cant find his words => aphasia
Any pain? no, just numb => numbness
Passing urine ok? no, not since 6 => urinary-retention
Q: Any numbness or tingling? A: yes left hand => numbness
CALL TAKER: any numbness? CALLER: yes his arm => numbness
any weakness? Caller: yeah left side => limb-weakness
Any wetting yourself? yep since monday => urinary-incontinence
Any loss of vision? Yeah right eye => vision-loss
Any numbness? afraid so => numbness
Any weakness? Mum: yes, legs => limb-weakness
Numbness? N weakness? Y => limb-weakness
Any numbness? Only in the left hand => numbness
Any facial droop? I think so, left side => facial-weakness
Any numbness? no any weakness? yes left arm => limb-weakness
"""
BACK = """
Sx resolved en route. L arm still drifts. => limb-weakness
Symptoms resolved on scene. Now L arm weak. => limb-weakness
Settled overnight. Numb R hand this am. => numbness
Weakness resolved at 0900. Recurred at 1100 and persists. => limb-weakness
weakness settled. It came back at 3pm. => limb-weakness
numbness had gone, has returned this morning => numbness
tingling gone this am, back now => numbness
vision went, came back, gone again since 1000 => vision-loss
seizures stopped with loraz then restarted 5/60 ago => seizure
fit stopped, started again => seizure
numb arm settled then came on again => numbness
h/o numbness, back again => numbness
fully recovered bar slight slurring => slurred-speech
all resolved, just numb fingers left => numbness
weak legs since monday, tummy bug 3 weeks ago, settled => limb-weakness
tingling hands 4 days, chest infection before that, cleared => numbness
"""
FORMS = """
Red flags present: saddle numbness, urinary retention => numbness urinary-retention
CES red flags: saddle anaesthesia Y, bladder N => numbness
red flags: incontinent of faeces today => bowel-incontinence
Stroke checklist: facial droop yes, arms ok => facial-weakness
eConsult questionnaire: I have numbness in my left face since 8am => numbness
111 template: new weakness in left leg since 0700 => limb-weakness
verbal consent obtained, numb left face since 9 => numbness
consent to share given, left arm weak since 8 => limb-weakness
legs becoming weak => limb-weakness
if he smiles his face droops on the left => facial-weakness
if she walks two steps she is breathless => trouble-breathing
whenever I stand up I am dizzy => dizziness
You said come back if weak and it is weak now => limb-weakness
doctor said if I can't wee come in, I can't wee => urinary-retention
Told to use inhaler if breathless, used it, still breathless => trouble-breathing
leaflet says weakness is an emergency - my leg IS weak => limb-weakness
you said to call back if the numbness spread, well it has spread => numbness
Checklist completed: left arm weak, face droops => limb-weakness facial-weakness
patient consented to exam, reduced sensation left leg => numbness
111 told me to call if it gets worse, numbness now up to knee => numbness
came in as told to return if can't pee, cannot pee since 6 => urinary-retention
asking about weak left arm since yesterday => limb-weakness
enquiring about left leg weakness, 3 days => limb-weakness
came to check bp, dizzy => dizziness
tested for covid, temp 39 => fever
can get out of bed, confused => confusion
looking for appointment today re headache since Monday => headache
fitting at school now => seizure
numb hand since maths at school today => numbness
Hx left arm weak 2 hours => limb-weakness
s/p fall left leg weak => limb-weakness
"""


def _cases(text):
    lines = (line.split(" => ") for line in text.splitlines() if line)
    return [(said, set(words.split())) for said, words in lines]


@pytest.mark.parametrize(("text", "there"), _cases(LAY + ASKED + BACK + FORMS))
def test_what_is_told_of_now_is_there(reader, text, there):
    assert there <= now(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "no weakness. power 5/5 throughout",
        "Any weakness? No.",
        "Any weakness? No weakness.",
        "Any numbness or weakness? no numbness or weakness",
        "Any numbness? A: no. Any weakness? A: no",
        "weakness? N numbness? N",
        "Power normal? yes",
        "Power ok? no weakness",
        "no weakness, arms or legs",
    ],
)
def test_what_is_denied_stays_denied(reader, text):
    assert "limb-weakness" in denied(reader, text)
    assert not now(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "Any numbness? Any weakness?",
        "Any numbness? Left arm? Face?",
        "Told to call if worse, weak, or still numb",
        "Is his speech normal?",
        "Had a numb arm, no numbness now",
        "Dead leg. Kicked in the thigh at football.",
        "numbness resolved, has not returned",
        "weakness resolved. No recurrence.",
        "arm numb for 10 min, resolved, back to normal",
        "weakness gone, now back home",
        "weakness resolved. Returned home.",
        "numb arm resolved, husband came back at 3pm",
        "numbness resolved, recurred at 9, settled again by 10",
        "Numb arm yesterday 3pm, slurred speech for 10 min, resolved",
        "Red flags explained: saddle numbness, incontinence",
        "red flags for CES given: leg weakness",
        "Leaflet: headache, vertigo, fits",
        "Consent: bleeding, infection, numbness of the lip",
        "if he vomits or gets confused call 999",
        "come back if legs weak",
        "take inhaler whenever breathless",
        "Return if numbness, tingling, weakness",
        "asking about numbness after an epidural",
        "had fits when at school",
        "hx seizure 3 days ago",
        "s/p stroke with left weakness",
        "Worried about becoming incontinent, wants a leaflet",
    ],
)
def test_what_is_over_asked_or_advised_is_not_there(reader, text):
    lasting = {"stroke", "back-pain", "recent-infection"}

    assert now(reader, text) <= lasting


def test_a_no_to_a_normal_state_denies_nothing(reader):
    assert not denied(reader, "Face symmetrical? No. Temp normal? no")


def test_a_knock_takes_only_the_dead_leg_that_is_a_bruise(reader):
    assert "numbness" in now(reader, "bruise on thigh, left leg dead")
