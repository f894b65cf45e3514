"""What a clause or sentence about "it" or "that" ends: "gone pale but that passed".

Only what is named last before it ends, and only by a verb that leaves nothing
open: "it has passed to the other hand", "it went numb", "that's gone numb", "it
stopped me walking" and "it has not cleared" end nothing. A seizure always stops.
"""

from collections.abc import Sequence
from itertools import takewhile

from engine.findings.text.framing.ended import ALWAYS_BRIEF
from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import BREAKS, NOT_YET, PLAIN_ADJECTIVES
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP, TIME_WORD

_IT = word_set(
    "it that this they these both which all that's thats it's they've they'd"
)
_HAS = word_set(
    """has have had is are was were all now since both completely totally fully entirely
    long soon quickly then just eventually luckily thankfully"""
)
_ENDED = word_set(
    """passed cleared settled resolved stopped ceased finished vanished disappeared
    recovered subsided abated lifted"""
)
_STOPS = word_set("stopped ceased finished vanished disappeared lifted")
_OFF = frozenset({("wore", "off"), ("worn", "off"), ("went", "away"), ("gone", "away")})
_WENT = frozenset({("went", "completely"), ("went", "totally"), ("went", "overnight")})
_AWAY = frozenset({("went", "straight", "away"), ("went", "right", "away")})
_GONE = frozenset({("that's", "gone"), ("thats", "gone"), ("that", "has", "gone")})
_HISTORY = frozenset(
    {("that's", "history"), ("thats", "history"), ("that", "is", "history")}
)
_WHEN = (
    BREAKS
    | {",", STOP, ":", ";", TIME_WORD}
    | word_set(
        """the when once after within by inside before completely fully totally entirely
        now since up on as during with thank thankfully overnight quickly soon too"""
    )
)
# "It passed the knee", "it cleared the other side" name where it goes.
_OF_TIME = word_set(
    """day month week year moment minute next same following evening morning night
    time hour"""
)
_RECOVERY = frozenset(
    {("full", "recovery"), ("complete", "recovery"), ("fully", "recovered")}
    | {("made", "a", "full", "recovery"), ("made", "a", "complete", "recovery")}
)
_FUNCTIONS = word_set(
    """feeling feelings feel sensation power strength movement speech voice words vision
    sight use grip control balance pulse pulses lost losing loss no couldn't"""
)
_UNSURE = NOT_YET | word_set("if might may should could can hope hopes still for")
_BACK = word_set(
    """again back still returned returns returning recurred recurring recurs restarted
    persists remains ongoing"""
)
_WHO_STOPS = frozenset(
    ("they", "stopped", how) for how in ("when", "to", "at", "on", "by")
)
_STAYING = word_set("on since for and getting") | {TIME_WORD}
_DUE = word_set("after following from on with")
_DEFINITE = word_set("the that his her my")
_RELATING = word_set("he she i we they that which")
_WHO = word_set("he she i we they it who you")
_PARTING = BREAKS | word_set(
    """, ; and but or is are was were isn't isnt aren't still worse no not never when
    while until because if as since although though so thought hoped after from once
    following before moment minute"""
)
_PARTING |= {STOP}
_PLAINLY = frozenset({STOP, TIME_WORD})
_FAR = 10
_LONGEST = 5
OVER_WORDS = frozenset().union(
    _BACK,
    _STAYING - {TIME_WORD},
    *(_DEFINITE, _RELATING, _WHO, _PARTING - {",", ";", STOP}, {"stopping"}),
    *(_IT, _HAS, _ENDED, *_OFF, *_WENT, *_AWAY, *_HISTORY, *_RECOVERY, _OF_TIME),
    word_set("the when once within inside thank thankfully too history gone"),
)
_SIGNS = _ENDED | word_set(
    "off away completely totally overnight history gone over went"
)
_WENT_OFF = _OFF | _WENT
_PARTED = BREAKS | {",", "and"}
_THAT_IS_OVER = _GONE | _HISTORY
_ENDED_OR_GONE = _ENDED | {"gone"}


