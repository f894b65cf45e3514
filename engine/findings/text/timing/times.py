"""Times as they are written, not yet counted from any clock."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Unit = Literal["minutes", "hours", "days", "weeks", "months", "years"]
Kind = Literal["began", "lasted", "lasting", "after", "chronic"]
Part = Literal["", "morning", "afternoon", "evening", "night"]


@dataclass(frozen=True, slots=True)
class Time:
    """One expression of time, not yet counted from any clock.

    ``amount`` (fewest, most) with ``unit`` is a span; ``days_before``,
    ``weekday``, ``part``, ``clock``, ``year``, ``month``, ``day``, ``on`` say
    when; ``swaps`` where day and month may stand in either order ("5/11").
    ``about`` is a length that was rounded to whole days ("for 3 days").
    ``within`` marks a year or a month told with "in", not "since"; ``bare`` a year
    told with neither, which may as well be a time of day.
    ``woke`` marks what was there on waking: last seen well the night before.
    """

    kind: Kind = "began"
    amount: tuple[float, float] | None = None
    unit: Unit = "hours"
    ago: bool = False
    days_before: int | None = None
    weekday: int | None = None
    part: Part = ""
    clock: tuple[int, int] | None = None
    day: int | None = None
    swaps: bool = False
    year: int | None = None
    month: int | None = None
    on: date | None = None
    woke: bool = False
    about: bool = False
    within: bool = False
    bare: bool = False


def is_recent(time: Time) -> bool:
    """Whether it is a time of the day, of today, or so many hours or days."""
    of_hours = time.amount is not None and time.unit in ("minutes", "hours", "days")
    return bool(time.clock or time.woke or of_hours or time.days_before == 0)


def merged(one: Time, other: Time) -> Time | None:
    """Two neighbouring times as one ("yesterday" "at 7 pm"); None if they clash."""
    if one.kind != "began" or other.kind != "began":
        return None
    ours, theirs = _said(one), _said(other)
    is_length = any(time.amount and not time.ago for time in (one, other))
    if is_length or ours & theirs:
        return None
    return replace(one, **{name: getattr(other, name) for name in theirs})


def _said(time: Time) -> set[str]:
    plain = Time()
    names = [name for name in Time.__slots__ if name != "kind"]
    return {name for name in names if getattr(time, name) != getattr(plain, name)}
