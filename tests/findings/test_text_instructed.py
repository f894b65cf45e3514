"""What a sheet, an order, a prescription or a fear names, and what is there."""

import pytest
from told_now import denied, lines, now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


NOT_THERE = """
Advised call 911 for facial droop, arm weakness or trouble speaking => limb-weakness
D/c instructions reviewed: call 911 for droop or slurred speech => slurred-speech
Told to dial 999 for droopy face or slurred speech. => slurred-speech
Told to dial 999 for droopy face or slurred speech => facial-weakness
To report cold, white or blue toes in cast straight away => cyanosis
Stop exercise and ring physio should leg pain or tingling start => numbness
nervous about waking paralysed from the epidural, reassured => limb-weakness
"""
THERE = """
Sepsis card given to dad: temp 39, HR 130, confused => confusion
Head injury sheet followed, brought back as confused => confusion
Triage sheet: fever, confused, mottled => confusion
GP card: left facial droop, arm weak => facial-weakness
Dispatch card: seizure, breathing difficulty => trouble-breathing
Referral sheet: foot drop, saddle numbness => numbness
Spinal precautions: numb legs, weak => numbness
Red flags reviewed with reg: saddle numbness, bilateral leg weakness => numbness
educated on DVT. Calf swollen and hot => leg-swelling
Stroke education: wife noted face droop, slurred => facial-weakness
Stroke signs explained to wife: facial droop, arm weakness on exam => limb-weakness
Symptoms explained to wife: confusion, retention => confusion
Injury advice line: foot numb, cold => cold-limb
Escalation plan: confused, febrile, MET call made => confusion
FAST positive: face droop, arm drift, slurred => facial-weakness
call 911 for any pain relief, left arm weak => limb-weakness
called 911 for left sided weakness => limb-weakness
Call received for slurred speech or confusion => slurred-speech
Please ring pt back for headache or vision loss => headache
Go to bed 4 for new confusion or delirium => confusion
contact stroke team for facial droop or arm weakness => facial-weakness
Advised to attend for numb or weak leg => numbness
Reattend with headache, fever or rash, here 2nd time => headache
Any slurred speech, yes, ring 999 => slurred-speech
any help please, arm numb, call me => numbness
Any weakness, ring back, left hand weak => limb-weakness
should arm weakness come in today? => limb-weakness
should start clexane, calf swollen => leg-swelling
given PRN lorazepam for seizure at 0310 => seizure
PRN: midaz for seizure, 3 so far => seizure
PRN: paracetamol for headache not touching it => headache
Rescue plan: 2nd midaz for seizure ongoing => seizure
Stroke protocol order: CT for facial droop => facial-weakness
seizure plan followed, fitting now => seizure
seizure action plan: 2nd midaz, still going => seizure
Seizure precautions, seizing now => seizure
breast cancer, scared of dying => malignancy
Scared of the cancer in his spine, legs weak => limb-weakness
scared of cancer returning, breast ca on letrozole => malignancy
Can AF be why my arm is weak? => limb-weakness
Refuses to come in due to possible numbness in legs => numbness
Declines surgery after hearing about possible numbness, foot already numb => numbness
refused food because of possible stroke, face drooping => facial-weakness
worried about waking with numb hands each morning => numbness
Worried about left arm numbness => numbness
is it normal that my leg is numb since the epidural? => numbness
Is this numbness a side effect of my new tablet? => numbness
headache possible after LP yesterday, info sheet read => headache
told arm may be numb for a few hours but still numb after 3 days => numbness
Carer had to dial 999 for left facial droop => facial-weakness
Please dial 999 for this patient, very breathless => trouble-breathing
What counts as a fever? he is 38.9 => fever
Baby may spike a fever, mum told, has spiked => fever
Call to ward for seizure or collapse => seizure
Alert ED for facial droop or slurred speech ETA 10 => facial-weakness
Advised to call an ambulance for arm weakness or drive to stroke unit => limb-weakness
Staff asked to call an ambulance for seizure or collapse => seizure
Advised to dial 999 for breathlessness or chest pain, has both => trouble-breathing
Told to ring for leg pain, swelling or redness. Ringing => limb-pain
Any leg weakness, return to ED. Returned today => limb-weakness
Told should numbness return to come back and it has returned => numbness
Neuro obs sheet reviewed: arm weakness, facial droop => facial-weakness
Plaster check sheet reviewed: cold toes, numb toes, pale => cold-limb
She is like the stroke advert: facial droop, slurred speech => facial-weakness
Head injury sheet to mum: headache, confusion, vomiting. Has all three => confusion
Cauda equina card given: ticks saddle numbness, retention, weak legs => numbness
Escalation plan: on oxygen, breathless, confused or drowsy, alert ITU => confusion
Communication card given: aphasia, facial droop, arm weakness => aphasia
Worried about AF, on edoxaban => atrial-fibrillation
Worried about breast cancer, mastectomy Friday => malignancy
Does AF show up on my ECG today? => atrial-fibrillation
Aphasia care plan in place => aphasia
Uncontrolled seizures care plan reviewed => seizure
Seizure action plan reviewed, second dose in => seizure
Per standing order: nebs for breathless => trouble-breathing
Standing order: midazolam for seizure. Still going => seizure
PRN: salbutamol for SOB => trouble-breathing
Told crew his face would droop on one side => facial-weakness
After epidural leg would tingle => numbness
Scared of waking up gasping for breath, post op => trouble-breathing
Headache possible after epidural, discussed w anaesthetist => headache
Ankle swelling is a known effect of amlodipine, explained. Stop it => leg-swelling
wants to know would your face drop with Bell's, says face is dropping => facial-weakness
"""


@pytest.mark.parametrize(("text", "what"), lines(THERE))
def test_what_is_there_is_read(reader, text, what):
    assert what <= now(reader, text)
    assert what.isdisjoint(denied(reader, text))


@pytest.mark.parametrize(("text", "what"), lines(NOT_THERE))
def test_what_is_not_there_is_not_read(reader, text, what):
    assert what.isdisjoint(now(reader, text))
