"""Diseases that were had once: "single AF episode in sepsis 2018, cardioverted".

That it is of the past (a year, a pregnancy, an age, "once") and that it ended (no
recurrence, corrected, "no trouble with it now") are both told, and nothing of it goes
on: no tablets for it, no relapse. No emergency hangs on these words alone, so that
here what is told anywhere in the sentence counts.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.own_clause import ENDS
from engine.findings.text.wording.word_set import word_set

_AF = "atrial-fibrillation"
_B12 = "b12-deficiency"
_BELLS = "bells-palsy"
_CANCER = "malignancy"
_TUNNEL = "carpal-tunnel"
_ONCE = word_set(
    """once single lone isolated one-off aged age childhood child teenager teens baby
    infancy twenties thirties forties fifties pregnancy pregnant pregnancies postop
    60s 70s 80s 90s ago postoperative postpartum student"""
)
_ENDED: Mapping[str, frozenset[str]] = {
    _AF: word_set("resolved recurred cured reverted terminated"),
    _B12: word_set("corrected replete repleted cured resolved"),
    _BELLS: word_set("recovered resolved cleared cured recovery settled gone"),
    _CANCER: word_set("cured"),
    _TUNNEL: word_set("cured resolved settled gone symptomless"),
}
_NO_MORE = frozenset(
    {("no", "recurrence"), ("no", "recurrences"), ("never", "recurred")}
    | {("not", "recurred"), ("hasn't", "recurred"), ("none", "since")}
    | {("nil", "since"), ("not", "since"), ("never", "again"), ("nothing", "since")}
    | {("no", "further"), ("no", "more"), ("no", "trouble"), ("no", "bother")}
    | {("no", "problems"), ("no", "symptoms"), ("no", "issues"), ("never", "bothered")}
    | {("never", "troubled"), ("a", "bother"), ("never", "returned")}
    | {("fine", "since"), ("grand", "since"), ("good", "since"), ("ok", "since")}
    | {("fine", "now"), ("grand", "now"), ("normal", "since")}
)
# Of a cancer these are told of its follow-up, which may as well go on.
_SINCE_NORMAL: Mapping[str, frozenset[tuple[str, str]]] = {
    _AF: frozenset({("sr", "since"), ("rhythm", "since"), ("rhythm", "ever")})
    | {("sr", "ever"), ("sr", "throughout"), ("discharged", "from")}
    | {("cardiology", "discharged"), ("discharged", "by")},
    _B12: frozenset({("normal", "since"), ("normal", "every"), ("normal", "ever")})
    | {("normal", "without"), ("normal", "off"), ("level", "normal")}
    | {("levels", "normal"), ("level", "fine"), ("levels", "fine")}
    | {("discharged", "from")},
}
_RESTED = word_set("single lone isolated one-off once ablated ablation cardioverted")
_GOING_ON: Mapping[str, frozenset[str]] = {
    _AF: word_set(
        """apixaban warfarin rivaroxaban edoxaban dabigatran bisoprolol digoxin
        amiodarone flecainide sotalol doac noac eliquis xarelto anticoagulated
        permanent persistent paroxysms palpitations irregular fast rvr pacemaker"""
    ),
    _B12: word_set(
        """hydroxocobalamin 3-monthly injection injections monthly weekly pernicious
        low lapsed missed"""
    ),
    _CANCER: word_set("mets metastatic metastases spread secondaries palliative"),
    _TUNNEL: word_set("awaiting splint splints worse bad"),
}
_STILL = word_set(
    """still ongoing persists persisting again relapse relapsed relapses recurrent
    until till back residual partially partly slightly almost nearly nor hoping might
    may if unless permanent permanently remains worse worsening today incompletely"""
)
_NEGATED = word_set(
    "not never no isn't hasn't hasnt isnt didn't without nor yet can't cannot hopefully"
)
_SINUS = word_set("sr sinus")
# All that may be told with it: any other word may be of another event, which was
# had once, or tell that it goes on ("AF, TIA once 2014, no further events").
_TOLD_WITH = word_set(
    """af afib a fib atrial fibrillation in an the of on and with by after at from was
    had has been episode post s/p x1 sepsis pneumonia surgery op bypass cabg done
    ablation ablated cardioverted cardioversion dccv discharged cardiology clinic
    off amiodarone bisoprolol apixaban stopped stayed every ecg since ever sr sinus
    rhythm throughout replacement tablets injections course pregnancy treated
    steroids fully completely well face side both sides hand hands s p /
    splint release decompression surgically palsy bell's bells b12 level levels
    normal fine without supplements carpal tunnel cts mastectomy lumpectomy chemo
    radiotherapy removed excised resected colectomy hysterectomy nephrectomy breast
    colon bowel testicular cancer ca to it now then his her my history hx oncology
    student follow up chemotherapy all clear years year months weeks as when only
    first second trimester delivery after that and in is annual bloods check checked
    rechecked echo holter symptoms recurrence trouble bother problems"""
)
_FAR = 7
_NEAR = 5
_UNUSED = word_set("off no without stopped b12 deficiency")
_WORDS = frozenset(_ENDED)
_PAIRS = _NO_MORE.union(*_SINCE_NORMAL.values())
_SIGNS = frozenset({second for _, second in _PAIRS} | {"again", "since"}).union(
    *_ENDED.values()
)
DONE_WITH_WORDS = frozenset().union(
    *(_ONCE, _RESTED, _STILL, _NEGATED, *_ENDED.values(), *_GOING_ON.values()),
    *_PAIRS,
    word_set("sr sinus rhythm never again since"),
)


def is_done_with(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether the sentence says that a disease is over: "low B12 once, corrected"."""
    word = finding.word
    if word not in _WORDS or _SIGNS.isdisjoint(words) or finding.told:
        return False
    rest = words[finding.end :]
    going_on = _GOING_ON.get(word, frozenset())
    if any(_is_used(words, at) for at, said in enumerate(words) if said in going_on):
        return False
    told_alone = _is_alone(finding, words, marks) and _is_past(words, marks)
    if not (told_alone and _STILL.isdisjoint(_without_never_again(rest))):
        return False
    if word == _B12 and any(_may_be_of_it(mark) for mark in marks):
        return False  # "injections stopped, now numb feet"
    pairs = [*pairwise(rest)]
    if (
        word == _AF
        and not _is_in_rhythm(rest)
        and _RESTED.isdisjoint(words)
        and not _has(pairs, _SINCE_NORMAL[_AF])
    ):
        return False
    ended = _has(pairs, _SINCE_NORMAL.get(word, frozenset()))
    ended = ended or (word == _AF and _is_in_rhythm(rest))
    return (
        ended
        or (word != _CANCER and (_has(pairs, _NO_MORE) or _never_again(rest)))
        or any(
            said in _ENDED[word] and _NEGATED.isdisjoint(rest[max(0, at - 2) : at])
            for at, said in enumerate(rest)
        )
    )


