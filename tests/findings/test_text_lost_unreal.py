"""Findings beside a risk, a precaution, a question or an answer.

What is listed, asked or foretold is nobody's; what is told behind a comma, of a
habit, or by a nurse who writes "N/V" is there.
"""

# ruff: noqa: E501 - a text of a record is one line

import pytest
from blind_score import WIDER
from told_now import now, reader_of_shipped_words

from engine.findings.text.reader import TextReader

THERE = """
Asks whether the heat can cause dizziness, dizzy and falling over => dizziness
Wants to know if amlodipine causes leg swelling, both ankles swollen => leg-swelling
Asked if statin can give weakness, legs weak on stairs => limb-weakness
Asks if sitting too long can lead to numbness, foot numb since Sunday => numbness
Return for review if worse - has returned, leg weak and numb => limb-weakness numbness
Please check urine, confused and febrile => confusion fever
High risk of falls, confused and unsteady => confusion gait-unsteady
Handout given last visit, back today as foot numb => numbness
Falls precautions in place, confused and unsteady => confusion gait-unsteady
Barrier precautions, fever 39 and SOB => fever trouble-breathing
Falls risks: confused, unsteady on feet => confusion gait-unsteady
Aspiration risks, slurred speech and facial droop => slurred-speech facial-weakness
Diabetes complications: numb feet, poor vision => numbness
Red flags reviewed, saddle numbness and retention, sent to ED => numbness urinary-retention
Red flags discussed, positive for saddle numbness => numbness
Stopped statin due to side effects, legs weak => limb-weakness
Side effects from chemo: numb feet and fingers => numbness
Suffering side effects of vincristine, feet numb and foot drop => numbness limb-weakness
Do you have any appointments, numb down left side? => numbness
Have you got a slot today, leg swollen and hot? => leg-swelling
Any chance of an appointment, left side numb since last night? => numbness
Do you think a numb arm and slurred speech since breakfast is a stroke? => numbness slurred-speech
Fell and should go to ED, arm weak and numb => limb-weakness numbness
Unwell and should come in, speech slurred => slurred-speech
Walking can bring on leg pain and numbness => limb-pain numbness
Turning head can bring on vertigo => vertigo
Neck movement can cause tingling in both arms => numbness
Leg will go numb after 5 min walking => numbness
Hand will go dead at night, shakes it => numbness
He will have a seizure every few days => seizure
She will become breathless on stairs => trouble-breathing
His speech would become slurred when tired, worse this week => slurred-speech
Foot will turn white and cold if he lies flat => pallor cold-limb
Will be confused for hours after each fit => confusion
Told numbness would wear off by evening but it has not => numbness
Safety netting given to wife, he remains confused => confusion
Should he be seen today, left leg numb and cold? => numbness cold-limb
Headache N/V since this morning => headache
Vertigo n/v => vertigo
Dizziness N/V and sweating => dizziness
Explained that he is having a stroke, facial droop and arm weakness => facial-weakness limb-weakness
Wonders if flu jab can cause a weak arm, arm weak since Tuesday => limb-weakness
Please check bloods, dizzy and pale => dizziness pallor
Recheck BP, headache and blurred vision => headache vision-loss
Risk of falls, legs weak => limb-weakness
Prone to falls, dizzy and unsteady => dizziness gait-unsteady
Unable to consent, confused => confusion
Consent not possible as confused and fitting => confusion seizure
Return precautions given yesterday, back with leg weakness => limb-weakness
Awareness poor, fitting => seizure
If this is a stroke please hurry, face has dropped => facial-weakness
How long will ambulance be, he's fitting => seizure
What if it's a stroke, left side has gone numb => numbness
At risk of stroke, AF => atrial-fibrillation
Wants to know if the left arm weakness is serious => limb-weakness
Universal precautions, fitting => seizure
Spinal precautions in place, cannot feel legs => numbness
Spinal precautions, neck pain and numb hands => neck-pain numbness
C-spine precautions: neck pain, tingling both arms => neck-pain numbness
Neutropenic precautions, temp 38.4 => fever
Sternal precautions, left arm weak => limb-weakness
Stroke precautions: right arm weak, aphasic => limb-weakness aphasia
Infection precautions: febrile, confused => fever confusion
Risks noted on triage, confused and wandering => confusion
Vascular risks - diabetic, AF => diabetes atrial-fibrillation
Takes risks, drinks 70 units a week => harmful-alcohol-use
Bleeding risks: on warfarin, headache and drowsy since fall => headache
Side effects of chemo, feet numb => numbness
Having side effects from amiodarone: unsteady and blurred vision => gait-unsteady vision-loss
Getting bad side effects, dizzy and confused => dizziness confusion
Side effects: dizzy all day since starting => dizziness
Stopped because of side effects, tingling in hands persists => numbness
Complications: foot drop and numbness after hip op => limb-weakness numbness
Red flags discussed with GP, urinary retention and saddle numbness => urinary-retention numbness
Red flags given in referral: saddle numbness => numbness
Red flags include leg weakness and incontinence today => limb-weakness
Safety net failed, fell from height, cannot feel legs => numbness
Do you have anything today, face drooping? => facial-weakness
Have you any beds, stroke pt with left weakness? => limb-weakness
Any appointments, arm gone numb? => numbness
Any update on ambulance, fitting again? => seizure
Any advice for sudden loss of vision in right eye? => vision-loss
Any idea why left leg is numb and weak? => numbness limb-weakness
Do you think numb face and droopy eye needs ED? => numbness
What could be giving me double vision? => diplopia
What might cause sudden headache and vomiting like this? => headache
Ill, should call 999, fitting => seizure
Limping, should go to A&E, foot cold and blue => cold-limb cyanosis
Climbing stairs can bring on breathlessness => trouble-breathing
Bending can bring on dizziness => dizziness
Reading can bring on double vision => diplopia
Lifting arm can cause tingling => numbness
Legs will go weak after 100m => limb-weakness
Arm will go dead when driving => numbness
Left hand would go numb while typing => numbness
Feet will turn blue when standing => cyanosis
She will get confused in the evenings => confusion
He would have fits daily => seizure
Vision will go blurred on standing => vision-loss
Headache n/v => headache
Dizzy N/V since am => dizziness
Migraine type headache N/V blurred vision => headache vision-loss
Confused N/V => confusion
Leg weakness N/K cause => limb-weakness
Weakness L arm N/K onset => limb-weakness
Low back pain N/A => low-back-pain
Fever N/V => fever
Left arm numb N/V => numbness
Numb hand N/A injury => numbness
Headache N / V => headache
Fever N/V/D => fever
Leg pain N/W bearing => limb-pain
Confusion N/V fever => confusion fever
Severe headache N/V/photophobia => headache
Headache N/V x 3 days => headache
Sudden worst headache N&V => headache
Right arm weak N/K time => limb-weakness
Back pain N/I, legs numb => low-back-pain numbness
Vertigo N/V++ => vertigo
Slurred speech N/K last well => slurred-speech
Facial droop N/K onset, GCS 15 => facial-weakness
Fits N/K how many => seizure
SOB N/A asthma => trouble-breathing
Leg numb N/P, cannot weight bear => numbness
Headache n, v, stiff neck => headache
Foot cold no/weak pulse => cold-limb
Hands no/reduced sensation => numbness
Leg weak nil/trace movement => limb-weakness
Droplet precautions, temp 39.2 and confused => fever confusion
Bleeding precautions, thunderclap headache => headache
Suicide precautions on ward, found fitting => seizure
Hip precautions in place, foot dropped since op => limb-weakness
Frailty risks assessed, new confusion => confusion
Risk factors and red flags present: saddle numbness, retention => numbness urinary-retention
Red flags given by GP in letter: bilateral leg weakness, saddle numbness => limb-weakness numbness
Red flags listed on 111 sheet, numb saddle and cannot pass urine => numbness urinary-retention
Red flags covered, positive for leg weakness => limb-weakness
Adverse effects from lithium: confused, unsteady => confusion gait-unsteady
Bad side effects with the new tablets, double vision and unsteady => diplopia gait-unsteady
Has had side effects, feet tingling => numbness
Complaining of side effects: blurred vision, dizzy => vision-loss dizziness
Side effects of phenytoin, staggering and slurred => gait-unsteady slurred-speech
Complications after spinal: headache, legs weak => headache limb-weakness
Post op complications: foot drop, retention => limb-weakness urinary-retention
Safety net appt, arm now weak => limb-weakness
Safety netting done by 111, now face drooping => facial-weakness
Advice given, left arm numb and weak => numbness limb-weakness
Risks discussed with stroke team, right hemiparesis, for lysis => limb-weakness
Any slots today, mouth drooping on one side? => facial-weakness
Do you want me to bring him in, left arm gone weak? => limb-weakness
Have you got my notes, I am the lady with the numb leg? => numbness
Are you open, my hand is numb and cold? => numbness cold-limb
Do you think I should worry about the numbness in my face? => numbness
Any reason why my foot keeps going numb? => numbness
Do you do home visits, she has fallen and is confused? => confusion
Any news on the ambulance, wife still fitting? => seizure
Are you sure its not serious as his face is drooping? => facial-weakness
Have you an appointment today for sudden blurred vision? => vision-loss
Can you give us a call back leg weak and numb? => limb-weakness numbness
Could you make an urgent appointment, she is confused? => confusion
What is making me so dizzy? => dizziness
Left leg will give way and go weak on stairs => limb-weakness
Toes will turn pale and cold on walking => pallor cold-limb
He will become confused every evening => confusion
Speech will become slurred by the end of the day => slurred-speech
Arm would go numb whenever she lifts it => numbness
Vision will go blurred when she bends down => vision-loss
Foot will turn blue if left hanging down => cyanosis
She will have a fit most nights => seizure
Legs will feel heavy after walking to the shop => limb-weakness
He will get short of breath lying flat => trouble-breathing
Collapsed, should phone 999, fitting => seizure
Unwell and should attend ED, face drooping => facial-weakness
Wife says he should see doctor, and should not drive, vision blurred => vision-loss
In pain, should be seen today, calf swollen => leg-swelling
Febrile and should come straight in, confused => fever confusion
Knows she should not, and should rest, legs numb => numbness
Should have come sooner, left arm weak => limb-weakness
Should he be seen today, right leg cold and blue? => cold-limb cyanosis
Told he should go, and should ring 999, arm weak => limb-weakness
Should be on apixaban, AF => atrial-fibrillation
Please check ECG, dizzy and SOB => dizziness trouble-breathing
Recheck temp, was febrile and confused => fever confusion
Increased risk of falls, left leg weak => limb-weakness
At risk of aspiration, speech slurred => slurred-speech
Prone to UTIs, confused since last night => confusion
Unable to consent due to confusion => confusion
Cannot consent, aphasic => aphasia
Consent refused, confused and pulling lines => confusion
Awareness impaired, jerking then fitting => seizure
How long will the ambulance take, his face has drooped => facial-weakness
What if he's having a stroke, right arm has gone dead => numbness
If it is a stroke please send someone, arm weak => limb-weakness
Asks if the new pill could cause it, legs have gone weak => limb-weakness
Leaflet given for DVT, now short of breath => trouble-breathing
Asked whether aspirin can cause bleeding, sudden headache since this morning => headache
Wants to know if her right arm numbness is a stroke => numbness
Reassess in 1h, still confused => confusion
Low risk of stroke per score, face still drooping => facial-weakness
Sleeping pills could cause falls, confused and unsteady now => confusion gait-unsteady
High risk of DVT, left calf swollen and tender => leg-swelling
"""


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return reader_of_shipped_words()


@pytest.mark.parametrize("line", THERE.strip().splitlines())
def test_what_is_there_is_read(line: str, reader: TextReader) -> None:
    text, words = line.split(" => ")
    there = now(reader, text)

    assert {*words.split()} <= there | {WIDER.get(one, one) for one in there}
