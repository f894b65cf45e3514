"""How an entry goes on, and how bad it is."""

from collections.abc import Collection

from engine.findings.finding import Finding
from engine.truth import NO, UNKNOWN, YES, Truth

# What climbs also spreads; the reverse is not known.
_MEANS = {"spreading": {"spreading", "ascending"}}
_CONTRADICTS = {"stable", "improving"}


def course_truth(entry: Finding, asked: Collection[str]) -> Truth:
    """Whether an entry takes one of the courses a clause names.

    Another recorded course ("worsening" where "spreading" is asked for) says
    nothing about it; "stable" and "improving" contradict every course.
    """
    wanted = set[str]().union(*(_MEANS.get(word, {word}) for word in asked))
    if wanted & entry.courses:
        return YES
    if not entry.courses:
        return YES if "not-recorded" in asked else UNKNOWN
    return NO if entry.courses & _CONTRADICTS else UNKNOWN


def severity_truth(entry: Finding, asked: Collection[str]) -> Truth:
    """Whether an entry is as severe as a clause says."""
    if not entry.severity:
        return UNKNOWN
    return YES if entry.severity in asked else NO
