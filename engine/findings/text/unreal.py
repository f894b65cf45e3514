"""What is asked, planned, foretold or listed as a risk, and so is nobody's.

Three frames: a question on a form or about a cause ("any numbness?", "could
this tablet make you dizzy?"), a list of risks ("risks explained incl facial
weakness, numb ear"), and a verb of the future ("legs will be heavy"). What a
definite word takes for granted ("will my numbness go?") is there all the same,
and in doubt a finding stays: a question may be asked with an arm that is numb.
"""

from collections.abc import Sequence
from itertools import pairwise

from engine.findings.text.ended import clause
from engine.findings.text.grammar import (
    ASSERTING,
    BREAKS,
    FILLERS,
    INFORMING,
    NOT_SO,
    VERBS,
    WORRYING,
)
from engine.findings.text.marks import Mark
from engine.findings.text.word_set import word_set
from engine.findings.text.words import STOP, TIME_WORD

_ASKING_CAUSE = word_set("can could does do did will would should might what when")
_CAUSING = word_set(
    "cause causing give giving make lead bring trigger leave mean would does"
)
_LINKS = word_set("link connection relationship association")
_MAKING = frozenset({("making", "me"), ("making", "my"), ("made", "me")})
_ON_FORM = frozenset({("do", "you"), ("have", "you"), ("are", "you")})
_OWN = word_set("he she i i'm has since been started my his her is are")
_DEFINITE = word_set("this these my the his her their that")
_RISKS = word_set("risks precautions")
_EFFECTS = word_set("side adverse")
_TOLD_OF = word_set(
    """explained discussed given reviewed advised for include incl including : re about
    covered reiterated such"""
)
_OPENING = word_set("any new return attend come call")
_RISK_ENDS = (BREAKS - {"positive", "apart"}) | ASSERTING | {STOP, TIME_WORD}
_RISK_ENDS |= word_set("reports c/o presented presents today already developed woke")
_FUTURE = word_set("will would may might should shall")
_BECOMING = word_set(
    """be feel have go get become turn stay remain lose experience develop suffer end"""
)
_DOUBT = word_set("may might")  # "may be numb" is doubtful, not foretold
_DOUBTED = word_set("be have")
_SMALL = word_set("also then probably likely always well even soon") | FILLERS
_GAP = (FILLERS - {"at", "on"}) | word_set("and or bit little up")
_LASTING = word_set("persist last linger continue occur happen wear take")
_TELLING = word_set(
    """told explained advised warned informed aware counselled reassured understands
    discussed expects expect"""
)
_AHEAD = word_set("tomorrow next planned booked listed scheduled upcoming planning")
_DONE = word_set("had given after post since yesterday today this morning still was")
_IF = word_set("should were")
_TO = word_set("to there")
_SUPPOSED = word_set("he she they it i you symptoms")
_GIVEN_OUT = word_set("info information advice leaflet sheet handout")
_FEARING = WORRYING | word_set("scared terrified dreads dreading dread nervous fear")
_FEARED = frozenset({("end", "up"), ("ending", "up")})
_ABLE = word_set("can could may might would will")
_BRINGING_ON = word_set("bring brings cause causes trigger")
_CALLING_FOR = word_set("means warrants mandates")
_NEAR = 3
_NO_CONDITION = word_set("be have i we not")
UNREAL_WORDS = frozenset().union(
    *(_ASKING_CAUSE, _CAUSING, _LINKS, _OWN, _DEFINITE, _RISKS, _EFFECTS, _TOLD_OF),
    *(_CALLING_FOR, _SUPPOSED, _GIVEN_OUT, _FEARING, _ABLE, _BRINGING_ON),
    *({word for pair in _FEARED for word in pair},),
    *(_FUTURE, _BECOMING, _SMALL, _LASTING, _TELLING, _AHEAD, _DONE, _IF, _TO),
    word_set("any you effects complications flags safety net netted netting advice"),
    word_set("instructions making made me your questioned"),
)


