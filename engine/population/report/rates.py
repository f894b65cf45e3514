"""Rates per 1,000 with intervals that know of patients who come again.

Two evaluations of one patient are no two independent observations. So the
variance is that of a ratio over patients (linearised, as surveys do with
clusters), and the sample counts as many evaluations as independent ones would
be needed for the same variance. Where nothing, or everything, happened, the
variance cannot be seen; then a patient's evaluations are taken as all alike.

A share gets Wilson's score interval, a number of cards the score interval of a
Poisson count. Both are at 95 %.
"""

from dataclasses import dataclass
from math import exp, sqrt
from typing import Final

Z: Final = 1.959963984540054  # the normal quantile of 97.5 %
PER: Final = 1000

SHARE_METHOD: Final = (
    "Wilson score interval at 95 %, the sample size divided by the design effect "
    "of patients who come again"
)
NUMBER_METHOD: Final = (
    "score interval of a Poisson count at 95 %, the count divided by its "
    "dispersion over patients"
)


@dataclass(frozen=True, slots=True)
class Sums:
    """What a rate is made of, summed over patients; all are counts.

    Of each patient ``n`` are the evaluations and ``y`` what was counted in
    them; ``yy`` is the sum of the squares of y, ``yn`` of the products, ``nn``
    of the squares of n. ``clusters`` are all patients, ``with_any`` those whose
    y is not zero.
    """

    clusters: int
    with_any: int
    n: int
    y: int
    yy: int
    yn: int
    nn: int


@dataclass(frozen=True, slots=True)
class Rate:
    """``count`` in ``of``: the rate per 1,000 and its interval at 95 %.

    Without anything to count in, the rate is 0 and its interval open: 0 to
    1,000 for a share.
    """

    count: int
    of: int
    per_1000: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Proportion:
    """``count`` of ``of``, from 0 to 1, with its interval at 95 %.

    Of nothing, the share is None and the interval 0 to 1.
    """

    count: int
    of: int
    share: float | None
    low: float
    high: float


def wilson(count: float, of: float) -> tuple[float, float]:
    """Wilson's score interval of a share at 95 %, as shares; (0, 1) of nothing.

    Both may be fractions: an effective sample has no whole number.
    """
    if not of:
        return 0.0, 1.0
    share, z2 = count / of, Z * Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    low = 0.0 if not count else max(0.0, middle - half)
    high = 1.0 if count == of else min(1.0, middle + half)
    return low, high


def poisson(count: float) -> tuple[float, float]:
    """The score interval of a Poisson mean at 95 %, from one count."""
    middle, half = count + Z * Z / 2, Z * sqrt(count + Z * Z / 4)
    return max(0.0, middle - half), middle + half


def share_of(sums: Sums) -> Rate:
    """The share of evaluations in which it happened, y being 0 or 1 in each."""
    effective = sums.n / _design_effect(sums)
    share = sums.y / sums.n if sums.n else 0.0
    low, high = wilson(share * effective, effective)
    if sums.n and sums.y == sums.n:
        high = 1.0
    return Rate(sums.y, sums.n, share * PER, low * PER, high * PER)


def proportion_of(sums: Sums) -> Proportion:
    """The same as `share_of`, from 0 to 1."""
    rate = share_of(sums)
    share = sums.y / sums.n if sums.n else None
    return Proportion(sums.y, sums.n, share, rate.low / PER, rate.high / PER)


def number_of(sums: Sums) -> Rate:
    """How many there are per 1,000 evaluations, y being any number in each."""
    if not sums.n:
        return Rate(sums.y, 0, 0.0, 0.0, float("inf"))
    dispersion = _dispersion(sums)
    low, high = poisson(sums.y / dispersion)
    scale = dispersion / sums.n * PER
    return Rate(sums.y, sums.n, sums.y / sums.n * PER, low * scale, high * scale)


def plain_share(count: int, of: int) -> Rate:
    """A share of units that are independent, such as patients."""
    low, high = wilson(count, of)
    share = count / of if of else 0.0
    return Rate(count, of, share * PER, low * PER, high * PER)


def patients_of(sums: Sums) -> Rate:
    """The share of patients to whom it happened at least once."""
    return plain_share(sums.with_any, sums.clusters)


def busy_day(mean: float) -> int:
    """The number that 95 of 100 days do not exceed, if cards came one by one.

    The 95th percentile of a Poisson count; ``mean`` is per day.
    """
    if mean > 700:  # exp(-mean) has no float any more; the normal is as good
        return round(mean + 1.6448536269514722 * sqrt(mean))
    count, chance = 0, exp(-mean)
    reached = chance
    while reached < 0.95:
        count += 1
        chance *= mean / count
        reached += chance
    return count


def _variance(sums: Sums) -> float:
    """Of the sum of y, from how far patients are from the common rate."""
    rate = sums.y / sums.n
    squares = sums.yy - 2 * rate * sums.yn + rate * rate * sums.nn
    return max(0.0, squares) * sums.clusters / (sums.clusters - 1)


def _all_alike(sums: Sums) -> float:
    """The design effect if a patient's evaluations were all the same."""
    return sums.nn / sums.n


def _design_effect(sums: Sums) -> float:
    if not sums.n:
        return 1.0
    share = sums.y / sums.n
    if sums.clusters < 2 or not 0 < share < 1:
        return max(1.0, _all_alike(sums))
    return max(1.0, _variance(sums) / (sums.n * share * (1 - share)))


def _dispersion(sums: Sums) -> float:
    if sums.clusters < 2 or not sums.y:
        return max(1.0, _all_alike(sums))
    return max(1.0, _variance(sums) / sums.y)
