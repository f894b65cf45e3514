"""Drinking that was given up years ago: "a bottle a day. Not a drop since 2004".

Who has been dry for weeks, or drinks again, is a drinker still.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

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
# "Used to drink a bottle a day, stopped 2009", "packed it in 2012".
_STOPPING = word_set("stopped quit ceased")
_PUT_BY = frozenset(
    {("packed", "it", "in"), ("gave", "it", "up"), ("given", "it", "up")}
    | {("knocked", "it", "on"), ("kicked", "the", "habit"), ("off", "the", "drink")}
    | {("off", "the", "booze"), ("stopped", "it", "all"), ("stopped", "all", "alcohol")}
    | {("cut", "it", "out"), ("off", "it", "since"), ("off", "all", "alcohol")}
)
_FORMERLY = word_set("used was drank ex former previous previously formerly had once")
_PARTING = word_set(", . ; and but then")
_LEAD = 4
_DRINK = word_set("drinking alcohol booze drink the it all for in")
_NUMBERS = {UNKNOWN_WORD} | word_set(
    "two three four five six seven eight nine ten twelve fifteen twenty thirty many"
)
_SINCE = word_set("for since from , . now") | {TIME_WORD}
_AGAIN = word_set(
    """relapse relapsed relapses relapsing restarted again lapse lapsed lapses until
    except still binge binges slipped not never trying before wants"""
)
# What was stopped may as well be these: "smoked 20 a day, stopped 2010".
_OTHERWISE = word_set(
    """smoker smoke smokes smoked smoking cigarettes cigarette cigs fags tobacco vape
    vaping roll-ups pack packs pack-years methadone heroin cocaine cannabis weed drug
    drugs pills opiates opioids crack gambling using buprenorphine subutex codeine
    night today yesterday"""
)
_OF_NOW = word_set(
    """daily nightly currently cans can bottle bottles pint pints units wine beer vodka
    whisky gin cider lager spirits intoxicated drunk withdrawing withdrawal smells
    smelling"""
)
_DRINKS_ON = frozenset(
    {("drinking", "since"), ("back", "drinking"), ("drinking", "now")}
    | {("drinks", "since"), ("back", "on"), ("drinks", "now"), ("now", "drinks")}
)
_NEAR = 4
_FAR = 8
SOBER_WORDS = (
    _STOPPING
    | frozenset(word for one in _PUT_BY for word in one if word != TIME_WORD)
    | (_FORMERLY | (_PARTING - {",", ".", ";"}) | _DRY)
    | (_AGAIN - {"not"})
    | (_OTHERWISE - {"using"})
    | _OF_NOW
    | word_set("drop quit gave given up drinking drinks back years")
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
    formerly = [*_given_up_since(marks, text, times, start)]
    dry = _dry_for_years(text, times, formerly)
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


def _given_up_since(
    marks: Sequence[Mark], text: Sequence[str], times: Mapping[int, Time], start: int
) -> Iterator[int]:
    """Where what was drunk formerly was stopped: "used to ..., stopped 2009"."""
    for mark in marks:
        at = start + mark.start
        if mark.word != _DRINKING or _FORMERLY.isdisjoint(
            text[max(0, at - _LEAD) : at + 1]
        ):
            continue
        near = text[max(0, at - _LEAD) : start + mark.end + 2 * _FAR]
        if not _OTHERWISE.isdisjoint(near):
            continue
        for i in range(start + mark.end, min(start + mark.end + _FAR, len(text))):
            stopped = text[i] in _STOPPING and i + 1 in times
            stopped = stopped or tuple(text[i : i + 2]) == ("off", "it")
            gap = text[start + mark.end : i]
            # "Used to drink, coke habit, off it since": of what stands right before it.
            if sum(word in (",", ".", ";") for word in gap) > 1:
                break
            if not _OF_NOW.isdisjoint(text[i + 1 : i + 2 * _FAR]):
                break
            if text[i - 1] in _PARTING and (
                stopped or tuple(text[i : i + 3]) in _PUT_BY
            ):
                yield i


def _dry_for_years(
    text: Sequence[str], times: Mapping[int, Time], formerly: Sequence[int]
) -> list[int]:
    """Where the text says so, if nothing in it takes that back."""
    away = [i for i, word in enumerate(text) if word in _AGAIN]
    if not _DRINKS_ON.isdisjoint(pairwise(text)):
        return []
    if any(tuple(text[i : i + 3]) != _NO_DROP and text[i] != "still" for i in away):
        return []
    return [
        at
        for at in range(len(text))
        if (_says_dry(text, at) or at in formerly)
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
    if text[at : at + 1] != ("years",):
        return False
    return text[at - 1] in _NUMBERS or text[at - 1].isdigit()
