"""What is feared to come: "terrified of going blind", "dizziness is what she fears".

A fear may be of what the patient has: a side, a time, "again" and "already" stay.
"""

from collections.abc import Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import FILLERS, WORRYING
from engine.findings.text.wording.word_set import word_set

_FEARING = (WORRYING - {"thinks", "thought", "believes", "suspects", "wonders"}) | (
    word_set(
        """scared terrified petrified dreads dreading dread nervous fear paranoid
        panicking phobia horror frightened"""
    )
)
_OF = word_set("of about")
_COMING = word_set("going becoming getting turning ending losing developing suffering")
_WAKING = word_set("waking wakening")
_AFTER = word_set("from after")
_OPERATION = word_set(
    "the an her his epidural spinal surgery op operation anaesthetic anesthetic"
)
_OF_FEAR = 2
_DREADS = word_set("fears dreads feared dreaded")
_HERE = word_set("again now today still already since is are has had")
_HE = word_set("he she i they pt patient")
_CUES = _FEARING | _DREADS
FEARED_WORDS = frozenset().union(
    *(_FEARING, _HERE, _OF, _COMING, _WAKING, _AFTER, _OPERATION, _DREADS, _HE),
    word_set("is what"),
)


def is_dreaded(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Terrified of going blind", "dizziness is what she fears"."""
    if _CUES.isdisjoint(words):
        return False
    after = words[finding.end : finding.end + 4]
    if tuple(after[:2]) == ("is", "what") and after[2:3] and after[2] in _HE:
        return after[3:4] != () and after[3] in _DREADS
    at = finding.start
    if words[at] not in _COMING | _WAKING:
        while at and words[at - 1] in FILLERS - _OF - {"been", "had"}:
            at -= 1
        at -= words[max(0, at - 1) : at] == ("up",)
        at -= 1
    if at < _OF_FEAR or words[at] not in _COMING | _WAKING or words[at - 1] not in _OF:
        return False
    if _is_of_now(finding, words, marks):
        return False
    behind = words[finding.end :]
    if words[at] in _WAKING and not (
        behind and behind[0] in _AFTER and _OPERATION.issuperset(behind[1:3])
    ):
        return False  # "worried about waking with numb hands" is had each morning
    return words[at - 2] in _FEARING - {"concerned"}


def _is_of_now(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Scared of another fit, had 2 this morning", "going blind in my left eye"."""
    rest = range(finding.end, len(words))
    told = any(mark.axis in ("side", "time") and mark.start in rest for mark in marks)
    return told or not _HERE.isdisjoint(words[finding.end :])
