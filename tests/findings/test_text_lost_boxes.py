"""Findings beside boxes, noughts, medicines and denials are the patient's.

A line stands here because a mechanism that takes findings away falls, or nearly
falls, for it: an empty box, a 0, a side effect, half a denial.
"""

import pytest
from blind_score import WIDER
from told_now import now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


BOXES = """
[x] headache [ ] fever [x] vomiting => headache
fever [ ] headache [x] => headache
[ ] fever [x] headache [ ] => headache
Symptoms: [ ] fever [x] confusion [ ] headache [x] => confusion
☑ headache ☐ fever ☐ dizziness => headache
☐ headache ☑ dizziness => dizziness
headache ☑ fever ☐ => headache
Headache ✓ Fever ✗ => headache
Headache ✓ Vomiting ✓ => headache
✓ headache ✓ dizzy => headache dizziness
Headache Y Fever N => headache
Headache: Y; Fever: N; Confusion: Y => headache confusion
Face droop Y/N: Y => facial-weakness
Face: Y Arms: Y Speech slurred: Y => slurred-speech
facial droop (+) arm weakness (-) => facial-weakness
headache +, fever - => headache
headache + fever + confusion => headache fever confusion
headache - severe, fever - 39 => headache fever
headache \u2212 severe => headache
headache \u2212 since 8 => headache
Weakness \u2212 left arm => limb-weakness
Headache [x] yes [ ] no => headache
Headache [ ] no [x] yes => headache
Headache yes [x] no [ ] => headache
Dizziness yes [x] no [ ] Headache yes [ ] no [x] => dizziness
Seizure [y] Confusion [n] => seizure
Numbness [x] weakness [ ] left arm => numbness
Weakness [ ] none [x] left arm => limb-weakness
Weak [ ] R [x] L arm => limb-weakness
Headache | yes | fever | no => headache
fever no headache yes => headache
headache 1 fever 0 => headache
[X] Facial droop [X] Arm weakness [ ] Speech => facial-weakness limb-weakness
Falls [ ] Confusion [x] Incontinence [x] => confusion urinary-incontinence
Tick: alert [ ] confused [x] => confusion
[ ] Alert [x] Confused [ ] Drowsy [ ] Unresponsive => confusion
Onset: [x] sudden headache [ ] gradual [x] => headache
( ) fever (x) headache => headache
headache (x) fever ( ) => headache
Bladder: [ ] continent [x] retention => urinary-retention
Speech: [ ] normal [x] slurred => slurred-speech
Gait: [ ] steady [x] unsteady [ ] unable => gait-unsteady
Headache [ ] mild [ ] severe [x] => headache
Confusion [ ] new [x] old [ ] => confusion
Confusion [ ] acute [ ] chronic [x] => confusion
Numbness [ ] constant [ ] comes and goes [x] => numbness
Vomiting [ ] headache [x] rash [ ] => headache
Weakness [x] numbness [x] fever [ ] => limb-weakness numbness
Dizzy [ ] on standing [x] always [ ] => dizziness
Headache ( ) sudden (x) => headache
Vomiting [ ] headache [x] fever [ ] => headache
Rash [ ] cough [ ] confusion [x] photophobia [ ] => confusion
Nausea [x] dizzy [x] deaf [ ] => dizziness
Problems [ ] speech slurred [x] arm weak [x] => slurred-speech limb-weakness
Headache [x] - sudden, worst ever. Vomiting [ ] LOC [ ] => headache
left arm weak [x] => limb-weakness
confused [x] weak [x] => confusion limb-weakness
"""
NOUGHTS = """
headache 8, nausea 0 => headache
power 0/5 => limb-weakness
L leg power 0/5 => limb-weakness
NIHSS 6: face 1 arm 2 leg 0 language 1, limb weakness => limb-weakness
weakness 0/5 L arm => limb-weakness
headache 0800 => headache
headache 0 to 10 in minutes => headache
headache 0-10 in seconds => headache
headache day 0 => headache
seizure 0 min ago => seizure
numbness 0 improvement => numbness
back pain 0 at rest, 9 on movement => low-back-pain
back pain rest 0/10, moving 9/10 => low-back-pain
headache 0/10 now 9/10 => headache
headache 0/10 with morphine => headache
headache 10/10 => headache
dizziness 0 lying, 8 standing => dizziness
headache 0/10 lying, 9/10 sitting => headache
numbness, pinprick 0 => numbness
hand numb 0/10 pinprick => numbness
Numbness 0, weakness 1 => limb-weakness
sob mrc 4, chest pain 0 => trouble-breathing
grip L 0 => limb-weakness
foot drop 0/5 dorsiflexion => limb-weakness
ankle dorsiflexion 0 => limb-weakness
leg weakness: hip 0, knee 0 => limb-weakness
left hand weakness, grip 0 => limb-weakness
hemiplegia 0/5 => limb-weakness
paralysed leg 0 => limb-weakness
weak hand 0/5 => limb-weakness
arm drift 2, leg drift 0 => limb-weakness
ABCD2: unilateral weakness 2, speech 0 => limb-weakness
Confusion 4AT 8, alertness 0 => confusion
AMT 0, confusion => confusion
Confusion, AMTS 0/10 => confusion
confused 0/10 AMTS => confusion
confusion 0/10, AMT => confusion
dysphasia 0/10 naming => aphasia
aphasia 0/10 objects named => aphasia
Vision loss acuity 0 => vision-loss
unsteady, tandem 0 steps => gait-unsteady
foot pulses 0 => absent-distal-pulse
cold foot, pulse 0 => cold-limb
calf pain 0/10 at rest => limb-pain
"""
MEDICINES = """
cocodamol QDS PRN for headache, not touching it => headache
paracetamol PRN for headache, vomiting x3 => headache
naproxen BD PRN for sciatica, no relief => sciatica
ibuprofen TDS PRN for back pain, getting worse => low-back-pain
codeine qds prn for headache; worsening => headache
Oramorph 4 hourly PRN for limb pain, used x6 overnight => limb-pain
prochlorperazine tds prn for vertigo, spinning all day => vertigo
started prochlorperazine TDS PRN for vertigo => vertigo
Plan: ibuprofen TDS PRN for back pain => low-back-pain
Back pain. Rx codeine QDS PRN => low-back-pain
came with sciatica, naproxen BD PRN for pain => sciatica
headache is common for him => headache
numbness is common since op => numbness
confusion is possible side effect of morphine, stop it => confusion
Confusion is a known side effect, started on oxybutynin 2 days ago => confusion
Dizziness is a recognised side effect of the new tablets, reduce => dizziness
numb feet are a known complication of chemo, onset cycle 2 => numbness
headache is expected after LP => headache
numbness may occur again => numbness
Seizures may occur without warning, 3 this week => seizure
falls and dizziness may occur when standing => dizziness
fever should be reported: 39.1 => fever
1 in 10 days headache => headache
headache 1 in 10 days => headache
headache 1 in 14 days, now daily => headache
seizures 1 in 20 days => seizure
L1 in 10 pain, back pain severe => low-back-pain
dose 1 in 50 ml, numb arm => numbness
Risk 1 in 100 explained, leg numb since spinal => numbness
seizure rare for him, this is new => seizure
seizures rare now but still happen => seizure
headaches rare, 1 in 20 days => headache
SE discussed: none. Headache persists => headache
SE discussed: agrees. Dizzy => dizziness
S/E discussed: will start. Sciatica, weak foot => sciatica limb-weakness
PIL given, dizzy, pale, sweaty, confused => dizziness pallor confusion
back pain, PIL given => low-back-pain
headache is usual afterwards but worse => headache
chance of stroke 1 in 100, arm weakness ongoing => limb-weakness
slope 1 in 12, short of breath walking up => trouble-breathing
dizziness in 1 in 5 walks => dizziness
"""
DENIALS = """
never soils but leaks urine => urinary-incontinence
doesn't leak now cannot pass urine => urinary-retention
never leaks, overflow, can't pee => urinary-retention
doesn't leak at night, leaks by day => urinary-incontinence
bladder and bowels normal until today, now incontinent of urine => urinary-incontinence
bladder and bowels normal until Friday, retention since => urinary-retention
no blue spells until today, lips blue now => cyanosis
never gone blue like this, lips blue => cyanosis
isn't blue but pale and cold foot => pallor cold-limb
doesn't spin but feels lightheaded => dizziness
room doesn't spin, but he tilts and staggers, unsteady => gait-unsteady
doesn't spin when still, spins on turning, vertigo => vertigo
never touches drink until wife died, now bottle of vodka daily => harmful-alcohol-use
no HA before, sudden HA today => headache
heel toe normal R, ataxic L => ataxia
FNF accurate R, past pointing L => ataxia
finger to nose accurate on right, dysmetria left => ataxia
heel to toe ok but unsteady in dark => gait-unsteady
heel toe walking ok yesterday, today unsteady => gait-unsteady
never soiled before today; soiled bed this morning => bowel-incontinence
no stool accidents until last night, soiled x2 => bowel-incontinence
never had headache, sudden headache today => headache
any headache? also no vision in left eye => vision-loss
Headache? also no speech => aphasia
weakness \u2212 L => limb-weakness
SOB \u2212 worse => trouble-breathing
calf pain \u2212 swollen too => limb-pain leg-swelling
no blue episodes at rest, lips blue when crying => cyanosis
doesn't leak urine only because she can't pass urine => urinary-retention
never soils herself except today, faecal incontinence => bowel-incontinence
bowels and bladder normal before the fall, now retention => urinary-retention
no HA yesterday, worst HA of life today => headache
room is not spinning now but very dizzy => dizziness
doesn't spin but very unsteady on feet => gait-unsteady
heel-toe normal, but speech slurred => slurred-speech
finger to nose accurate, gait ataxic => ataxia
is not blue, sats 80, short of breath => trouble-breathing
bladder/bowels normal, legs weak => limb-weakness
headache and vertigo \u2212, fever 39 => fever
numb hand \u2212 L, no weakness => numbness
"""


@pytest.mark.parametrize(
    "line",
    [
        line
        for text in (BOXES, NOUGHTS, MEDICINES, DENIALS)
        for line in text.strip().splitlines()
    ],
)
def test_what_is_there_is_read(reader, line):
    """A finding of the patient, now, is present."""
    text, said = line.split(" => ")
    there = now(reader, text)

    assert set(said.split()) <= there | {WIDER.get(word, word) for word in there}
