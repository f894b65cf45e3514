"""Drinking that was given up years ago: "a bottle a day. Not a drop since 2004".

Who has been dry for weeks, or drinks again, is a drinker still.
"""

from collections.abc import Mapping, Sequence

from engine.findings.text.phrases.marks import Mark
from engine.findings.text.timing.times import Time
from engine.findings.text.wording.grammar import PERSONS
from engine.findings.text.wording.word_set import word_set
from engine.findings.text.wording.words import TIME_WORD, UNKNOWN_WORD

_DRINKING = "harmful-alcohol-use"
_DRY = word_set("dry sober abstinent teetotal")
_NO_DROP = ("not", "a", "drop")
_STOPPED = frozenset(
    {("stopped", "drinking"), ("quit", "drinking"), ("stopped", "alcohol")}
    | {("quit", "alcohol")}
)
_GIVEN_UP = frozenset({("gave", "up"), ("given", "up")})
_DRINK = word_set("drinking alcohol booze drink the it all for in")
_NUMBERS = {UNKNOWN_WORD} | word_set(
    "two three four five six seven eight nine ten twelve fifteen twenty thirty many"
)
_SINCE = word_set("for since from , . now") | {TIME_WORD}
_AGAIN = word_set(
    """relapse relapsed relapses relapsing restarted again lapse lapsed lapses until
    except still binge binges slipped not never trying before wants"""
)
_NEAR = 4
SOBER_WORDS = (
    _DRY | (_AGAIN - {"not"}) | word_set("drop quit gave given up drinking years")
)


def without_given_up(
    marks: tuple[Mark, ...],
    text: Sequence[str],
    times: Mapping[int, Time],
    start: int,
) -> tuple[Mark, ...]:
    """The marks of a sentence without drinking that the text says ended years ago.

    Drinking told behind it goes on: "dry for 10 years, now drinks a bottle a day".
    """
    drinks = any(mark.is_finding and mark.word == _DRINKING for mark in marks)
    drop = any(mark.is_finding and _is_no_drop(mark, text) for mark in marks)
    if not (drinks or drop):
        return marks
    dry = _dry_for_years(text, times)
    if not dry:
        return marks
    return tuple(
        mark
        for mark in marks
        if not (
            mark.is_finding
            and (
                (mark.word == _DRINKING and _is_before(mark, text, start, dry[-1]))
                or _is_no_drop(mark, text)
            )
        )
    )


def _is_before(mark: Mark, text: Sequence[str], start: int, dry: int) -> bool:
    """ "Heavy drinker, dry since 2004", "sober 8 years after heavy drinking"."""
    return start + mark.start <= dry or text[start + mark.start - 1] == "after"


def _is_no_drop(mark: Mark, text: Sequence[str]) -> bool:
    """ "Not a drop" of drink for years is none of urine."""
    phrase = mark.entry.phrase if mark.entry else ""
    return phrase == "not a drop" and mark.word != _DRINKING and "drop" in text


def _dry_for_years(text: Sequence[str], times: Mapping[int, Time]) -> list[int]:
    """Where the text says so, if nothing in it takes that back."""
    away = [i for i, word in enumerate(text) if word in _AGAIN]
    if any(tuple(text[i : i + 3]) != _NO_DROP and text[i] != "still" for i in away):
        return []
    return [
        at
        for at in range(len(text))
        if _says_dry(text, at)
        and PERSONS.isdisjoint(text[max(0, at - _NEAR) : at])
        and any(_is_of_years(i, text, times) for i in range(at, at + _NEAR))
    ]


def _says_dry(text: Sequence[str], at: int) -> bool:
    """ "Dry since 2004", "gave up drinking"; not "dry cough", "gave up smoking"."""
    pair = tuple(text[at : at + 2])
    if text[at] in _DRY:
        after = text[at + 1 : at + 2]
        counted = "years" in text[at + 2 : at + 3]  # "sober eight years"
        return not after or after[0] in _SINCE or counted
    if pair in _GIVEN_UP:
        return text[at + 2 : at + 3] != () and text[at + 2] in _DRINK
    return pair in _STOPPED or tuple(text[at : at + 3]) == _NO_DROP


def _is_of_years(at: int, text: Sequence[str], times: Mapping[int, Time]) -> bool:
    """ "Since 2004", "for 8 years", "eight years": a number written out is no time."""
    time = times.get(at)
    if time is not None:
        return bool(time.year) or time.unit == "years"
    return text[at : at + 1] == ("years",) and text[at - 1] in _NUMBERS
