"""What is asked, planned, foretold or listed as a risk, and so is nobody's.

Three frames: a yes-no question ("could this tablet make me dizzy?"), a list of
risks ("risks explained incl facial weakness, numb ear"), and a verb of the
future ("legs will be heavy"). What a definite word takes for granted ("will
my numbness go?", "is this numbness a stroke?") is there all the same.
"""

from collections.abc import Sequence

from engine.findings.text.grammar import ASSERTING, BREAKS, NOT_SO
from engine.findings.text.marks import Mark
from engine.findings.text.words import STOP, TIME_WORD


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ASKING = _words("can could does do did will would should might any when what how")
_MODAL = _words("can could does do will would should might is are to")
_USUAL = _words("normal usual common safe ok okay expected dangerous likely")
_DEFINITE = _words("this these my the his her their that")
_OWN = _words("he she i i'm has have since been started my his her")
_RISKS = _words("risks complications effects warnings precautions")
_RISK_ENDS = (BREAKS - {"positive", "apart"}) | _words(
    "has reports c/o presented presents today this already developed woke"
)
_FUTURE = _words("will would won't may might should shall")
_BECOMING = _words(
    """be feel have go get become turn stay remain lose cause make leave last persist
    experience notice develop suffer continue linger occur happen follow come feels end"""
)
_DOUBT = _words("may might")  # "may be numb" is doubtful, not foretold
_DOUBTED = _words("be have")
_SMALL = _words("not also still then probably likely always well even soon")
_TELLING_OF = _words(
    """explained discussed given reviewed advised for include incl including : re about
    covered reiterated"""
)
_NETTING = _words("net netted netting")
_MAKING = frozenset({("making", "me"), ("making", "my"), ("made", "me")})
_LASTING = _words("persist last linger continue occur happen follow wear take come")
_TELLING = _words(
    """told explained advised warned informed aware counselled reassured understands
    discussed expects expect consented given"""
)
_FORESEEING = _words("will would")
_FORETOLD_FOR = 2
_AHEAD = _words(
    """tomorrow next planned booked listed scheduled upcoming awaiting due planning
    pending elective plan"""
)
_DONE = _words("had given after post since yesterday today this morning still was")
_IF = frozenset({"should", "were"})
_SUBJUNCTIVE = frozenset({"to", "there"})
UNREAL_WORDS = (
    _ASKING
    | _MODAL
    | _USUAL
    | _DEFINITE
    | _OWN
    | _RISKS
    | _FUTURE
    | _BECOMING
    | _SMALL
    | _LASTING
    | _TELLING
    | _AHEAD
    | _DONE
    | _IF
    | _TELLING_OF
    | _NETTING
    | _words("advice instructions flags making made me")
    | _words("you your side anything it they for until following")
)


def is_unreal(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether the clause only asks about it, plans it, foretells or fears it."""
    start, end = _clause(words, finding)
    if _is_planned(finding, words[start:end]):
        return True
    if _is_definite(finding, words, marks):
        return False
    return (
        _is_asked(finding, words, marks)
        or _is_supposed(finding, words)
        or _is_risk(finding, words)
        or _is_foretold(finding, words, start, end)
    )


def _clause(words: Sequence[str], finding: Mark) -> tuple[int, int]:
    """The words between commas and breaks around a finding."""
    ends = BREAKS | {",", STOP}
    start, end = finding.start, finding.end
    while start and words[start - 1] not in ends:
        start -= 1
    while end < len(words) and words[end] not in ends:
        end += 1
    return start, end


def _is_definite(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether "this", "my" stands right before its noun: "this numbness"."""
    start = finding.start
    qualifying = {m.end: m for m in marks if m.axis in ("side", "severity", "chronic")}
    while start in qualifying:
        start = qualifying[start].start
    return start > 0 and words[start - 1] in _DEFINITE


def _is_asked(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "Any numbness?", "could this tablet cause dizziness?"."""
    stop = next(
        (i for i in range(finding.end, len(words)) if words[i] == "questioned"), None
    )
    if stop is None:
        return False
    start = max(
        (i + 1 for i in range(finding.start) if words[i] in (STOP, ";")), default=0
    )
    first = words[start] if start < finding.start else ""
    asks = first in _ASKING and (
        first not in ("when", "what", "how")
        or not _MODAL.isdisjoint(words[start + 1 : start + 4])
    )
    is_usual = first in ("is", "are") and not _USUAL.isdisjoint(
        words[start + 1 : start + 4]
    )
    is_usual = is_usual or words[start : start + 2] in (
        ("is", "there"),
        ["is", "there"],
    )
    if (
        not (asks or is_usual)
        or tuple(words[finding.start - 2 : finding.start]) in _MAKING
    ):
        return False
    if first == "do" and words[start + 1 : start + 2] == ["you"]:
        return True
    own_start, own_end = _clause(words, finding)
    if own_start <= start:
        return True
    timed = any(m.axis == "time" and own_start <= m.start < own_end for m in marks)
    return not timed and _OWN.isdisjoint(words[own_start:own_end])


def _is_supposed(finding: Mark, words: Sequence[str]) -> bool:
    """ "Should the fingers turn blue", "were she to lose vision"."""
    for at in range(finding.start - 1, -1, -1):
        if words[at] in BREAKS or words[at] == STOP:
            return False
        if words[at] not in _IF or (at and words[at - 1] not in (",", STOP, "and")):
            continue
        after = words[at + 1 : at + 4]
        if words[at] == "were":
            return not _SUBJUNCTIVE.isdisjoint(after)
        return after[:1] != ["be"]
    return False


def _is_risk(finding: Mark, words: Sequence[str]) -> bool:
    """Whether it is listed among risks, complications or side effects."""
    for at in range(finding.start - 1, -1, -1):
        word = words[at]
        if word in _RISK_ENDS or (word in (STOP, TIME_WORD, ":") and word == STOP):
            return False
        if word in ASSERTING or word == TIME_WORD:
            return False
        if word in _RISKS or _is_listing(words, at):
            denied = words[max(0, at - 3) : at]
            return NOT_SO.isdisjoint(denied)
    return False


def _is_listing(words: Sequence[str], at: int) -> bool:
    """ "Red flags explained", "safety netted": what follows is to be watched."""
    if words[at] in ("advice", "instructions"):  # "worsening advice: any new weakness"
        return words[at + 1] == ":"
    if words[at] == "flags":
        return words[at + 1 : at + 2] != () and words[at + 1] in _TELLING_OF
    return words[at] in _NETTING and words[at - 1] == "safety"


def _is_foretold(finding: Mark, words: Sequence[str], start: int, end: int) -> bool:
    """ "Legs will be heavy", "told numbness may persist"."""
    for at in range(start, finding.start):
        if words[at] not in _FUTURE:
            continue
        rest = [word for word in words[at + 1 : at + 4] if word not in _SMALL]
        verb = rest[0] if rest else ""
        if words[at] in _DOUBT and verb in _DOUBTED:
            continue
        if verb in _BECOMING and verb not in ("make", "cause"):
            return True
    after = [word for word in words[finding.end : min(end, finding.end + 3)]]
    return (
        len(after) >= _FORETOLD_FOR
        and after[0] in _FUTURE
        and not _LASTING.isdisjoint(after[1:])
        and not _TELLING.isdisjoint(words[: finding.start])
    )


def _is_planned(finding: Mark, clause: Sequence[str]) -> bool:
    """A procedure that is still to come: "for local anaesthetic next Tuesday"."""
    entry = finding.entry
    if entry is None or not entry.exposure:
        return False
    return not _AHEAD.isdisjoint(clause) and _DONE.isdisjoint(clause)
