"""When something began, ended and was written down, in all of FHIR's forms."""

from datetime import datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import Literal

from dateutil.relativedelta import relativedelta

from engine.fhir.fields import Element, Origin, objects, time, words
from engine.fhir.numbers import number
from engine.fhir.record import Onset
from engine.when import Interval

_AGE_UNITS = {
    **dict.fromkeys(("a", "y", "yr", "yrs", "year", "years"), "years"),
    **dict.fromkeys(("mo", "month", "months"), "months"),
    **dict.fromkeys(("wk", "w", "week", "weeks"), "weeks"),
    **dict.fromkeys(("d", "day", "days"), "days"),
    **dict.fromkeys(("h", "hr", "hour", "hours"), "hours"),
    **dict.fromkeys(("min", "minute", "minutes"), "minutes"),
}
_DATES = (
    "effectiveDateTime",
    "effectiveInstant",
    "issued",
    "recordedDate",
    "dateRecorded",
    "assertedDate",
    "onsetDateTime",
    "performedDateTime",
    "occurrenceDateTime",
    "authoredOn",
    "dateAsserted",
)
_PERIODS = (
    "effectivePeriod",
    "onsetPeriod",
    "performedPeriod",
    "occurrencePeriod",
    "period",
    "actualPeriod",
)
_ABATEMENTS = frozenset(
    f"abatement{form}"
    for form in (
        "Age",
        "Boolean",
        "DateTime",
        "Period",
        "Quantity",
        "Range",
        "String",
    )
)

_NO_ONSET = Onset()
Ended = Onset | Literal[True] | None


def period(
    element: Element, name: str, origin: Origin
) -> tuple[Interval | None, Interval | None]:
    """The start and the end of a Period element, each None if not given."""
    value = element.get(name)
    if value is None:
        return None, None
    if not isinstance(value, dict):
        origin.note("shape", name, blocking=True)
        return None, None
    start = time(value.get("start"), origin, f"{name}.start")
    return start, time(value.get("end"), origin, f"{name}.end")


def onset(element: Element, origin: Origin) -> Onset:
    """A Condition's onset[x]; a Period counts from its start."""
    start, _ = period(element, "onsetPeriod", origin)
    return _named(element, "onset", start, origin)


def abatement(element: Element, origin: Origin) -> Ended:
    """A Condition's abatement[x]; abatementBoolean is ended, time unknown."""
    if _ABATEMENTS.isdisjoint(element):
        return None
    start, end = period(element, "abatementPeriod", origin)
    ended = _named(element, "abatement", spanning(start, end, origin), origin)
    if ended != Onset():
        return ended
    flag = element.get("abatementBoolean")
    if flag is not None and not isinstance(flag, bool):
        origin.note("shape", "abatementBoolean", blocking=True)
    return True if flag is True else None


def performed(element: Element, origin: Origin) -> tuple[Onset, Ended, Interval | None]:
    """A Procedure's performed[x] (R5: occurrence[x]): began, ended, written."""
    stem = "occurrence" if _has(element, "occurrence") else "performed"
    start, end = period(element, f"{stem}Period", origin)
    began = _named(element, stem, start, origin)
    ended = Onset(end) if end else None
    return began, ended, _at_some_time(start, end) or began.at


def effective(element: Element, origin: Origin) -> tuple[Onset, Ended, Interval | None]:
    """An Observation's effective[x] and issued: began, ended, written.

    effectivePeriod.start is an onset. A single time is not: it is when the
    statement was made. What has an end was written at some time up to it; an
    open period at an unknown time after its start.
    """
    start, end = period(element, "effectivePeriod", origin)
    single = _first_time(element, ("effectiveDateTime", "effectiveInstant"), origin)
    written = _at_some_time(start, end) or single or _timing(element, origin)
    return (
        Onset(start) if start else _NO_ONSET,
        Onset(end) if end else None,
        written or time(element.get("issued"), origin, "issued"),
    )


def _at_some_time(start: Interval | None, end: Interval | None) -> Interval | None:
    if start is None or end is None or start.start > end.end:
        return end
    return Interval(start.start, end.end)


def recorded(element: Element, origin: Origin) -> Interval | None:
    """When a Condition was written down (R4, then DSTU2, then STU3)."""
    names = ("recordedDate", "dateRecorded", "assertedDate")
    return _first_time(element, names, origin)


