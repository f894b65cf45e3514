"""From an expression of time to an interval, counted from the record's own time."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from dateutil.relativedelta import relativedelta

from engine.findings.text.timing.times import Time
from engine.when import Interval

_TICK = timedelta(microseconds=1)
_SECONDS = {
    "minutes": 60,
    "hours": 3600,
    "days": 86400,
    "weeks": 604800,
    "months": 2629800,
    "years": 31557600,
}
_PARTS = {"morning": (0, 12), "afternoon": (12, 18), "evening": (17, 24)}
_BEDTIME, _SMALL_HOURS = 18, 6
_HALF_A_DAY = timedelta(hours=12)
_NEAR = timedelta(days=60)


def seconds(said: Time) -> int | None:
    """How long a span is, its longest reading; months and years on average."""
    return round(said.amount[1] * _SECONDS[said.unit]) if said.amount else None


def interval(said: Time, written: Interval, zone: tzinfo) -> Interval | None:
    """When it was, in UTC, never after it was written down.

    Hours and minutes are exact; weeks, months, years and "3 days ago" name a
    calendar day of the zone; "for 3 days" is rounded, so half a day either
    way. None for what says no time ("always"), for a date that
    does not exist, and for a time that lies after the record's own.
    """
    try:
        found = _dated(said, written, zone)
    except (ValueError, OverflowError):
        return None
    if found is None or found.start > written.end:
        return None
    until = min(found.end, written.end)
    return Interval(found.start.astimezone(UTC), until.astimezone(UTC))


def _dated(said: Time, written: Interval, zone: tzinfo) -> Interval | None:
    if said.woke:
        return _on_waking(said, written, zone)
    if said.amount is not None and said.clock is None:
        return _span(said, written, zone)
    day = _day(said, written, zone)
    if day is None:
        return _long(said, written, zone)
    if said.clock is not None:
        return _clock(said, day, written, zone)
    return _part(said, day, zone)


def _on_waking(said: Time, written: Interval, zone: tzinfo) -> Interval | None:
    """Last known well is bedtime: from the evening before to the waking."""
    rest = replace(said, woke=False)
    today = written.end.astimezone(zone).date()
    found = None if rest == Time() else _dated(rest, written, zone)
    until = found.end if found else written.end
    if until.astimezone(zone).date() != today:
        return found
    return Interval(_at(today - timedelta(days=1), zone, _BEDTIME), until)


def _span(said: Time, written: Interval, zone: tzinfo) -> Interval:
    fewest, most = said.amount or (0, 0)
    start = written.start.astimezone(zone) - _delta(most, said.unit)
    end = written.end.astimezone(zone) - _delta(fewest, said.unit)
    if said.unit in ("minutes", "hours"):
        return Interval(start, end)
    if said.about:
        return Interval(start - _HALF_A_DAY, end + _HALF_A_DAY)
    return Interval(_at(start.date(), zone), _end_of(end.date(), zone))


def _delta(amount: float, unit: str) -> relativedelta:
    if amount != int(amount):
        return relativedelta(seconds=round(amount * _SECONDS[unit]))
    return relativedelta(**{unit: int(amount)})  # type: ignore[arg-type]


def _day(said: Time, written: Interval, zone: tzinfo) -> tuple[date, date] | None:
    """The calendar day or days that are named, None if none is."""
    today = written.end.astimezone(zone).date()
    if said.on is not None or said.day is not None:
        return (said.on, said.on) if said.on else _dates(said, today)
    if said.days_before is not None:
        day = today - timedelta(days=said.days_before)
        return day, day
    if said.weekday is not None:
        return _last_weekday(said.weekday, today)
    if said.amount is not None:
        found = _span(replace(said, clock=None, part=""), written, zone)
        return found.start.astimezone(zone).date(), found.end.astimezone(zone).date()
    if said.clock is not None or said.part:
        return (today, today) if said.month is None and said.year is None else None
    return None


def _dates(said: Time, today: date) -> tuple[date, date]:
    """The day that is named, the latest that has passed; both where it swaps.

    "5/11" is 5 November or 11 May; the earlier is left out if it lies so far
    back that nobody would write it without a year. Raises ValueError for a
    day that does not exist.
    """
    day, month = said.day or 1, said.month or 1
    orders = [(day, month), (month, day)] if said.swaps else [(day, month)]
    found = sorted(_latest(said.year, m, d, today) for d, m in orders)
    near = [one for one in found if said.year or found[-1] - one <= _NEAR]
    return near[0], near[-1]


def _latest(year: int | None, month: int, day: int, today: date) -> date:
    if year is not None:
        return date(year, month, day)
    this = date(today.year, month, day)
    return this if this <= today else date(today.year - 1, month, day)


def _last_weekday(weekday: int, today: date) -> tuple[date, date]:
    """The latest one before today; 7 is a weekend, two days long."""
    first = today - timedelta(days=(today.weekday() - min(weekday, 5) - 1) % 7 + 1)
    if weekday == 7:
        return first, first + timedelta(days=1)
    day = today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return day, day


def _clock(
    said: Time, day: tuple[date, date], written: Interval, zone: tzinfo
) -> Interval:
    """That minute of the day; without a day the latest that has passed."""
    hour, minute = said.clock or (0, 0)
    start = _at(day[0], zone, hour, minute)
    end = _at(day[1], zone, hour, minute)
    if said.part == "night" and said.days_before and hour < _BEDTIME:
        start, end = start + timedelta(days=1), end + timedelta(days=1)
    if _names_no_day(said) and start > written.end:
        start, end = start - timedelta(days=1), end - timedelta(days=1)
    return Interval(start, end + timedelta(minutes=1) - _TICK)


def _names_no_day(said: Time) -> bool:
    named = (said.days_before, said.weekday, said.on, said.day)
    return named == (None, None, None, None)


def _part(said: Time, day: tuple[date, date], zone: tzinfo) -> Interval:
    if said.part == "night":
        morning = day[1] + timedelta(days=1)
        return Interval(_at(day[0], zone, _BEDTIME), _at(morning, zone, _SMALL_HOURS))
    first, last = _PARTS.get(said.part, (0, 24))
    end = _at(day[1], zone) + timedelta(hours=last) - _TICK
    return Interval(_at(day[0], zone, first), end)


def _long(said: Time, written: Interval, zone: tzinfo) -> Interval | None:
    today = written.end.astimezone(zone).date()
    if said.month is not None:
        year = said.year or (today.year - (said.month > today.month))
        first = date(year, said.month, 1)
        after = first + relativedelta(months=1)
    elif said.year is not None:
        first, after = date(said.year, 1, 1), date(said.year + 1, 1, 1)
    else:
        return None
    return Interval(_at(first, zone), _at(after, zone) - _TICK)


def _at(day: date, zone: tzinfo, hour: int = 0, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=zone)


def _end_of(day: date, zone: tzinfo) -> datetime:
    return _at(day + timedelta(days=1), zone) - _TICK
