"""Findings beside what is explained, handed out, bought, muddled up or bruised."""

# ruff: noqa: E501 - a text of a record is one line

import pytest
from told_now import now, reader_of_shipped_words

from engine.findings.text.reader import TextReader

THERE = """
Explained to patient her symptoms are those of a stroke: facial droop, arm weakness, slurred speech. 999 called. => facial-weakness limb-weakness slurred-speech
Wants to know whether stress gives you headaches, headache every day for a fortnight => headache
On tramadol 50mg QDS PRN for sciatica, awaiting MRI => sciatica
On codeine 30mg QDS PRN for low back pain, not touching it => low-back-pain
Loss of vision can occur for a few minutes then it clears, happened twice this week => vision-loss
Dizziness can occur after standing, nearly fell twice this week => dizziness
Seizures can happen with no warning, last one this morning => seizure
Vertigo is common with turning in bed, 3 attacks a day => vertigo
Headaches are common after lying down, worse on coughing => headache
PIL for DVT given, leg swelling, calf pain, SOB, sent to ambulatory care => leg-swelling limb-pain trouble-breathing
PIL re TIA given, facial droop, arm weakness, dysarthria, ambulance called => facial-weakness limb-weakness slurred-speech
SE discussed incl nausea, confused and drowsy when seen => confusion
SE discussed including constipation, on exam legs weak and cannot stand => limb-weakness
Reason for call is headache => headache
Reason for attendance is headache, worst of her life => headache
First sign was a headache, then vomiting => headache
What is bothering her is headache => headache
The presentation is headache and photophobia => headache
All she can say is headache => headache
Confused as results show sodium of 118 => confusion
Confused with insulin missed since Monday => confusion
Confused by the bed with tablets all over floor => confusion
Confused about names of her own children since last night => confusion
Confused as per clinic nurse, sent in by taxi => confusion
Confused with letter from GP ?UTI => confusion
Confused which tablets and which day it is, lives alone => confusion
Bruise to toe and toe black => skin-discolouration
Low back pain voltarol gel not helping => low-back-pain
Sciatica movelat gel no help => sciatica
Calf pain ibuprofen gel tried, leg swollen => limb-pain leg-swelling
Headache perfume sprayed at work => headache
Numb lip balm not helping => numbness
Leg pain gel not touching it => limb-pain
Tingling lips mouthwash burned, now tongue swelling => numbness
Swollen leg ointment from chemist no use => leg-swelling
Headache tiger balm not helping, vomiting => headache
Numbness can occur with walking, relieved by sitting, getting worse => numbness
Blurred vision can happen for a minute or two, then clears, several times a week => vision-loss
PIL for back pain given, saddle numbness, retention, foot drop, referred to spinal team => numbness urinary-retention limb-weakness
PILs re falls handed over, confusion, dizziness, SOB, wife to monitor => confusion dizziness trouble-breathing
PIL for migraine given, headache, photophobia, vomiting, for ED review => headache
Reason for visit is a headache => headache
Main trouble is headache => headache
Trigger for call was a headache => headache
Sent in as only finding is headache => headache
Confused with meds not taken for a week => confusion
Confused with insulin pump on, BM 2.1 => confusion
Confused by his insulin, BM 1.9 on arrival => confusion
Confused with results back, Ca 3.4 => confusion
Confused about names, dates and place => confusion
Confused why people are in her house, refused to let carers in => confusion
Confused by letter box, trying to post the cat => confusion
Bruising after angiogram and toes purple => skin-discolouration
Bruise and toes purple => skin-discolouration
Bruising after cannula and fingers purple => skin-discolouration
Tingling feet capsaicin ointment no help => numbness
Swollen ankle gel no help => leg-swelling
Knee and calf pain ibuleve gel not touching => limb-pain
Tongue numb lozenge ?allergic => numbness
Leg pain voltarol gel no relief, foot numb => limb-pain numbness
Baby has fever 40 => fever
Baby has a fever and is floppy => fever
My baby has fever 39 and not feeding => fever
Double vision can occur when tired, worse this week => diplopia
Headaches are common in the mornings, with vomiting => headache
Fits may occur without warning, two today => seizure
Weakness can happen after exercise and lasts an hour => limb-weakness
Numbness is common on waking, both hands => numbness
Sneezing can bring on headache => headache
Looking up can bring on vertigo and double vision => vertigo diplopia
Standing can cause dizziness => dizziness
Neck extension can bring on tingling in both hands => numbness
Exertion can bring on breathlessness => trouble-breathing
PIL re stroke given, left hemiparesis, neglect, dysarthria, for admission => limb-weakness slurred-speech
PIL for sciatica handed over, bilateral leg weakness, saddle numbness, retention, MRI tonight => limb-weakness numbness urinary-retention
SE discussed incl drowsiness, found unresponsive then fitting => seizure
SEs explained including nausea, left arm numb today => numbness
SE discussed: headache, then collapsed and fitted in waiting room => seizure
SE explained incl sedation, wife says slurring and confused => slurred-speech confusion
PIL for falls given, headache, vomiting, confusion, CT head requested => headache confusion
PIL re concussion given, headache, blurred vision, dizziness, sent to ED => headache vision-loss dizziness
SE counselled incl bleeding, sudden severe headache this morning => headache
SE discussed including rash, temp 39 and confused on arrival => fever confusion
Explained to wife that he has had a stroke, right sided weakness and aphasia => limb-weakness aphasia
Explained his signs are of cord compression: leg weakness, numbness to waist, retention => limb-weakness numbness urinary-retention
Explained that she needs an ambulance, facial droop and arm weakness => facial-weakness limb-weakness
Explained my symptoms to 111: numb lip, weak arm, slurred => numbness limb-weakness slurred-speech
Stroke signs explained to consultant by phone: right facial droop, aphasia => facial-weakness aphasia
Symptoms of CES discussed with spinal reg: saddle numbness, retention, bilateral weakness => numbness urinary-retention limb-weakness
Signs of sepsis discussed, temp 39, confused, mottled, 999 called => fever confusion
Explained that this is not anxiety, left arm weak and face numb => limb-weakness numbness
Advised that he has to come in, leg cold and numb => cold-limb numbness
Told that she is for thrombolysis, left arm weakness and droop => limb-weakness
Confused over the phone, could not say her address => confusion
Confused with appointment letter in hand, did not know where she was => confusion
Confused by own front door, forms all over the floor => confusion
Confused about her medication and the day => confusion
Confused as on new prescription for pregabalin => confusion
Confused about where the letters come from, says voices send them => confusion
Confused re insulin, BM 2.4 => confusion
Confused regarding names of family => confusion
Confused why his wife is crying, refusing letters and food => confusion
Confused about which day, which pills, which house => confusion
Confused about appointment since last night, wandering street => confusion
Cause of concern is headache => headache
His only symptom is headache => headache
Reason for referral is a headache => headache
The thing that woke her was a headache => headache
Current issue is headache and vomiting => headache
The main reason she rang is a headache => headache
What brought him in is headache => headache
Biggest worry is headache => headache
The commonest trigger of his fits is a headache => headache
The new symptom since Friday is headache => headache
Headache 4head stick no good => headache
Back pain gel no relief, cannot pass urine => low-back-pain urinary-retention
Neck pain volterol gel applied, hands numb => neck-pain numbness
Calf pain movelat gel, calf swollen and red => limb-pain leg-swelling
Leg swelling hirudoid gel not working => leg-swelling
Sciatica ibuleve gel tds => sciatica
Numb toes emla ointment => numbness
Tingling hands zostrix lotion worse => numbness
Facial numbness balm no effect => numbness
Headache lavender balm no better => headache
On tramadol 100mg BD PRN for back pain, foot drop => low-back-pain
Zomorph 10mg QDS PRN for sciatica not helping, foot numb => sciatica numbness
Paracetamol 1g QDS PRN for headache, still 9/10 => headache
Bruise on thigh and foot black => skin-discolouration
Bruising round wrist after fall, fingers purple => skin-discolouration
Bruise over knee and toes black => skin-discolouration
Baby has had a fever since yesterday => fever
Baby with a fever of 39 => fever
Explained her symptoms and signs are of stroke: facial droop, arm weakness => facial-weakness limb-weakness
"""


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return reader_of_shipped_words()


@pytest.mark.parametrize("line", THERE.strip().splitlines())
def test_what_is_there_is_read(line: str, reader: TextReader) -> None:
    text, words = line.split(" => ")
    wider = {"foot-drop": "limb-weakness", "hemiparesis": "limb-weakness"}
    wider |= {"paraparesis": "limb-weakness", "back-pain": "low-back-pain"}
    wider |= {"thunderclap-headache": "headache"}

    there = now(reader, text)

    assert {*words.split()} <= there | {wider.get(one, one) for one in there}
