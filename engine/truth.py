"""Yes, no and unknown, and Kleene's tables over them.

Unknown is not absent: nothing in this package may read a missing record as
"no". `rule-format.md` section 2.1 is the source of the tables.
"""

from collections.abc import Iterable
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Truth(StrEnum):
    """What the records say about one clause.

    The values are the letters that durable_rules sees.
    """

    YES = "t"
    NO = "f"
    UNKNOWN = "u"

    # An enumeration's own is a call of Python, for every look-up of a truth.
    __hash__ = str.__hash__

    def __bool__(self) -> bool:
        """Refuse to be read as two-valued: that is how unknown becomes "no"."""
        message = "a Truth has three values: compare it with `is Truth.YES`"
        raise TypeError(message)


YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
_NEGATIONS: Final = MappingProxyType({YES: NO, NO: YES, UNKNOWN: UNKNOWN})


def negation(of: Truth) -> Truth:
    """Yes for no, no for yes; unknown stays unknown."""
    return _NEGATIONS[of]


def conjunction(of: Iterable[Truth]) -> Truth:
    """No if any is no, else unknown if any is unknown, else yes."""
    least = YES
    for value in of:
        if value is NO:
            return NO
        if value is UNKNOWN:
            least = UNKNOWN
    return least


def disjunction(of: Iterable[Truth]) -> Truth:
    """Yes if any is yes, else unknown if any is unknown, else no."""
    most = NO
    for value in of:
        if value is YES:
            return YES
        if value is UNKNOWN:
            most = UNKNOWN
    return most


def at_least(count: int, of: Iterable[Truth]) -> Truth:
    """Yes if `count` are yes, no if `count` can no longer be reached."""
    values = list(of)
    if values.count(YES) >= count:
        return YES
    possible = values.count(YES) + values.count(UNKNOWN)
    return UNKNOWN if possible >= count else NO
