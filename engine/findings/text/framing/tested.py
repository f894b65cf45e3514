"""Names of tests and of states: "syphilis antigen test", "patient encounter status".

Hospitals name what they did and what they ask for after what it looks for. Only
diseases are weighed so: "facial droop test positive" is told of a patient.
"""

from collections.abc import Sequence
from itertools import dropwhile

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import BREAKS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD

_TESTS = word_set(
    """test tests testing screening screen antigen antigens antibody antibodies
    serology assay pcr culture cultures titre titres titer titers panel"""
)
_LOOKED_FOR = word_set(
    """infection virus dna rna and occult blood group a b c type stool urine genital
    surface core total rapid serum of"""
)
_FOUND = word_set(
    """positive pos + reactive detected abnormal raised high confirms confirmed shows
    showed found diagnosed strip strips"""
)
_HIS = word_set("known hx history has had with is pt's patient's his her my")
_ASKED_OF_ALL = frozenset({"low-mood"})
_FAR = 5
_STATUS = ("status",)
# Who is in status, and what is said of it: "status, 2 x midaz", "? status 20 min".
_IN_IT = BREAKS | word_set(", ? query now still then again likely possibly in") | {STOP}
_SAID_OF_IT = BREAKS | word_set(", x for since in now after given despite 2 1 3")
_SAID_OF_IT |= {STOP, TIME_WORD}
TEST_WORDS = frozenset().union(_TESTS, _LOOKED_FOR, _FOUND, _HIS, _IN_IT, _SAID_OF_IT)


def is_of_test(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Depression screening", "hepatitis A test", not "HIV test positive"."""
    if finding.entry is None or _TESTS.isdisjoint(words):
        return False
    if finding.entry.event and finding.word not in _ASKED_OF_ALL:
        return False
    far = range(finding.end, min(finding.end + _FAR, len(words)))
    at = next(dropwhile(lambda i: words[i] in _LOOKED_FOR, far), None)
    if at is None or words[at] not in _TESTS:
        return False
    own = words[finding.start - 1] if finding.start else ""
    return own not in _HIS and _FOUND.isdisjoint(words)


def is_of_status(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Encounter status", "Status: stable", not "Status. Lorazepam given"."""
    if tuple(words[finding.start : finding.end]) != _STATUS:
        return False
    before = words[finding.start - 1] if finding.start else STOP
    after = words[finding.end] if finding.end < len(words) else ":"
    said = after in _SAID_OF_IT or after.isdigit()
    return before not in _IN_IT or after == ":" or not said
