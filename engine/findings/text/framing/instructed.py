"""What a sheet, a lesson or a consent names: "sepsis leaflet given to dad: mottled".

"Head injury sheet to mum: drowsy, confused or a fit", "S/S of hypoglycaemia taught:
shaky, confused" and "family taught FAST (droop, weak arm, slurred speech)" tell of
nobody, where the text ends with the list. What has a side, a reading or began at a
time, what any other paper says ("obs sheet reviewed:", "GP card:") and what is held
against the patient ("like the leaflet:", "ticks numb saddle") stays as it is.
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
_PAPERS = word_set(
    """leaflet leaflets pamphlet factsheet sheet card booklet handout precautions"""
)
_ADVICE = word_set("advice instructions")
_HANDED = word_set("given handed provided issued supplied")
_TEACHING = word_set("taught educated education teaching counselled counseled")
_SIGNS = word_set("signs symptoms sx sxs fast s/s befast")
_S_S = ("s", "/", "s")
_EXPLAINED = ("explained", "to")
_OF_RISKS = word_set(
    "anaesthetic anesthetic anaesthesia anesthesia procedure surgical epidural spinal"
)
_RISKS = frozenset({(risk, "reviewed") for risk in ("risk", "risks")})
# What such papers are of: "obs sheet" and "nursing card" tell of the patient.
_SUBJECTS = word_set(
    """head injury concussion sepsis dvt pe clot stroke tia cauda equina compartment
    syndrome meningitis hypo hypoglycaemia hypoglycemia cast plaster vaccine vaccination
    immunisation immunization infection discharge ed er d/c"""
)
_HEAD = (_PAPERS | _ADVICE | _HANDED | _TEACHING | _SIGNS | _SUBJECTS | PERSONS) | (
    word_set("to with and on of re re: the over s / explained aftercare standard post")
)
_SAFE = word_set(
    """straight back to us call ring 999 911 a & e ed er go come return at once
    immediately hospital and in the"""
)
_ITEMS = frozenset({",", "or", "/", "and"})
_IN_ITEM = word_set("a an any new sudden the of in severe worsening to pain skin")
_SHORT = 2
_MANY = 3
HAPPENED = word_set(
    """ambulance crew called arrived attended came brought so therefore per witnessed by
    reported refusing refused waiting did done made sent exam examination but won't
    rings rang ringing calling all seen positive noted present followed matches fits
    returned returns attends because reports spots spotted met ticks ticked yes same
    worse true"""
)
_OR = "or"
_CUES = _PAPERS | _ADVICE | _TEACHING | _SIGNS | {"risks", "risk", "explained"}
INSTRUCTED_WORDS = frozenset().union(
    *(_NOW, _CUES, _HEAD, _OF_RISKS, _SAFE, _IN_ITEM, HAPPENED, *_RISKS),
) - {"a", "s", "/", "&"}


def is_instructed(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it is only named by a sheet, a lesson or a list of risks."""
    if _CUES.isdisjoint(words):
        return False
    return _is_on_sheet(finding, words, marks) or (
        _is_taught(finding, words, marks) and not is_measured(finding, words, marks)
    )


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


def goes_on(words: Sequence[str]) -> bool:
    """Whether the text goes on: "card given: a, b, c. Has all three"."""
    return STOP in words or ";" in words


def _is_on_sheet(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Head injury sheet to mum: drowsy, confused or a fit", "DVT signs taught: "."""
    at = next((i for i in range(finding.start) if words[i] == ":"), 0)
    if not _is_head(words[:at]) or goes_on(words):
        return False
    listed = words[at + 1 :]
    # "Sepsis leaflet given: temp 39, HR 130": readings are of somebody.
    told = any(word.isdigit() for word in listed) or not HAPPENED.isdisjoint(listed)
    if told or (finding.entry is not None and not finding.entry.event):
        return False
    if listed.count(",") + listed.count(_OR) < _MANY - 1:
        return False
    return _is_list(words, marks, at) and is_nobodys(words, marks, at, len(words))


def _is_list(words: Sequence[str], marks: Sequence[Mark], at: int) -> bool:
    """Whether nobody is told to have one: not "card given: ticks numb saddle"."""
    named = {
        i
        for mark in marks
        if mark.is_finding or mark.is_place or mark.axis == "severity"
        for i in range(mark.start, mark.end)
    }
    starts = [i for i in range(at, len(words)) if i == at or words[i] in _ITEMS]
    for start, end in pairwise([*starts, len(words)]):
        rest = {words[i] for i in range(start + 1, end) if i not in named}
        names = any(i in named for i in range(start, end))
        short = not names and len(rest) <= _SHORT and end < len(words)
        if not short and not rest <= (_IN_ITEM if names else _SAFE):
            return False
    return True


def _is_head(head: Sequence[str]) -> bool:
    """Whether a paper is handed over or a lesson given, and nothing else is said."""
    pairs = {*pairwise(head)}
    if not _RISKS.isdisjoint(pairs):
        return (_OF_RISKS | {"risks", "risk", "reviewed"}).issuperset(head)
    if not _HEAD.issuperset(head):
        return False
    if _SUBJECTS.isdisjoint(head):
        return False
    if not (_PAPERS | _ADVICE).isdisjoint(head):
        to_person = any(
            one in ("to", "with") and other in PERSONS for one, other in pairs
        )
        return to_person or not _HANDED.isdisjoint(head)
    signs = not _SIGNS.isdisjoint(head) or any(
        tuple(head[i : i + len(_S_S)]) == _S_S for i in range(len(head))
    )
    return signs and (_EXPLAINED in pairs or not _TEACHING.isdisjoint(head))


def _is_taught(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Taught FAST (face droop, arm weakness, slurred speech), teach back good"."""
    at = next((i for i, word in enumerate(words) if word == ","), 0)
    head = words[:at]
    if finding.start < at or not _HEAD.issuperset(head):
        return False
    if _TEACHING.isdisjoint(head) or _SIGNS.isdisjoint(head):
        return False
    if goes_on(words) or not HAPPENED.isdisjoint(words):
        return False
    end = next(
        (i for i in range(at + 1, len(words)) if words[i] in (",", STOP)
         and words[i - 1] == ","),
        len(words),
    )  # fmt: skip
    named = [m for m in marks if m.is_finding and at < m.start < end]
    told = any(words[m.end - 1] in ADJECTIVES for m in named)
    items = is_joined(at, end, words, marks, frozenset({",", "and", "or"}))
    many = words[at:end].count(",") >= _MANY and finding.start < end
    return items and many and not told and is_nobodys(words, marks, at, len(words))
