"""Denials that are denied: "not without pain", "can't say he isn't confused"."""

from collections.abc import Sequence
from itertools import pairwise

_REACH = 6
_DENYING = frozenset({"not", "never", "isn't", "isnt", "cannot", "can't"})
_UNABLE = frozenset({"can't", "cannot", "cant", "couldn't", "couldnt", "unable"})
_SAYING = frozenset(
    {("not", "that"), ("can't", "say"), ("cannot", "say"), ("cant", "say")}
    | {("wouldn't", "say"), ("not", "say"), ("not", "true")}
)
TWICE_WORDS = _DENYING | _UNABLE | frozenset(word for pair in _SAYING for word in pair)


def is_denied_twice(at: int, words: Sequence[str]) -> bool:
    """Whether the denial at a word is itself denied, in its own clause."""
    before = list(words[max(0, at - _REACH) : at])
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    if before and before[-1] in _DENYING:
        return True
    if words[at] == "without" and not _UNABLE.isdisjoint(before):
        return True  # "can't stand without falling"
    return not _SAYING.isdisjoint(pairwise(before))
