"""What stands behind a hypothetical phrase, and is told of the patient.

"High risk of falls, confused" and "can cause dizziness, legs weak since" list a
risk and tell a state behind a comma (`stated`); "getting side effects", "explained
that he is having" and "walking can bring on" are no warnings at all.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.findings.text.certainty.risks import is_suffered
from engine.findings.text.certainty.stated import STATED_WORDS, is_stated
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import PERSONS
from engine.findings.text.wording.word_set import word_set

if TYPE_CHECKING:
    from engine.findings.text.phrases.edges import Edge

# What waits for a thing to happen, or tells how it makes one feel: states are listed.
_WAITING = word_set(
    """unless should case event return returning reattend represent attend come call
    ring phone page dial seek notify inform escalate tell let report watch look lookout
    monitor monitoring observe alert vigilant make makes turn become becoming go get
    getting notice leave experience develop developing expect ensure sure
    when hold if md provider office us net netted netting signs symptoms
    """
)
_LEADING_ON = word_set(": re for about if incl including with of regarding")
_QUESTIONS = frozenset(
    {("how", "long", "will"), ("what", "if"), ("what", "would"), ("would", "this")}
    | {("should", who) for who in ("he", "she", "they", "i", "it", "the")}
    | {("when", "would"), ("when", "should"), ("will", "it"), ("will", "i")}
)
_ENSURING = word_set("ensure sure")
# "If possible see today" and "unless contraindicated" wait for no finding.
_BY_THE_WAY = word_set(
    """possible able available needed required necessary appropriate ok free unable
    contraindicated otherwise busy"""
)
_DOING = word_set("call ring phone dial seek please hurry attend contact send")
_RISKS = word_set("risk risks chance chances likelihood prone predisposed")
_PRONE = word_set("high at higher increased low prone predisposed")
_EXPLAINING = word_set("explained advised counselled warned told")
_EFFECTS = word_set("effect effects")
_TAUGHT = word_set("explained discussed given counselled advised accepted")
_MAYBE = word_set("may might could can will would risk chance")
_OF_PATIENT = word_set("he she this it pt patient they")
_IS_SO = word_set("is has needs was had having are")
_CAUSING = word_set("cause give bring lead make")
_MOVING = word_set(
    """walking standing sitting lying turning bending lifting reading climbing coughing
    straining sneezing exercise exertion movement moving typing driving running looking
    stairs neck head arm chewing swallowing combing eating stretching swimming cycling
    kneeling squatting writing gripping laughing posture light noise cold heat"""
)
_AWARE = word_set("poor reduced impaired lost decreased low fluctuating")
_WHETHER = word_set("if whether")
_ASKED = word_set("know asks asked asking wonders wondering")
_MOVED_NEAR = 3
_BEFALLING = frozenset({"stroke", "tia"})
_FAMILIAR = PERSONS | word_set("pt patient him her them family parents nok relatives")
TOLD_APART_WORDS = STATED_WORDS.union(
    *(
        _ENSURING,
        _BY_THE_WAY,
        _WAITING,
        _LEADING_ON - {":"},
        _DOING,
        _RISKS,
        _PRONE,
        _EXPLAINING,
        _EFFECTS,
    ),
    *(_TAUGHT, _MAYBE, _OF_PATIENT, _IS_SO, _CAUSING, _MOVING, _AWARE, _WHETHER),
    *(_ASKED, *_QUESTIONS, _FAMILIAR),
)


def is_told_apart(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "High risk of falls, confused", "leaflet given, now numb saddle".

    Of what names risks and effects; where states are waited for ("return if weak,
    numb") only what follows a question or what is to be done.
    """
    gap = words[edge.end : finding.start]
    if "," not in gap:
        return False
    phrase = tuple(words[edge.start : edge.end])
    waits = not _WAITING.isdisjoint(phrase) or phrase[-1] in _MAYBE
    if waits and not _is_led_to(edge, words, marks):
        return False
    at_risk = not (_RISKS.isdisjoint(phrase) or _PRONE.isdisjoint(phrase))
    if not at_risk or not _is_disease(finding):
        return is_stated(edge.end, finding, words, marks)
    # "High risk of stroke, AF": a disease is why there is a risk of what happens.
    named = [m for m in marks if m.is_finding and edge.end <= m.start < finding.start]
    before = not named or named[0].word in _BEFALLING or not _is_disease(named[0])
    return before and _TAUGHT.isdisjoint(words)


def _is_led_to(edge: "Edge", words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether a question, or what is to be done, stands before the comma."""
    phrase = tuple(words[edge.start : edge.end])
    comma = words.index(",", edge.end)
    gap = words[edge.end : comma]
    asked = {*words[max(0, edge.start - 1) : edge.end]}
    if phrase in _QUESTIONS or phrase[:2] in _QUESTIONS:
        return phrase[0] != "should" or "questioned" in words
    if not (_WHETHER.isdisjoint(phrase) or _ASKED.isdisjoint(asked)):
        return True
    if phrase[0] in ("safety", "return"):  # "safety netting given to wife, he …"
        return _LEADING_ON.isdisjoint((*phrase, *gap))
    if phrase[-1] in _ENSURING:  # "ensure airway, fitting", not "ensure not numb"
        near = range(edge.end, comma)
        return not any((m.is_finding or m.is_place) and m.start in near for m in marks)
    if phrase in (("if",), ("unless",)) and not _BY_THE_WAY.isdisjoint(gap[:1]):
        return True
    return phrase == ("if",) and not _DOING.isdisjoint(gap)


def _is_disease(finding: Mark) -> bool:
    return finding.entry is not None and not finding.entry.event


def is_had(
    edge: "Edge", finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Getting side effects, dizzy", "explained that he is having", "walking can"."""
    phrase = words[edge.start : edge.end]
    if not _EFFECTS.isdisjoint(phrase):
        return is_suffered(edge.start, edge.end, finding, words, marks)
    gap = words[edge.end : finding.start]
    if tuple((*phrase[-1:], *gap[:1])) == ("discussed", "with"):
        # With a doctor, and not with the patient.
        return "," in gap and _FAMILIAR.isdisjoint(gap[1 : 1 + _MOVED_NEAR])
    if phrase[-1] == "that" and phrase[0] in _EXPLAINING:
        told = _OF_PATIENT.issuperset(gap[:1]) and _IS_SO.issuperset(gap[1:2])
        return len(gap) > 1 and told and _MAYBE.isdisjoint(gap)
    if tuple(phrase) == ("awareness",):
        return not _AWARE.isdisjoint(gap[:1])
    can = phrase[0] in _MAYBE and phrase[-1] in (*_CAUSING, "to")
    before = words[max(0, edge.start - _MOVED_NEAR) : edge.start]
    if can and "what" in before[-1:]:
        return True  # "what might cause a sudden headache like this?"
    return can and not _MOVING.isdisjoint(before) and _TAUGHT.isdisjoint(words)
