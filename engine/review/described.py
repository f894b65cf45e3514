"""What is stated about a patient, in a clinician's words."""

import re
from collections.abc import Iterable, Iterator

from engine.cards.markup import day
from engine.findings.finding import DrugUse, Finding, Measurement
from engine.rulebook.rule import GivenFinding
from engine.terminology.vocabulary import Vocabulary
from engine.when import Interval

Entry = Finding | Measurement | DrugUse
_SIDES = {"both": "both sides", "one": "one side only", "midline": "midline"}


def named(entry: Entry, words: Vocabulary) -> str:
    """What it is and where: "numbness or tingling of the face (left)"."""
    match entry:
        case Finding():
            return placed(entry.what, entry.sites, entry.side, words)
        case Measurement():
            return words.measures[entry.what].says
        case DrugUse():
            return words.drugs[entry.what].says


def placed(what: str, sites: Iterable[str], side: str | None, words: Vocabulary) -> str:
    """A finding and its place: "numbness or tingling of the face (left)".

    A place that the word itself names or implies is not said again.
    """
    word = words.findings[what]
    told = (words.sites[s].says for s in sorted(sites) if s != word.implied_site)
    of = " and ".join(one for one in told if not _is_said(one, word.says))
    beside = (
        f" ({_SIDES.get(side, side)})" if side and side != word.implied_side else ""
    )
    return f"{word.says}{f' of the {of}' if of else ''}{beside}"


def _is_said(place: str, says: str) -> bool:
    """Whether words name a place, one of it or several: no chin is in twitching."""
    return re.search(rf"\b{re.escape(place)}s?\b", says) is not None


def added(told: GivenFinding, words: Vocabulary) -> str:
    """One more finding, with all that it would record."""
    rest = (
        f"{told.speed} in onset" if told.speed else "",
        *(told.course or ()),
        "symmetrical" if told.symmetric else "",
        f"since {told.began[:-4]}" if told.began.endswith(" ago") else "",
        f"{told.episodes} episodes" if told.episodes > 1 else "",
        f"gone {told.ended}" if told.ended else "",
    )
    name = placed(told.finding, told.site or (), told.side, words)
    return ", ".join((f"{name} were recorded too", *filter(None, rest)))


def shown(unit: str) -> str:
    """A UCUM unit without the braces of its annotations."""
    return unit.translate({ord(sign): None for sign in "{}[]"})


def described(entry: Entry, words: Vocabulary) -> str:
    """All that is stated, in a line."""
    return ", ".join((named(entry, words), *_rest(entry, words)))


def _rest(entry: Entry, words: Vocabulary) -> Iterator[str]:
    match entry:
        case Finding():
            yield from _of_finding(entry)
        case Measurement():
            yield value(entry, words)
            yield from (f"taken {day(entry.taken)}",) if entry.taken else ()
        case DrugUse():
            yield entry.taking.replace("-", " ")
            yield from _since("since", entry.started)
            yield from _since("until", entry.ended)


def _of_finding(entry: Finding) -> Iterator[str]:
    yield from (entry.presence,) if entry.presence != "present" else ()
    yield from ("resolved",) if entry.state == "resolved" else ()
    if entry.presence != "absent":
        yield f"began {day(entry.onset)}" if entry.onset else "onset not recorded"
    yield from filter(None, (entry.speed, *sorted(entry.courses), entry.severity))
    yield from ("long-standing",) if entry.chronic else ()
    yield from ("symmetrical",) if entry.symmetric else ()
    yield from _since("ended", entry.ended)
    yield from (f"{entry.episodes} episodes",) if entry.episodes > 1 else ()
    yield from () if entry.current else ("no longer current",)


def _since(word: str, time: Interval | None) -> Iterator[str]:
    yield from (f"{word} {day(time)}",) if time else ()


def value(entry: Measurement, words: Vocabulary) -> str:
    """A measured value with its unit: "6.5 %", "at least 20 mmol/L"."""
    unit = shown(words.measures[entry.what].unit)
    low, high = entry.low, entry.high
    if low is not None and low == high:
        return f"{low.normalize():f} {unit}"
    bounds = (
        f"{'more than' if entry.low_open else 'at least'} {low}" if low else "",
        f"{'less than' if entry.high_open else 'at most'} {high}" if high else "",
    )
    return f"{' and '.join(filter(None, bounds))} {unit}"
