"""Days, dates and hours: "yesterday", "since Mon", "12/11", "LKW 2200"."""

import re
from datetime import date

from engine.findings.text.timing.length_forms import unit_of
from engine.findings.text.timing.time_words import (
    CLOCK,
    CUE,
    DATE,
    DATED,
    DAY,
    DAY_NUMBER,
    HOUR,
    MINUTE,
    MONTH,
    MONTHLESS,
    MONTHS,
    SHORT_DAY,
    WEEKDAYS,
    YEAR,
    Form,
)
from engine.findings.text.timing.times import Part, Time


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
    return Time(amount=(0.5, 2), unit=unit_of(match["unit"]), ago=True)


def _weekday(match: re.Match[str]) -> Time | None:
    word = (match.groupdict().get("weekday") or match.groupdict()["shortday"]).lower()
    return Time(weekday=WEEKDAYS.index(word[:3]))


def _weekend(_: re.Match[str]) -> Time | None:
    return Time(weekday=7)


def _year(match: re.Match[str]) -> Time | None:
    is_within = not match[0].lower().startswith(("since", "from"))
    return Time(year=int(match["year"]), within=is_within)


def _month(match: re.Match[str]) -> Time | None:
    year = match["year"]
    month = MONTHS.index(match["month"][:3].lower()) + 1
    is_within = not match[0].lower().startswith(("since", "from"))
    return Time(month=month, year=int(year) if year else None, within=is_within)


def _bare_year(match: re.Match[str]) -> Time | None:
    return Time(year=int(match["year"]), within=True, bare=True)


def _day_and_month(match: re.Match[str]) -> Time | None:
    year = match["year"]
    month = MONTHS.index(match["month"][:3].lower()) + 1
    return Time(month=month, day=int(match["day"]), year=int(year) if year else None)


def _figures(match: re.Match[str]) -> Time | None:
    """ "12/11": the day first, or the month first, or either.

    "Onset 5/7" is five days, unless it says "on".
    """
    first, second = int(match["day"]), int(match["second"])
    year = match["year"]
    is_fraction = second in (7, 12, 24, 52) and not match["on"] and not year
    if (
        is_fraction
        or min(first, second) < 1
        or min(first, second) > 12
        or max(first, second) > 31
    ):
        return None
    day, month = (first, second) if second <= 12 else (second, first)
    return Time(
        month=month,
        day=day,
        swaps=max(first, second) <= 12,
        year=int(year) + (2000 if len(year) == 2 else 0) if year else None,
    )


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


_MONTHS = "|".join(MONTHS)
_CENTURIES = "19|20"

