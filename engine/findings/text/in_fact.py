"""What a form, an advice or a condition speaks of, and what is there in fact.

"Come back if weak" is nobody's weakness, and "it is weak now" behind it is one.
A finding that began at a time, that a box ticks, or that follows a condition
("if he smiles his face droops") is told of the patient, whatever stands before.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.findings.text.grammar import WORRYING
from engine.findings.text.marks import Mark
from engine.findings.text.times import Time
from engine.findings.text.word_set import word_set

if TYPE_CHECKING:
    from engine.findings.text.matching import Edge

_FORMS = word_set("checklist questionnaire proforma template poster leaflet booklet")
_FORM_PHRASES = frozenset(
    {("screening", "question"), ("screening", "questions"), ("screening", "form")}
    | {("form", "section")}
)
_ABOUT = word_set("about on re regarding")
_TICKED = word_set("yes positive present y confirmed")
_BEGUN = word_set("started began begun since")
_CHECKED = frozenset({("to", "check"), ("tested", "for")})
_CONSENTING = word_set("has have verbal gives gave with implied informed")
_CONSENTED = word_set("obtained given gained granted to")
_NO_RISKS = word_set(": risk risks incl including include may can")
_SUBJECTS = word_set("he she i they we you it")
_OWN = _SUBJECTS | word_set("it's i'm he's she's his her my their the your its")
_AGAIN = _OWN | word_set("still now has is")
_ADVISING = word_set(
    """call ring return phone contact seek attend go come advise advised advice told
    warned safety 999 111 reattend should will would please can't may might could if
    unless expect
    """
) - {"if", "can't"}
_SYMPTOMATIC = word_set(
    """develops gets get becomes has have feels is are goes go notices experiences
    starts had gets got develop become feel had was were turns turn loses lose"""
)
_HABITUAL = word_set("if whenever when")
IN_FACT_WORDS = frozenset().union(
    *(_FORMS, _ABOUT, _TICKED, _BEGUN, _CONSENTING, _CONSENTED, _NO_RISKS - {":"}),
    *(_OWN, _AGAIN, _ADVISING, _SYMPTOMATIC, _HABITUAL),
)


def is_in_fact(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether a finding behind a hypothetical phrase is there all the same."""
    if finding.start < edge.end:
        return False
    phrase, gap = tuple(words[edge.start : edge.end]), words[edge.end : finding.start]
    if phrase[-1] in _HABITUAL and _happens(edge, finding, words):
        return True
    if _is_repeated(edge, finding, words, marks):
        return True
    if phrase in _CHECKED and "," in gap:
        return True  # "tested for covid, temp 39", "came to check bp, dizzy"
    if phrase == ("looking", "for"):
        return _is_of_other(edge.end, finding, words, marks)
    if phrase == ("consent",) and _NO_RISKS.isdisjoint(gap):
        given = not _CONSENTED.isdisjoint(gap[:1])
        return given or (edge.start > 0 and words[edge.start - 1] in _CONSENTING)
    is_form = phrase[-1:][0] in _FORMS or phrase in _FORM_PHRASES
    if is_form and not _TICKED.isdisjoint(words[finding.end : finding.end + 1]):
        return True
    asks = is_form or (len(phrase) > 1 and phrase[-1] in _ABOUT)
    return asks and _has_begun(finding, words, marks)


def _is_of_other(
    start: int, finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Looking for appointment re headache": what is looked for is something else."""
    gap = list(words[start : finding.start])
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
    return "or" not in gap and not _AGAIN.isdisjoint(gap)


def _happens(edge: "Edge", finding: Mark, words: Sequence[str]) -> bool:
    """ "If he smiles his face droops": so it is each time, and not feared."""
    gap = words[edge.end : finding.end]
    before = words[: edge.start]
    if gap[:1] == () or gap[0] not in _SUBJECTS or not WORRYING.isdisjoint(before):
        return False
    if not _ADVISING.isdisjoint((*before, *words[edge.end : finding.start])):
        return False
    if words[edge.start] == "whenever":
        return True
    after = words[finding.end :]
    if not _ADVISING.isdisjoint(after) or gap[1:2] == ():
        return False
    if gap[1] in _SYMPTOMATIC or not {"or", "and"}.isdisjoint(gap):
        return False
    return not _OWN.isdisjoint(gap[2:])


def _has_begun(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Asking about a weak arm since yesterday": what is feared has not begun."""
    after = [m for m in marks if m.start >= finding.end]
    stop = next((m.start for m in after if m.is_finding), len(words))
    if not _BEGUN.isdisjoint(words[finding.end : stop]):
        return True
    return any(m.time and m.start < stop and _is_of_past(m.time) for m in after)


def _is_of_past(time: Time) -> bool:
    earlier = bool(time.days_before) or time.ago or time.woke
    return time.kind == "began" and bool(earlier or time.clock or time.part)
