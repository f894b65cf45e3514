"""Lengths of time compared, months and years with their doubt."""

from datetime import timedelta

from engine.when import Duration, Unit

_SHORTEST: dict[Unit, timedelta] = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
    "weeks": timedelta(weeks=1),
    "months": timedelta(days=28),
    "years": timedelta(days=365),
}
_LONGEST = {
    **_SHORTEST,
    "months": timedelta(days=31),
    "years": timedelta(days=366),
}


def shortest(length: Duration) -> timedelta:
    """The least that a length can be: a month may have 28 days."""
    return length.amount * _SHORTEST[length.unit]


def longest(length: Duration) -> timedelta:
    """The most that a length can be: a month may have 31 days."""
    return length.amount * _LONGEST[length.unit]


def is_at_most(length: Duration, other: Duration) -> bool:
    """Whether a length is certainly no longer than another."""
    if length.unit == other.unit:
        return length.amount <= other.amount
    return longest(length) <= shortest(other)
