"""Illnesses of years that a relative has: "sister just diagnosed B12 deficiency".

No emergency hangs on them alone. Where the sentence tells of a symptom too, a caller
may speak of the patient: "mum just diagnosed with diabetes, foot numb".
"""

from collections.abc import Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import PERSONS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP

_KIN = PERSONS | word_set("daddy mummy granda grandpa papa")
_HAVING = word_set(
    "just recently newly been was is diagnosed dx dxd w with has had got a an type 1 2"
)
_WHOSE = word_set("his her my pt's patient's our their")
_OPENING = word_set(", ; : and as because since") | {STOP}
_TOO = word_set("i i'm am me pt patient pt's patient's he she also both")
_CHILD_OF = word_set("of to a an his her my")
KIN_ILLNESS_WORDS = (_KIN | _HAVING | _WHOSE | _TOO | _CHILD_OF) - {STOP}


def is_illness_of_kin(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether a disease is told right behind a relative, or right before one."""
    if finding.entry is None or finding.entry.event or _has_symptom(marks):
        return False
    if not _TOO.isdisjoint(words[finding.end :]):
        return False  # "mum's diabetic and so am I"
    if words[finding.end : finding.end + 1] and words[finding.end] in _KIN:
        before = words[finding.start - 1 : finding.start] if finding.start else ()
        return not before or before[0] in _CHILD_OF
    at = finding.start - 1
    while at > 0 and words[at] in _HAVING:
        at -= 1
    if at < 0 or words[at] not in _KIN:
        return False
    first = at - (at > 0 and words[at - 1] in _WHOSE)
    return first == 0 or words[first - 1] in _OPENING


def _has_symptom(marks: Sequence[Mark]) -> bool:
    return any(m.is_finding and m.entry is not None and m.entry.event for m in marks)
