"""Names, offices, sayings, drills and boxes that name a finding nobody has.

Each kind has its counter-examples: a line in which the same words stand and the
finding is there, which has to be read.
"""

import pytest
from told_now import now, reader_of_shipped_words

from engine.findings.text.wording.word_set import word_set


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


PERSONS = """
LVM for Nurse Tingley re: Mr. Palsey's parking placard
seen by Dr Fitt, pt of Pale Lane Surgery
Needs refill Dr. Numb 5% cream before laser
Rash where he put Dr Numb cream on before the tattoo.
Mr Stagger rang about his repeat. Dr Droop's list is full, offered Dr Weekes.
Mr Pale, 44, DOB checked, address updated.
Ms Cancer Yilmaz, new registration. Passport seen.
Surname Dizzy, DOB checked, bloods taken.
Letter to Mrs Blind-Fitt returned
Prof Pale reviewed the scan
"""
PLACES = """
Foot Drop Splints Ltd invoice received.
Works at Blue Lips Cafe.
Lives at 4 Numb Street.
Reg. Mr Blind-Fitt, address: 4 Numbers Lane, Cold Ash.
Ate at the Cold Foot Inn, now D+V
Vertigo, the film, left her unable to sleep.
Saw a band called Numb last night, ears ringing
Bought a Cold Feet boxset
"""
SAYINGS = """
prior auth has been a royal pain in the neck, 4th call
always double maths
Star sign Cancer, she jokes.
Hot and bothered about parking fine.
Love is blind, she says, about her marriage.
"""
SCORED = """
NIHSS 0: face 0, arms 0/0, legs 0/0, ataxia 0, language 0, dysarthria 0.
dizziness 0, nausea 0
Headache [ ] Fever [ ] Confusion [ ] None [x]
Vascular outpatients form: 'absent pulse' unticked, 'cold' unticked.
"""
NEURO = word_set(
    """numbness limb-weakness facial-weakness slurred-speech aphasia confusion
    vision-loss dizziness gait-unsteady seizure headache low-back-pain back-pain fever
    urinary-incontinence leg-swelling skin-discolouration diabetes malignancy vertigo
    carpal-tunnel atrial-fibrillation pallor cold-limb ataxia diplopia sciatica
    neck-pain trouble-breathing absent-distal-pulse foot-drop cyanosis"""
)
NAMED_THERE = """
Dr. Numb left arm since 8 => numbness
Awaiting Dr. Numb left arm since 8 => numbness
D/w Dr Pale, clammy, sweaty => pallor
Seen by Dr. Confused and agitated => confusion
Mr Weak L arm => limb-weakness
Mrs Weak left arm since 8 => limb-weakness
Mr Numb and weak on the left => numbness limb-weakness
Mr Confused since 0800 => confusion
Mrs Numb to left face => numbness
Seen by Dr Smith. Numb L arm => numbness
MISS NUMB L ARM => numbness
NURSE: NUMB L ARM => numbness
Nurse Numb down left side => numbness
Her sister rang: Numb face => numbness
Mr Jones Numb L arm => numbness
Dr Patel aware Confused since 8 => confusion
Nurse Khan says Dizzy => dizziness
"""
PLACED_THERE = """
Confused Park Surgery pt => confusion
Numb Left Arm Long Lane Surgery Patient Since Monday => numbness
Seizure Street outside pub => seizure
Confused. Long Lane Surgery pt. => confusion
found in pub, Confused Street drinker => confusion
Pt Watching The Film When Left Arm Went Numb And Droopy => numbness
Collapsed at gig of his band, Left Arm Weak, then fit => limb-weakness
after the film, Dizzy and sick => dizziness
Dizzy UK visitor, no interpreter => dizziness
brought from Old Mill Inn, Numb Left Leg => numbness
C/O Double Vision, Slurred Speech, From The Pub => diplopia slurred-speech
"""
OFFICES_THERE = """
headache minutes after sex => headache
finger numbness drill operator 20 yrs => numbness
leg weakness chair bound => limb-weakness
vertigo chair spinning since 8 => vertigo
Diabetes clinic patient, sugars high => diabetes
Vertigo clinic referral: room spins since Monday => vertigo
Sciatica leaflet given => sciatica
seizure chart: 3 today => seizure
seizure chart attached => seizure
collapsed in lecture on headaches, L arm numb => numbness
headache teaching yoga => headache
seizure during training on site => seizure
seizure at poster session => seizure
confusion team session cancelled, still confused => confusion
seizure ward full please review now => seizure
fever clinic full, sent to us, 39.2 => fever
seizure training ground crew => seizure
Delirium unit moved from ITU, agitated => confusion
dysphasia chart reviewed => aphasia
diabetes register, HbA1c 90 => diabetes
numb clinic poster hand left => numbness
"""
SAYINGS_THERE = """
woke paralysed in the city hospital => limb-weakness
paralysed, phone lines down, husband ran here => limb-weakness
has been paralysed by the fall => limb-weakness
computer work, arm paralysed => limb-weakness
brought in by ambulance service paralysed since 8 => limb-weakness
RTC on motorway paralysed => limb-weakness
found at bank is paralysed => limb-weakness
ambulance service says he is paralysed => limb-weakness
weakness for 3 days => limb-weakness
weakness for investigation => limb-weakness
weakness is new, sweet tooth => limb-weakness
he was wearing his helmet, fits witnessed => seizure
wearing shirt fits twice => seizure
found in wet dress fits again => seizure
pain in the neck => neck-pain
parking the car she got a headache => headache
the whole week was one long headache => headache
Computer work is giving her a headache => headache
black toe on granite worktop => skin-discolouration
he is mottled, bananas only => skin-discolouration
went blind in the kitchen => vision-loss
hot and confused => fever confusion
"""
ACTED_THERE = """
Mock exam: had a seizure => seizure
Mock 999 call stopped, real casualty: can't speak => aphasia
Exclusion criteria: none, confused => confusion
Exclusion criteria met: diabetes => diabetes
Exclusion criteria: age, has diabetes => diabetes
Search for cause of blindness continues => vision-loss
Search for cancer found mass => malignancy
told to pretend he is well, now confused => confusion
wife thinks he is pretending but arm is weak => limb-weakness
Actor, plays on with a weak hand => limb-weakness
playing football, then confused => confusion
Give analgesia for headache => headache
List of symptoms: headache, confused => headache confusion
Give 2 paracetamol for signs of fever => fever
Code stroke: left arm weak => limb-weakness
drill stopped: had a fit => seizure
"""
SCORED_THERE = """
headache 0, cough 9/10 => headache
ataxia 0, now 3 => ataxia
dizziness 0, vomiting 0, headache 9 => headache
headache 0, walking 0/5 => headache
fever [ ] SOB [ ] dizzy [x] headache [ ] => dizziness
Fever [ ] Headache [x] Numbness [x] Weakness [ ] => headache numbness
left arm weak [ ] fever [ ] headache => limb-weakness
[ ] fever [x] headache [ ] numbness => headache
Symptoms: [ ] fever [x] headache [ ] => headache
numb left arm [ ] fever [ ] => numbness
Confused. [ ] fever [x] headache => confusion headache
confused [x] fever [ ] headache [x] => confusion headache
[ ] numbness [x] weakness => limb-weakness
Facial droop [x] arm weakness [x] speech [ ] => facial-weakness limb-weakness
numb since 8 [ ] fever [ ] => numbness
"""


def _lines(*texts: str) -> list[str]:
    return [line for text in texts for line in text.strip().splitlines()]


@pytest.mark.parametrize("text", _lines(PERSONS, PLACES, SAYINGS, SCORED))
def test_what_is_only_named_is_not_there(reader, text):
    """Nothing of what the line names is present now."""
    assert now(reader, text).isdisjoint(NEURO)


@pytest.mark.parametrize(
    "line",
    _lines(
        *(NAMED_THERE, PLACED_THERE, OFFICES_THERE),
        *(SAYINGS_THERE, ACTED_THERE, SCORED_THERE),
    ),
)
def test_what_looks_like_it_is_there(reader, line):
    """A line that looks alike and tells of a present finding is read."""
    text, said = line.split(" => ")

    assert set(said.split()) <= now(reader, text)
