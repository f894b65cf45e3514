"""What the matchers look for: the lexicon, and letters that are hidden from it."""

from collections.abc import Iterator

from medspacy.target_matcher import TargetRule

from engine.findings.text.context_rules import NEVER
from engine.findings.text.grouped import Groups
from engine.findings.text.loose import loose_phrase
from engine.findings.text.triggers import triggers
from engine.findings.text.words import WordList

LOOSENED = frozenset({"finding", "topic", "ignore"})
FEW = 2  # words are too few to be an idiom of, without the little ones


def phrase_rules(groups: Groups, words: WordList) -> Iterator[TargetRule]:
    """What finds the phrase of each group, also without its little words."""
    for place, (first, *_) in groups.items():
        yield TargetRule(first.phrase, str(place))
        short = loose_phrase(words.plain(first.phrase))
        # Two words are too few to be an idiom of: "fit it in", "a fit in hospital".
        is_idiom = first.axis == "ignore" and len(short or ()) <= FEW
        if short and first.axis in LOOSENED and not is_idiom:
            yield TargetRule(" ".join(short), str(place))


def grammar_rules(words: WordList) -> Iterator[TargetRule]:
    """The triggers that a phrase of the lexicon could be part of."""
    yield TargetRule("nothing", "grammar", pattern=NEVER)
    for trigger in triggers():
        # "r/o" is not the right side: it hides its letters from the lexicon.
        # Not ": no", which would hide the "no feeling" of "saddle: no feeling".
        letters = (word for word in words.plain(trigger.phrase) if word.isalpha())
        if any(len(word) == 1 for word in letters):
            yield TargetRule(trigger.phrase, "grammar")
