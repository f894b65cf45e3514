"""Figures in words: the page, the terminal and the charts say the same."""

from datetime import datetime
from math import isfinite
from typing import Final

from engine.population.report.beside import Accuracy
from engine.population.report.rates import Proportion, Rate

WITHHELD: Final = "withheld"
_SIZES: Final = ("bytes", "kB", "MB", "GB")


def number(value: float) -> str:
    """A figure with as many digits as it is worth: 1,234, 12.3, 0.45, 0."""
    if not isfinite(value):
        return "no limit"
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    if abs(value) >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}"


def count(value: int) -> str:
    """A count, thousands parted."""
    return f"{value:,}"


def per_1000(rate: Rate | None) -> str:
    """A rate per 1,000 and its interval."""
    if rate is None:
        return WITHHELD
    return f"{number(rate.per_1000)} ({number(rate.low)} to {number(rate.high)})"


def counted(rate: Rate | None) -> str:
    """What a rate counted."""
    return WITHHELD if rate is None else count(rate.count)


def percent(value: Proportion) -> str:
    """A proportion in per cent and its interval, or that there was nothing."""
    if value.share is None:
        return "none to judge"
    low, high = value.low * 100, value.high * 100
    return f"{value.share * 100:.1f} % ({low:.1f} to {high:.1f})"


def at_least(accuracy: Accuracy) -> str:
    """The urgencies that count as positive, in words."""
    if accuracy.urgency == "emergency":
        return accuracy.urgency
    return f"{accuracy.urgency} or more urgent"


def of(value: Proportion) -> str:
    """The counts of a proportion."""
    return f"{count(value.count)} of {count(value.of)}"


def moment(time: datetime | None) -> str:
    """A time in UTC, to the minute."""
    return "" if time is None else f"{time:%Y-%m-%d %H:%M}"


def size(number_of_bytes: int) -> str:
    """An amount of data."""
    value, unit = float(number_of_bytes), _SIZES[0]
    for unit in _SIZES:
        if value < 1000 or unit == _SIZES[-1]:
            break
        value /= 1000
    return f"{value:.0f} {unit}" if unit == _SIZES[0] else f"{value:.1f} {unit}"
