"""Durations, partial dates as intervals, and "within" as a truth.

Nothing here reads a clock: every function that needs the present takes it as
an argument. `rule-format.md` section 2.6 is the source of the meaning.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Literal, NamedTuple, Self, cast

from dateutil.relativedelta import relativedelta

from engine.truth import NO, UNKNOWN, YES, Truth, negation

Unit = Literal["minutes", "hours", "days", "weeks", "months", "years"]

_DAYS: dict[Unit, float] = {
    "minutes": 1 / 1440,
    "hours": 1 / 24,
    "days": 1,
    "weeks": 7,
    "months": 30,
    "years": 365,
}
_LONGEST_DAYS = 150 * 365
_DURATION = re.compile(r"(\d{1,4}) (minute|hour|day|week|month|year)s?")
_PARTIAL = re.compile(
    r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d)"
    r"([T ](?P<hour>\d\d):(?P<minute>\d\d)(:(?P<second>\d\d)(\.(?P<fraction>\d+))?)?"
    r"\s?(?P<zone>Z|z|[+-]\d\d:?\d\d)?)?)?)?"
)
# As FHIR writes an instant and a day; the standard library reads it four times as fast.
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-5][0-9](?:\.[0-9]{1,6})?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_set = object.__setattr__
_TICK = timedelta(microseconds=1)
_ONE_DAY = timedelta(days=1)
_DOUBT_ACCEPTED = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as clinicians write it: "24 hours", "4 weeks".

    Months and years follow the calendar; the others are exact.
    """

    amount: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "24 hours"; raises ValueError with the accepted form."""
        match = _DURATION.fullmatch(text.strip())
        if match is None:
            message = f"{text!r} is no duration: write a number and a unit, '24 hours'"
            raise ValueError(message)
        length = cls(int(match[1]), cast(Unit, match[2] + "s"))
        if length.amount * _DAYS[length.unit] > _LONGEST_DAYS:
            message = f"{text!r} is longer than a life: write at most 150 years"
            raise ValueError(message)
        return length

    def before(self, instant: datetime) -> datetime:
        """The instant that lies this long before another."""
        if self.unit in ("months", "years"):
            return instant - relativedelta(**{self.unit: self.amount})  # type: ignore[arg-type]
        return instant - timedelta(**{self.unit: self.amount})

    def __str__(self) -> str:
        unit = self.unit.removesuffix("s") if self.amount == 1 else self.unit
        return f"{self.amount} {unit}"


@dataclass(frozen=True, slots=True, order=True, init=False)
class Interval:
    """A time known to lie between two instants, both included.

    A full timestamp is an interval of no length; "2026-11-20" is a day.
    """

    start: datetime
    end: datetime

    # By hand: every time of every record becomes one, and a check after the
    # generated one takes half as long again.
    def __init__(self, start: datetime, end: datetime) -> None:
        if start > end:
            message = "an interval ends before it starts"
            raise ValueError(message)
        _set(self, "start", start)
        _set(self, "end", end)

    @classmethod
    def at(cls, instant: datetime) -> Self:
        """The interval of one instant."""
        return cls(instant, instant)

    @property
    def length(self) -> timedelta:
        """How much doubt there is."""
        return self.end - self.start

    def until(self, now: datetime) -> "Interval | None":
        """The part that is not in the future, None if all of it is."""
        return None if self.start > now else Interval(self.start, min(self.end, now))


class ReadTime(NamedTuple):
    """An interval as it was read from text; `zone_assumed` if none was written."""

    interval: Interval
    zone_assumed: bool


def read_time(text: str, zone: tzinfo = UTC) -> ReadTime | None:
    """A FHIR date, dateTime or instant as an interval; None if it is none.

    A date without a time is read in `zone`, and so is a time without a zone,
    which is flagged.
    """
    text = text.strip()
    try:
        if _INSTANT.fullmatch(text):
            instant = datetime.fromisoformat(text).astimezone(UTC)
            return ReadTime(Interval(instant, instant), zone_assumed=False)
        if _DAY.fullmatch(text):
            start = datetime.fromisoformat(text).replace(tzinfo=zone)
            return ReadTime(_lasting(start, _ONE_DAY), zone_assumed=False)
        match = _PARTIAL.fullmatch(text)
        return _interval(match, zone) if match else None
    except (ValueError, OverflowError):
        return None


def _interval(match: re.Match[str], zone: tzinfo) -> ReadTime:
    part = match.groupdict()
    has_time = part["hour"] is not None
    written = _zone(part["zone"]) if part["zone"] else None
    start = datetime(
        int(part["year"]),
        int(part["month"] or 1),
        int(part["day"] or 1),
        int(part["hour"] or 0),
        int(part["minute"] or 0),
        _second(int(part["second"] or 0)),
        int((part["fraction"] or "0")[:6].ljust(6, "0")),
        tzinfo=written or zone,
    )
    length = timedelta() if part["second"] else _span(part)
    return ReadTime(_lasting(start, length), zone_assumed=has_time and written is None)


def _lasting(start: datetime, length: timedelta | relativedelta) -> Interval:
    end = start + length - _TICK if length else start
    return Interval(start.astimezone(UTC), end.astimezone(UTC))


def _second(number: int) -> int:
    return 59 if number == 60 else number  # a leap second is the last of its minute


def _span(part: dict[str, str | None]) -> timedelta | relativedelta:
    if part["minute"] is not None:
        return timedelta(minutes=1)
    if part["day"] is not None:
        return _ONE_DAY
    return relativedelta(months=1) if part["month"] else relativedelta(years=1)


def _zone(text: str) -> tzinfo:
    return cast(
        tzinfo, datetime.fromisoformat(f"2000-01-01T00:00:00{text.upper()}").tzinfo
    )


@lru_cache(maxsize=256)  # a patient is asked a hundred times about a dozen lengths
def _edge(limit: Duration, now: datetime) -> datetime:
    return limit.before(now)


def within(interval: Interval, limit: Duration, now: datetime) -> Truth:
    """Whether a time lies at most `limit` before `now`, both ends included.

    Unknown where the interval straddles the edge, or lies in the future: a
    future time is never matched and never taken for a contradiction.
    """
    if interval.start > now:
        return UNKNOWN
    edge = _edge(limit, now)
    if interval.start >= edge:
        return YES
    return NO if min(interval.end, now) < edge else UNKNOWN


def older_than(interval: Interval, limit: Duration, now: datetime) -> Truth:
    """Whether a time lies at least `limit` before `now`, the edge included."""
    if interval.start > now:
        return UNKNOWN
    edge = _edge(limit, now)
    if min(interval.end, now) <= edge:
        return YES
    return NO if interval.start > edge else UNKNOWN


def before_last(interval: Interval, limit: Duration, now: datetime) -> Truth:
    """Whether a time lies more than `limit` before `now`, the edge excluded.

    The complement of `within`: exactly 24 hours is within 24 hours.
    """
    return negation(within(interval, limit, now))


def is_short_doubt(interval: Interval) -> bool:
    """Whether "possibly" may accept it: a day or "yesterday", not a month."""
    return interval.length <= _DOUBT_ACCEPTED
