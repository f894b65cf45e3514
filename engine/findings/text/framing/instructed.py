"""What a sheet, a lesson or a consent names: "sepsis leaflet given to dad: mottled".

"Head injury sheet to mum: drowsy, confused or a fit", "S/S of hypoglycaemia taught:
shaky, confused" and "family taught FAST (droop, weak arm, slurred speech)" tell of
nobody. What has a side, a reading or began at a time, what a paper of the staff says
("triage sheet:", "GP card:") and what is held against the patient ("leaflet
followed:") stays as it is.
"""

from collections.abc import Sequence
from itertools import pairwise

from engine.findings.text.certainty.stated import is_joined
from engine.findings.text.forms.graded import is_measured
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ADJECTIVES, ASSERTING, PERSONS, VERBS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP

_OWN = word_set(
    """his her my he she him me i i've i'm mine our we they pt patient patient's still
    today already currently since these this again has have had was were started woke
    began ongoing tonight noticed found both"""
)
_NOW = word_set("now").union(_OWN, ASSERTING)
# Of what may come in any case; the others only where they are handed over.
_PAPERS = word_set("leaflet leaflets poster posters advert pamphlet flyer factsheet")
_SHEETS = word_set("sheet card booklet handout precautions")
_HANDED = word_set(
    "given handed provided issued supplied taught read explained reviewed discussed"
)
# "Spinal precautions", "seizure precautions" are taken, those of a discharge told.
_PRECAUTIONS = "precautions"
_OF_DISCHARGE = word_set("ed er return discharge home")
_TO_STAFF = word_set(
    """by crew ed er reception triage us nurse doctor ambulance paramedic paramedics gp
    reg consultant"""
)
_ADVICE = word_set("advice instructions")
_OF_ADVICE = word_set(
    """worsening vaccine vaccination immunisation immunization aftercare discharge cast
    plaster injury postop standard"""
)
_TEACHING = word_set("taught educated education teaching counselled counseled reminded")
_SIGNS = word_set("signs symptoms sx sxs fast s/s befast")
_RISKS = frozenset({("risks", "reviewed"), ("risk", "reviewed")})
_OF_RISKS = word_set(
    "anaesthetic anesthetic anaesthesia anesthesia procedure surgical epidural spinal"
)
_S_S = ("s", "/", "s")
_NUMBERS = frozenset({"911", "999", "111", "112"})
_PLAN = ("escalation", "plan")
_ESCALATING = word_set("call contact notify page ring alert escalate bleep")
_PARAMETERS = ("call", "parameters")
# "Leaflet followed: confused", "advised as per sheet", "read the leaflet: numb".
_TRUE_OF = word_set(
    """now despite after since followed per recognised recognized noted present positive
    seen found has have had did matches fits meets back returned returns attends
    attended brought because concerned worried called rang rings reports reporting c/o
    screen screening score scored filled ticked completed while when sought seeking
    seeks wants asks requests requested needs held hold"""
)
_READING = word_set("read reading reads")
_SOME_PAPER = word_set("leaflet the a card sheet poster it")
_ENDS = frozenset({STOP, ";"})
_MANY = 3
HAPPENED = word_set(
    """ambulance crew called arrived attended came brought so therefore per witnessed by
    reported refusing refused waiting did done made sent exam
    examination"""
)
_OR = "or"
_CUES = (
    _PAPERS
    | _SHEETS
    | _ADVICE
    | _SIGNS
    | word_set("escalation risks risk parameters taught")
)
INSTRUCTED_WORDS = frozenset().union(
    *(_NOW, _CUES, _OF_ADVICE, _TEACHING, _TRUE_OF, _READING, _SOME_PAPER, HAPPENED),
    *(_HANDED, _OF_DISCHARGE, _TO_STAFF, _OF_RISKS, _ESCALATING, _PLAN, *_RISKS),
) - {"a"}