def visited(element: Element, origin: Origin) -> Interval | None:
    """When the reason of an Encounter was given: at its start, if known."""
    name = "actualPeriod" if "actualPeriod" in element else "period"
    start, end = period(element, name, origin)
    return start or end


def spanning(
    start: Interval | None, end: Interval | None, origin: Origin
) -> Interval | None:
    """From the start of one time to the end of another; either may miss."""
    first, last = start or end, end or start
    if first is None or last is None:
        return None
    if first.start > last.end:
        origin.note("time-not-read", "period", blocking=True)
        return None
    return Interval(first.start, last.end)


def _named(
    element: Element, stem: str, start: Interval | None, origin: Origin
) -> Onset:
    at = (
        start
        or time(element.get(f"{stem}DateTime"), origin, f"{stem}DateTime")
        or _age(element, stem, origin)
    )
    return Onset(at, words(element.get(f"{stem}String")))


def _first_time(
    element: Element, names: tuple[str, ...], origin: Origin
) -> Interval | None:
    for name in names:
        if name in element and (read := time(element[name], origin, name)):
            return read
    return None


def _timing(element: Element, origin: Origin) -> Interval | None:
    value = element.get("effectiveTiming")
    if not isinstance(value, dict):
        return None
    at = "effectiveTiming.event"
    events = value.get("event")
    items = events if isinstance(events, list) else [events]
    times = [read for item in items if (read := time(item, origin, at))]
    if not times:
        origin.note("time-not-read", "effectiveTiming", blocking=True)
    return max(times, key=lambda read: read.end, default=None)


def _has(element: Element, stem: str) -> bool:
    return any(key.startswith(stem) for key in element)


def _age(element: Element, stem: str, origin: Origin) -> Interval | None:
    for name in (f"{stem}Age", f"{stem}Quantity", f"{stem}Range"):
        for value in objects(element.get(name)):
            read = _counted(value, origin, name)
            if read is None:
                # Unread, it would pass for an onset that was not recorded.
                origin.note("age-not-counted", name, blocking=True)
            return read
    return None


def _counted(value: Element, origin: Origin, at: str) -> Interval | None:
    ends = [value.get("low"), value.get("high")]
    if not any(ends):
        return None if value.get("comparator") else _at_age(value, origin, at)
    read = [_at_age(end, origin, at) for side in ends for end in objects(side)]
    known = [interval for interval in read if interval]
    if len(known) < 2 or known[0].start > known[1].end:
        return None  # an open range says too little to be counted
    return Interval(known[0].start, known[1].end)


def _at_age(value: Element, origin: Origin, at: str) -> Interval | None:
    age = number(value.get("value"), origin, f"{at}.value")
    unit = _age_unit(value)
    if age is None or unit is None or origin.born is None:
        return None
    whole = int(age.to_integral_value(ROUND_FLOOR))
    above = max(int(age.to_integral_value(ROUND_CEILING)), whole + 1)
    try:
        start = _later(origin.born.start, whole, unit)
        end = _later(origin.born.end, above, unit) - _last(unit)
        return Interval(start, end)
    except (OverflowError, ValueError):
        return None


def _last(unit: str) -> timedelta:
    # An age in years ends on the day before the next birthday, at midnight.
    is_of_days = unit not in ("hours", "minutes")
    return timedelta(days=1) if is_of_days else timedelta()


def _age_unit(value: Element) -> str | None:
    texts = (words(value.get("code")), words(value.get("unit")))
    return next((_AGE_UNITS[t.lower()] for t in texts if t.lower() in _AGE_UNITS), None)


def _later(instant: datetime, amount: int, unit: str) -> datetime:
    return instant + relativedelta(**{unit: amount})  # type: ignore[arg-type]


def earliest_mentioned(element: Element, origin: Origin) -> Interval | None:
    """The earliest date of a resource of any kind, None if it has none."""
    singles = (time(element.get(name), origin, name) for name in _DATES)
    ranges = (period(element, name, origin)[0] for name in _PERIODS)
    return min((read for read in (*singles, *ranges) if read), default=None)


def written_anyhow(element: Element, origin: Origin) -> Interval | None:
    """When a resource of any kind was made: what its parts inherit."""
    _, _, written = effective(element, origin)
    return (
        written
        or recorded(element, origin)
        or visited(element, origin)
        or time(element.get("date"), origin, "date")
    )
