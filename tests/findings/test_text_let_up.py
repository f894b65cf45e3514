"""What came back, let up or was had once is over; what only seems so is there."""

import pytest
from told_now import denied, now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


THERE = """
numbness has gone down the left leg => numbness
tingling gone to the other arm now => numbness
arm went weak so stopped the car => limb-weakness
Left calf swollen, BP has gone down completely since the bleed => leg-swelling
fever 40, GCS gone down to 12 => fever
Swollen calf, went down to the GP who sent her here => leg-swelling
ankle swelling went down after water tablets but is up to the knee now => leg-swelling
Left leg swelling, right has gone down completely => leg-swelling
Baby went blue and pinked up, blue again now => cyanosis
Baby blue round lips, has not pinked up => cyanosis
Lips blue, pinked up with oxygen but blue without => cyanosis
Colour came back to his face but leg still white => pallor
Foot pale and cold, pulse back after reduction but foot still pale => cold-limb
leg cold, colour back to normal, no pulse => cold-limb
Hand cold and white, cuff off 10 min ago, colour not returned => pallor
vision blacked out, came back in one eye only => vision-loss
vision gone for 20 minutes, came straight back to hospital => vision-loss
Pulse absent left foot, returned from CT => absent-distal-pulse
No pulse in foot, reduced, came back, lost again after plaster => absent-distal-pulse
right arm weak, speech back to normal => limb-weakness
Can't pee since noon, passing fine before => urinary-retention
retention, passing only drops since => urinary-retention
Headache since this morning, paracetamol hasn't shifted it => headache
worst headache ever, morphine killed it for an hour => headache
headache 3 days, sumatriptan usually sorted it => headache
Dizzy, chest pain resolved after GTN => dizziness
Foot drop not recovered after surgery => foot-drop
leg weakness recovered after first episode, second attack today => limb-weakness
numbness not a bother to her but worse daily => numbness
arm weak on Tuesday, fine the next day, weak again now => limb-weakness
Vertigo since Sunday, BPPV gone in 2019 => vertigo
numbness 2 days, numbness gone in one finger => numbness
Weak arm. It passed off as a trapped nerve by the GP => limb-weakness
Went blue. Pinked up and then went blue again => cyanosis
nocturnal enuresis, wets most nights, dry by day => urinary-incontinence
found on floor, his weak leg lifted by 3 carers => limb-weakness
AF, ablation 2019, back in AF since March => atrial-fibrillation
AF diagnosed in 2019, cardiology discharged on apixaban => atrial-fibrillation
permanent AF since 2010, no symptoms => atrial-fibrillation
B12 deficiency, injections stopped by GP in 2019, now numb feet => b12-deficiency
B12 deficiency 2012, injections monthly, levels fine => b12-deficiency
Bells palsy aged 60, no recovery => bells-palsy
used to drink a bottle of vodka a day, stopped Monday => harmful-alcohol-use
was drinking a bottle of vodka a day, stopped smoking 2009 => harmful-alcohol-use
drinks bottle of vodka daily, wife stopped in 2009 => harmful-alcohol-use
bottle of whisky a day, stopped for a year in 2009 and back on it => harmful-alcohol-use
"""
NOT_THERE = """
Went grey and pale when he fainted at mass, colour came straight back => pallor
Baby went blue for few seconds with choking on milk, pinked up by himself => cyanosis
Went blue at the table choking. Pinked up by himself. => cyanosis
Foot went cold and white after the clamp, warm and pink again on release => cold-limb
Fingers white and cold in the cuff; cuff off, colour and warmth back => cold-limb
hand was cold and white when cuff too tight; cuff off and it came good => pallor
Vision blacked out for a few sec at church, came right back => vision-loss
No DP pulse pre-manipulation; came back once ankle reduced => absent-distal-pulse
AUR post TKR 2022, catheter removed day 3, voiding well since => urinary-retention
Postop retention, foley out Tuesday, issue resolved => urinary-retention
Wet the bed until 9, dry ever since => urinary-incontinence
Leg swelling went down completly once amlodipine stopped => leg-swelling
Swollen leg after the long haul has gone down completely => leg-swelling
Swollen leg from flight has gone down completely, stockings returned => leg-swelling
Temp spiked 38.7 Monday, has come down and stayed down => fever
Kid was burning up yesterday 39.2, back to 36.8 today and playing => fever
Foot drop recovered after surgery, AFO no longer needed => foot-drop
Her head was pounding but the paracetamol shifted it => headache
Headache Monday. Paracetamol shifted it. => headache
Was muddled with the high calcium, cleared once treated => confusion
Giddy when first on ramipril, passed within a week => dizziness
Arm was sore after jab, fine the next day => limb-pain
bad head yesterday, grand today, just needs a cert => headache
BPPV 2020 - Epley done, vertigo gone => vertigo
Delirious with the sepsis in ICU, fully lucid by discharge => confusion
numb toes from new ski boots, better as soon as boots off => numbness
Sciatica years ago, not a bother since the physio => sciatica
Bell's palsy aged 15, recovered => bells-palsy
Single AF episode 2018, cardioverted and discharged from clinic => atrial-fibrillation
Afib s/p ablation 2019, no recurrence => atrial-fibrillation
AF x1 post bypass 2012, off amiodarone, SR on every ECG since => atrial-fibrillation
Low B12 in pregnancy, corrected, replacement stopped 2019 => b12-deficiency
had carpal tunnel done both sides years ago, no trouble with it now => carpal-tunnel
Used to drink a bottle of whisky a day, stopped 2009. => harmful-alcohol-use
Was drinking 60 units a week, off it 6 years now => harmful-alcohol-use
"""


def lines(text: str) -> list[tuple[str, str]]:
    pairs = (line.split(" => ") for line in text.strip().splitlines())
    return [(said, what) for said, what in pairs]


@pytest.mark.parametrize(("text", "what"), lines(THERE))
def test_what_is_there_is_read(reader, text, what):
    assert what in now(reader, text)
    assert what not in denied(reader, text)


@pytest.mark.parametrize(("text", "what"), lines(NOT_THERE))
def test_what_is_over_is_not_read(reader, text, what):
    assert what not in now(reader, text)
