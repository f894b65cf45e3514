"""Findings beside names, offices, sayings and acted parts are the patient's.

A line stands here because a mechanism that takes findings away falls, or nearly
falls, for it: a title, a clinic, a strike, a criterion.
"""

import pytest
from blind_score import WIDER
from told_now import now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


NAMES = """
Seen by Dr. Numb left hand since 8 => numbness
awaiting Dr Weak legs getting worse => limb-weakness
Mrs Fit on arrival, postictal => seizure
Sudden Vision Loss Left Eye => vision-loss
LEFT ARM WEAK => limb-weakness
Pt of Dr Patel. Numb Both Feet For 2 Weeks => numbness
Mrs Pale Clammy Sweating => pallor
Mr Breathless at rest, sats 88 => trouble-breathing
Mrs Dizzy on standing => dizziness
Miss Confused this morning, wandering => confusion
Mr Numb fingertips both hands => numbness
Mrs Blind in one eye since waking => vision-loss
Discussed with Nurse Slurred speech since 10 => slurred-speech
Waiting for doctor Numb face, drooling => numbness
Surname Weakness left arm => limb-weakness
Called from Long Lane Surgery Numb Hand => numbness
Found On Road Confused And Bleeding => confusion
Collapsed in Station Road, Confused, Pale => confusion pallor
On way to Rose Cottage. Seizure ongoing => seizure
At The Grove Care Home: Short of Breath => trouble-breathing
Pt at the Crown Inn Dizzy And Vomiting => dizziness
Attended Pharmacy Facial Droop noted by pharmacist => facial-weakness
Watching a film. Double Vision came on suddenly => diplopia
At band practice, Numb lips and can't play => numbness
Reading a book, Blurred Vision came on => vision-loss
Mr Weak on right side, GCS 14 => limb-weakness
Mrs Headache severe, worst ever => headache
Mr Fitting for 5 minutes now => seizure
referred by Dr. Slurred speech, weak arm => slurred-speech limb-weakness
Sent by Nurse. Pale, cold foot => pallor cold-limb
r/v Dr. Confused overnight => confusion
Dr aware. Dizzy when standing => dizziness
Dr Numb hand reviewed, worse => numbness
Seen by Dr Weak left leg. Refer => limb-weakness
Mr Giddy, vomiting since last night => dizziness
Mrs Headachy, Blurred vision => vision-loss
Double Vision Since Monday, lives 4 Mill Lane => diplopia
Fit At Costa Cafe, Still Drowsy => seizure
Numb Hand Clinic ref; lives Church Road => numbness
Facial Droop Victoria Road, Ambulance Called => facial-weakness
Confused Male Queens Avenue => confusion
Unconscious Fitting Female Albert Street => seizure
Can't Breathe, 12 Park Road => trouble-breathing
Pale Clammy Man In Greggs Shop => pallor
RTC on Mill Road Numb Legs => numbness
Pt found in Bakery Confused => confusion
brought in from Foundry Street, Weak Legs => limb-weakness
In the Weak Arm Clinic we saw this man whose Weak Arm is worse => limb-weakness
Matron Confused lady, bed 4, pulling lines => confusion
Sister informed. Dizzy and pale => dizziness pallor
Handover from Sister: Slurring from 2am => slurred-speech
Prof Weakness in both legs since the op => limb-weakness
Dizzy, the film made it worse => dizziness
after the film, Double Vision, headache => diplopia headache
Seizure Outside Pub => seizure
Fit In Hotel Lobby => seizure
Awaiting Dr Confused. Pulse 90 => confusion
awaiting nurse Headache started 8pm => headache
awaiting Dr Seizure seen by wife => seizure
Awaiting Dr Weakness has spread to arm => limb-weakness
Awaiting Dr Confused => confusion
Nurse Headache is worse => headache
at gig, his band called Fitting on stage => seizure
Mr Weak was found on floor => limb-weakness
Mrs Headache started at 8 => headache
awaiting Dr Confused says odd things => confusion
Fell In Shop Numb Left Foot => numbness
Awaiting Dr Fitting now => seizure
Fell in the Street Confused => confusion
Collapsed Outside The Crown Confused Cafe Owner Rang => confusion
d/w Dr. Weak legs, sensory level T10 => limb-weakness
"""
OFFICES = """
Vertigo clinic referral: spinning since Monday => vertigo
Stroke unit bed requested, weak L side => limb-weakness
Headache diary shows daily headaches, today 9/10 => headache
Headache form completed, pain 8/10, photophobia => headache
Delirium chart started => confusion
seizure chart commenced after 2 fits on ward => seizure
Dizziness clinic full so sent to ED => dizziness
vertigo clinic cancelled twice, needs seeing => vertigo
Epilepsy clinic number given after seizure this morning => seizure
Slurred speech on phone, clinic closed => slurred-speech
Headache in clinic waiting room, collapsed, phone for 999 => headache
Confusion on ward, bed rails up, rota covered => confusion
dizzy in training session, fainted => dizziness
Seizure at training session => seizure
collapsed at training, confused => confusion
numb arm during lecture => numbness
Training for marathon, calf pain => limb-pain
Book on bed, seizure => seizure
headache lecture hall too hot => headache
Vertigo in lecture, had to lie down => vertigo
Aphasia group full, pt waiting => aphasia
sciatica course of physio full relief not had => sciatica
sciatica session cancelled, can't sit => sciatica
back pain session: full range lost => low-back-pain
Sciatica, list for MRI, full bladder => sciatica
Leg weakness course: progressive => limb-weakness
headache course: hourly worsening, phone triage => headache
headache leaflet given, phone back if worse => headache
back pain booklet and exercises given => low-back-pain
Dizziness room spinning => dizziness vertigo
Headache list: codeine, triptan; phone review => headache
Vertigo. Chair broken so examined on bed => vertigo
breathlessness team phone: pt for urgent review => trouble-breathing
Dizzy, bike accident, phone broken => dizziness
dizziness bike ride yesterday, phone gone => dizziness
confusion code stroke called => confusion
Hemiparesis code stroke, CT phone call => limb-weakness
Headache drill: neuro obs hourly => headache
drill headache => headache
aphasia chart for communication ordered => aphasia
swallow chart, dysphasia chart ordered by SLT => aphasia
diarrhoea, incontinence chart ordered => urinary-incontinence
Seizure chart ordered => seizure
Aphasia support group, exercise group Tuesdays, still struggling => aphasia
seizure clinic on phone: 3 fits today => seizure
Confusion unit phone: more agitated => confusion
Headache team closed over weekend, pain 9/10 => headache
Dizziness clinic postponed, falling daily => dizziness
sciatica class; numb foot => sciatica numbness
delirium bay full, pulling cannula => confusion
"""
SAYINGS = """
struck by car, paralysed legs => limb-weakness
strike to neck, paralysed => limb-weakness
paralysed the whole body below neck => limb-weakness
paralysed with fear but also can't move left arm => limb-weakness
legs paralysed by the fall => limb-weakness
pt paralysed, bank of pillows => limb-weakness
Paralysed, company carer present => limb-weakness
The patient is paralysed => limb-weakness
paralysed all service user cannot move => limb-weakness
company director, paralysed => limb-weakness
bus lines driver paralysed => limb-weakness
IV lines paralysed intubated => limb-weakness
her weakness is bad => limb-weakness
weakness for chocolate colored urine => limb-weakness
weakness is cream crackered, cannot stand => limb-weakness
generalised weakness, sugar 2.1 => limb-weakness
mask fits him badly, had 2 fits => seizure
collar fits well, numb hands => numbness
ring fits me no longer, fingers swollen and numb => numbness
helmet on, fits him all over => seizure
tax headache since noon left temple => headache
parking was a struggle, real headache now => headache
doing admin all day, has one long headache => headache
computer work is giving a constant headache => headache
the app computer screen gave him a headache => headache
staring at computer is giving her a big headache => headache
planning wedding, complete headache, vomiting => headache
jabs yesterday was such a headache after => headache
prescriptions changed; headache => headache
jabs gave a headache and fever => headache
new glasses giving a headache => headache
wearing new collar, a pain in the neck => neck-pain
foot white marble => pallor
pale marble cold leg => pallor cold-limb
mottled marble like skin => skin-discolouration
pale granite face => pallor
hand blue marker drawn around => cyanosis
white paint on hand; hand numb => numbness
fingers blue tile colour => cyanosis
looks grey slate coloured, clammy => pallor
is blue envelope lips => cyanosis
stroke paralysed the company director => limb-weakness
fall paralysed the bank worker => limb-weakness
crash paralysed the traffic officer => limb-weakness
jabs gave them a headache => headache
app work all day was giving us headaches => headache
doing tax all week, headache => headache
Drain, lines, paralysed and sedated => limb-weakness
in brace fits better controlled => seizure
went pale leaves shop early => pallor
looks pale marble like => pallor
"""
ACTED = """
case of sudden facial droop => facial-weakness
in this scenario she is slurring => slurred-speech
acting out, confused and aggressive => confusion
acting strangely, confused => confusion
search for her found confused in road => confusion
search for seizure cause: CT normal, bloods normal, 2 hits to head => seizure
Exclusion criteria: seizure at onset => seizure
Thrombolysis exclusion criteria: seizure at onset => seizure
Inclusion criteria: limb weakness NIHSS 8 => limb-weakness
Inclusion criteria: aphasia, onset 2h => aphasia
Eligibility criteria: facial weakness => facial-weakness
Exclusion criteria: diabetes, AF => diabetes atrial-fibrillation
code seizure in bay 2 pressed by mistake => seizure
code stroke facial droop => facial-weakness
code stroke called, aphasia => aphasia
asked him to pretend to smoke, hand weak => limb-weakness
asked her to pretend to comb hair: confused => confusion
Asked to pretend to whistle: facial weakness => facial-weakness
actor, playing a role when slurred speech began => slurred-speech
actor, played a part, short of breath man => trouble-breathing
drama teacher, acting confused patient => confusion
theatre patient, acting as a confused man => confusion
mock exams, stress: headache => headache
mock exam week patient: headache => headache
pretend play then collapse: seizure => seizure
Simulated driving assessment patient: double vision => diplopia
list three causes of fever in her: UTI, cellulitis, chest => fever
Name two causes for sudden headache in her: SAH, RCVS => headache
Give the causes of her headache => headache
List the signs of sudden weakness: drift, pronation => limb-weakness
give some relief of symptoms of sciatica => sciatica
problem list: 3 causes of confusion => confusion
coded: facial droop entered by mistake as right, is left => facial-weakness
Simulation only? no, real: fitting => seizure
Screening, exclusion criteria: epilepsy => epilepsy
patient case: confused => confusion
case: simulated bed, confused => confusion
Actor. Slurring since 8 => slurred-speech
plays a lot, man short of breath => trouble-breathing
acting like a confused man => confusion
in the drill he collapsed, seizure => seizure
mock drill: casualty fainted, fit => seizure
after exercise only: leg pain => limb-pain
"""


@pytest.mark.parametrize(
    "line",
    [
        line
        for text in (NAMES, OFFICES, SAYINGS, ACTED)
        for line in text.strip().splitlines()
    ],
)
def test_what_is_there_is_read(reader, line):
    """A finding of the patient, now, is present."""
    text, said = line.split(" => ")
    there = now(reader, text)

    assert set(said.split()) <= there | {WIDER.get(word, word) for word in there}
