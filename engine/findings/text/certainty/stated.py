"""What is stated of the patient, though it stands behind a list of what may be.

Risks, effects and things to look for are listed by nouns: "risk of falls, numbness".
What follows a comma as a state of a body part or of a person ("…, left arm weak",
"…, confused and febrile", "…, he is fitting") is told, and no item of the list.
"""

from collections.abc import Sequence
from itertools import pairwise

from engine.findings.text.forms.answers import TELLING
from engine.findings.text.forms.graded import behind_places
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.own_clause import clause
from engine.findings.text.wording.word_set import word_set

# Said of a person or a part as it is, besides the adjectives of the grammar.
STATES = (
    TELLING
    | word_set(
        """febrile pyrexial feverish aphasic dysphasic dysarthric ataxic hemiparetic
        delirious disorientated disoriented muddled fitted seizing convulsing giddy
        lightheaded swollen diabetic blurred blind deaf limp twitching wandering
        staggering agitated hypoxic cyanotic unwell vomiting collapsed dropped weaker"""
    )
) - word_set("sore tender")
# Names of a feeling as well: "causes tingling" lists it, "arm tingling" tells it.
_NOUNS = word_set("tingling aching slurring buzzing drops sags vomiting twitching")
_ATTRIBUTED = word_set(
    """skin patches patch spots marks rash colour color ear ears nose chin cheek scalp
    jaw throat gums"""
)
_BACK = frozenset(("back", then) for then in ("with", "as", "today", "again", "now"))
_MAY = word_set("may might could can should would will if")
_VERBS = word_set(
    """is are was were has have had he's she's i'm i've it's they've remains remain
    keeps feels looks became gone went now today still since already presents
    presented presenting attends attended returned c/o complaining complains woke
    started began tonight currently here"""
)
_UNABLE = word_set("cannot can't cant unable couldn't not won't")
STATED_WORDS = STATES | _NOUNS | _VERBS | _UNABLE | _ATTRIBUTED | _MAY
_ADJECTIVES = STATES - _NOUNS


def is_state(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Confused", "arm numb", not "numb arm" or "numbness"."""
    if words[finding.end - 1] not in _ADJECTIVES:
        return False
    at = finding.end
    while at < len(words) and words[at] in STATES:
        at += 1
    if words[at : at + 1] and words[at] in _ATTRIBUTED:
        return False
    return behind_places(at, marks) == at


def is_stated(
    since: int,
    finding: Mark,
    words: Sequence[str],
    marks: Sequence[Mark],
    *,
    of_list: bool = False,
) -> bool:
    """Whether a finding behind a comma is told, and not an item of a list.

    In a list of what to look for (``of_list``) states are items as well: there it
    takes a verb, or a side.
    """
    start, end = clause(words, finding.start)
    own = words[start:end]
    if start <= since or not _MAY.isdisjoint(words[start : finding.start]):
        return False
    if any(_is_begun(mark) and start <= mark.start < end for mark in marks):
        return True
    if not _VERBS.isdisjoint(own) or not _BACK.isdisjoint(pairwise(own)):
        return True
    if of_list:
        sided = any(
            m.axis == "side" and start <= m.start < finding.start for m in marks
        )
        return sided and is_state(finding, words, marks)
    unable = not _UNABLE.isdisjoint(words[start : finding.end])
    is_parallel = _is_parallel(since, start, finding, words, marks)
    return unable or (is_state(finding, words, marks) and not is_parallel)


def _is_begun(mark: Mark) -> bool:
    """ "Headache 2 days", "since 9", not "headache for up to 48 hours"."""
    return mark.time is not None and mark.time.kind == "began"


def _is_parallel(
    since: int, start: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Makes you dizzy, confused": the second is said in the way of the first."""
    if any(mark.is_place and start <= mark.start < finding.start for mark in marks):
        return False
    return any(
        mark.is_finding and since <= mark.start < start and is_state(mark, words, marks)
        for mark in marks
    )


def is_joined(
    start: int,
    end: int,
    words: Sequence[str],
    marks: Sequence[Mark],
    also: frozenset[str],
) -> bool:
    """Whether nothing but findings, places and some words stands between."""
    kept = (m for m in marks if m.is_finding or m.is_place or m.axis == "severity")
    named = {i for mark in kept for i in range(mark.start, mark.end)}
    return all(i in named or words[i] in also for i in range(start, end))
