"""What a form, an advice or a condition speaks of, and what is there in fact.

"Come back if weak" is nobody's weakness, and "it is weak now" behind it is one.
A finding that began at a time, that a box ticks, or that follows a condition
("if he smiles his face droops") is told of the patient, whatever stands before.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from engine.findings.text.certainty.stated import STATES, is_state
from engine.findings.text.certainty.told_apart import (
    TOLD_APART_WORDS,
    is_had,
    is_told_apart,
)
from engine.findings.text.clauses.gaps import uncovered
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.timing.times import Time
from engine.findings.text.wording.grammar import FILLERS, WORRYING
from engine.findings.text.wording.word_set import word_set

if TYPE_CHECKING:
    from engine.findings.text.phrases.edges import Edge

_FORMS = word_set("checklist questionnaire proforma template poster leaflet booklet")
_FORM_PHRASES = frozenset(
    {("screening", "question"), ("screening", "questions"), ("screening", "form")}
    | {("form", "section")}
)
_ABOUT = word_set("about on re regarding")
_ASKS = word_set("asking asks enquiring inquiring wants needs")
_ASKED = word_set("know asks asked asking wonders wondering")
_WHETHER = word_set("if whether")
_GIVEN = word_set("the this his her my their")
_TICKED = word_set("yes positive present y confirmed")
_BEGUN = word_set("started began begun since")
_TESTED = ("tested", "for")
_CHECKING = word_set("check recheck reassess")
_CHECKED_FOR = word_set("for if whether that any")
_CONSENTING = word_set("has have verbal gives gave with implied informed")
_CONSENTED = word_set("obtained given gained granted to not refused declined lacking")
_UNABLE = word_set("to cannot can't refused refuses declined declines lacks")
_NO_RISKS = word_set(": risk risks incl including include may can")
_SUBJECTS = word_set("he she i they we you it")
_OWN = _SUBJECTS | word_set("it's i'm he's she's his her my their the your its")
_AGAIN = _OWN | word_set("still now")
_SO = word_set("still now has is")
_ADVISING = word_set(
    """call ring return phone contact seek attend go come advise advised advice told
    warned safety 999 111 reattend should will would please can't may might could
    unless expect
    """
) - {"can't"}
_SYMPTOMATIC = word_set(
    """develops gets get becomes has have feels is are goes go notices experiences
    starts had gets got develop become feel had was were turns turn loses lose makes
    make causes gives leaves keeps"""
)
_HABITUAL = word_set("if whenever")
_SLOTS = word_set("appointment appt appts appointments slot slots visit callback")
_FOR = word_set("for re regarding about with as because")
_HAVE = word_set("has have had i've she's he's we've")
_COMING = word_set("come returned returning attended rung called")
_NOW = word_set("now still")
_LISTING = word_set("and or")
_NEAR = 2
IN_FACT_WORDS = frozenset().union(
    *(_FORMS, _ABOUT, _ASKS, _TICKED, _BEGUN, _CONSENTING, _CONSENTED),
    *(
        _HAVE,
        _COMING,
        _NO_RISKS - {":"},
        _OWN,
        _AGAIN,
        _SO,
        _ADVISING,
        _SYMPTOMATIC,
        _HABITUAL,
        *(_SLOTS, _FOR),
        *(_CHECKING, _CHECKED_FOR, _UNABLE, TOLD_APART_WORDS),
        _ASKED,
        _WHETHER,
        _GIVEN,
    ),
)
_LED_BY = FILLERS | {":"}
_UNSURE = _ADVISING | WORRYING


def is_in_fact(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether a finding behind a hypothetical phrase is there all the same."""
    if finding.start < edge.end:  # "numb arm, refer [ ]": the box is of another word
        return not _LED_BY.issuperset(uncovered(edge, finding, words, marks))
    return (
        _is_followed(edge, finding, words)
        or is_told_apart(edge, finding, words, marks)
        or is_had(edge, finding, words, marks)
        or _happens(edge, finding, words)
        or _is_repeated(edge, finding, words, marks)
        or _is_now(edge, finding, words)
        or _is_beside_check(edge, finding, words, marks)
        or _is_beside_consent(edge, finding, words)
        or _is_on_form(edge, finding, words, marks)
        or _is_taken_for_granted(edge, finding, words, marks)
    )


def _is_followed(edge: "Edge", finding: Mark, words: Sequence[str]) -> bool:
    """ "She has come straight back: cannot pee": an advice that was taken."""
    done = words[max(0, edge.start - 1) : edge.start]
    if not _HAVE.isdisjoint(done) and words[edge.start] in _COMING:
        return True
    # "Return if worse, has returned, leg weak"
    gap = pairwise(words[edge.end : finding.start])
    return any(have in _HAVE and come in _COMING for have, come in gap)


