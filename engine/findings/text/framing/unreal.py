"""What is asked, planned, foretold or listed as a risk, and so is nobody's.

Three frames: a question on a form or about a cause ("any numbness?", "could
this tablet make you dizzy?"), a list of risks ("risks explained incl facial
weakness, numb ear"), and a verb of the future ("legs will be heavy"). What a
definite word takes for granted ("will my numbness go?") is there all the same,
and in doubt a finding stays: a question may be asked with an arm that is numb.
"""

from collections.abc import Sequence
from itertools import pairwise

from engine.findings.text.certainty.risks import RISK_WORDS, is_listed_risk
from engine.findings.text.certainty.stated import (
    STATED_WORDS,
    is_joined,
    is_state,
    is_stated,
)
from engine.findings.text.framing.foretold import FEARING, FORETOLD_WORDS, is_foretold
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import (
    ASSERTING,
    BREAKS,
    FILLERS,
    INFORMING,
    NOT_SO,
    PERSONS,
    VERBS,
)
from engine.findings.text.wording.own_clause import clause
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD, UNKNOWN_WORD

_ASKING_CAUSE = word_set("can could does do did will would should might when")
_CAUSING = word_set("cause give make lead bring trigger leave mean")
_CAUSED = (
    FILLERS
    | PERSONS
    | word_set(
        """me you him my us people someone lad baby kid child boy girl on about up
        more or to"""
    )
)
_LINKS = word_set("link connection relationship association")
_MAKING = frozenset(
    (making, whose)
    for making in ("making", "made", "giving", "causing")
    for whose in ("me", "my", "him", "her")
)
_ON_FORM = frozenset({("do", "you"), ("have", "you"), ("are", "you")})
_ASKED_OF = FILLERS | word_set(
    """you suffer suffering from of these those following symptoms get getting notice
    noticed ever experience experienced experiencing chance could be , : or and"""
)
_DEFINITE = word_set("this these my the his her their that")
_RISK_ENDS = (BREAKS - {"apart"}) | ASSERTING | {STOP, TIME_WORD}
_RISK_ENDS |= word_set("reports c/o presented presents today already developed woke")
_AHEAD = word_set("tomorrow next planned booked listed scheduled upcoming planning")
_DONE = word_set("had given after post since yesterday today this morning still was")
_IF = word_set("should were")
_TO = word_set("to there")
_SUPPOSED = word_set("he she they it i you symptoms")
_SUBJECT = _SUPPOSED | _DEFINITE | word_set("your any either patient pt patients")
_ACTING = word_set("call ring phone go come attend see seek contact dial bring be")
_FEARED = frozenset({("end", "up"), ("ending", "up")})
_ABLE = word_set("can could may might would will")
_BRINGING_ON = word_set("bring brings cause causes trigger")
_CALLING_FOR = word_set("means warrants mandates")
_NEAR = 3
_NO_CONDITION = word_set("be have i we not")
_OF_MEDICINE = word_set(
    """drug drugs tablet tablets tabs medicine medicines medication steroid steroids
    chemo vaccine injection anaesthetic anesthetic explained told advised warned aware
    counselled discussed leaflet"""
)
UNREAL_WORDS = frozenset().union(
    *(_ASKING_CAUSE, _CAUSING, _LINKS, _DEFINITE, RISK_WORDS, STATED_WORDS),
    *(_CAUSED, _ASKED_OF - {",", ":"}, _ACTING, _OF_MEDICINE, FORETOLD_WORDS),
    *(_CALLING_FOR, _SUPPOSED, _SUBJECT, FEARING, _ABLE, _BRINGING_ON),
    *({word for pair in _FEARED for word in pair},),
    *(_AHEAD, _DONE, _IF, _TO),
    word_set("any you making made giving causing me your questioned"),
)
_OF_SOMEBODY = _SUPPOSED | _DEFINITE


def is_unreal(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether the clause only asks about it, plans it, foretells or fears it."""
    start, end = clause(words, finding.start)
    if _is_planned(finding, words[start:end]):
        return True
    if _is_definite(finding, words, marks):
        return False
    return (
        _is_asked(finding, words, marks, start)
        or _is_supposed(finding, words, marks)
        or _is_risk(finding, words, marks)
        or _is_feared(finding, words, marks, start)
        or _is_side_effect(finding, words, marks)
        or is_foretold(finding, words, marks, start)
        or _is_in_case(finding, words, start, end)
    )


def _is_definite(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether "this", "my" stands right before its noun: "this numbness"."""
    start = finding.start
    qualifying = {m.end: m for m in marks if m.axis in ("side", "severity", "chronic")}
    while start in qualifying:
        start = qualifying[start].start
    return start > 0 and words[start - 1] in _DEFINITE


def _is_asked(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], own: int
) -> bool:
    """ "Any numbness?", "could this tablet cause dizziness?"."""
    if "questioned" not in words[finding.end :]:
        return False
    starts = {0, *(i + 1 for i in range(finding.start) if words[i] in (STOP, ";"))}
    # "Please ask the GP: could metformin make his feet numb?"
    colons = {i + 1 for i in range(finding.start) if words[i] == ":"}
    last = max(starts)
    return any(
        _asks(finding, words, marks, own, start)
        for start in {last, *(at for at in colons if at > last)}
    )


