"""A caller who speaks of the patient: "Nan is not making sense", "toddler 2y febrile".

A text that begins with an elder, a spouse or a child and tells what is so now is
taken to be of that person: a relative who rings about a stroke is not to be
missed. A friend's, a sibling's, and what was so, is another person's.
"""

from collections.abc import Sequence

from engine.findings.text.persons.relatives import PATIENT, other_pronouns
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.timing.times import is_recent
from engine.findings.text.wording.grammar import PATIENTS_OF_CARERS, PERSONS, SENIORS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import TIME_WORD

CALLED_FOR = (
    PATIENTS_OF_CARERS | SENIORS | {"gran", "nan", "nana", "nanna", "toddler"}
) - {
    "uncle",
    "aunt",
    "aunty",
}
_CALLER_ENDS = frozenset({"was", "were", "had", "died", "when", "who", "if", "also"})
_BEEN = word_set(
    "been gone become started stopped lost turned developed woken come collapsed"
)
_TOLD = frozenset({"had", "was", "were", "woke", "went", TIME_WORD})
_NEAR = 4
_PRONOUNS = frozenset({"he", "she"})
_SUBJECTS = _PRONOUNS | {"she's", "he's", "wants", "asks"}
_SIBLINGS = frozenset({"brother", "sister"})
_WHOSE = frozenset({"his", "her"})
_IS_NOW = word_set(
    """is are has can't cannot cant keeps looks won't wont isn't isnt suddenly"""
)


def is_caller(
    person: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "My mum's mouth has dropped, 20 min ago": who calls speaks of the patient."""
    entry = finding.entry
    if person > 1 or entry is None or not entry.event:
        return False
    at = next((i for i in range(2) if words[i : i + 1] and words[i] in PERSONS), None)
    said = words[: finding.start]
    today = any(mark.time is not None and is_recent(mark.time) for mark in marks)
    ends = _CALLER_ENDS - _TOLD if today else _CALLER_ENDS
    if at is None or words[at] not in CALLED_FOR or not ends.isdisjoint(said):
        return False
    if words[0] in _WHOSE and _is_told_by_other(words):
        return False
    others = other_pronouns(words) & _PRONOUNS
    if not others.isdisjoint(words) or not PATIENT.isdisjoint(words):
        return False
    if (words[0] == "my" and TIME_WORD in words) or words[0] == "toddler":
        return True  # "toddler 2y febrile", not "my toddler"
    # "Nan had a fit this morning", "nan woke with a numb face"
    is_today = today and words[at + 1] in _TOLD
    has_been = words[at + 1] == "has" and not _BEEN.isdisjoint(words[at + 2 : at + 3])
    is_now = not _IS_NOW.isdisjoint(words[at + 1 : at + _NEAR])  # "mum's speech is"
    return (is_today or is_now or has_been) and words[at] not in _SIBLINGS


def _is_told_by_other(words: Sequence[str]) -> bool:
    """ "Her mum has MS with numb legs and she's worried": it is her record."""
    return any(
        word in _SUBJECTS and words[i - 1] in ("and", ",", "so", "but")
        for i, word in enumerate(words)
        if i > 1
    )


CALLER_WORDS = (_TOLD - {TIME_WORD}) | _BEEN | _IS_NOW | _CALLER_ENDS
