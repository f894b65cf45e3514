"""What a sheet, an order, a prescription or a fear names, and what is there."""

import pytest
from told_now import denied, now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


NOT_THERE = """
Head injury sheet to mum: drowsy, confused or a fit, straight back to us => seizure
Sepsis leaflet given to dad: mottled skin, breathless, confused => trouble-breathing
Cauda equina card handed over: numb groin, can't wee, legs weak => numbness
ED precautions given: saddle numbness, leg weakness, retention => numbness
Educated on DVT signs: swollen calf, redness, SOB => leg-swelling
S/S of hypoglycemia taught: shaky, sweaty, confused, dizzy => confusion
Compartment syndrome signs explained to dad: numb toes, white foot => pallor
Family taught FAST (face droop, arm weakness, slurred speech), well => slurred-speech
Anaesthetic risks reviewed: headache, itching, nerve damage => headache
Call parameters: temp > 101, new confusion, no urine => confusion
Escalation plan: breathless or confused, call outreach => trouble-breathing
Advised call 911 for facial droop, arm weakness or trouble speaking => limb-weakness
D/c instructions reviewed: call 911 for droop or slurred speech => slurred-speech
Told to dial 999 for droopy face or slurred speech => facial-weakness
To report cold, white or blue toes in cast straight away => cyanosis
Nurse line script read: any stiff neck, go to ER => neck-pain
Any leg weakness to go to A&E => limb-weakness
any numbness in the fingers, loosen the splint and call us => numbness
Stop exercise and ring physio should leg pain or tingling start => numbness
PRN order: Tylenol for temp > 100.4 or headache => headache
Standing order: for seizure > 5 min give midazolam 10 mg IM => seizure
PRN: paracetamol 1g for headache or temp => headache
Rescue plan: midazolam 10 mg for any fit lasting 5 min => seizure
DVLA rules re seizures discussed if one were to occur => seizure
Seizure first aid plan reviewed with support workers => seizure
Seizure action plan signed by GP for the college => seizure
scared of cancer, wants a scan for reassurance => malignancy
afraid the lump is cancer, awaiting u/s => malignancy
concerned about getting AF as he does ultras => atrial-fibrillation
Would AF show up on the watch? => atrial-fibrillation
Would typing all day give me carpal tunnel? just curious => carpal-tunnel
drinking 2 sodas a day is how you get diabetes => diabetes
sitting all day is how you get sciatica, boss says => sciatica
Parent declines LP after hearing about possible back pain and leg tingling => numbness
Refused the statin because of possible muscle weakness and leg pain => limb-pain
wants to know would your face drop first if you were having a stroke => facial-weakness
nervous about waking paralysed from the epidural, reassured => limb-weakness
Flu jab given, told arm may ache and she might run a temp => limb-pain
Spinal headache possible after LP, info sheet provided => headache
Numb lip is a known risk of extraction, discussed. => numbness
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
"""


def lines(text: str) -> list[tuple[str, str]]:
    pairs = (line.split(" => ") for line in text.strip().splitlines())
    return [(said, what) for said, what in pairs]


@pytest.mark.parametrize(("text", "what"), lines(THERE))
def test_what_is_there_is_read(reader, text, what):
    assert what in now(reader, text)
    assert what not in denied(reader, text)


@pytest.mark.parametrize(("text", "what"), lines(NOT_THERE))
def test_what_is_not_there_is_not_read(reader, text, what):
    assert what not in now(reader, text)