def is_instructed(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it is only named by a sheet, a lesson or a list of risks."""
    if _CUES.isdisjoint(words):
        return False
    return _is_on_sheet(finding, words, marks) or (
        _is_taught(finding, words, marks) and not is_measured(finding, words, marks)
    )


def part_end(words: Sequence[str], start: int) -> int:
    """Where the statement ends that a word is in."""
    return next((i for i in range(start, len(words)) if words[i] in _ENDS), len(words))


def is_nobodys(
    words: Sequence[str], marks: Sequence[Mark], start: int, end: int
) -> bool:
    """Whether no side, no beginning and no person is told there."""
    told = any(
        mark.axis == "side" or (mark.time is not None and mark.time.kind == "began")
        for mark in marks
        if start <= mark.start < end
    )
    return not told and (_NOW | VERBS).isdisjoint(words[start:end])


def _is_on_sheet(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Head injury sheet to mum: drowsy, confused or a fit", "DVT signs taught: "."""
    colons = [i for i in range(finding.start) if words[i] == ":"]
    at = colons[0] if colons else 0
    end = part_end(words, at)
    listed = words[at + 1 : end]
    planned = tuple(words[at - 2 : at]) == _PLAN
    planned = planned and _OR in listed and not _ESCALATING.isdisjoint(listed)
    if not at or not (planned or _is_head(words[:at])):
        return False
    many = "," in listed[:-1] or _OR in listed
    # "Sepsis leaflet given: temp 39, HR 130": readings are of somebody.
    read = any(word.isdigit() and word not in _NUMBERS for word in listed)
    if read and tuple(words[at - 2 : at]) != _PARAMETERS:
        return False
    of_illness = finding.entry is not None and not finding.entry.event
    if of_illness or not HAPPENED.isdisjoint(listed):
        return False
    return finding.start < end and many and is_nobodys(words, marks, at, end)


def _is_head(head: Sequence[str]) -> bool:
    """Whether it is a paper or a lesson, and none that is held against the patient."""
    if not _TRUE_OF.isdisjoint(head) or _is_read(head):
        return False
    if not _SHEETS.isdisjoint(head):
        return _is_handed(head)
    # "Injury advice line: foot cold" is a call.
    last = head[-1] in _ADVICE | _HANDED
    advised = last and not _ADVICE.isdisjoint(head) and not _OF_ADVICE.isdisjoint(head)
    pairs = {*pairwise(head)}
    risks = not _RISKS.isdisjoint(pairs) and not _OF_RISKS.isdisjoint(head)
    if advised or risks or _PARAMETERS in pairs:
        return True
    if not _TO_STAFF.isdisjoint(head):
        return False
    return not _PAPERS.isdisjoint(head) or _is_lesson(head)


def _is_lesson(head: Sequence[str]) -> bool:
    """ "S/S of stroke taught", "sepsis signs explained to dad"; not "symptoms"."""
    signs = not _SIGNS.isdisjoint(head) or any(
        tuple(head[i : i + len(_S_S)]) == _S_S for i in range(len(head))
    )
    explained = tuple(head[-3:-1]) == ("explained", "to") and head[-1] in PERSONS
    of_illness = explained and head[0] not in _SIGNS
    return signs and (of_illness or not _TEACHING.isdisjoint(head))


def _is_handed(head: Sequence[str]) -> bool:
    """ "Sheet to mum", "card handed over", "ED precautions given", no "GP card"."""
    if _PRECAUTIONS in head and _OF_DISCHARGE.isdisjoint(head):
        return False
    staff = _TO_STAFF - (_OF_DISCHARGE if _PRECAUTIONS in head else frozenset())
    to_person = any(
        one in ("to", "with") and other in PERSONS for one, other in pairwise(head)
    )
    return (to_person or not _HANDED.isdisjoint(head)) and staff.isdisjoint(head)


def _is_read(head: Sequence[str]) -> bool:
    return any(
        one in _READING and other in _SOME_PAPER for one, other in pairwise(head)
    )


def _is_taught(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Taught FAST (face droop, arm weakness, slurred speech), teach back good"."""
    at = next((i for i, word in enumerate(words) if word == ","), 0)
    head = words[:at]
    if finding.start < at or _TEACHING.isdisjoint(head) or _SIGNS.isdisjoint(head):
        return False
    if not _TRUE_OF.isdisjoint(head) or not HAPPENED.isdisjoint(words):
        return False
    end = next(
        (i for i in range(at + 1, len(words)) if words[i] in (",", STOP)
         and words[i - 1] == ","),
        part_end(words, at),
    )  # fmt: skip
    named = [m for m in marks if m.is_finding and at < m.start < end]
    told = any(words[m.end - 1] in ADJECTIVES for m in named)
    items = is_joined(at, end, words, marks, frozenset({",", "and", "or"}))
    many = words[at:end].count(",") >= _MANY and finding.start < end
    return items and many and not told and is_nobodys(words, marks, at, len(words))
