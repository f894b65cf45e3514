"""Response times in buckets: enough for a median, and the same for all workers."""

from bisect import bisect_left
from collections.abc import Mapping
from typing import Final

# Milliseconds, each the longest of its bucket. Changing one makes older counts
# mean something else: add, never move.
UP_TO: Final = (
    *(1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100),
    *(125, 150, 200, 250, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 5000),
)
LONGER: Final = "longer"


def bucket_of(milliseconds: float) -> str:
    """The name of the bucket of a time."""
    at = bisect_left(UP_TO, milliseconds)
    return str(UP_TO[at]) if at < len(UP_TO) else LONGER


def within(calls: Mapping[str, int], share: float) -> int | None:
    """The milliseconds within which a share of the calls was answered.

    The end of the bucket in which that call is: never less than it took. None
    without calls, or where it took longer than the last bucket.
    """
    wanted = share * sum(calls.values())
    seen = 0
    for end in UP_TO:
        seen += calls.get(str(end), 0)
        if seen and seen >= wanted:
            return end
    return None
