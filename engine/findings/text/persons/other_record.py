"""Findings that a record only refers to: they stand in another person's record.

"Needlestick from a patient with cancer", "see her
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
    WRONG,
)
from engine.findings.text.phrases.marks import Mark


def is_needle(finding: Mark, words: Sequence[str]) -> bool:
    """ "Needlestick from patient with cancer", "source pt is an alcoholic".

    A message too is "from pt", and a needle may be a biopsy's.
    """
    first = max(0, finding.start - 4)
    before = words[first : finding.start]
    source = [i for i, word in enumerate(before) if word in SOURCES]
    if not source or not (NOW - {"pt", "patient"}).isdisjoint(before[source[0] :]):
        return False
    at = first + source[0]
    aside = words[max(0, at - 2) : at]
    if aside[-1:] == ("source",):
        return not NEEDLES.isdisjoint(words)
    stuck = words[max(0, at - 5) : at]
    return "from" in aside and not NEEDLES.isdisjoint(stuck) and ":" not in stuck


def is_of_file(finding: Mark, words: Sequence[str]) -> bool:
    """ "See other PRF for mum's neck pain", not "see patient notes re numb foot"."""
    before = words[max(0, finding.start - 8) : finding.start]
    return any(
        before[i : i + 2] == ("see", "other")
        and before[i + 2 : i + 3] in (("prf",), ("chart",), ("notes",), ("record",))
        and before[i + 3 : i + 4] in (("re",), ("for",))
        for i in range(len(before))
    )


def is_misfiled(finding: Mark, words: Sequence[str], text: Sequence[str]) -> bool:
    """ "Wrong pt: the facial droop belongs to bed 14"."""
    wrong = [i for i, word in enumerate(text) if word in WRONG]
    if not any(FILES.intersection(text[i + 1 : i + 2]) for i in wrong):
        return False
    rest = words[finding.end : finding.end + 8]
    for at, word in enumerate(rest):
        if word in BELONGS:
            return at == 0 and rest[1:2] in (("to",), ("for",))
        if word == "is" and rest[at + 1 : at + 3] in (("for", "his"), ("for", "her")):
            return True
    return False


def is_maternal(finding: Mark, words: Sequence[str], text: Sequence[str]) -> bool:
    """ "Foster carer reports birth mother had seizures", of a baby."""
    if not finding.start or BABIES.isdisjoint(text):
        return False
    mothers = [i for i in range(1, finding.start) if words[i] in ("mother", "mum")]
    if not mothers or words[mothers[-1] - 1] not in BIRTH or FOSTER.isdisjoint(text):
        return False
    return NOW.isdisjoint(words[mothers[-1] : finding.start])
