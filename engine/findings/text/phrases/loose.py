"""Phrases and texts without the little words that change nothing.

"My head is absolutely pounding" is read by the phrase "head pounding", "can't
get any of his words out" by "can't get words out". Only words inside a phrase
are left out, and none that denies, joins or tells a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import TIME_WORD

LOOSE = word_set(
    """the his her my their your its this that these those any some very really quite
    so rather absolutely totally utterly literally incredibly extremely terribly awfully
    pretty proper properly all just still also bit slightly somewhat kind sort
    is are was were been being has have had having got getting gets become becomes
    became becoming went gone going goes turned turning turns looks looked looking
    seems seemed sounds sounded sounding appears appeared feels felt it he's she's it's
    own actually again a an of"""
)
_ARTICLES = word_set("a an")
VERBS = word_set(
    """has have having had got getting gets get become becomes became becoming went gone
    going goes turned turning turns looks looked looking feels felt been being"""
)
# Without its verb "face going down" would be read in "found face down", "room going
# round" in "room round the corner" and "pt not felt in" in "pt not in pain".
_NO_ENDS = word_set(
    """in on l r down round around off up below under out to for with about into
    sleep after over"""
)
_OTHERWISE = frozenset(
    {("pt", "not"), ("no", "longer"), ("not", "feeling"), ("not", "on"), ("not", "to")}
)


@dataclass(frozen=True, slots=True)
class Loosened:
    """Some words without the loose ones; ``at`` is where each stood."""

    words: tuple[str, ...]
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the words start to end stood, as a span of the whole."""
        return self.at[start], self.at[end - 1] + 1


def loosened(words: Sequence[str]) -> Loosened:
    """The words of a text without the loose ones, and without times.

    "Tooth out at noon under local" is "tooth out under local".
    """
    kept = [(i, w) for i, w in enumerate(words) if w not in LOOSE and w != TIME_WORD]
    return Loosened(tuple(word for _, word in kept), tuple(i for i, _ in kept))


def loose_phrase(words: Sequence[str]) -> tuple[str, ...] | None:
    """A phrase without its loose words, None if it means nothing without them.

    An article may make the phrase ("a fit"), and so may its first and last word.
    """
    if len(words) < 2 or not LOOSE.isdisjoint((words[0], words[-1])):
        return None
    # "Weak all over" is general, "weak over the left arm" is not.
    if not _ARTICLES.isdisjoint(words) or ("all", "over") in pairwise(words):
        return None
    return tuple(word for word in words if word not in LOOSE)


def needs_verb(words: Sequence[str], short: Sequence[str]) -> bool:
    """Whether a phrase without its loose words means something else without a verb."""
    if VERBS.isdisjoint(words):
        return False
    return short[-1] in _NO_ENDS or tuple(short[:2]) in _OTHERWISE
