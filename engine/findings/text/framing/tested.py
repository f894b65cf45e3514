"""Names of tests and of states: "syphilis antigen test", "patient encounter status".

Hospitals name what they did and what they ask for after what it looks for. Only
diseases are weighed so: "facial droop test positive" is told of a patient.
"""

from collections.abc import Sequence
from itertools import dropwhile

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.word_set import word_set

_TESTS = word_set("test screening screen antigen antibody antibodies assay serology")
_INFECTIONS = frozenset({"recent-infection", "hepatitis", "hiv", "syphilis"})
_SCREENED = frozenset({"diabetes", "malignancy", "low-mood"})
_SCREENINGS = word_set("screening screen")
_LOOKED_FOR = word_set(
    """infection virus dna rna and occult blood group a b c stool genital surface core
    rapid"""
)
_FOUND = word_set(
    """positive pos + reactive detected abnormal raised high confirms confirmed shows
    showed found diagnosed strip strips"""
)
_HIS = word_set("known hx history has had with is pt's patient's his her my i")
_OWNED = (
    _FOUND
    | _HIS
    | word_set("type t1 t2 since for due insulin metformin eye eyes foot feet retina")
)
_FAR = 5
_STATUS = ("status",)
_STATES = word_set(
    """encounter tobacco ambulatory ambulation pregnancy disability insurance veteran
    vital isolation allergy swallow cognitive residency citizenship"""
)
_WHOSE = word_set("patient pt current his her")
_FORMS = word_set("stable active inactive unchanged")
TEST_WORDS = frozenset().union(_TESTS, _LOOKED_FOR, _OWNED, _STATES, _WHOSE, _FORMS)


def is_of_test(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Depression screening", "hepatitis A test", not "HIV test positive"."""
    sought = _TESTS if finding.word in _INFECTIONS else _SCREENINGS
    if finding.word not in _INFECTIONS | _SCREENED or sought.isdisjoint(words):
        return False
    far = range(finding.end, min(finding.end + _FAR, len(words)))
    at = next(dropwhile(lambda i: words[i] in _LOOKED_FOR, far), None)
    return at is not None and words[at] in sought and _OWNED.isdisjoint(words)


def is_of_status(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Encounter status", "Status: stable", not "EEG: status"."""
    if tuple(words[finding.start : finding.end]) != _STATUS:
        return False
    before, after = words[: finding.start], words[finding.end :]
    if not before:
        return after[:1] == (":",) and len(after) > 1 and _FORMS.issuperset(after[1:])
    named = before[-1] in _STATES and _WHOSE.issuperset(before[:-1])
    return named and (not after or after[0] == ":")
