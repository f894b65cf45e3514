"""The words and figures that times are written with, as patterns.

Bounded repeats only, so that no search over a text runs away.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from engine.findings.text.timing.times import Time, Unit

Reader = Callable[[re.Match[str]], Time | None]
CLOCK, DATE, SPAN_OF = "#clock", "#date", "#span"
FIGURES = {
    CLOCK: re.compile(r"\d[:.]?\d\d"),
    DATE: re.compile(r"\d[/.-]\d"),
    SPAN_OF: re.compile(r"\d\s?[hdwmy]", re.IGNORECASE),
}


class Form(NamedTuple):
    """One way to write a time, and what it says.

    ``cues`` are letters, one of which stands in all that is so written ("ago|back"),
    or a name of `FIGURES`: a text without them is not searched.
    """

    cues: str
    pattern: str
    read: Reader


NUMBERS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
AMOUNTS: dict[str, tuple[float, float]] = {
    "a": (1, 1),
    "an": (1, 1),
    "half a": (0.5, 0.5),
    "half an": (0.5, 0.5),
    "few": (2, 5),
    "a few": (2, 5),
    "couple": (2, 2),
    "couple of": (2, 2),
    "a couple": (2, 2),
    "a couple of": (2, 2),
    "several": (3, 9),
    "some": (2, 9),
    "many": (5, 30),
    **{word: (number, number) for number, word in enumerate(NUMBERS, 1)},
}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
VAGUE: dict[Unit, tuple[float, float]] = {
    "minutes": (1, 59),
    "hours": (1, 24),
    "days": (1, 14),
    "weeks": (1, 12),
    "months": (1, 24),
    "years": (1, 80),
}

NUMBER = (
    r"(?:\d{1,3}(?:\.\d{1,2})?|half an?|an?(?: few| couple(?: of)?)?|few|couple(?: of)?"
    r"|several|some|many|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
RANGE = rf"(?P<n>{NUMBER})(?:\s?(?:-|\u2013|to|or)\s?(?P<m>{NUMBER}))?\+?"
UNIT = (
    r"(?P<unit>min(?:ute)?s?|hours?|hrs?|days?|weeks?|wks?|months?|mths?|years?|yrs?"
    r"|(?<=\d)\s?(?:h|d|w|mo|mos|y|m)|(?<=\d\s)(?:h|d))\b"
)
SPAN = rf"{RANGE}[\s-]{{0,2}}{UNIT}"
ABOUT = (
    r"(?:(?:the|last|past|about|approx(?:imately)?\.?|around|nearly|almost|over"
    r"|more than|at least|up to|roughly|previous|now|another|~|>|<)\s{0,2}){0,4}"
)
DAY = r"(?P<weekday>mon|tue|tues|wed|wednes|thu|thur|thurs|fri|satur|sun)day"
SHORT_DAY = r"(?P<shortday>mon|tues?|wed|thu|thurs?|fri|sat|sun)"
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
MONTHLESS = (  # "may" is a verb, "3 may" a month only behind a cue
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
DATED = r"(?:since|on|from|dated|onset|started|began|around|circa|approx)"
DAY_NUMBER = r"(?P<day>0?[1-9]|[12]\d|3[01])"
YEAR = r"(?P<year>(?:19|20)\d\d)"
CUE = (
    r"(?:at|@|since|from|onset|around|about|approx(?:imately)?|~|by|lkw|lsw|lkn|lsn"
    r"|started|began|until|till|time|seen well|known well|normal|well)"
)
HOUR = r"(?P<hour>[01]?\d|2[0-4])"
MINUTE = r"(?P<minute>[0-5]\d)"
