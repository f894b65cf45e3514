"""Lengths of time: "x 2h", "3/7", "2 hours ago", "lasted 20 minutes"."""

import re

from engine.findings.text.timing.time_words import (
    ABOUT,
    AMOUNTS,
    SPAN,
    SPAN_OF,
    VAGUE,
    Form,
)
from engine.findings.text.timing.times import Time, Unit


def _amount(match: re.Match[str]) -> tuple[float, float]:
    first = _number(match["n"])
    last = _number(match["m"]) if match["m"] else first
    return min(first[0], last[0]), max(first[1], last[1])


def _number(text: str) -> tuple[float, float]:
    words = " ".join(text.lower().split())
    return AMOUNTS[words] if words in AMOUNTS else (float(words), float(words))


def unit_of(text: str) -> Unit:
    """The unit that a written one stands for ("hrs", "d")."""
    word = text.strip().lower()
    if word.startswith("mi") or word == "m":
        return "minutes"
    first: dict[str, Unit] = {"h": "hours", "d": "days", "w": "weeks", "y": "years"}
    return first.get(word[0], "months")


def _span(match: re.Match[str]) -> Time | None:
    unit = unit_of(match["unit"])
    return Time(amount=_amount(match), unit=unit, about=unit == "days")


def _ago(match: re.Match[str]) -> Time | None:
    return Time(amount=_amount(match), unit=unit_of(match["unit"]), ago=True)


def _lasted(match: re.Match[str]) -> Time | None:
    return Time("lasted", _amount(match), unit_of(match["unit"]))


def _lasting(match: re.Match[str]) -> Time | None:
    return Time("lasting", _amount(match), unit_of(match["unit"]))


def _after(match: re.Match[str]) -> Time | None:
    return Time("after", _amount(match), unit_of(match["unit"]))


def _fraction(match: re.Match[str]) -> Time | None:
    units: dict[str, tuple[Unit, int]] = {
        "24": ("hours", 96),
        "7": ("days", 21),
        "52": ("weeks", 104),
        "12": ("months", 60),
    }
    unit, most = units[match["of"]]
    amount = _amount(match)
    if amount[1] > most:
        return None
    return Time(amount=amount, unit=unit, about=unit == "days")


def _vague(match: re.Match[str]) -> Time | None:
    unit = unit_of(match["unit"])
    chronic = unit in ("months", "years")
    return Time("chronic" if chronic else "began", VAGUE[unit], unit)


def _chronic(_: re.Match[str]) -> Time | None:
    return Time("chronic")


def _just_now(_: re.Match[str]) -> Time | None:
    return Time(amount=(0, 1), unit="hours", ago=True)


def _woke(_: re.Match[str]) -> Time | None:
    return Time(woke=True)


LENGTHS = (
    Form(
        "ago|back|earlier|previously|pta|prior|before",
        rf"\b{SPAN}\s{{0,2}}(?:ago\b|back\b(?! to)|earlier\b|previously\b|pta\b"
        r"|prior(?: to (?:arrival|admission|presentation))?\b|before arrival\b)",
        _ago,
    ),
    Form("lasted", rf"\blasted(?: for)?\s{{1,2}}{ABOUT}{SPAN}", _lasted),
    Form("lasting|lasts", rf"\blast(?:ing|s)(?: for)?\s{{1,2}}{ABOUT}{SPAN}", _lasting),
    Form("episode|spell|attack", rf"\b{SPAN}\s(?:episode|spell|attack)s?\b", _lasting),
    Form(
        "for|x|\u00d7|since|past|last|duration",
        rf"(?:\bfor|\bx|\u00d7|\bsince|\bpast|\blast|\bduration(?: of)?:?"
        rf"|\bover the (?:last|past)"
        rf"|\b(?:with)?in the (?:last|past))\s{{0,2}}(?!the next){ABOUT}{SPAN}"
        r"(?!\s(?:old|post|after|pregnant))(?:\s(?:now|duration|hx|history(?: of)?))?",
        _span,
    ),
    Form(
        "history|hx|h/o|duration",
        rf"(?<![\w./]){SPAN}[\s-]{{0,2}}(?:history\b|hx\b|h/o\b|duration\b)(?: of\b)?",
        _span,
    ),
    Form(
        "/",
        r"(?<![\w./])(?:(?:x|for|since|last|past)\s?)?(?P<n>\d{1,2})"
        r"(?:-(?P<m>\d{1,2}))?/(?P<of>24|7|52|12)(?![\d/])"
        r"(?!\s(?:post|after))(?:\s(?:ago|back|hx|history|duration)\b)?(?: of\b)?",
        _fraction,
    ),
    Form(
        "after|in", rf"\b(?:after|within|in)\s{ABOUT}{SPAN}(?!\s(?:time|ago))", _after
    ),
    Form(
        "min|hour|hr|day|week|wk|month|mth|year|yr|" + SPAN_OF,
        # "Two pints a day" is no length.
        r"(?<![\w./])(?<!every )(?<!next )(?!an?\s(?:day|night|week)\b)"
        rf"{SPAN}(?=\s{{0,2}}(?:[.,;)\n]|$))",
        _span,
    ),
    Form(
        "minutes|hours|days|weeks|months|years|yrs",
        r"\b(?:for|since)\s(?:the (?:last|past)\s)?(?P<unit>minutes|hours|days|weeks"
        r"|months|years|yrs)\b",
        _vague,
    ),
    Form(
        "ago",
        r"(?<!\d\s)\b(?P<unit>minutes|hours|days|weeks|months|years|yrs) ago\b",
        _vague,
    ),
    Form(
        "since|life",
        r"\bsince (?:childhood|birth|infancy|a child|(?:he|she) was (?:a child|young)"
        r"|school)\b|\ball (?:his|her|my|their) life\b|\blife[ -]?long\b",
        _chronic,
    ),
    Form(
        "just|moment",
        r"\bjust (?:now|started|happened)\b|\ba moment ago\b|\bmoments ago\b",
        _just_now,
    ),
    Form(
        "wok|wak",
        r"\b(?:woke|awoke|awakened|woken)(?: up)?\b|\b(?:up)?on"
        r" (?:waking|wakening|awakening)(?: up)?\b"
        r"|\bwake[- ]up (?:stroke|onset|symptoms)\b",
        _woke,
    ),
)
