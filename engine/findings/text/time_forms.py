"""Times as clinicians write them: "x 2h", "3/7", "since 0730", "LKW 2200".

Every pattern has bounded gaps and bounded repeats, so a search is linear in
the length of the text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from engine.findings.text.time_words import (
    ABOUT,
    AMOUNTS,
    CUE,
    DAY,
    HOUR,
    MINUTE,
    MONTH,
    MONTHS,
    SHORT_DAY,
    SPAN,
    VAGUE,
    WEEKDAYS,
)
from engine.findings.text.times import Part, Time, Unit


@dataclass(frozen=True, slots=True)
class Written:
    """Where in a text a time stands."""

    start: int
    end: int
    time: Time


def _amount(match: re.Match[str]) -> tuple[float, float]:
    first = _number(match["n"])
    last = _number(match["m"]) if match["m"] else first
    return min(first[0], last[0]), max(first[1], last[1])


def _number(text: str) -> tuple[float, float]:
    words = " ".join(text.lower().split())
    return AMOUNTS[words] if words in AMOUNTS else (float(words), float(words))


def _unit(text: str) -> Unit:
    word = text.strip().lower()
    if word.startswith("mi") or word == "m":
        return "minutes"
    first: dict[str, Unit] = {"h": "hours", "d": "days", "w": "weeks", "y": "years"}
    return first.get(word[0], "months")


def _span(match: re.Match[str]) -> Time | None:
    return Time(amount=_amount(match), unit=_unit(match["unit"]))


def _ago(match: re.Match[str]) -> Time | None:
    return Time(amount=_amount(match), unit=_unit(match["unit"]), ago=True)


def _lasted(match: re.Match[str]) -> Time | None:
    return Time("lasted", _amount(match), _unit(match["unit"]))


def _lasting(match: re.Match[str]) -> Time | None:
    return Time("lasting", _amount(match), _unit(match["unit"]))


def _after(match: re.Match[str]) -> Time | None:
    return Time("after", _amount(match), _unit(match["unit"]))


def _fraction(match: re.Match[str]) -> Time | None:
    units: dict[str, tuple[Unit, int]] = {
        "24": ("hours", 96),
        "7": ("days", 21),
        "52": ("weeks", 104),
        "12": ("months", 60),
    }
    unit, most = units[match["of"]]
    amount = _amount(match)
    return Time(amount=amount, unit=unit) if amount[1] <= most else None


def _vague(match: re.Match[str]) -> Time | None:
    unit = _unit(match["unit"])
    chronic = unit in ("months", "years")
    return Time("chronic" if chronic else "began", VAGUE[unit], unit)


def _chronic(_: re.Match[str]) -> Time | None:
    return Time("chronic")


def _just_now(_: re.Match[str]) -> Time | None:
    return Time(amount=(0, 1), unit="hours", ago=True)


def _woke(_: re.Match[str]) -> Time | None:
    return Time(woke=True)


def _day(match: re.Match[str]) -> Time | None:
    word = " ".join(match[0].lower().split())
    if "before" in word:
        return Time(days_before=2)
    if word in ("last night", "overnight"):
        return Time(days_before=1, part="night")
    before = 1 if word.startswith("y") else 0
    return Time(days_before=before, part=_part(word))


def _part(word: str) -> Part:
    if "morning" in word or word.endswith(" am"):
        return "morning"
    if "afternoon" in word or "arvo" in word or word.endswith(" pm"):
        return "afternoon"
    return "evening" if "evening" in word or "tonight" in word else ""


def _part_alone(match: re.Match[str]) -> Time | None:
    return Time(
        part="night" if "night" in match[0].lower() else _part(match[0].lower())
    )


def _last_unit(match: re.Match[str]) -> Time | None:
    return Time(amount=(0.5, 2), unit=_unit(match["unit"]), ago=True)


def _weekday(match: re.Match[str]) -> Time | None:
    word = (match.groupdict().get("weekday") or match.groupdict()["shortday"]).lower()
    return Time(weekday=WEEKDAYS.index(word[:3]))


def _weekend(_: re.Match[str]) -> Time | None:
    return Time(weekday=7)


def _year(match: re.Match[str]) -> Time | None:
    return Time(year=int(match["year"]))


def _month(match: re.Match[str]) -> Time | None:
    year = match["year"]
    month = MONTHS.index(match["month"][:3].lower()) + 1
    return Time(month=month, year=int(year) if year else None)


def _date(match: re.Match[str]) -> Time | None:
    try:
        return Time(on=date.fromisoformat(match["iso"]))
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> Time | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower().replace(".", "")[:1]
    if half in ("a", "p") and not 1 <= hour <= 12:
        return None
    if half == "p":
        hour = hour % 12 + 12
    elif half == "a":
        hour %= 12
    return Time(clock=(hour % 24, minute))


def _named_clock(match: re.Match[str]) -> Time | None:
    return Time(clock=(0 if "mid" in match[0].lower() else 12, 0))


_Reader = Callable[[re.Match[str]], Time | None]
_FORMS: tuple[tuple[str, _Reader], ...] = (
    (
        rf"\b{SPAN}\s{{0,2}}(?:ago\b|back\b(?! to)|earlier\b|previously\b|pta\b"
        r"|prior(?: to (?:arrival|admission|presentation))?\b|before arrival\b)",
        _ago,
    ),
    (rf"\blasted(?: for)?\s{{1,2}}{ABOUT}{SPAN}", _lasted),
    (rf"\blast(?:ing|s)(?: for)?\s{{1,2}}{ABOUT}{SPAN}", _lasting),
    (rf"\b{SPAN}\s(?:episode|spell|attack)s?\b", _lasting),
    (
        rf"(?:\bfor|\bx|\u00d7|\bsince|\bpast|\blast|\bduration(?: of)?:?"
        rf"|\bover the (?:last|past)"
        rf"|\b(?:with)?in the (?:last|past))\s{{0,2}}(?!the next){ABOUT}{SPAN}"
        r"(?!\s(?:old|post|after|pregnant))(?:\s(?:now|duration|hx|history(?: of)?))?",
        _span,
    ),
    (
        rf"(?<![\w./]){SPAN}[\s-]{{0,2}}(?:history\b|hx\b|h/o\b|duration\b)(?: of\b)?",
        _span,
    ),
    (
        r"(?<![\w./])(?:(?:x|for|since|last|past)\s?)?(?P<n>\d{1,2})"
        r"(?:-(?P<m>\d{1,2}))?/(?P<of>24|7|52|12)(?![\d/])"
        r"(?!\s(?:post|after))(?:\s(?:ago|back|hx|history|duration)\b)?(?: of\b)?",
        _fraction,
    ),
    (rf"\b(?:after|within|in)\s{ABOUT}{SPAN}(?!\s(?:time|ago))", _after),
    (
        rf"(?<![\w./])(?<!every )(?<!next ){SPAN}(?=\s{{0,2}}(?:[.,;)\n]|$))",
        _span,
    ),
    (
        r"\b(?:for|since)\s(?:the (?:last|past)\s)?(?P<unit>minutes|hours|days|weeks"
        r"|months|years|yrs)\b",
        _vague,
    ),
    (r"(?<!\d\s)\b(?P<unit>minutes|hours|days|weeks|months|years|yrs) ago\b", _vague),
    (
        r"\bsince (?:childhood|birth|infancy|a child|(?:he|she) was (?:a child|young)"
        r"|school)\b|\ball (?:his|her|my|their) life\b|\blife[ -]?long\b",
        _chronic,
    ),
    (r"\bjust (?:now|started|happened)\b|\ba moment ago\b|\bmoments ago\b", _just_now),
    (
        r"\b(?:woke|awoke|awakened|woken)(?: up)?\b|\b(?:up)?on"
        r" (?:waking|wakening|awakening)(?: up)?\b"
        r"|\bwake[- ]up (?:stroke|onset|symptoms)\b",
        _woke,
    ),
    (
        r"\bday before yesterday\b"
        r"|\b(?:yesterday|yday|ystdy)(?:'s)?(?: (?:am|pm"
        r"|morning|afternoon|evening))?\b"
        r"|\btoday\b|\btonight\b|\blast night\b|\bovernight\b"
        r"|\bthis (?:morning|am|afternoon|pm|evening|arvo)\b",
        _day,
    ),
    (r"\b(?:in|during) the (?:morning|afternoon|evening|night)\b", _part_alone),
    (r"\blast (?P<unit>week|month|year)\b", _last_unit),
    (rf"\b(?:(?:since|on|last|from|this|past)\s){{0,2}}{DAY}\b", _weekday),
    (rf"\b(?:since|on|last|from)\s{SHORT_DAY}\b", _weekday),
    (r"\b(?:over|since|at|last) (?:the |last )?weekend\b", _weekend),
    (r"\b(?:(?:since|on|from)\s)?(?P<iso>\d{4}-\d\d-\d\d)\b", _date),
    (rf"\b(?:since|in|from|during)\s{MONTH}(?:\s(?P<year>(?:19|20)\d\d))?\b", _month),
    (r"\b(?:since|in|from|during|circa)\s(?P<year>(?:19|20)\d\d)\b(?![:-])", _year),
    (r"\b(?:at|since|around|about)?\s?(?:midnight|midday|noon)\b", _named_clock),
    (
        rf"(?:\b{CUE}[:\s]{{1,3}}|[@~]\s?)(?:(?:at|@|around|about|approx)\s)?{HOUR}[:.]?{MINUTE}"
        r"(?!\d)\s?(?P<half>[ap]\.?m\b|hrs?\b|h\b|hours\b)?",
        _clock,
    ),
    (
        rf"(?<![\d:]){HOUR}:{MINUTE}(?![\d:])\s?(?P<half>[ap]\.?m\b|hrs?\b|h\b|hours\b)?",
        _clock,
    ),
    (
        rf"(?<![\d:.])(?:\b(?:at|@|since|from)\s)?{HOUR}(?:[:.]?(?P<minute>[0-5]\d))?\s?"
        r"(?P<half>[ap]m|[ap]\.m\.?)(?![a-z])",
        _clock,
    ),
    (
        r"(?<![\d:.])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s?(?P<half>hrs?|h)\b",
        _clock,
    ),
    (
        rf"(?:\bat|@)\s?{HOUR}(?P<minute>)(?P<half>)(?! ?(?:[\w%/.:-]))(?=[\s,;]|$)",
        _clock,
    ),
)
_COMPILED = tuple((re.compile(form, re.IGNORECASE), read) for form, read in _FORMS)


def times(text: str) -> Iterator[Written]:
    """The times of a text in order, none overlapping, the longest first kept."""
    end = 0
    for found in sorted(_found(text), key=lambda found: (found.start, -found.end)):
        if found.start >= end:
            end = found.end
            yield found


def _found(text: str) -> Iterator[Written]:
    for pattern, read in _COMPILED:
        for match in pattern.finditer(text):
            time = read(match)
            if time is not None:
                yield Written(match.start(), match.end(), time)
