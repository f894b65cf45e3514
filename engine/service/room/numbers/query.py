"""What somebody wants to see: which rule, which days, by day or by week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal
from urllib.parse import urlencode

from engine.store.span import Span

By = Literal["day", "week"]
_USUAL_DAYS: Final = 30
_MOST_DAYS: Final = 800
_MANY_DAYS: Final = 92  # as many points as a chart can hold apart
_LONGEST_ID: Final = 200


@dataclass(frozen=True, slots=True)
class NumbersQuery:
    """A question to the numbers.

    ``rule`` "" and ``version`` 0 are all of them. ``faults`` say what of the
    address was not understood and answered with what is usual.
    """

    span: Span
    by: By
    rule: str = ""
    version: int = 0
    faults: tuple[str, ...] = ()

    def address(self, path: str = "/numbers", **other: str) -> str:
        """The address of this question, parts of it changed."""
        said = {
            "rule": self.rule,
            "version": str(self.version or ""),
            "first": self.span.first.isoformat(),
            "last": self.span.last.isoformat(),
            "by": self.by,
        } | other
        return f"{path}?{urlencode({k: v for k, v in said.items() if v})}"

    def period(self, day: date) -> date:
        """The first day of the period that a day belongs to; weeks begin on Monday."""
        return day if self.by == "day" else day - timedelta(days=day.weekday())

    def periods(self) -> tuple[date, ...]:
        """The first day of every period, without a gap."""
        days = (self.span.first + timedelta(days=n) for n in range(self.span.days))
        return tuple(dict.fromkeys(self.period(day) for day in days))


def read_query(sent: Mapping[str, str], today: date) -> NumbersQuery:
    """The question in an address; what is wrong in it becomes a fault."""
    faults: list[str] = []
    last = _day(sent.get("last", ""), today, "last", faults)
    usual = last - timedelta(days=_USUAL_DAYS - 1)
    first = _day(sent.get("first", ""), usual, "first", faults)
    if not first <= last < first + timedelta(days=_MOST_DAYS):
        faults.append(f"The days must be in order, and {_MOST_DAYS} at most.")
        first = usual
    span = Span(first, last)
    version = sent.get("version", "")
    if version and not (version.isascii() and version.isdigit() and len(version) < 6):
        faults.append("The version is no number.")
        version = ""
    rule = sent.get("rule", "")[:_LONGEST_ID]
    number = int(version or 0) if rule else 0
    return NumbersQuery(span, _by(sent, span), rule, number, tuple(faults))


def _day(text: str, usual: date, name: str, faults: list[str]) -> date:
    if not text:
        return usual
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not 2000 <= day.year < 3000:
        faults.append(f"The {name} day is no date such as 2026-01-31.")
        return usual
    return day


def _by(sent: Mapping[str, str], span: Span) -> By:
    match sent.get("by"):
        case "day":
            return "day"
        case "week":
            return "week"
    return "day" if span.days <= _MANY_DAYS else "week"