def _asks(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], own: int, start: int
) -> bool:
    asked = tuple(words[start : finding.start])
    length = 1 if asked[:1] == ("any",) else 2 if asked[:2] in _ON_FORM else 0
    if length:
        return _is_asked_of(finding, words, marks, own, start + length)
    if own > start or asked[-2:] in _MAKING:
        return False
    if asked[:1] == ("is",) and not _LINKS.isdisjoint(asked):
        return True
    causing = [i for i in range(start + 1, finding.start) if words[i] in _CAUSING]
    if asked[:1] == () or asked[0] not in _ASKING_CAUSE or not causing:
        return False
    also = _CAUSED | {"bit", UNKNOWN_WORD}
    return is_joined(causing[-1] + 1, finding.start, words, marks, also)


def _is_asked_of(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], own: int, start: int
) -> bool:
    """ "Do you have fits, dizziness?", not "do you have a slot, numb arm?"."""
    listed = ":" in words[start : finding.start]
    also = _ASKED_OF | ({UNKNOWN_WORD} if listed else frozenset())
    if not is_joined(start, finding.start, words, marks, also):
        return False
    placed = any(mark.is_place and own <= mark.start < finding.start for mark in marks)
    state = is_state(finding, words, marks)
    return own <= start or not state or (listed and not placed)


def _is_supposed(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Should the fingers turn blue", "were she to lose vision".

    Of a subject right behind it, and not where a comma or what is to be done
    parts it from the finding: "ill, should call 999, fitting".
    """
    for at in range(finding.start - 1, -1, -1):
        if words[at] in _RISK_ENDS:
            return False
        after = words[at + 1 : at + 4]
        if words[at] == "were" and after[:1] and after[0] in _OF_SOMEBODY:
            return "to" in after[1:3]  # "were he to become confused", "his arms to"
        if words[at] not in _IF or (at and words[at - 1] not in (",", "and", ":")):
            continue
        if words[at] == "were":
            return not _TO.isdisjoint(after)
        gap = words[at + 1 : finding.start]
        if not _ACTING.isdisjoint(gap) or "questioned" in words[finding.end :]:
            return False
        parted = "," in gap and is_stated(at, finding, words, marks, of_list=True)
        named = any(m.start == at + 1 and (m.is_place or m.is_finding) for m in marks)
        has_subject = named or not _SUBJECT.isdisjoint(after[:1])
        return has_subject and not parted and _NO_CONDITION.isdisjoint(after[:1])
    return False


def _is_risk(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether it is listed among risks, complications or side effects."""
    for at in range(finding.start - 1, -1, -1):
        if words[at] in _RISK_ENDS:
            return False
        if is_listed_risk(at, finding, words, marks):
            return NOT_SO.isdisjoint(words[max(0, at - 3) : at])
    return False


def _is_feared(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], start: int
) -> bool:
    """ "Worried she'll end up incontinent", not "end up on the floor, legs weak"."""
    said = words[start : finding.start]
    ends = [i + 2 for i, pair in enumerate(pairwise(said)) if pair in _FEARED]
    if FEARING.isdisjoint(said) or not ends:
        return False
    also = FILLERS | {"with", "and", "or"}
    return is_joined(start + ends[-1], finding.start, words, marks, also)


def _is_side_effect(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "The drug can bring on dizziness, retention", not "walking can bring on"."""
    of_disease = finding.entry is not None and not finding.entry.event
    if not of_disease and _OF_MEDICINE.isdisjoint(words):
        return False
    for at in range(finding.start - 1, -1, -1):
        if words[at] in _RISK_ENDS:
            return False
        verb = next(
            (
                i
                for i in range(at + 1, min(at + 1 + _NEAR, finding.start))
                if words[i] in _BRINGING_ON
            ),
            None,
        )
        if words[at] not in _ABLE or verb is None:
            continue
        first = next((m for m in marks if m.is_finding and m.start > verb), None)
        said = words[verb + 1 : finding.start]
        if is_stated(verb, finding, words, marks):
            return False  # "may cause dizziness, dizzy and fell"
        plain = (INFORMING | VERBS | NOT_SO).isdisjoint(said)
        return first is not None and first.start - verb <= _NEAR + 1 and plain
    return False


def _is_in_case(finding: Mark, words: Sequence[str], start: int, end: int) -> bool:
    """ "Any weakness developing in the legs means an urgent MRI"."""
    opens = tuple(words[start : finding.start])
    any_of_it = opens[:1] == ("any",) and len(opens) <= _NEAR
    return any_of_it and not _CALLING_FOR.isdisjoint(words[finding.end : end])


def _is_planned(finding: Mark, said: Sequence[str]) -> bool:
    """An exposure that is still to come: "for local anaesthetic next Tuesday"."""
    entry = finding.entry
    if entry is None or not entry.exposure:
        return False
    return not _AHEAD.isdisjoint(said) and _DONE.isdisjoint(said)