def is_over(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """Whether what follows in its sentence says that it is over."""
    entry = finding.entry
    if _SIGNS.isdisjoint(words[finding.end :]) or entry is None or not entry.event:
        return False
    if finding.word in ALWAYS_BRIEF or _returns(words, finding.end):
        return False
    lost = bool(finding.told) or not _FUNCTIONS.isdisjoint(words[: finding.end])
    return (
        (not lost and _is_verb_of(finding, words, marks))
        or (not lost and _is_spoken_of(finding, words, marks))
        or _is_timed(finding, words, marks)
        or any(
            _ends_it(words, at, lost=lost)
            and _is_last_before(finding, at, words, marks)
            for at in range(finding.end + 1, len(words))
            if words[at - 1] in _PARTED
        )
    )


def _returns(words: Sequence[str], start: int) -> bool:
    """ "Over within 20 min but now again", "that went but it's here again"."""
    return any(
        word in _BACK
        and words[at + 1 : at + 2] != ("to",)
        and words[at - 1] not in ("never", "not")
        for at, word in enumerate(words)
        if at > start
    )


def says_over(words: Sequence[str]) -> bool:
    """Whether a sentence without a finding ends the one before: "They stopped when"."""
    if _returns(words, 0):
        return False
    return _ends_it(words, 0, lost=False) or any(
        tuple(words[: len(one)]) == one and len(words) <= len(one) + 1
        for one in _RECOVERY
    )


def _ends_it(words: Sequence[str], at: int, *, lost: bool) -> bool:
    """ "That has passed", "it wore off", "went straight away".

    What was lost may itself be what "stopped" or is "gone".
    """
    if not lost and tuple(words[at : at + 3]) in _AWAY:
        return words[at + 3 : at + 4] == () or words[at + 3] in BREAKS | {
            ",",
            STOP,
            "with",
        }
    # Not "they stopped when driving to call".
    who = tuple(words[at : at + 3]) in _WHO_STOPS
    if who or words[at : at + 1] == () or words[at] not in _IT:
        return False
    for one in _HISTORY if lost else _THAT_IS_OVER:
        if tuple(words[at : at + len(one)]) == one:
            end = at + len(one)  # not "that's gone on since Sunday"
            return _is_closed(words, end) and _STAYING.isdisjoint(words[end : end + 1])
    verb = at + 1
    while words[verb : verb + 1] and words[verb] in _HAS and verb < at + _LONGEST:
        verb += 1
    pair = tuple(words[verb : verb + 2])
    if pair in _WENT_OFF:
        return _is_closed(words, verb + 2)
    if pair == ("went", "the") and not lost:
        return words[verb + 2 : verb + 3] != () and words[verb + 2] in _OF_TIME
    ended = _ENDED - _STOPS if lost else _ENDED
    return bool(pair) and pair[0] in ended and _is_closed(words, verb + 1)


def _is_closed(words: Sequence[str], end: int) -> bool:
    after = words[end : end + 2]
    if not after:
        return True
    if after[0] == "the":
        return bool(after[1:]) and after[1] in _OF_TIME
    rest = words[end : end + _LONGEST]
    return after[0] in _WHEN and _UNSURE.isdisjoint(rest[:1]) and "worse" not in rest


def _is_last_before(
    finding: Mark, at: int, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether no other finding, and no other clause, stands in between."""
    named = [m.start for m in marks if m.is_finding and finding.end <= m.start < at]
    if any(_DUE.isdisjoint(words[i - 2 : i]) for i in named):
        return False
    between = words[finding.end : at - 1]
    if _joins_more(finding.end, at - 1, words, marks):
        return False  # "weak arm and vomiting, that has passed"
    return _UNSURE.isdisjoint(between) and not {",", ";", STOP, "but"} & {*between}


def _joins_more(
    start: int, end: int, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """ "Weak arm and vomiting": it may be the vomiting alone that has passed."""
    places = {mark.start for mark in marks if mark.is_place}
    return any(
        words[i] in ("and", "plus", "+") and i + 1 not in places
        for i in range(start, end)
    )


def _is_verb_of(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "The spinning has finished", "tingling R hand went completely after"."""
    if words[finding.end - 1] in PLAIN_ADJECTIVES:
        return False
    at = finding.end
    ends = {mark.start: mark.end for mark in marks if mark.is_place}
    while at < len(words) and (
        at in ends or words[at] in ("in", "my", "her", "his", "the")
    ):
        at = ends.get(at, at + 1)
    if tuple(words[at : at + 2]) in _WENT_OFF:
        return _is_closed(words, at + 2)
    if words[at : at + 1] == () or words[at] not in ("has", "have"):
        return False
    verb = at + 1
    while words[verb : verb + 1] and words[verb] in _HAS:
        verb += 1
    if tuple(words[verb : verb + 2]) in _OFF:
        return _is_closed(words, verb + 2)
    return (
        words[verb : verb + 1] != ()
        and words[verb] in _ENDED
        and _is_closed(words, verb + 1)
    )


def _is_spoken_of(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "The pins and needles he got on linezolid have gone since stopping it".

    Nothing but a clause about it stands in between: not "the numbness he got is
    worse, the pain has gone", and not "the dizziness since he has stopped them".
    """
    if words[finding.end - 1] in PLAIN_ADJECTIVES:
        return False
    if finding.start and words[finding.start - 1] not in _DEFINITE:
        return False
    named = {mark.start for mark in marks if mark.is_finding}
    far = range(finding.end, min(finding.end + _FAR, len(words)))
    about = [*takewhile(lambda at: at not in named and words[at] not in _PARTING, far)]
    has = next((at for at in about[1:] if words[at] in ("has", "have")), 0)
    if not has or words[about[0]] not in _RELATING or words[has - 1] in _WHO:
        return False
    verb = has + 1
    while words[verb : verb + 1] and words[verb] in _HAS:
        verb += 1
    if verb == len(words) or words[verb] not in _ENDED_OR_GONE:
        return False
    after = words[verb + 1 : verb + 3]
    if after[:1] == ("since",):  # "gone since stopping it", not "since to his jaw"
        return after[1:] in (("stopping",), (TIME_WORD,))
    return _PLAINLY.issuperset(after[:1])


def _is_timed(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "L arm weak, slurring, over within 20 min", not "for over 20 min"."""
    lasted = {m.start for m in marks if m.time is not None and m.time.kind == "after"}
    return any(
        words[at] == "over"
        and at + 1 in lasted
        and words[at - 1] in (",", ";", "all", "was")
        for at in range(finding.end, len(words))
    )
