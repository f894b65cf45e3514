"""What is normal only at rest, or only in part, denies no finding.

The lines are of a safety reviewer, with variants.
"""

import pytest
from blind_score import WIDER
from told_now import denied, now, reader_of_shipped_words

from engine.findings.text.reader import TextReader


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return reader_of_shipped_words()


IN_PART = """
Face symmetrical at rest, asymmetrical on smiling => facial-weakness
Face symmetrical, drooping when she smiles => facial-weakness
Face symmetrical at rest, droop on smiling => facial-weakness
Alert, orientated to name, not to place => confusion
Orientated to person and place, not time => confusion
Alert and orientated to person, not to place or time => confusion
Face symmetrical at rest, droops on smiling left => facial-weakness
Orientated to person, not to time or place => confusion
Orientated to place, not time => confusion
Orientated in place, not in time => confusion
Alert, oriented to self, not to place => confusion
Orientated to name but not date => confusion
Orientated to person not to place or time => confusion
Face symmetrical at rest; droops when smiling => facial-weakness
Face symmetrical at rest, left droop on grimace => facial-weakness
Face symmetrical at rest, weak on left when showing teeth => facial-weakness
Face symmetrical at rest but asymmetry on smiling => facial-weakness
Sensation intact to light touch, not to pinprick => numbness
Sensation intact to LT, not PP => numbness
Orientated but not to time => confusion
Orientated, not to place => confusion
Orientated x2, not time => confusion
"""
ELSEWHERE = """
Left hand numb, hoped it would settle but it has not. => numbness
Left arm weak, hoped physio would help but it has not => limb-weakness
Right leg swollen, thought tablets would work but they did not => leg-swelling
Hand tingling, tried to warm it but could not => numbness
Both feet cold, wanted to wait and it was not => cold-limb
"""
NORMAL = """
Alert and orientated, not distressed => confusion
Orientated to time, place and person => confusion
Face symmetrical at rest and on smiling => facial-weakness
Face symmetrical, not in pain => facial-weakness
Face symmetrical, no droop on smiling => facial-weakness
Sensation intact to light touch and pinprick => numbness
"""


def _cases(text: str) -> list[tuple[str, set[str]]]:
    lines = (line.split(" => ") for line in text.splitlines() if line)
    return [(said, set(words.split())) for said, words in lines]


@pytest.mark.parametrize(("text", "there"), _cases(IN_PART + ELSEWHERE))
def test_what_is_there_is_read(reader, text, there):
    read = now(reader, text)
    assert there <= read | {WIDER.get(word, word) for word in read}
    assert there.isdisjoint(denied(reader, text))


@pytest.mark.parametrize(("text", "absent"), _cases(NORMAL))
def test_what_is_normal_denies_as_before(reader, text, absent):
    assert absent <= denied(reader, text)
