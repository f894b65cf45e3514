"""Findings that a record only refers to: they stand in another person's record.

"Needlestick from a patient with cancer", "maternal pyrexia" of a neonate, "see her
husband's chart re his weak leg", "wrong pt: the facial droop belongs to bed 14".
"""

from collections.abc import Sequence

from engine.findings.text.persons.attached_words import (
    BABIES,
    BELONGS,
    BIRTH,
    FILES,
    FOSTER,
    NEEDLES,
    NOW,
    SOURCES,
    WELL,
    WRONG,
)
from engine.findings.text.phrases.marks import Mark

_SHORT = 3
_NEAR = 5
_FAR = 9


def is_needle(finding: Mark, words: Sequence[str], text: Sequence[str]) -> bool:
    """ "Needlestick from patient with cancer", "source pt is an alcoholic"."""
    if NEEDLES.isdisjoint(text):
        return False
    before = words[max(0, finding.start - 4) : finding.start]
    source = [i for i, word in enumerate(before) if word in SOURCES]
    if not source or not NOW.isdisjoint(before[source[-1] + 1 :]):
        return False
    beside = before[max(0, source[0] - 2) : source[0] + 1]
    return "source" in beside or "from" in beside


def is_of_file(noun: int, finding: Mark, words: Sequence[str]) -> bool:
    """ "See other PRF for mum's neck pain", "see husband's chart re his weak leg"."""
    before = words[max(0, finding.start - 8) : finding.start]
    if (
        "see" not in before
        or "from" in before
        or len(words[noun + 1 : finding.start]) > _SHORT + 1
    ):
        return False
    rest = before[before.index("see") + 1 :]
    filed = {"prf", "chart", "notes", "record"}.intersection(rest)
    return bool(filed) and not {"re", "for"}.isdisjoint(rest)


def is_misfiled(finding: Mark, words: Sequence[str], text: Sequence[str]) -> bool:
    """ "Wrong pt: the facial droop belongs to bed 14"."""
    wrong = [i for i, word in enumerate(text) if word in WRONG]
    if not any(FILES.intersection(text[i + 1 : i + 2]) for i in wrong):
        return False
    rest = words[finding.end : finding.end + 8]
    for at, word in enumerate(rest):
        if word in BELONGS:
            return rest[at + 1 : at + 2] in (("to",), ("for",))
        if word == "is" and rest[at + 1 : at + 3] in (("for", "his"), ("for", "her")):
            return True
    return False


def is_maternal(finding: Mark, words: Sequence[str], text: Sequence[str]) -> bool:
    """ "Maternal pyrexia" of a neonate, "birth mother had seizures" of a baby."""
    babies = [i for i, word in enumerate(text) if word in BABIES]
    if not babies or not finding.start:
        return False
    well = any(WELL.intersection(text[i + 1 : i + 3]) for i in babies)
    if words[finding.start - 1] == "maternal":
        return well and not {"neonate", "newborn"}.isdisjoint(text)
    mothers = [i for i in range(1, finding.start) if words[i] in ("mother", "mum")]
    if mothers and words[mothers[-1] - 1] in BIRTH and not FOSTER.isdisjoint(text):
        return NOW.isdisjoint(words[mothers[-1] : finding.start])
    labour = ("labour" in words[finding.end : finding.end + _SHORT]) and bool(mothers)
    obs = any(text[i + 1 : i + 2] == ("obs",) for i in babies)
    return labour and obs
