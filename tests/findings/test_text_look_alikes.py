"""Words that sound like a symptom: of things, tests, moods, joints; and those meant."""

import pytest
from told_now import denied, lines, now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


THERE = """
Found with limp left arm, onset unknown => limb-weakness
R arm limp since the fall => limb-weakness
arm hanging off the bed, limp => limb-weakness
brought in with limp legs => limb-weakness
knee and calf swollen after a flight => leg-swelling
leg swollen from the knee down => leg-swelling
swollen to the knee => leg-swelling
knee swollen, ?DVT => leg-swelling
pain in the knee and foot => limb-pain
L leg pain, knee down => limb-pain
sciatica, calf painful and tense => limb-pain
weak all over, can't lift her arms => generalised-weakness
weak as a kitten in both legs => limb-weakness
feels weak and washed out, right hand weak => limb-weakness
weak and washed out since this morning => limb-weakness
leg red and hot, drowsy and shivery => fever
baby hot, legs mottled => fever
pt hot and in bed => fever
hot tea given, now feels hot and shivery => fever
no temp: 38.6 => fever
6 mo old 102.8 rectally, floppy => fever
103.4 under the arm => fever
child is 39.4, listless => fever
Headache settled; still 38.3 and sore => fever
having a fit in the shoe shop => seizure
Had a fit, sent in by GP => seizure
wore a new mask, fits again today => seizure
had 2 fits, ambulance sent => seizure
on frame, unsteady today => gait-unsteady
Transfers bed to chair unsteady => gait-unsteady
wobbly on zimmer frame since Monday => gait-unsteady
can't feel his foot, no pulse felt => numbness
unable to feel R foot, DP weak => numbness
cannot feel the pedals => numbness
Numb down left side since the funeral this morning => numbness
numb since the block should have worn off => numbness
numb hands since mum died => numbness
wart on sole, foot freezing and white => cold-limb
cold, pulseless foot => cold-limb
cold, pulseless foot => absent-distal-pulse
Ischaemic limb L: cold, pulseless foot => cold-limb
bruise on hip, foot purple => skin-discolouration
foot gone purple => skin-discolouration
Fingers turn white then purple => skin-discolouration
stiff neck and photophobia, 19 yr old student => neck-pain
he can't get the right words out => aphasia
today he doesnt know what year it is => confusion
Pain and tightness in forearm => limb-pain
Left leg heavier today, scissoring => limb-weakness
R calf claudication at 50 m => limb-pain
leg paralysed, phone is dead => limb-weakness
his legs are paralysed by the fall => limb-weakness
pitting oedema - knees, and chest crackly => leg-swelling
marked bilat oedema knees, JVP up => leg-swelling
swelling has got as high as the knee => leg-swelling
swelling ++ knees bilat => leg-swelling
swollen knee downward => leg-swelling
hot swollen left knee 38.5, HR 120 => fever
hot red leg, 39 => fever
hot red leg, teeth chattering => fever
hot knee and a temp => fever
No temperature 37.2 at GP. Temp here 39.3 => fever
No temperature 37 this morning, 39 tonight => fever
Sciatica for years, today pain into foot and foot cold and white => limb-pain
sciatica; chest pain and pain to left arm => limb-pain
Limp following seizure, right side => limb-weakness
weak and exhausted, one side => limb-weakness
weak and shattered, ascending => limb-weakness
fit 7, rectal diazepam => seizure
Fits returned, bowels opened => seizure
Fits 3, bloods sent => seizure
Has helmet still fits 3 x day => seizure
Fits in well known epileptic => seizure
in fits and starts to go blue => seizure
new seizure medicine given by crew => seizure
Steps unsteady, CT ordered => gait-unsteady
frame very unsteady, loose stools => gait-unsteady
Unable to feel ulnar or little finger => numbness
Numb from stillbirth epidural, still, can't move => numbness
numb after suicide jump from bridge => numbness
numb hemi since losing his wife => numbness
second freezing foot today => cold-limb
black toenail spreading to toe and foot => skin-discolouration
Bruising on toe, gone black and yellow slough => skin-discolouration
Left facial laceration, droop => facial-weakness
bladder like a tap leaking => urinary-incontinence
"""
NOT_THERE = """
R knee swollen and stiff after twisting => leg-swelling
R knee swollen and stiff after twisting, WB with limp => limb-weakness
elbow sore after tennis => limb-pain
knee hot and swollen, aspirated => fever
Hot swollen red L leg ?cellulitis => fever
Tiredness, Hb 78. FIT sent. => seizure
Hospital gown too tight a fit => seizure
splint doesn't fit, OT to see => seizure
R calf claudication at 50 m, unable to feel R DP => numbness
Feels numb since mum's funeral, cant cry => numbness
swallowed a button from dizzy duck toy => dizziness
Bruise, purple, on L hip => skin-discolouration
Cancer sun sign tattoo => malignancy
Diabetic screening negative. HbA1c 34 => diabetes
breathing normal between, no temp: 36.6 => fever
"""
NOT_DENIED = """
Purple discolouration R lower leg, not hot => fever
Feet are swollen so bad my shoes dont fit => seizure
mask doesn't fit right => seizure
Skin pink warm dry => cold-limb
sats 97 rectal temp 39.5 => fever
SpO2 97 on ear probe => fever
no trouble emptying bowels => urinary-retention
Well perfused, no pallor => cold-limb
talking normally => slurred-speech
CN intact, no diplopia => facial-weakness
Unsteady on turns, Romberg neg => gait-unsteady
incontinent of urine, bowels continent => urinary-incontinence
wees fine and no accidents => bowel-incontinence
Neuro exam today entirely normal, but attacks go on => numbness
"""
DENIED = """
talking normally => aphasia
R foot warm and well perfused => cold-limb
Gait steady, Romberg negative => gait-unsteady
no accidents with pee or poop => bowel-incontinence
he is not hot, temp was 37.1 => fever
face symmetrical, CN intact => facial-weakness
blurred L eye, right eye vision normal => vision-loss
bladder ok, bowels continent => bowel-incontinence
no temp: 36.6 => fever
no fits => seizure
"""


@pytest.mark.parametrize(("text", "what"), lines(THERE))
def test_what_is_there_is_read(reader, text, what):
    assert what <= now(reader, text)


@pytest.mark.parametrize(("text", "what"), lines(NOT_THERE))
def test_what_is_not_there_is_not_read(reader, text, what):
    assert what.isdisjoint(now(reader, text))


@pytest.mark.parametrize(("text", "what"), lines(NOT_DENIED))
def test_what_is_not_denied_is_no_denial(reader, text, what):
    assert what.isdisjoint(denied(reader, text))


@pytest.mark.parametrize(("text", "what"), lines(DENIED))
def test_what_is_denied_stays_so(reader, text, what):
    assert what <= denied(reader, text)