def _is_taken_for_granted(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Wants to know if the left arm weakness is serious": the weakness is there."""
    opening = {*words[max(0, edge.start - 1) : edge.end]}
    asks = not _ASKED.isdisjoint(opening) and not _WHETHER.isdisjoint(opening)
    if not asks and tuple(words[edge.start : edge.end]) != ("worry", "about"):
        return False
    qualified = {m.end: m.start for m in marks if m.is_place or m.axis == "severity"}
    at = finding.start
    while at in qualified:
        at = qualified[at]
    # "If the jab made her legs go numb" names them for what may become of them.
    is_noun = at == finding.start or words[finding.end - 1] not in STATES
    return is_noun and words[at - 1] in _GIVEN


def _is_beside_check(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Tested for covid, temp 39", "came to check bp, dizzy"."""
    phrase = tuple(words[edge.start : edge.end])
    gap = words[edge.end : finding.start]
    if phrase == _TESTED:
        return "," in gap
    if phrase[-1] in _CHECKING:
        # "Please check urine, confused", "recheck BP dizzy", not "recheck for"
        named = _CHECKED_FOR.isdisjoint(gap) and is_state(finding, words, marks)
        return "," in gap or (bool(gap) and named)
    looks = phrase in (("looking", "for"), ("asking", "about"), ("asks", "about"))
    return looks and _is_of_other(edge.end, finding, words, marks)


def _is_beside_consent(edge: "Edge", finding: Mark, words: Sequence[str]) -> bool:
    """ "Verbal consent, numb face", not "consent: numbness of the lip"."""
    gap = words[edge.end : finding.start]
    if tuple(words[edge.start : edge.end]) not in (("consent",), ("consented",)):
        return False
    before = words[edge.start - 1] if edge.start else ""
    has = before in _CONSENTING | _UNABLE  # "unable to consent, confused"
    given = has or not _CONSENTED.isdisjoint(gap[:1])  # "consented to exam, weak arm"
    return given and _NO_RISKS.isdisjoint(gap)


def _is_on_form(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Checklist: droop yes", "asking about a weak arm since yesterday"."""
    phrase = tuple(words[edge.start : edge.end])
    is_form = phrase[-1] in _FORMS or phrase in _FORM_PHRASES
    if is_form and not _TICKED.isdisjoint(words[finding.end : finding.end + 1]):
        return True
    asks = len(phrase) > 1 and phrase[-1] in _ABOUT
    lasts = asks and phrase[0] in _ASKS and _has_length(finding, marks)
    return lasts or ((asks or is_form) and _has_begun(finding, words, marks))


def _is_of_other(
    start: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Looking for appointment re headache": what is looked for is something else."""
    gap = list(words[start : finding.start])
    if not _SLOTS.isdisjoint(gap) and not _FOR.isdisjoint(gap):
        return True
    end = start + gap.index(",") if "," in gap else finding.start
    named = any(mark.is_finding and start <= mark.start < end for mark in marks)
    return not named and ("," in gap or not _ABOUT.isdisjoint(gap))


def _is_repeated(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Come back if weak and it is weak now": the second time it is told of now."""
    before = [
        mark
        for mark in marks
        if mark.is_finding
        and mark.word == finding.word
        and edge.end <= mark.start
        and mark.end <= finding.start
    ]
    if not before:
        return False
    gap = words[before[-1].end : finding.start]
    after = words[finding.end : finding.end + 1]
    # "May cause dizziness, dizzy and fell"
    told = "," in gap and is_state(finding, words, marks)
    again = told or not _AGAIN.isdisjoint(gap) or not _SO.isdisjoint(after)
    return "or" not in gap and (again or _has_begun(finding, words, marks))


def _is_now(edge: "Edge", finding: Mark, words: Sequence[str]) -> bool:
    """ "Told to call if it gets worse, numbness now up to the knee"."""
    gap = list(words[edge.end : finding.start])
    beside = (*gap[-1:], *words[finding.end : finding.end + 1])
    return "," in gap and "or" not in gap and not _NOW.isdisjoint(beside)


def _happens(edge: "Edge", finding: Mark, words: Sequence[str]) -> bool:
    """ "If he smiles his face droops": so it is each time, and not feared."""
    before, gap = words[: edge.start], words[edge.end : finding.start]
    if words[edge.end - 1] not in _HABITUAL or _SUBJECTS.isdisjoint(gap[:1]):
        return False
    if not _UNSURE.isdisjoint((*before, *gap)):
        return False
    return words[edge.start] == "whenever" or _is_effect(finding, words, gap)


def _is_effect(finding: Mark, words: Sequence[str], gap: Sequence[str]) -> bool:
    """Whether a subject of its own stands behind the condition: "he walks, he"."""
    if len(gap) < _NEAR or gap[1] in _SYMPTOMATIC or not _LISTING.isdisjoint(gap):
        return False
    own = not _OWN.isdisjoint((*gap[2:], *words[finding.start : finding.end]))
    return own and _ADVISING.isdisjoint(words[finding.end :])


def _has_begun(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Asking about a weak arm since yesterday": what is feared has not begun."""
    after = [m for m in marks if m.start >= finding.end]
    stop = next((m.start for m in after if m.is_finding), len(words))
    if not _BEGUN.isdisjoint(words[finding.end : stop]):
        return True
    return any(m.time and m.start < stop and _is_of_past(m.time) for m in after)


def _has_length(finding: Mark, marks: Sequence[Mark]) -> bool:
    """ "Enquiring about leg weakness, 3 days"."""
    near = (m.time for m in marks if 0 <= m.start - finding.end <= 1)
    return any(time is not None and time.kind == "began" for time in near)


def _is_of_past(time: Time) -> bool:
    earlier = bool(time.days_before) or time.ago or time.woke
    return time.kind == "began" and bool(earlier or time.clock or time.part)
