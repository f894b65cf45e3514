"""Another party beside the patient, and the patient of whom a relative speaks."""

import pytest
from told_now import denied, lines, now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


THERE = """
Mum just diagnosed with diabetes, foot numb => diabetes, numbness
Type 2 diabetic. Wife AF => diabetes
Known diabetic, mother attends => diabetes
wife says diabetic => diabetes
My husband can't move his arm, I need my ambulance card number please => limb-weakness
My mum is confused and hot, I'm just here visiting, what do I do => confusion
Dad's face has dropped, I'm only ringing because the GP is shut => facial-weakness
My wife is slurring, I'm calling for my wife => slurred-speech
my son is fitting I just need someone now => seizure
Wife has numb legs. He only wants her seen by a doctor => numbness
Husband collapsed, left arm weak. She drove him here => limb-weakness
Husband confused, she came in about him => confusion
Daughter says mum confused. Pt comfortable at rest, T 38.9 => confusion
Neighbour says she went blue. Pt unaffected now, sats 80 => cyanosis
Husband has chest pain and is SOB, going with Medic 3. Wife to follow => \
trouble-breathing
Man SOB, handed over to crew 12 for transport. Pt stable => trouble-breathing
Driver trapped, numb legs, taken by helicopter. Passenger well => numbness
Neighbour found him with facial droop, she rang the ambulance for him => facial-weakness
Wife's back pain means she can't walk or pass urine => back-pain
Mum has numb legs and so can't transfer from bed, worse since Friday => numbness
Husband has weak legs and can't transfer at all today => limb-weakness
Carer herself is well; client confused, T 39 => confusion
Carer himself has found client cold and mottled => skin-discolouration
Found husband cold and confused, breathing, RIP form on fridge => confusion
Widow. Her husband died in June. She is breathless at night => trouble-breathing
bereaved, husband died in June, short of breath since => trouble-breathing
Assaulted by patient, he has a head injury and is confused => confusion
Hit by a car driver, who left; pt confused and vomiting => confusion
hit by a confused man, now has double vision => diplopia
Hit by man with a bat, numb left hand => numbness
Woken by wife, confused and slurring => slurred-speech
Punched by brother, was seizing on floor after => seizure
Cancelled her appointment, carer says she has a fever => fever
Cancelled, driver has arm weakness since 10, on his way to ED => limb-weakness
My dad has left arm weakness so I'm cancelling my appointment and \
bringing him in now => limb-weakness
Partner rang to cancel his appt for him, he has right arm weakness => limb-weakness
Wrong medication given in error, pt now confused. chart updated => confusion
Entry in error for BP. Facial droop is for urgent CT => facial-weakness
Mother febrile in labour 38.4, CTG tachycardia => fever
Maternal pyrexia 38.9, ?sepsis, baby well => fever
Birth mother, day 2 postnatal, has headache, baby well => headache
Needlestick last month. Patient now febrile 39 => fever
Sat next to her sister, who says she had a seizure => seizure
Cares for husband. She has numb hands and weak legs => numbness
Cares for wife who says he is slurring => slurred-speech
Wife cares for husband with MS, he has a fever today => fever
Carers form done. Mum has had a fit this morning => seizure
FMLA form. Dad has new weak arm this morning, daughter on phone => limb-weakness
See notes from wife re left weakness, started 9am => limb-weakness
Twin 1 has fever 39.2, this is twin 1's second attendance => fever
Elderly lady confused. Pt is alright in herself otherwise => confusion
Mum's speech is slurred, no carers, needs respite form too => slurred-speech
Lady in other bay confused and pulling lines, pt fell from bed => confusion
Child has fever 40, mum has own appointment later => fever
Pt in bed 9 has had a seizure, come now please => seizure
Bed 3 is febrile 39.1 and confused, please review => fever
Other driver well. Our pt can't feel legs, trapped => numbness
Came with wife. He is the one with the slurred speech => slurred-speech
Colleague drove him to hospital, slurred speech since smoko => slurred-speech
Called for the wife, who is short of breath, sats 82 on air => trouble-breathing
Husband has slurred speech and a weak arm. She only wants advice => \
slurred-speech, limb-weakness
Wife's left arm is numb. He is here for advice => numbness
It's my dad who is SOB. He only has one lung => trouble-breathing
My dad is slurring his words. I'm just ringing to get a doctor out => slurred-speech
My mum has slurred speech. I need my repeat number to log in => slurred-speech
My boyfriend has a cold foot. I'm calling on my break => cold-limb
Call from daughter. Mum has a facial droop. Pt comfortable at present => facial-weakness
Wife has double vision. Pt drove to GP this am before it started => diplopia
Lady from care home SOB. Pt comfortable on 2L O2 => trouble-breathing
Patient opposite the desk has a cold leg, going with porter to CT. Pt on heparin => \
cold-limb
Pt in second bay is numb below waist. Pt comfortable => numbness
Visitor has a weak left arm, taken by porters to ED. Pt FAST + => limb-weakness
My mum has facial droop, taken by ambulance. Pt 78F => facial-weakness
Driver has cold leg, he was trapped on his back => cold-limb
My dad has lost use of his legs. I need FMLA for dad => limb-weakness
Husband SOB. Wife asks could he be seen also => trouble-breathing
Daughter has a fever of 40. Contact number for mum, vaccine up to date => fever
Hit by a headache, colleague called ambulance => headache
Punched by partner with vision loss L eye => vision-loss
Pt assisted by wife, was slurring => slurred-speech
Sat next to his wife, was suddenly unable to find words => aphasia
Heel sore, transferring pt who has a cold foot => cold-limb
Mum's legs are weak and can't assist with transfers => limb-weakness
Found husband with weak arm, hanging dead at his side => limb-weakness
My husband has slurred speech so I need to cancel his appointment => slurred-speech
Wants to cancel carer, headache too bad => headache
Text from pt: confused since splash to eye => confusion
Pls see patient notes re numb foot => numbness
Neonate well. Maternal pyrexia 38.9, bloods and abx => fever
Mum diabetic and so is dad, she has numb feet => diabetes, numbness
Carer herself has slurred speech, crew to assess carer => slurred-speech
My neighbour has facial droop, I rang and she called ambulance for him => \
facial-weakness
Mum is confused. I'm just calling to get her tested => confusion
Dad's speech is slurred. Patient alright in ED => slurred-speech
Relative SOB, sent to ED, in bed 4 now => trouble-breathing
"""
NOT_THERE = """
Daughter has epilepsy with weekly fits, he is asking for the carers form => seizure
My son had a seizure last night so I need to cancel my appointment => seizure
Type 2 diabetic. Wife AF => atrial-fibrillation
Foster carer reports birth mother drank and had seizures. Baby thriving => seizure
"""


@pytest.mark.parametrize(("text", "words"), lines(THERE))
def test_what_a_relative_or_a_nurse_tells_of_the_patient_is_there(reader, text, words):
    assert words <= now(reader, text)
    assert words.isdisjoint(denied(reader, text))


@pytest.mark.parametrize(("text", "words"), lines(NOT_THERE))
def test_what_is_told_of_another_party_is_not_there(reader, text, words):
    assert words.isdisjoint(now(reader, text))
