"""Symptoms that are taught, asked about in general, or that a rule names.

"Symptoms of TIA explained: facial droop" tells of no patient, nor does "asks
whether B6 gives you tingling" or "patients on X should report headache". What has
a side or a time, or is "his numb hand", is the patient's.
"""

from collections.abc import Sequence
from itertools import pairwise

from engine.findings.text.certainty.stated import is_joined
from engine.findings.text.forms.graded import is_measured
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ADJECTIVES, ASSERTING, VERBS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP

_SYMPTOMS = word_set("symptoms signs")
_TAUGHT = word_set("explained discussed listed taught")
_TEACHING = word_set("taught told explained knows know shown understands aware")
_OPENS = frozenset({":", ","})
_LOOK_LIKE = frozenset({("look", "like"), ("looks", "like")})
_OWN = word_set(
    """his her my he she him me i i've i'm mine our we pt patient patient's their now
    still today already currently since this these ongoing again"""
)
_NEAR = 6
_MANY = 3
_ASKING = word_set("asks asked asking")
_WANTING = ("to", "know")
_WHETHER = word_set("whether if")
_REPORTING = word_set("report tell mention seek watch avoid stop protect not")
_CAUSE = word_set("cause causes gives give lead leads bring")
_CHRONIC = frozenset(
    ["diabetes", "carpal-tunnel", "atrial-fibrillation", "sciatica", "b12-deficiency"]
)
_ABOUT_IT = frozenset(
    {("be", "inherited"), ("be", "reversed"), ("be", "cured"), ("come", "back")}
    | {("be", "prevented"), ("run", "in")}
)
_KIND = word_set("hereditary genetic inherited curable reversible contagious")
_ANYONE = word_set("patients anyone people")
_WHO = word_set("on taking with using having receiving undergoing who given")
# Without one of these none of the four below is true.
_CUES = _SYMPTOMS | _WHETHER | _ANYONE | {"look", "looks", "questioned"}
EXPLAINED_WORDS = frozenset().union(
    *(_SYMPTOMS, _TAUGHT, _TEACHING, _OWN, _ASKING, _WHETHER, _CAUSE, _KIND, _ANYONE),
    *(_WHO, *_ABOUT_IT, *_LOOK_LIKE),
    word_set("what to look for knows of wants know can is should must are the with"),
    _REPORTING,
)
_OF_PATIENT = _OWN | ASSERTING


def is_explained(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it is taught, asked of in general, or named by a rule."""
    if _CUES.isdisjoint(words) or is_measured(finding, words, marks):
        return False
    return (
        _is_taught(finding, words, marks)
        or _is_asked_of_it(finding, words)
        or _is_asked_whether(finding, words, marks)
        or _is_of_rule(finding, words, marks)
    )


def _is_taught(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Symptoms of stroke explained: droop", "knows what to look for: droop"."""
    at = next((i for i, word in enumerate(words) if word in _OPENS), 0)
    if not at or not _teaches(words[:at], words[at], marks):
        return False
    if words[at] == "," and not _is_long_list(words, marks, at):
        return False  # a dash; after a comma the patient's own may follow
    if _is_of_somebody(words[:at]):
        return False
    return VERBS.isdisjoint(words[at:]) and _is_nobodys(words, marks, at)


def _is_long_list(words: Sequence[str], marks: Sequence[Mark], at: int) -> bool:
    """Whether at least three things follow, each named by a noun."""
    many = [word for word in words[at:] if word == ","]
    named = [mark for mark in marks if mark.is_finding and mark.start > at]
    told = any(words[mark.end - 1] in ADJECTIVES for mark in named)
    # Nothing but names: "…, dysarthria, ambulance called" is what was found.
    end = len(words) - (words[-1] == STOP)
    named_only = is_joined(at, end, words, marks, frozenset({",", "and", "or"}))
    return len(many) >= _MANY and not told and named_only


def _is_of_somebody(said: Sequence[str]) -> bool:
    """ "Her symptoms are those of a stroke", "discussed with the consultant"."""
    own = any(
        symptoms in _SYMPTOMS and whose in _OWN for whose, symptoms in pairwise(said)
    )
    return own or "are" in said or "with" in said


def _is_nobodys(words: Sequence[str], marks: Sequence[Mark], start: int) -> bool:
    """Whether nothing from a word on tells of one person, a side or a time."""
    told = any(mark.axis in ("side", "time") and mark.start >= start for mark in marks)
    return not told and _OF_PATIENT.isdisjoint(words[start:])


def _teaches(said: Sequence[str], opens: str, marks: Sequence[Mark]) -> bool:
    if not _SYMPTOMS.isdisjoint(said) and not _TAUGHT.isdisjoint(said):
        # "Symptoms discussed: numb hands" may be those that the patient has.
        of_disease = any(mark.is_finding and mark.end <= len(said) for mark in marks)
        first = said[0] in ("explained", "taught")
        if of_disease and (said[-1] in _TAUGHT or (first and opens == ":")):
            return True
    if opens != ":":
        return False
    looks = not _LOOK_LIKE.isdisjoint(pairwise(said)) and "what" in said
    if tuple(said[-4:]) == ("what", "to", "look", "for"):
        return said[:1] != () and not _TEACHING.isdisjoint(said)
    return looks and not _TEACHING.isdisjoint(said)


def _is_asked_of_it(finding: Mark, words: Sequence[str]) -> bool:
    """ "Is diabetes hereditary?", "asks whether diabetes can be inherited".

    A disease, and a question that only asks what such a disease is like.
    """
    if finding.word not in _CHRONIC or not _OWN.isdisjoint(words):
        return False
    before, after = tuple(words[: finding.start]), tuple(words[finding.end :])
    if before[-1:] == ("whether",) or before[-1:] == ("if",):
        return after[:1] in (("can",), ("is",)) and _is_about(after[1:])
    if "questioned" not in after:
        return False
    if before in (("is",), ("can",)):
        return _is_about(after)
    return (
        before[:3] == ("what", "are", "the")
        and before[3:4] != ()
        and before[3] in _SYMPTOMS
        and before[4:] == ("of",)
    )


def _is_about(said: Sequence[str]) -> bool:
    return tuple(said[:2]) in _ABOUT_IT or (said[:1] != () and said[0] in _KIND)


def _is_asked_whether(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Asks whether taking too much B6 gives you tingling"."""
    at = next((i for i in range(finding.start) if words[i] in _WHETHER), 0)
    if not at or any(mark.is_place for mark in marks):
        return False
    asked = words[at - 1] in _ASKING or tuple(words[max(0, at - 2) : at]) == _WANTING
    between = words[at : finding.start]
    if "," in between:
        return False  # "whether stress gives you headaches, headache every day"
    causes = not _CAUSE.isdisjoint(between)
    return bool(asked) and causes and _is_nobodys(words, marks, at)


def _is_of_rule(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Patients on isotretinoin should report severe headache"."""
    if len(words) < _NEAR or words[0] not in _ANYONE or words[1] not in _WHO:
        return False
    if "," in words[: finding.start]:
        return False  # "patients on the ward should be seen, Mr X confused"
    at = next((i for i, word in enumerate(words) if word in ("should", "must")), None)
    if at is None or _REPORTING.isdisjoint(words[at + 1 : at + 2]):
        return False
    return _is_nobodys(words, marks, 0)
