"""What relatives do, or ring about, and the patient has.

The lines are of a safety reviewer, with variants; what a relative has stays theirs.
"""

import pytest
from blind_score import WIDER
from told_now import denied, now, reader_of_shipped_words

from engine.findings.text.reader import TextReader


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return reader_of_shipped_words()


RELATIVES = """
DCDA twin pregnancy with headache and blurred vision => headache vision-loss
Twin pregnancy SOB and leg swelling => trouble-breathing leg-swelling
Unaccompanied, daughter at home, confused => confusion
Wife went to shop, came back to slurred speech and droop => slurred-speech
Neighbour started CPR, fitting then stopped breathing => seizure
Husband became worried, slurred speech and weak arm => slurred-speech limb-weakness
Landlord got in, she was confused and febrile => confusion fever
Flatmate was woken by banging, fitting in bed => seizure
Boyfriend started driving her here, blurred vision and headache => vision-loss headache
Friend calling about mate, fitting on floor => seizure
Call from daughter as mum not making sense, slurred => slurred-speech
Husband rang because wife can't move her arm => limb-weakness
Neighbour calling as lady next door confused and slurring => confusion slurred-speech
Dad phoning as son is fitting => seizure
Son ringing as mum has facial droop => facial-weakness
Daughter calling as dad is confused => confusion
Husband ringing because wife has slurred speech => slurred-speech
Dad calling as daughter has fever 40 and fitting => fever seizure
Brother rang as sister cannot feel her legs => numbness
Partner calling as girlfriend has facial droop => facial-weakness
Husband ringing as wife collapsed and confused => confusion
Twin pregnancy 34/40, headache and blurred vision => headache vision-loss
Girlfriend started CPR then he fitted => seizure
Boyfriend got her to hospital, blurred vision and headache => vision-loss headache
Dad died of brain tumour, worried as headache 3 weeks and vomiting => headache
Neighbour went round, not making sense, slurred speech => slurred-speech
Friend calling from pub, mate collapsed and fitting => seizure
Brother rang from hospital, sister has weak arm, on her way in => limb-weakness
Husband calling as wife cannot speak properly and face has dropped => facial-weakness
Wife calling as husband confused and slurring => confusion slurred-speech
Son rang because mum has collapsed, face drooping => facial-weakness
Daughter phoning because her dad can't move his leg => limb-weakness
Carer ringing as client fitting => seizure
Mum called as toddler has temp 39.8 and floppy => fever
Teacher calling because pupil having a seizure => seizure
Husband on phone as wife slurring her words => slurred-speech
Grandson called because gran has a droopy face => facial-weakness
Mother rings as son 14 has severe headache => headache
Mum ringing as 3 yr old fitting => seizure
Wife rang because confused and hot => confusion
Boyfriend carried her in, blurred vision and headache => vision-loss headache
Flatmate was called by warden, fitting in bed => seizure
Partner drove her in, left side gone numb => numbness
Husband was asleep, she was fitting => seizure
Neighbour broke in, confused on floor => confusion
Son let us in, confused and febrile => confusion fever
Twin delivery last week, calf swollen and SOB => leg-swelling trouble-breathing
Husband ringing, cannot move her arm => limb-weakness
Daughter went upstairs, speech slurred => slurred-speech
"""
RELATIVES_NOT = """
Mother had a stroke, slurred speech and a droop => slurred-speech
Twin has a fever => fever
Pt says his wife had a seizure => seizure
Wife rang, her own mother has had a seizure, needs to cancel => seizure
"""


def _cases(text: str) -> list[tuple[str, set[str]]]:
    lines = (line.split(" => ") for line in text.splitlines() if line)
    return [(said, set(words.split())) for said, words in lines]


@pytest.mark.parametrize(("text", "there"), _cases(RELATIVES))
def test_what_is_there_is_read(reader, text, there):
    read = now(reader, text)
    assert there <= read | {WIDER.get(word, word) for word in read}
    assert there.isdisjoint(denied(reader, text))


@pytest.mark.parametrize(("text", "over"), _cases(RELATIVES_NOT))
def test_what_is_over_is_not_read(reader, text, over):
    assert over.isdisjoint(now(reader, text))
