"""Intervals, worked by hand beside each number."""

import random

import pytest

from engine.population.report.rates import (
    Sums,
    busy_day,
    number_of,
    patients_of,
    plain_share,
    poisson,
    proportion_of,
    share_of,
    wilson,
)


def sums(pairs: list[tuple[int, int]]) -> Sums:
    """The sums of patients of (y, n) each."""
    return Sums(
        clusters=len(pairs),
        with_any=sum(y > 0 for y, _ in pairs),
        n=sum(n for _, n in pairs),
        y=sum(y for y, _ in pairs),
        yy=sum(y * y for y, _ in pairs),
        yn=sum(y * n for y, n in pairs),
        nn=sum(n * n for _, n in pairs),
    )


def test_wilson_of_ten_in_a_hundred() -> None:
    """(0.1 + 3.8415/200) / 1.038415 = 0.114797, and
    1.95996 sqrt(0.0009 + 3.8415/40000) / 1.038415 = 0.059568 on each side."""
    assert wilson(10, 100) == pytest.approx((0.055229, 0.174366), abs=1e-6)


def test_wilson_of_none_in_ten() -> None:
    """From 0 to z² / (n + z²) = 3.8415 / 13.8415."""
    assert wilson(0, 10) == pytest.approx((0, 0.277533), abs=1e-6)


def test_wilson_of_all_in_five() -> None:
    """From n / (n + z²) = 5 / 8.8415 to 1."""
    assert wilson(5, 5) == pytest.approx((0.565518, 1), abs=1e-6)


def test_of_nothing_nothing_is_known() -> None:
    nothing = sums([])

    assert wilson(0, 0) == (0, 1)
    assert (share_of(nothing).low, share_of(nothing).high) == (0, 1000)
    assert number_of(nothing).high == float("inf")
    assert proportion_of(nothing).share is None


def test_score_interval_of_a_count_of_ten() -> None:
    """10 + 1.92073 on both sides of 1.95996 sqrt(10.96036) = 6.48874."""
    assert poisson(10) == pytest.approx((5.431986, 18.409473), abs=1e-6)


def test_score_interval_of_a_count_of_none() -> None:
    """From 0 to z²."""
    assert poisson(0) == pytest.approx((0, 3.841459), abs=1e-6)


def test_patients_seen_once_give_wilson_itself() -> None:
    """The variance over 100 patients is 9 * 100/99: the effect of design 1.0101."""
    rate = share_of(sums([(1, 1)] * 10 + [(0, 1)] * 90))

    expected = tuple(1000 * one for one in wilson(10 / (100 / 99), 100 / (100 / 99)))
    assert (rate.low, rate.high) == pytest.approx(expected)
    assert (rate.count, rate.of, rate.per_1000) == (10, 100, 100)


def test_patients_who_are_alike_every_time_count_once() -> None:
    """One patient twice yes, one twice no: residuals 1 and -1, variance 2 * 2/1 = 4,
    against 4 * 0.5 * 0.5 = 1: four evaluations are worth one, 0.5 of 1."""
    rate = share_of(sums([(2, 2), (0, 2)]))

    expected = tuple(1000 * one for one in wilson(0.5, 1))
    assert (rate.low, rate.high) == pytest.approx(expected)


def test_where_nothing_happened_a_patient_counts_as_one_observation() -> None:
    """Ten patients of four evaluations: 160 / 40 = 4, so 40 are worth 10."""
    rate = share_of(sums([(0, 4)] * 10))

    assert (rate.low, rate.high) == pytest.approx((0, 277.533), abs=1e-3)


def test_where_it_always_happened_too() -> None:
    rate = share_of(sums([(4, 4)] * 5))

    assert (rate.low, rate.high) == pytest.approx((565.518, 1000), abs=1e-3)


def test_number_of_cards_with_the_dispersion_of_patients() -> None:
    """Three patients of 2, 0 and 1 cards in two evaluations each: the rate is 0.5,
    the residuals 1, -1 and 0, the variance 2 * 3/2 = 3 of 3 cards: dispersion 1.
    3 + 1.92073 and 1.95996 sqrt(3.96036) = 3.90047 over six evaluations."""
    rate = number_of(sums([(2, 2), (0, 2), (1, 2)]))

    assert rate.per_1000 == 500
    assert (rate.low, rate.high) == pytest.approx((170.0434, 1470.2), rel=1e-4)


def test_patients_are_counted_once_each() -> None:
    rate = patients_of(sums([(3, 3), (1, 2), (0, 5)]))

    assert rate == plain_share(2, 3)


@pytest.mark.parametrize(
    ("mean", "most"),
    [(0, 0), (0.05, 0), (0.06, 1), (1, 3), (4, 8), (10, 15), (800, 847)],
)
def test_a_busy_day_is_the_95th_percentile_of_poisson(mean: float, most: int) -> None:
    """exp(-0.05) = 0.9512 and exp(-0.06) = 0.9418; the others from printed tables."""
    assert busy_day(mean) == most


def test_the_interval_holds_where_patients_come_again() -> None:
    """200 samples of 200 patients, half of them prone: the interval covers the true
    rate about 95 times in 100, and one that takes visits as independent far less."""
    chance = random.Random(7)
    covered, naive = 0, 0
    for _ in range(200):
        drawn = sums([_patient(chance) for _ in range(200)])
        rate = share_of(drawn)
        low, high = wilson(drawn.y, drawn.n)
        covered += rate.low <= 100 <= rate.high
        naive += low <= 0.1 <= high

    assert covered >= 182  # 91 %: three standard errors below 95 %
    assert naive <= 165


def _patient(chance: random.Random) -> tuple[int, int]:
    """One to eight visits; it happens at one in five of them, or never."""
    visits = chance.randint(1, 8)
    prone = 0.5 if chance.random() < 0.2 else 0.0
    return sum(chance.random() < prone for _ in range(visits)), visits
