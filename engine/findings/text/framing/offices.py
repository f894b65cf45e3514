"""Offices, papers and lessons that are named after a finding: "vertigo chair".

"Dysphasia chart blank", "sciatica exercise group: hall hire paid" and "lectures on
aphasia" tell of nobody. What has a side, began at a time, or is told of a person is
the patient's: "headache drill noise since 8", "his seizure chart".
"""

from collections.abc import Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ADJECTIVES, ASSERTING, NOT_SO
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD

# Things that no state of a patient is put before, and such pairs of words.
_THINGS = word_set(
    """mdt poster posters flyer flyers stall awareness newsletter bulletin lecture
    lectures seminar seminars webinar workshop workshops slides elearning textbook
    spreadsheet audit audits manikin simulator fundraiser"""
)
_PAIRS = frozenset(
    {("screening", "day"), ("screening", "programme"), ("screening", "program")}
    | {("study", "day")}
)
# What is only named if something is done with it that is done with no patient.
_OFFICES = word_set(
    """clinic clinics exercise support unit ward bay team service centre center
    department group groups screening teaching training course courses session
    sessions lesson lessons scenario scenarios society association helpline website
    meeting conference symposium waits
    breaches list lists inbox folder code codes programme program project register
    chair bike machine model room drill leaflet leaflets booklet booklets"""
)
# A clinic can be cancelled, full or rung up for a patient: no such word is here.
_RUN = word_set(
    """delivered displayed hire restocked laminated archived circulated invoice invoices
    agenda parking park spreadsheet photocopied understaffed reprinted flyer flyers"""
)
_ORDERS = (("out", "of", "order"), ("out", "of", "stock"), ("on", "leave"))
_PAPERS = word_set("chart charts form forms pathway protocol scale template templates")
_UNFILLED = word_set("blank laminated restocked reprinted photocopied")
# A plan for what may come: "seizure action plan signed", not "care plan in place".
_FITS = word_set("seizure fit fever")
_PLANS = (("first", "aid", "plan"), ("action", "plan"), ("rescue", "plan"))
_FILED = word_set("reviewed updated signed printed renewed")
_BY_WHOM = word_set("by with for the a and gp support workers staff college school")
_DRILLS = word_set("drill drills")
_PATIENTS = word_set(
    """he she his her him i my me i've i'm pt patient patient's pt's has have had feels
    felt c/o reports complains since now today still again worse sudden suddenly severe
    new acute acutely onset query positive attends attending under known seen refer
    referred referral reviewed sees followed presents presenting presented collapsed
    unable woke this started began bad ongoing getting tonight advised recommended
    booked referral signposted offered"""
)
_TOLD = (_PATIENTS | NOT_SO | ASSERTING) - {"attended"}
_ON = word_set("on about in for of")
_LESSONS = word_set(
    """lecture lectures lecturing seminar seminars webinar workshop workshops teaching
    training essay dissertation thesis talk module textbook documentary podcast poster
    posters book article"""
)
_BETWEEN = word_set(
    """the a an how to recognise recognize spot spotting recognising manage managing
    management of first aid for acute sudden and or treatment causes signs symptoms
    patients with in adults children"""
)
_TALKING = word_set("talk book")  # "wants to talk about the dizziness"
_ARTICLE = word_set("a the short")
_LONGEST = 6
_CUES = {"plan"} | _THINGS | _OFFICES | _PAPERS | _LESSONS | _DRILLS
OFFICE_WORDS = frozenset().union(
    *(
        _CUES,
        _FILED,
        _BY_WHOM,
        *_PLANS,
        _RUN,
        _UNFILLED,
        _PATIENTS,
        _ON,
        _BETWEEN,
        _ARTICLE,
    ),
    *(*_PAIRS, *_ORDERS),
)


def is_of_office(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it is only in the name of an office, a paper or a lesson."""
    if _CUES.isdisjoint(words) or finding.told:
        return False
    if _is_plan(finding, words):
        return True
    if words[finding.end - 1] in ADJECTIVES or _is_told_of(finding, words, marks):
        return False
    return _is_before(finding, words, marks) or _is_taught_on(finding, words)


def _is_plan(finding: Mark, words: Sequence[str]) -> bool:
    """ "Seizure first aid plan reviewed", where the whole text says no more."""
    if finding.start or words[0] not in _FITS or finding.end != 1:
        return False
    plan = next((p for p in _PLANS if tuple(words[1 : 1 + len(p)]) == p), None)
    after = words[1 + len(plan) :] if plan else ()
    return bool(after) and after[0] in _FILED and _BY_WHOM.issuperset(after[1:])


def _is_told_of(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether a side, a person or a beginning stands in the clause before or behind."""
    if any(mark.axis == "side" for mark in marks):
        return True
    near = words[max(0, finding.start - _LONGEST) : finding.end + _LONGEST]
    return not _TOLD.isdisjoint(near)


def _is_before(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Vertigo chair out of order", "delirium teaching delivered", "AF awareness"."""
    after = tuple(words[finding.end : finding.end + _LONGEST])
    if not after or _is_beside_finding(finding, words, marks):
        return False
    if after[0] in _THINGS or after[:2] in _PAIRS:
        return True
    if after[0] in _PAPERS:
        return after[1:2] != () and after[1] in _UNFILLED
    if after[0] in _DRILLS:
        return after[1:2] in ((), (STOP,), (TIME_WORD,))
    return after[0] in _OFFICES and _is_run(after[1:])


def _is_run(after: Sequence[str]) -> bool:
    orders = any(tuple(after[:3]) == said for said in _ORDERS)
    return orders or not _RUN.isdisjoint(after)


def _is_beside_finding(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether the sentence names another finding: "headache chart, vomiting"."""
    return any(
        mark.is_finding
        and not finding.start - 2 <= mark.start <= finding.start
        and ";" not in words[finding.end : mark.start]
        for mark in marks
    )


def _is_taught_on(finding: Mark, words: Sequence[str]) -> bool:
    """ "Lectures on aphasia", "training on how to recognise a seizure"."""
    for at in range(finding.start - 1, max(-1, finding.start - _LONGEST - 3), -1):
        if words[at] not in _ON or not at or words[at - 1] not in _LESSONS:
            continue
        lesson = words[at - 1]
        if lesson == "training" and words[at + 1] != "how":
            return False  # "training on weak legs"
        if words[at] == "for" or not _BETWEEN.issuperset(words[at + 1 : finding.start]):
            return False
        a_talk = at > 1 and words[at - 2] in _ARTICLE
        return lesson not in _TALKING or a_talk
    return False
