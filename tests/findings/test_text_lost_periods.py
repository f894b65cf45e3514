"""Ages and periods of the past that took a finding of today away.

The lines are of a safety reviewer, with variants; what was then stays so.
"""

import pytest
from blind_score import WIDER
from told_now import denied, now, reader_of_shipped_words

from engine.findings.text.reader import TextReader


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return reader_of_shipped_words()


AGED = """
Fit aged 4, now 2 => seizure
Had a fever aged 6 weeks => fever
SOB aged 2 => trouble-breathing
Vomiting and headache aged 14 for 3 days => headache
Facial droop aged 71 years => facial-weakness
Headache aged 9 => headache
Febrile aged 3 => fever
Fever aged 10 weeks => fever
Seizure aged 6 months, ambulance en route => seizure
Fingers went white in winter, now every day => pallor
Went dizzy in summer heat today => dizziness
Had a headache last winter as well, this one is worse => headache
Facial droop aged 83 years => facial-weakness
Headache aged 12 with vomiting this morning => headache
Fitting aged 2 at nursery => seizure
Fever aged 3 months => fever
Seizure aged 4, ongoing, ambulance called => seizure
Febrile aged 6 weeks, not feeding => fever
Numb hands were worse in winter, constant now => numbness
Fit aged 18 months, mum on phone => seizure
Temp 39.5 aged 4 weeks => fever
Weak legs aged 7, off school, cannot walk today => limb-weakness
Slurred speech aged 45 => slurred-speech
Confused aged 79 yrs in own home => confusion
Trouble breathing aged 3 weeks, not feeding => trouble-breathing
Numbness left leg aged 14 after football => numbness
Seizure aged 5 still going => seizure
Had a fit aged 3, drowsy since => seizure
Had a fit aged 2, now 3 fits today => seizure
Febrile convulsion aged 2, ambulance called => seizure
Was found fitting aged 2 in cot => seizure
Single seizure aged 4, mum called 999 => seizure
Seizure aged 6, now 7 minutes => seizure
Feet were cold in winter, cold all the time now => cold-limb
Got numb hands last Christmas, same again => numbness
Was dizzy last summer too, this time cannot stand => dizziness
Was confused in spring sunshine an hour ago => confusion
Had blurred vision last winter as well, worse today => vision-loss
Hands became weak over last winter, dropping things => limb-weakness
Legs got weaker during the last summer => limb-weakness
Left arm went numb in winter gloves this morning => numbness
Hands went numb in winter, every day now => numbness
Last winter his feet were numb, spread to the knees => numbness
Single seizure aged 4. => seizure
Seizure aged 4, one today => seizure
Fit aged 3, none before => seizure
"""
AGED_NOT = """
Febrile convulsion aged 18 months, now 14. => seizure
Had a febrile convulsion aged 2. => seizure
Febrile convulsion aged 2, now 31 => seizure
Febrile convulsion aged 18 months, none since => seizure
Last winter his feet were numb => numbness
She felt dizzy in spring. => dizziness
Had double vision two summers ago. => diplopia
"""
LAST_YEAR = """
Walking got unsteady during the last year => gait-unsteady
Hands got clumsy and numb over the last year => numbness
Legs got heavier and weaker over last year => limb-weakness
Vision got gradually blurred over last year => vision-loss
Legs became weaker in the last year => limb-weakness
Speech became slurred over the last year => slurred-speech
Became more confused during last year => confusion
Lost feeling in feet in the last year => numbness
Got more breathless throughout last year => trouble-breathing
Left hand became weak within the last year => limb-weakness
Had numb feet for the last year => numbness
Had headaches over the past year => headache
Became unsteady over the last 2 years => gait-unsteady
Lost vision through last year => vision-loss
Had seizures over last year => seizure
"""
LAST_YEAR_NOT = """
Had a numb arm last year => numbness
Lost vision last year => vision-loss
Was treated for a seizure in 2019 => seizure
Was confused last year after surgery => confusion
Had vertigo in 2014 => vertigo
"""


def _cases(text: str) -> list[tuple[str, set[str]]]:
    lines = (line.split(" => ") for line in text.splitlines() if line)
    return [(said, set(words.split())) for said, words in lines]


@pytest.mark.parametrize(("text", "there"), _cases(AGED + LAST_YEAR))
def test_what_is_there_is_read(reader, text, there):
    read = now(reader, text)
    assert there <= read | {WIDER.get(word, word) for word in read}
    assert there.isdisjoint(denied(reader, text))


@pytest.mark.parametrize(("text", "over"), _cases(AGED_NOT + LAST_YEAR_NOT))
def test_what_is_over_is_not_read(reader, text, over):
    assert over.isdisjoint(now(reader, text))