DAYS = (
    Form(
        "day|night|this|ystdy",
        r"\bday before yesterday\b"
        r"|\b(?<!than )(?:yesterday|yday|ystdy)(?:'s)?(?: (?:am|pm"
        r"|morning|afternoon|evening))?\b"
        r"|\btoday\b|\btonight\b|\blast night\b|\bovernight\b"
        r"|\bthis (?:morning|am|afternoon|pm|evening|arvo)\b",
        _day,
    ),
    Form(
        "morning|afternoon|evening|night",
        r"\b(?:in|during) the (?:morning|afternoon|evening|night)\b",
        _part_alone,
    ),
    Form("last", r"\blast (?P<unit>week|month|year)\b", _last_unit),
    # "It has gone on since Sunday" is not "gone on Sunday".
    Form(
        "day",
        rf"\b(?!on since\b)(?:(?:since|on|last|from|this|past)\s){{0,2}}{DAY}\b",
        _weekday,
    ),
    Form(
        "mon|tue|wed|thu|fri|sat|sun",
        rf"\b(?:since|on|last|from)\s{SHORT_DAY}\b",
        _weekday,
    ),
    Form("weekend", r"\b(?:over|since|at|last) (?:the |last )?weekend\b", _weekend),
    Form("-", r"\b(?:(?:since|on|from)\s)?(?P<iso>\d{4}-\d\d-\d\d)\b", _date),
    Form(
        _MONTHS,
        rf"\b(?:{DATED}\s(?:the\s)?)?{DAY_NUMBER}(?:st|nd|rd|th)?(?:\sof)?\s"
        rf"(?P<month>{MONTHLESS})\b(?P<year>)(?!\.?,?\s?(?:19|20)\d\d)",
        _day_and_month,
    ),
    Form(
        _MONTHS,
        rf"\b{DATED}\s(?:the\s)?{DAY_NUMBER}(?:st|nd|rd|th)?(?:\sof)?\s{MONTH}\b"
        rf"(?:,?\s{YEAR}\b)?",
        _day_and_month,
    ),
    Form(
        _MONTHS,
        rf"\b{DATED}\s{MONTH}\s{DAY_NUMBER}(?:st|nd|rd|th)?\b(?:,?\s{YEAR}\b)?",
        _day_and_month,
    ),
    Form(
        DATE,
        rf"\b(?:(?P<on>on|dated)|{DATED}):?\s(?P<day>\d{{1,2}})[/.-](?P<second>\d{{1,2}})"
        r"(?:[/.-](?P<year>(?:20)?\d\d))?(?![\d/:-])(?!\.\d)"
        r"(?!\s?(?:[ap]\.?m\b|h\b|hrs?\b))",
        _figures,
    ),
    Form(_MONTHS, rf"\b(?:since|in|from|during)\s{MONTH}(?:\s{YEAR})?\b", _month),
    Form(_CENTURIES, rf"\b(?:since|in|from|during|circa)\s{YEAR}\b(?![:-])", _year),
    Form(
        _CENTURIES,
        r"(?=[12])(?:(?<=\btia )|(?<=\bcva )|(?<=stroke )|(?<=palsy )|(?<=ablated )"
        r"|(?<=\bdx )|(?<=diagnosed ))(?P<year>(?:19|20)\d\d)\b(?!\s?h)",
        _year,
    ),
    Form(_MONTHS, rf"\b{MONTH}\s{YEAR}\b", _month),
    Form(
        _CENTURIES,
        r"(?=[12])(?<![\w:./@~-])(?<!\bat )(?<!since )(?<!from )(?<!onset )(?<!around )"
        r"(?<!about )(?<!lkw )(?<!lsw )(?<!by )(?<!until )"
        r"(?P<year>19[3-9]\d|20[0-2]\d)\b"
        r"(?!\s?(?:h|hrs?|hours|ml|today|yesterday|on\b|this)\b|[:/.-]\d|[%])",
        _bare_year,
    ),
    Form(
        "mid|noon",
        r"\b(?:at|since|around|about)?\s?(?:midnight|midday|noon)\b",
        _named_clock,
    ),
    Form(
        CLOCK,
        rf"(?:\b{CUE}[:\s]{{1,3}}|[@~]\s?)(?:(?:at|@|around|about|approx)\s)?{HOUR}[:.]?{MINUTE}"
        r"(?!\d)(?:\s?(?P<half>[ap]\.?m\b|hrs?\b|h\b|hours\b))?",
        _clock,
    ),
    Form(
        "0",
        r"(?<![\w:./-])(?P<hour>0\d)(?P<minute>[0-5]\d)(?P<half>)"
        r"(?=\s{0,2}(?:[.,;)\n]|$|today\b|this\b|yesterday\b))",
        _clock,
    ),
    Form(
        ":",
        rf"(?<![\d:]){HOUR}:{MINUTE}(?![\d:])\s?(?P<half>[ap]\.?m\b|hrs?\b|h\b|hours\b)?",
        _clock,
    ),
    Form(
        "am|pm|a.m|p.m",
        rf"(?<![\d:.])(?:\b(?:at|@|since|from)\s)?{HOUR}(?:[:.]?(?P<minute>[0-5]\d))?\s?"
        r"(?P<half>[ap]m|[ap]\.m\.?)(?![a-z])",
        _clock,
    ),
    Form(
        CLOCK,
        r"(?<![\d:.])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s?(?P<half>hrs?|h)\b",
        _clock,
    ),
    Form(
        "at|@",
        rf"(?:\bat|@)\s?{HOUR}(?P<minute>)(?P<half>)(?! ?(?:[\w%/.:-]))(?=[\s,;]|$)",
        _clock,
    ),
)
