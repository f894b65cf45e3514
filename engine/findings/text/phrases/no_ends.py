"""Ends that are told of somebody or something else: "left arm weak. Pt settled in bed".

Nurses write so in every second note: who is settled, has gone to theatre or was cleared
by physiotherapy still has his weak arm. What has settled is the finding where it stands
before it in its clause, or where nothing says who: "numbness settled", "Numb arm at 3.
Settled with rest".
"""

from collections.abc import Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import PERSONS
from engine.findings.text.wording.own_clause import clause
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD

_PATIENT = PERSONS | word_set(
    """pt patient pt's patient's he she they baby child infant toddler resident client
    lady gentleman man woman he's she's himself herself"""
)
_CALM = word_set("comfortable calm asleep sleeping quiet content relaxed alert")
_SETTLING = _CALM | word_set(
    """is was are were now well very more quite all has had been remains remained
    appears appeared seems looks being fully nicely much and got made kept currently"""
)
_WHERE = word_set("in into on onto at back down for")
_IN_TIME = word_set("minutes minute mins min hours hour seconds secs days about under")
_IN_TIME |= {TIME_WORD}
_ITSELF = word_set("its their own it")
_SAID = frozenset({"settled", "gone", "cleared"})
_NIGHT = frozenset({TIME_WORD, "overnight", "night"})
_UPSET = word_set("anxious upset tearful tired agitated restless worried distressed")
_WAYS = word_set("to home into off out upstairs downstairs across back with for")
# "Cleared by day 4" did end.
_BY_THEN = _IN_TIME | word_set(
    "day morning lunchtime teatime bedtime evening night then discharge now the"
)
_SHORT = 2
NO_END_WORDS = (_PATIENT | _SETTLING | _WHERE | _IN_TIME | _ITSELF).union(
    _UPSET, _WAYS, _SAID, word_set("by overnight night")
) - {TIME_WORD}


def is_no_end(state: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether an end is told of the patient, or of where he went."""
    said = words[state.start : state.end]
    at = next((state.start + i for i, w in enumerate(said) if w in _SAID), None)
    if at is None:
        return False
    start, _ = clause(words, at)
    if any(mark.is_finding and start <= mark.start < at for mark in marks):
        return False
    after = tuple(word for word in words[at + 1 : at + 3] if word != STOP)
    if words[at] == "cleared":
        return after[:1] in (("by",), ("for",)) and _BY_THEN.isdisjoint(after[1:])
    if words[at] == "gone":
        return _is_on_his_way(after)
    return is_settled_patient(words, start, at)


def is_settled_patient(words: Sequence[str], start: int, at: int) -> bool:
    """Whether "settled" in a clause without a finding is told of who lies quietly."""
    after = tuple(word for word in words[at + 1 : at + 3] if word != STOP)
    return _is_of_patient(words, start, at) or _is_at_rest(words, at, after)


def _is_of_patient(words: Sequence[str], start: int, at: int) -> bool:
    """ "Pt now settled", "comfortable and settled", "anxious but settled"."""
    if start > 1 and words[start - 1] == "but" and words[start - 2] in _UPSET:
        return True
    before = words[start:at]
    named = any(word in _PATIENT for word in before) or not _CALM.isdisjoint(before)
    return named and (_SETTLING | _PATIENT).issuperset(before)


def _is_at_rest(words: Sequence[str], at: int, after: tuple[str, ...]) -> bool:
    """ "Settled in bed", "settled well", "settled and comfortable", "Settled night"."""
    if after[:1] == ("and",):
        return after[1:] != () and after[1] in _CALM
    alone = at == 0 and len(words) - words.count(STOP) <= _SHORT
    if alone and (after == () or after[0] in _NIGHT):
        return True
    is_time = after[1:] and (after[1] in _IN_TIME | _ITSELF or after[1].isdigit())
    where = after[:1] != () and after[0] in _WHERE and not is_time
    return where or after[:1] in (("well",), ("night",))


def _is_on_his_way(after: tuple[str, ...]) -> bool:
    """ "Gone to theatre", "gone for scan"; not "gone for an hour"."""
    if not after or after[0] not in _WAYS:
        return False
    timed = after[1:] == () or after[1] in _IN_TIME | {"now", "good", "an", "a"}
    return after[0] != "for" or not (timed or after[1].isdigit())
