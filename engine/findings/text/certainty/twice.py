"""Denials that are denied: "not without pain", "can't say he isn't confused"."""

from collections.abc import Sequence
from itertools import pairwise

from engine.findings.text.wording.word_set import word_set

_REACH = 6
_FAR = 14
_DENYING = frozenset({"not", "never", "isn't", "isnt", "cannot", "can't"})
_UNABLE = word_set(
    """can't cannot cant couldn't couldnt unable won't wont impossible struggles
    struggling struggled hardly barely scarcely"""
)
# "Does not walk without falling", but "did not trip, walks without falling".
_NOT_DONE = word_set(
    """not never doesn't doesnt don't dont didn't didnt hasn't hasnt haven't havent
    longer isn't isnt wasn't wasnt"""
)
_CLAUSE_ENDS = word_set(", ; . : and but then so")
_SAYING = frozenset(
    {("not", "that"), ("can't", "say"), ("cannot", "say"), ("cant", "say")}
    | {("wouldn't", "say"), ("not", "say"), ("not", "true")}
)
TWICE_WORDS = (
    _DENYING | _UNABLE | _NOT_DONE | frozenset(w for pair in _SAYING for w in pair)
)
_LACKING = _UNABLE | _NOT_DONE


def is_denied_twice(at: int, words: Sequence[str]) -> bool:
    """Whether the denial at a word is itself denied, in its own clause."""
    before = list(words[max(0, at - _REACH) : at])
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    if before and before[-1] in _DENYING:
        return True
    if words[at] == "without" and _cannot_do(at, words, before):
        return True
    return not _SAYING.isdisjoint(pairwise(before))


def _cannot_do(at: int, words: Sequence[str], before: Sequence[str]) -> bool:
    """ "Can't stand without falling", "can't keep upright without swaying"."""
    if not _UNABLE.isdisjoint(before):
        return True
    start = at
    while start > max(0, at - _FAR) and words[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    return not _LACKING.isdisjoint(words[start:at])
