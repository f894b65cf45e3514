"""A span of days, all of them in UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """Days in UTC, the first and the last among them."""

    first: date
    last: date

    @property
    def begins(self) -> datetime:
        """The moment at which the first day begins."""
        return datetime.combine(self.first, time(), UTC)

    @property
    def ends(self) -> datetime:
        """The moment at which the day after the last begins."""
        return datetime.combine(self.last + timedelta(days=1), time(), UTC)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1
