"""Ends, cures and returns that are told of something else than the finding.

The lines are of a safety reviewer, with variants; what is over stays over.
"""

import pytest
from blind_score import WIDER
from told_now import denied, now, reader_of_shipped_words

from engine.findings.text.reader import TextReader


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return reader_of_shipped_words()


LAST_WELL = """
Became confused overnight. Was entirely normal at supper. => confusion
Arm went numb at 7am. Was completely well last night. => numbness
Sudden dizziness and vomiting, entirely well 1h ago => dizziness
Aphasia, was fully well and talking at lunch => aphasia
Woke with right arm weakness, totally normal going to bed at 11 => limb-weakness
Left facial droop, completely fine last night => facial-weakness
Confused tonight, completely fine at lunch and chatting => confusion
Left sided weakness, fully well at breakfast => limb-weakness
Found with slurred speech, was totally fine when she went to bed => slurred-speech
Right arm weak on waking, completely normal at 11pm => limb-weakness
Facial droop this morning, was completely well at bedtime => facial-weakness
Left arm weak since 7, entirely well at midnight => limb-weakness
Slurred speech noted by wife, completely normal when they went to bed => slurred-speech
Facial droop, totally well at 2200 => facial-weakness
Numb right side, was fully recovered from covid last week => numbness
Sudden loss of vision R eye, completely fine until 10am => vision-loss
Confused this evening. Completely well this morning. => confusion
Left side went weak. Was totally normal earlier today. => limb-weakness
Found aphasic at 8; completely well on Sunday => aphasia
Was confused on arrival, had been entirely normal at home => confusion
Headache came on suddenly, was fine today until noon => headache
Leg went weak an hour ago, was well today at breakfast => limb-weakness
Speech went slurred at work, entirely well when he left home => slurred-speech
Arm was numb on waking, has been well since discharge => numbness
Was dizzy and fell, well again at lunch then vomiting => dizziness
Face was drooping when found. Totally fine at supper. => facial-weakness
Arm went numb, ok now he won't wake => numbness
Weak on left. All well yesterday. => limb-weakness
Speech slurred, has been fine up to now => slurred-speech
Arm went dead, ok since he took aspirin => numbness
Was confused, fine when she went out => confusion
Left leg weak, all well until today => limb-weakness
"""
LAST_WELL_NOT = """
She was dizzy, completely well now => dizziness
Was weak in the arm, completely well now => limb-weakness
Arm was numb, fully recovered within the hour => numbness
Arm went numb for an hour, completely normal since => numbness
Left arm went numb at lunch. Cleared completely after 10 minutes. => numbness
Was confused last night, fine again today => confusion
Arm was numb, has completely recovered => numbness
Was dizzy, well since then => dizziness
"""
STOPPED = """
Left arm weak when alarm went off => limb-weakness
Dizzy when fire alarm went off => dizziness
Back pain so stopped, cannot stand up => low-back-pain
Lost vision while driving so stopped by roadside => vision-loss
Unsteady so stopped with hand on wall => gait-unsteady
Dizzy on stairs so stopped => dizziness
Paraesthesia B12 injections stopped in May => numbness
Vertigo betahistine stopped => vertigo
Confusion oxycodone stopped by ward => confusion
Breathless betablocker stopped 3 days ago => trouble-breathing
Ankle swelling nifedipine stopped last week => leg-swelling
Woke confused when alarm went off => confusion
Confused and went off on his own this morning, police found him => confusion
Arm went weak so stopped, wife called 999 => limb-weakness
Short of breath so stopped on the stairs => trouble-breathing
Calf pain so stopped after 50 yards => limb-pain
Dizzy driving so stopped on the hard shoulder => dizziness
Headache despite pill stopped 2 weeks ago => headache
Leg weakness statin stopped by GP => limb-weakness
Tingling fingers chemo stopped => numbness
Confusion tramadol stopped yesterday => confusion
Headache COCP stopped last week => headache
Leg swelling amlodipine stopped 2 days ago => leg-swelling
Dizziness bisoprolol stopped by GP yesterday => dizziness
Left leg weak when bus stopped => limb-weakness
Confused since his tablets were stopped => confusion
Numb foot clexane stopped => numbness
Headache since HRT patches stopped, worse today => headache
Dizziness on new ramipril stopped by pharmacist => dizziness
Vision loss while he was driving stopped at services => vision-loss
Facial droop so we stopped giving lunch => facial-weakness
Leg swelling and pain xarelto stopped for dental work => leg-swelling
Speech slurred before the phone went off => slurred-speech
Fever antibiotics stopped Friday => fever
Weak legs steroids stopped abruptly => limb-weakness
Weakness in arm wife stopped the car => limb-weakness
Slurred speech passed off as drunk by police => slurred-speech
Confusion passed off as age => confusion
Left arm numb then wandered and went off => numbness
Numb leg, this started when HRT stopped => numbness
Right arm went numb, they stopped on the hard shoulder => numbness
Arm went numb on the bus, it stopped at Crewe => numbness
Calf pain stopped after 50 yards => limb-pain
Short of breath stopped with hand on wall => trouble-breathing
Dizzy stopped before the stairs => dizziness
Leg pain stopped work in May => limb-pain
Fits have not stopped => seizure
Vertigo stopped the car => vertigo
Leg swelling just stopped furosemide => leg-swelling
Weakness stopped him walking => limb-weakness
Vision blurred so stopped on the M6 and rang 999 => vision-loss
"""
STOPPED_NOT = """
Numbness in left arm stopped when she sat down => numbness
Tingling in her fingers has stopped => numbness
Headache went off after paracetamol => headache
Leg swelling subsided => leg-swelling
The dizzy spells have stopped => dizziness
Dizziness passed off => dizziness
Was tingling in the scanner, it stopped as soon as he came out => numbness
"""
UNTIL = """
Was confused and wandering until police found her => confusion
Left leg was weak and didn't tell anyone until tonight => limb-weakness
Had double vision and drove until the motorway exit => diplopia
Was unable to pass urine and waited until clinic opened => urinary-retention
Had a terrible headache and stayed in bed until the ambulance came => headache
Was slurring her words and nobody called until this morning => slurred-speech
Had facial droop and waited until morning to call => facial-weakness
Was dizzy and waited until morning to call => dizziness
Had arm weakness and did not seek help until today => limb-weakness
Was numb down one side and slept until noon => numbness
Had slurred speech but carried on working until 5pm => slurred-speech
Was unable to speak and lay on floor until found => aphasia
Was vomiting and confused and stayed on sofa until carers came => confusion
Was dizzy and put off calling until this evening => dizziness
Had facial droop which we thought was Bell's until arm went weak => facial-weakness
Left leg was numb and he walked on it until it gave way => numbness
Was weak on the left but thought nothing of it until the afternoon => limb-weakness
Had leg swelling and waited until after the weekend => leg-swelling
Was confused until unresponsive => confusion
Was numb in the toes until it spread to the knee => numbness
Was confused until the ambulance was called => confusion
Had a headache until he collapsed => headache
Was breathless until now => trouble-breathing
Hand was numb until lunch, now up to the shoulder => numbness
Was weak in the arm until noon then whole side => limb-weakness
"""
UNTIL_NOT = """
Wet the bed until she was nine => urinary-incontinence
"""
BACK = """
Weakness in leg passed off, same again this morning => limb-weakness
Fever subsided on Monday, up again today => fever
Dizziness stopped, then started up again => dizziness
Seizure stopped with diazepam, restarted en route => seizure
Fever settled then spiked again to 39.2 tonight => fever
Dizziness settled, here it is again => dizziness
Numbness went off, it is back with a vengeance => numbness
Fever came down, up again to 39 => fever
Weakness resolved, back now worse than before => limb-weakness
Headache resolved, kicked off again tonight => headache
Vertigo settled, flared up again => vertigo
Seizure stopped, started up again 2 min ago => seizure
Slurred speech resolved, now it's back => slurred-speech
Numbness resolved, happened again at noon => numbness
Facial droop resolved; returned in ambulance => facial-weakness
Confusion cleared, same again this am => confusion
Numbness resolved fully then 2nd attack and this one is not going away => numbness
Double vision settled, recurring since lunch => diplopia
Vertigo passed off, it is back as bad as ever => vertigo
Seizure stopped with diazepam, had another fit en route => seizure
Headache settled, flared again overnight => headache
Fit stopped and started again => seizure
"""
BACK_NOT = """
Numbness resolved, back to work => numbness
Headache settled, back to normal => headache
Fever settled, up and about again => fever
Seizure stopped, back to baseline => seizure
Weakness resolved, walking again => limb-weakness
"""
CURED = """
Was diagnosed with AF last month, ok now on bisoprolol => atrial-fibrillation
Diabetes since 2015, fully recovered from covid => diabetes
AF since 2019, stroke 2020, recovered well => atrial-fibrillation
Lung cancer 2023 with brain mets, cycle 3 completed => malignancy
Myeloma 2 years, cord compression last week, RT completed => malignancy
AF for 10 years, echo completed => atrial-fibrillation
Diabetic since 2005, discharged home yesterday, now vomiting => diabetes
T2DM 8 years, ulcer closed => diabetes
Was found to be in AF at preop, rate slow, fine now on bisoprolol => atrial-fibrillation
Was diagnosed type 2 diabetic in 2019, well since on metformin => diabetes
Breast ca 2020, liver mets, chemo completed last month => malignancy
Prostate cancer 2021 with bone mets, radiotherapy completed => malignancy
AF since 2018 on apixaban, cardiology closed referral => atrial-fibrillation
Diabetic 20 years, feet clear => diabetes
T2DM since 2010, discharged from podiatry => diabetes
Type 1 diabetic since 1999, ketones clear => diabetes
DM 15 years, foot ulcer closed, toe black => diabetes
T2DM since 2012, discharged from hospital Monday => diabetes
AF since 2015, cataracts corrected => atrial-fibrillation
AF 8 years, heart failure clinic discharged him => atrial-fibrillation
Breast cancer 2019, mastectomy completed, now liver mets => malignancy
Bowel cancer 2022, on chemo, cycle 4 completed => malignancy
Melanoma 2021, wound closed => malignancy
Prostate cancer 2020, metastatic, radiotherapy completed => malignancy
Lung ca 2024, PE treated, discharged Friday => malignancy
CTS 3 years, laceration closed => carpal-tunnel
Alcohol dependence 10 years, detox completed 2019 => harmful-alcohol-use
Diabetes 2010, hypo corrected by crew => diabetes
Lymphoma 2023, chest infection cleared, recovered => malignancy
Lung cancer resected 2024, on chemo => malignancy
T2DM, foot infection resolved => diabetes
AF, rate settled => atrial-fibrillation
Diabetic, sugars fine now => diabetes
AF 2019, lymphoma cured => atrial-fibrillation
"""
CURED_NOT = """
Breast cancer 2003, cured => malignancy
Colon cancer resected 2006, surveillance completed, discharged. => malignancy
Breast ca 2004, mastectomy, discharged from follow up 2014 => malignancy
Bowel ca 2010, in remission => malignancy
Carpal tunnel syndrome 2018, decompressed, full recovery => carpal-tunnel
Breast cancer 2003, all clear since => malignancy
Underwent ablation for lone AF in 2010, cured => atrial-fibrillation
AF ablated 2016, sinus rhythm ever since => atrial-fibrillation
"""


def _cases(text: str) -> list[tuple[str, set[str]]]:
    lines = (line.split(" => ") for line in text.splitlines() if line)
    return [(said, set(words.split())) for said, words in lines]


@pytest.mark.parametrize(
    ("text", "there"), _cases(LAST_WELL + STOPPED + UNTIL + BACK + CURED)
)
def test_what_is_there_is_read(reader, text, there):
    read = now(reader, text)
    assert there <= read | {WIDER.get(word, word) for word in read}
    assert there.isdisjoint(denied(reader, text))


@pytest.mark.parametrize(
    ("text", "over"),
    _cases(LAST_WELL_NOT + STOPPED_NOT + UNTIL_NOT + BACK_NOT + CURED_NOT),
)
def test_what_is_over_is_not_read(reader, text, over):
    assert over.isdisjoint(now(reader, text))
