"""What came back, let up or was had once is over; what only seems so is there."""

import pytest
from told_now import denied, lines, now, reader_of_shipped_words


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
legs heavy and numb after 100 yards, fine once he leans forward => numbness
headache each morning with vomiting, ok by lunchtime => headache
double vision by evening, normal the next morning, droopy eyelid => diplopia
left arm weak, was perfect today up to 2pm => limb-weakness
numb leg, fell on Sunday, alright after => numbness
Saddle numb and can't pee, disc op 2015, no issues since => urinary-retention
Left arm weak. MI 2016, no issues since => limb-weakness
Left leg weak since Monday, fell once, not happened again => limb-weakness
arm weak since Monday, saw GP, not been back => limb-weakness
Numb feet. Feeling fine now otherwise => numbness
Leg weak, baby's movements back to normal => limb-weakness
Slurring since lunch, voice back after laryngitis => slurred-speech
Ataxic since lunch, walking well again with frame => ataxia
Cyanosed on arrival, pinked up with O2, sats 88 on air => cyanosis
Temp 38.9, fever gone since calpol at 4 => fever
no pedal pulse, pulse back once straightened then gone here => absent-distal-pulse
pulse absent at ankle, pulse back, faint => absent-distal-pulse
vision went grey, vision came back, lower half missing => vision-loss
lips blue on feeding, pinked up after, 3 times today => cyanosis
blind since 8, blurred vision resolved => vision-loss
seizure today, childhood fits resolved => seizure
worst headache of my life, codeine killed it, neck stiff => headache
fevers nightly, down to normal by day => fever
leg swelling, went down when elevated => leg-swelling
long standing AF, TIA once 2014, no further events => atrial-fibrillation
prostate ca diagnosed years ago, told it can't be cured => malignancy
Drank 60 units a week, smoked 20 a day, stopped 2010 => harmful-alcohol-use
was a heavy drinker, stopped 3 years ago, 4 cans last night => harmful-alcohol-use
leg pain eased completely by hanging it out of bed => limb-pain
"""
NOT_THERE = """
Postop retention, foley out Tuesday, issue resolved => urinary-retention
Used to drink a bottle of whisky a day, stopped 2009. => harmful-alcohol-use
Was drinking 60 units a week, off it 6 years now => harmful-alcohol-use
"""


@pytest.mark.parametrize(("text", "what"), lines(THERE))
def test_what_is_there_is_read(reader, text, what):
    assert what <= now(reader, text)
    assert what.isdisjoint(denied(reader, text))


@pytest.mark.parametrize(("text", "what"), lines(NOT_THERE))
def test_what_is_over_is_not_read(reader, text, what):
    assert what.isdisjoint(now(reader, text))
