"""Drinking that was given up years ago: "a bottle a day. Not a drop since 2004".

Who has been dry for weeks, or drinks again, is a drinker still.
"""

from collections.abc import Mapping, Sequence

from engine.findings.text.marks import Mark
from engine.findings.text.times import Time
from engine.findings.text.word_set import word_set
from engine.findings.text.words import UNKNOWN_WORD

_DRINKING = "harmful-alcohol-use"
_DRY = word_set("dry sober abstinent teetotal")
_NO_DROP = ("not", "a", "drop")
_STOPPED = frozenset(
    {("stopped", "drinking"), ("quit", "drinking"), ("gave", "up"), ("given", "up")}
    | {("gave", "it"), ("stopped", "alcohol"), ("quit", "alcohol"), ("nil", "for")}
)
_AGAIN = word_set(
    """relapse relapsed relapses relapsing restarted again lapse lapsed lapses until
    except still binge binges slipped not never trying before wants"""
)
_NEAR = 4
SOBER_WORDS = (
    _DRY | (_AGAIN - {"not"}) | word_set("drop quit gave given up drinking years")
)


def without_given_up(
    marks: tuple[Mark, ...], text: Sequence[str], times: Mapping[int, Time]
) -> tuple[Mark, ...]:
    """The marks of a sentence without drinking that the text says ended years ago."""
    drinks = any(mark.is_finding and mark.word == _DRINKING for mark in marks)
    drop = any(mark.is_finding and _is_no_drop(mark, text) for mark in marks)
    if not (drinks or drop) or not _is_dry_for_years(text, times):
        return marks
    return tuple(
        mark
        for mark in marks
        if not (mark.is_finding and (mark.word == _DRINKING or _is_no_drop(mark, text)))
    )


def _is_no_drop(mark: Mark, text: Sequence[str]) -> bool:
    """ "Not a drop" of drink for years is none of urine."""
    phrase = mark.entry.phrase if mark.entry else ""
    return phrase == "not a drop" and mark.word != _DRINKING and "drop" in text


def _is_dry_for_years(text: Sequence[str], times: Mapping[int, Time]) -> bool:
    dry = [at for at in range(len(text)) if _says_dry(text, at)]
    if not dry:
        return False
    away = [i for i, word in enumerate(text) if word in _AGAIN]
    if any(tuple(text[i : i + 3]) != _NO_DROP and text[i] != "still" for i in away):
        return False
    return any(
        _is_of_years(i, text, times) for at in dry for i in range(at, at + _NEAR)
    )


def _says_dry(text: Sequence[str], at: int) -> bool:
    pair = tuple(text[at : at + 2])
    return text[at] in _DRY or pair in _STOPPED or tuple(text[at : at + 3]) == _NO_DROP


def _is_of_years(at: int, text: Sequence[str], times: Mapping[int, Time]) -> bool:
    """ "Since 2004", "for 8 years", "eight years": a number written out is no time."""
    time = times.get(at)
    if time is not None:
        return bool(time.year) or time.unit == "years"
    return text[at : at + 1] == ("years",) and text[at - 1] == UNKNOWN_WORD
