"""Items of a list that are told as they are, in the midst of what is denied.

"No neck pain, moving all 4, headache": what stands behind an item that tells how
the patient is goes on telling, so it is no item of the denial.
"""

from collections.abc import Sequence
from itertools import pairwise

from engine.findings.text.wording.word_set import word_set

# What the patient does or is, in words that name no symptom.
_DOING = word_set(
    """moving walking talking eating drinking mobilising mobilizing tolerating feeding
    playing obeying following responding ambulating ambulant alert orientated oriented
    awake conversing chatting cooperative afebrile apyrexial conscious smiling running
    toileting voiding passing using lifting looks looking appears warm pink perfused
    well stable settled comfortable collar immobilised immobilized"""
)
# "No difficulty walking, talking, dizziness" names what is not difficult.
_ACT_OF = word_set(
    """difficulty difficulties trouble problem problems issue issues on
    when with while whilst after during by not"""
)
ASSERTED_WORDS = _DOING | _ACT_OF


def is_interrupted(words: Sequence[str]) -> bool:
    """Whether an item among some words, parted by commas, tells how he is."""
    if _DOING.isdisjoint(words):
        return False
    commas = [i for i, word in enumerate(words) if word == ","]
    if not _ACT_OF.isdisjoint(words[: commas[0]] if commas else words):
        return False
    return any(_asserts(words[start + 1 : end]) for start, end in pairwise([*commas]))


def _asserts(item: Sequence[str]) -> bool:
    return bool(item) and item[0] in _DOING