def is_unreal(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether the clause only asks about it, plans it, foretells or fears it."""
    start, end = clause(words, finding.start)
    if _is_planned(finding, words[start:end]):
        return True
    if _is_definite(finding, words, marks):
        return False
    return (
        _is_asked(finding, words, start)
        or _is_supposed(finding, words)
        or _is_risk(finding, words)
        or _is_feared(finding, words, start)
        or _is_side_effect(finding, words, marks)
        or _is_foretold(finding, words, marks, start)
        or _is_in_case(finding, words, start, end)
        or _is_told_to_last(finding, words[finding.end : end], words[: finding.start])
    )


def _is_definite(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether "this", "my" stands right before its noun: "this numbness"."""
    start = finding.start
    qualifying = {m.end: m for m in marks if m.axis in ("side", "severity", "chronic")}
    while start in qualifying:
        start = qualifying[start].start
    return start > 0 and words[start - 1] in _DEFINITE


def _is_asked(finding: Mark, words: Sequence[str], own: int) -> bool:
    """ "Any numbness?", "could this tablet cause dizziness?"."""
    if "questioned" not in words[finding.end :]:
        return False
    starts = {0, *(i + 1 for i in range(finding.start) if words[i] in (STOP, ";"))}
    # "Please ask the GP: could metformin make his feet numb?"
    colons = {i + 1 for i in range(finding.start) if words[i] == ":"}
    last = max(starts)
    return any(
        _asks(finding, words, own, start)
        for start in {last, *(at for at in colons if at > last)}
    )


def _asks(finding: Mark, words: Sequence[str], own: int, start: int) -> bool:
    asked = tuple(words[start : finding.start])
    if asked[:1] == ("any",) or asked[:2] in _ON_FORM:
        return own <= start or _OWN.isdisjoint(words[own : finding.end])
    if own > start or asked[-2:] in _MAKING:
        return False
    if asked[:1] == ("is",) and not _LINKS.isdisjoint(asked):
        return True
    return (
        asked[:1] != ()
        and asked[0] in _ASKING_CAUSE
        and not _CAUSING.isdisjoint(asked[1:])
    )


def _is_supposed(finding: Mark, words: Sequence[str]) -> bool:
    """ "Should the fingers turn blue", "were she to lose vision"."""
    for at in range(finding.start - 1, -1, -1):
        if words[at] in _RISK_ENDS:
            return False
        after = words[at + 1 : at + 4]
        if words[at] == "were" and after[:1] and after[0] in _SUPPOSED | _DEFINITE:
            return "to" in after[1:3]  # "were he to become confused", "his arms to"
        if words[at] not in _IF or (at and words[at - 1] not in (",", "and", ":")):
            continue
        if words[at] == "were":
            return not _TO.isdisjoint(after)
        return _NO_CONDITION.isdisjoint(after[:1])
    return False


def _is_risk(finding: Mark, words: Sequence[str]) -> bool:
    """Whether it is listed among risks, complications or side effects."""
    for at in range(finding.start - 1, -1, -1):
        if words[at] in _RISK_ENDS:
            return False
        if _is_listing(words, at):
            return NOT_SO.isdisjoint(words[max(0, at - 3) : at])
    return False


def _is_feared(finding: Mark, words: Sequence[str], start: int) -> bool:
    """ "Worried she'll end up incontinent"."""
    said = words[start : finding.start]
    if _FEARING.isdisjoint(said):
        return False
    return not _FEARED.isdisjoint(pairwise(said))


def _is_side_effect(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "It can bring on dizziness, retention and blurred vision"."""
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
        plain = (INFORMING | VERBS | NOT_SO).isdisjoint(said)
        return first is not None and first.start - verb <= _NEAR + 1 and plain
    return False


def _is_listing(words: Sequence[str], at: int) -> bool:
    """ "Red flags explained", "safety netted", "worsening advice:"."""
    word, before, after = words[at], words[at - 1] if at else "", words[at + 1]
    if word in ("advice", "instructions"):  # not "seeking advice: left arm numb"
        return after == ":" and words[at + 2] in _OPENING
    if word == "given" and before in _GIVEN_OUT:
        return after == ":"
    if word == "flags":  # "red flags: leg weakness since Monday" may be found
        return after in _TOLD_OF - {":"}
    if word == "complications":
        return after in _TOLD_OF
    if word == "effects":
        return before in _EFFECTS
    return word in _RISKS or (
        word in ("net", "netted", "netting") and before == "safety"
    )


def _is_foretold(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark], start: int
) -> bool:
    """ "Legs will be heavy", but not "will not get up" or "will have a scan for"."""
    covered = {i for m in marks for i in range(m.start, m.end)}
    for at in range(start, finding.start):
        if words[at] not in _FUTURE:
            continue
        verb = next(
            (i for i in range(at + 1, finding.end) if words[i] in _BECOMING), None
        )
        if verb is None or not _SMALL.issuperset(words[at + 1 : verb]):
            continue
        if words[at] in _DOUBT and words[verb] in _DOUBTED:
            continue
        gap = (words[i] for i in range(verb + 1, finding.start) if i not in covered)
        if _GAP.issuperset(gap):
            return True
    return False


def _is_in_case(finding: Mark, words: Sequence[str], start: int, end: int) -> bool:
    """ "Any weakness developing in the legs means an urgent MRI"."""
    opens = tuple(words[start : finding.start])
    any_of_it = opens[:1] == ("any",) and len(opens) <= _NEAR
    return any_of_it and not _CALLING_FOR.isdisjoint(words[finding.end : end])


def _is_told_to_last(
    finding: Mark, after: Sequence[str], before: Sequence[str]
) -> bool:
    """ "Told numbness may persist for weeks"."""
    lasts = after[:1] and after[0] in _FUTURE and not _LASTING.isdisjoint(after[1:3])
    return bool(lasts) and not _TELLING.isdisjoint(before)


def _is_planned(finding: Mark, said: Sequence[str]) -> bool:
    """An exposure that is still to come: "for local anaesthetic next Tuesday"."""
    entry = finding.entry
    if entry is None or not entry.exposure:
        return False
    return not _AHEAD.isdisjoint(said) and _DONE.isdisjoint(said)
