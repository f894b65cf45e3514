"""Symptoms that stop: "the dizzy spells stopped when the tablets were changed".

Only a noun stops, and only right before its verb: "confused when the alarm went
off", "leg weakness, statin stopped" and "dizzy so stopped on the hard shoulder"
tell of no end.
"""

from collections.abc import Iterator, Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.wording.grammar import ADJECTIVES, POSSESSIVES
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import STOP

STOPPED = word_set("stopped ceased vanished abated subsided")
_OFF = frozenset({("went", "off"), ("passed", "off")})
# What of a symptom may stop; an adjective ("weak", "short of breath") does not.
_NOUNS = word_set(
    """pain pains fit fits fitting seizure seizures convulsion convulsions spell spells
    attack attacks episode episodes vertigo fever headache headaches migraine migraines
    tingling tingles needles numbness dizziness weakness swelling oedema edema slurring
    confusion paraesthesia paresthesia paraesthesiae spinning giddiness
    lightheadedness breathlessness dyspnoea bleeding incontinence diplopia aches ache
    burning stiffness drooping twitching jerking"""
)
_BETWEEN = POSSESSIVES | word_set(
    """in of both on down over has have had then itself themselves all just finally
    eventually suddenly since also completely soon spells spell attacks attack episodes
    episode symptoms feeling sensation sensations"""
)
_WHEN = word_set("when before once prior within and but , ; :") | {STOP}
# "Stopped after 50 yards" is who walks, "with his hand on the wall" as well.
_AFTERWARDS = word_set("after with")
_BY_ITSELF = frozenset(
    {("as", "soon"), ("by", "itself"), ("by", "the"), ("on", "its"), ("on", "their")}
)
_ITSELF = word_set("it this that which has have")
STOPPED_WORDS = frozenset().union(
    *(STOPPED, _BETWEEN, _AFTERWARDS, _ITSELF, *_OFF, *_BY_ITSELF),
    _WHEN - {",", ";", ":", STOP},
)


def _is_noun(finding: Mark, words: Sequence[str]) -> bool:
    """Whether a noun names it, of which a verb may be told."""
    last = words[finding.end - 1]
    return last in _NOUNS and (last not in ADJECTIVES or last.endswith("ing"))


def stops(finding: Mark, words: Sequence[str], marks: Sequence[Mark]) -> bool:
    """ "The tingling in her fingers has stopped", "swelling abated after"."""
    if not _is_noun(finding, words):
        return False
    ends = {mark.start: mark.end for mark in marks if mark.is_place}
    at = finding.end
    while at < len(words) and (at in ends or words[at] in _BETWEEN):
        at = ends.get(at, at + 1)
    return _is_stop(words, at)


def stops_itself(said: Sequence[str]) -> bool:
    """ "It stopped as soon as", "it has passed off"."""
    at = 0
    while at < len(said) and said[at] in _ITSELF:
        at += 1
    return at > 0 and _is_stop(said, at)


def _is_stop(words: Sequence[str], at: int) -> bool:
    """Whether a verb stands there that ends a symptom, and takes no object."""
    for length in _lengths(words, at):
        then = words[at + length : at + length + 2]
        if not then or then[0] in _WHEN or tuple(then) in _BY_ITSELF:
            return True
        return then[0] in _AFTERWARDS and not then[-1].isdigit()
    return False


def _lengths(words: Sequence[str], at: int) -> Iterator[int]:
    if words[at : at + 1] and words[at] in STOPPED:
        yield 1
    elif tuple(words[at : at + 2]) in _OFF:
        yield 2
