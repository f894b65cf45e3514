"""Days as people of every country read them alike: 1 Nov 2027."""

from datetime import UTC, date, datetime


def day(value: date) -> str:
    """A day: the month in letters, so that nobody takes it for the day."""
    return value.strftime("%-d %b %Y")


def moment(value: datetime) -> str:
    """A moment, in UTC."""
    return value.astimezone(UTC).strftime("%-d %b %Y %H:%M UTC")
