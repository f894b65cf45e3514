"""What went on, went over or became something else, and phrases without their verb."""

import pytest
from told_now import denied, lines, now, reader_of_shipped_words


@pytest.fixture(scope="module")
def reader():
    return reader_of_shipped_words()


THERE = """
numbness has gone on since Sunday => numbness
vision loss has gone on since Sunday => vision-loss
the tingling has settled in his left arm => numbness
droop has settled into his left face => facial-weakness
The numbness he got after the injection has gone up his arm => numbness
The weakness he woke with has gone to the other side => limb-weakness
The headache I rang about has stopped me sleeping => headache
The numbness since dad has gone is worse => numbness
The numbness he had yesterday has gone but is back now => numbness
The headache he came with has passed, arm now weak => limb-weakness
febrile convulsion aged 2, now 39, floppy => seizure
febrile convulsion at 18/12, now 3 today => seizure
seizure at 10, now 12, still drowsy => seizure
Arm went numb, then came right away to A&E => numbness
unable to pass urine, none today => urinary-retention
her weak arm cannot be lifted on its own => limb-weakness
The chest pain he had at rest has gone, into his jaw and arm => chest-pain
the weakness she got in her legs has gone so she can't stand => limb-weakness
seizure at 10 minutes, now 20, ongoing => seizure
seizure aged 14, now 20, lorazepam given, not stopping => seizure
not enough air, can't talk => trouble-breathing
legs gone confused => limb-weakness
Speech gone facial droop started 0900 => aphasia
Just had a febrile convulsion aged 2. => seizure
Febrile convulsion at 18/12, now 20, not stopping => seizure
Fever aged 2, now 104. => fever
Had to bring her back for a fever of 39, day 5 post chemo => fever
Pt thinks it is the hospital, she is in her own lounge => confusion
legs gone, mottled => limb-weakness
legs gone mottled => skin-discolouration
legs gone weak => limb-weakness
my face has gone down on one side => facial-weakness
the room was going round => vertigo
pt pulse was not felt in the left foot => absent-distal-pulse
Vision blurred and double => diplopia
Vision ok? No double and blurred => vision-loss
"""
NOT_THERE = """
numbness gone on waking => numbness
Febrile convulsion aged 18 months, now 7, constipated. => seizure
simple febrile convulsion at 18/12, now 30 and applying for HGV => seizure
Febrile convulsion at 18/12, now aged 5, T 36.9, red throat only => seizure
Couldn't speak for three minutes at breakfast, then came right. => aphasia
legs gone mottled => limb-weakness
legs have gone all blotchy => limb-weakness
vision gone double => vision-loss
pt not on warfarin => absent-distal-pulse
found face down in the garden => facial-weakness
Left foot "asleep" most evenings, pt thinks it's the recliner => confusion
"""


@pytest.mark.parametrize(("text", "what"), lines(THERE))
def test_what_is_there_is_read(reader, text, what):
    assert what <= now(reader, text)
    assert what.isdisjoint(denied(reader, text))


@pytest.mark.parametrize(("text", "what"), lines(NOT_THERE))
def test_what_is_not_there_is_not_read(reader, text, what):
    assert what.isdisjoint(now(reader, text))