def _is_alone(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether nothing else is told that may be what was once, or is over."""
    own = {i for m in marks if m.time is not None for i in range(m.start, m.end)}
    own |= {*range(finding.start, finding.end)}
    known = _TOLD_WITH.union(_ONCE, _RESTED, _NEGATED, *_ENDED.values(), *_PAIRS)
    return all(
        i in own or word in known | ENDS or word.isdigit()
        for i, word in enumerate(words)
    ) and not any(
        mark.time is not None and "since" in words[max(0, mark.start - 1) : mark.end]
        for mark in marks
    )


def _is_in_rhythm(rest: Sequence[str]) -> bool:
    """ "SR on every ECG since"."""
    at = next((i for i, word in enumerate(rest) if word in _SINUS), None)
    return at is not None and "since" in rest[at : at + _FAR]


def _never_again(rest: Sequence[str]) -> bool:
    """ "Never had it again", "never bothered me again"."""
    at = next((i for i, word in enumerate(rest) if word == "never"), None)
    return at is not None and "again" in rest[at : at + _NEAR]


def _may_be_of_it(mark: Mark) -> bool:
    event = mark.entry is not None and mark.entry.event
    return mark.is_finding and event and mark.told != "normal"


def _is_used(words: Sequence[str], at: int) -> bool:
    """ "On apixaban", not "off amiodarone", "injections stopped"."""
    beside = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    return _UNUSED.isdisjoint(beside)


def _is_past(words: Sequence[str], marks: Sequence[Mark]) -> bool:
    times = (mark.time for mark in marks if mark.time is not None)
    return not _ONCE.isdisjoint(words) or any(
        time.year or time.unit == "years" for time in times
    )


def _has(pairs: Sequence[tuple[str, str]], wanted: frozenset[tuple[str, str]]) -> bool:
    return not wanted.isdisjoint(pairs)


def _without_never_again(words: Sequence[str]) -> list[str]:
    """The words without the "again" of "never again", "never bothered me again"."""
    return [
        word
        for at, word in enumerate(words)
        if not (word == "again" and "never" in words[max(0, at - 4) : at])
    ]
