"""What is stated about a patient, in a clinician's words."""

from collections.abc import Iterator

from engine.cards.markup import day
from engine.findings.finding import DrugUse, Finding, Measurement
from engine.terminology.vocabulary import Vocabulary
from engine.when import Interval

Entry = Finding | Measurement | DrugUse
_SIDES = {"both": "both sides", "one": "one side only", "midline": "midline"}


def named(entry: Entry, words: Vocabulary) -> str:
    """What it is and where: "numbness or tingling of the face (left)"."""
    match entry:
        case Finding():
            sites = " and ".join(words.sites[s].says for s in sorted(entry.sites))
            side = f" ({_SIDES.get(entry.side, entry.side)})" if entry.side else ""
            of = f" of the {sites}" if sites else ""
            return f"{words.findings[entry.what].says}{of}{side}"
        case Measurement():
            return words.measures[entry.what].says
        case DrugUse():
            return words.drugs[entry.what].says


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
