"""What a text names and nobody has: papers, bruises, idioms, names.

Each kind has its counter-examples: a line that looks like it and tells of a
present finding, which has to be read.
"""

import pytest
from told_now import now, reader_of_shipped_words

from engine.findings.text.wording.word_set import word_set


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


ABOUT_PAPERS = """
I'm a bit confused why I was sent a text, could you tell me?
Confused why my prescription was refused.
Confused as to why he got an SMS
She thinks it is only a sprain
She thinks it's only a cold
"""
BRUISES = """
Purple bruise over hip
Bruise on R shin, purple, kicked by horse
Black bruise on shin
"""
ARMS = """
Left hand swollen after bee sting
PICC arm swollen
puffy hands
Swollen R elbow
"""
GONE = """
Had pins and needles last week but that's completely gone
Back pain completely better
last seizure 1994
"""
IDIOMS = """
needs a fit note for 2 weeks
walks with a limp
gestational DM 2011
sleeping flat
scared its cancer
worried it's cancer
cervical cancer screening invitation
World Diabetes Day stand in reception
Soiled dressing disposed of
Her new shoes fit well.
Blurred copy of the letter, please rescan.
Lost touch with his daughter.
Lost all feeling for her husband.
Struggling to balance work and kids.
Off balance sheet loan
Staggered by the price of dental care.
Stagger the doses: one at 8
Unsteady income since furlough.
Tunnel vision about his thesis.
Can't find the words to thank the nurses enough.
Speechless with joy at the scan.
Slurry pit worker, wants tetanus booster.
Whole household had fever last week, he didn't catch it.
classmates have fever
FH: mother T2DM, father AF, sister MS with leg numbness.
FHx: mother migraine with tingling face; sister epilepsy.
"""
NEURO = word_set(
    """numbness limb-weakness facial-weakness slurred-speech aphasia confusion
    vision-loss dizziness gait-unsteady seizure headache low-back-pain back-pain fever
    urinary-incontinence bowel-incontinence leg-swelling skin-discolouration diabetes
    malignancy carpal-tunnel atrial-fibrillation foot-drop pallor"""
)
THERE = """
took PRN for headache, headache still there => headache
given oramorph prn for leg pain 9/10 => limb-pain
takes codeine QDS PRN for headache => headache
Ibuprofen TDS PRN for headache since Monday => headache
Paracetamol QDS PRN, headache 9/10 => headache
SE nil, left face drooped => facial-weakness
SE discussed: dizziness today, confused => dizziness confusion
PIL given, confused and dizzy => confusion dizziness
Numb lip is getting worse => numbness
Numb lip is a known complication, his since Monday => numbness
Her left foot drop is a recognised complication => foot-drop
Confused, headache may occur again with it => confusion
Dizziness can occur when she stands => dizziness
headache 1 in 5 days => headache
Symptoms of stroke: facial droop => facial-weakness
Symptoms discussed: numb saddle area for 2 days => numbness
Symptoms of stroke explained: he has a facial droop => facial-weakness
Signs of stroke discussed - left arm weakness, slurred speech => limb-weakness
Signs of stroke explained, face drooping => facial-weakness
asks whether her numb face is a stroke => numbness
wants to know if the weakness in his left arm is serious => limb-weakness
asks whether statins cause the numbness in his feet => numbness
Patient with a fever should be seen => fever
Patients mum says he should be seen, fever => fever
Is my diabetes hereditary? => diabetes
Confused why he is in hospital => confusion
confused about where she is => confusion
Confused about why she is in clinic => confusion
Thinks it's 1970 => confusion
Thinks it's only Monday => confusion
bruised foot, now purple, cold and no pulse => skin-discolouration
no bruise, foot purple => skin-discolouration
Bruise on thigh, purple toes => skin-discolouration
Bruising, foot black => skin-discolouration
left leg and right arm swollen => leg-swelling
arms and legs swollen => leg-swelling
numb since the epidural wore off => numbness
left arm weak, pain went after morphine => limb-weakness
headache gone but words haven't come back => aphasia
dizzy since amlodipine stopped on Monday => dizziness
numbness since chemo stopped in May => numbness
Weakness after the infection settled => limb-weakness
weakness following surgery not settled => limb-weakness
leg numbness, had power but that's gone => numbness
back pain not completely better => back-pain
Right leg swelling went down overnight but has not gone => leg-swelling
headache went after 20 minutes then left arm numb => numbness
last seizure 10 min ago => seizure
a limp left arm => limb-weakness
with a limp right hand => limb-weakness
Lost touch in his left hand => numbness
lost touch with left hand => numbness
Can't find the words => aphasia
Can't find the words to say what he wants => aphasia
unable to balance => gait-unsteady
Staggered into A&E => gait-unsteady
Had a fit, shoes off => seizure
FH: mother stroke, numb legs => numbness
FH mother MS, she has numb legs => numbness
FH: mother stroke, left arm weak => limb-weakness
Sudden loss of vision R eye, hasn't come back => vision-loss
left hand numb after block, hasn't come back => numbness
Stroke symptoms discussed, facial droop, slurred speech => facial-weakness
patients on ward should be reviewed, Mr X confused => confusion
black toe after bruise => skin-discolouration
seizure stopped 5 min ago => seizure
headache went down the neck and has not returned to normal => headache
leg swelling went down but has not returned to normal => leg-swelling
family history of stroke, mum says his face droops => facial-weakness
"""


def _lines(*texts: str) -> list[str]:
    return [line for text in texts for line in text.strip().splitlines()]


NOBODYS = _lines(*(ABOUT_PAPERS, BRUISES, ARMS, GONE, IDIOMS))


@pytest.mark.parametrize("text", NOBODYS)
def test_what_nobody_has_is_not_there(reader, text):
    """Nothing of what the line names is present now."""
    assert now(reader, text).isdisjoint(NEURO)


@pytest.mark.parametrize("line", _lines(THERE))
def test_what_looks_like_it_is_there(reader, line):
    """A line that looks alike and tells of a present finding is read."""
    text, said = line.split(" => ")

    assert set(said.split()) <= now(reader, text)


def test_what_has_not_come_back_is_no_back(reader):
    """ "Hasn't come back" of an eye names no numb back."""
    assert "numbness" not in now(reader, "Loss of vision R eye, hasn't come back")
