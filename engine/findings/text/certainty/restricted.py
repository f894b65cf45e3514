"""Denials that hold only for rest, or for one posture: there is more of it.

"Not short of breath at rest but is on walking", "no headache lying down, only when
she stands": what is denied is there all the same. "But is on bisoprolol" is not.
"""

from collections.abc import Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.word_set import word_set

_TURNS = word_set("but though although yet however , only except")
_SUBJECTS = word_set("he she it they i pt patient there then now definitely certainly")
_VERBS = word_set(
    """is are was were does do did has have had gets get got becomes become became can
    yes starts comes he's she's it's they're i'm"""
)
_ONLY = word_set("only just except")
_WHEN = word_set("when whenever while whilst once if")
_RELATING = word_set("on with during after at in upon by from")
_MOVING = word_set(
    """walking exertion exertional effort activity exercise stairs stair standing
    moving movement movements coughing straining sneezing bending lying sitting
    climbing turning looking flat hills hill incline inclines lifting getting night
    nights running rising rolling talking eating swallowing mobilising mobilizing
    reading waking change changing gripping typing"""
)
_SMALL = word_set(
    "it them some the a an any his her minimal mild moderate slight up out head"
)
_NEGATIONS = word_set(
    """no not nil none never nor without isn't isnt doesn't doesnt hasn't hasnt don't
    dont aren't arent haven't havent didn't didnt"""
)
_FAR = 8
_AHEAD = 4
RESTRICTED_WORDS = frozenset().union(
    *(_TURNS - {","}, _SUBJECTS, _VERBS, _ONLY, _WHEN, _RELATING, _MOVING),
    *(_SMALL, _NEGATIONS),
)
_OPENING = _VERBS | _ONLY


def is_denied_in_part(
    finding: Mark, words: Sequence[str], marks: Sequence[Mark]
) -> bool:
    """Whether what follows a denied finding says when it is there after all."""
    if _TURNS.isdisjoint(words[finding.end :]):
        return False
    named = [m.start for m in marks if m.is_finding and m.start >= finding.end]
    end = min([finding.end + _FAR, *named, len(words)])
    for at in range(finding.end, end):
        if words[at] in (".", ";"):
            return False
        if words[at] in _TURNS and _says_when(words, at):
            return True
    return False


def _says_when(words: Sequence[str], at: int) -> bool:
    """ "But is on walking", "but she does when she stands", ", only on exertion"."""
    after = at + 1
    while after < len(words) and words[after] in _SUBJECTS:
        after += 1
    said = words[after : after + _AHEAD]
    if not said or not _NEGATIONS.isdisjoint(said[:2]):
        return False
    if words[at] in _ONLY:
        return _is_when(said)
    return said[0] in _OPENING and _is_when(said[1:])


def _is_when(said: Sequence[str]) -> bool:
    """ "When she stands", "on the stairs", "it on turning"."""
    rest = [word for word in said if word not in _SMALL]
    if not rest:
        return False
    moves = rest[0] in _RELATING and not _MOVING.isdisjoint(rest[1:2])
    return rest[0] in _WHEN or moves
