"""By sex, age, site and month, and what is withheld so that nobody is named."""

from pathlib import Path
from typing import Any

import pytest
from made_up_run import day, stay, write_run

from engine.population.report import groups
from engine.population.report.figures import Group
from engine.population.report.run import opened

CRITICAL, NOTHING = (1, 0, 0), (0, 0, 0)


def ward(name: str, patients: int, critical: int) -> list[dict[str, Any]]:
    """A site with so many patients of one encounter each, some with a card."""
    return [
        stay(f"{name}{n}", day(1), CRITICAL if n < critical else NOTHING, site=name)
        for n in range(patients)
    ]


def sites(folder: Path, *stays: list[dict[str, Any]], smallest: int = 5) -> list[Group]:
    write_run(folder, [one for part in stays for one in part])
    with opened(folder) as run:
        return list(groups.by_site(run, smallest))


def counts(found: list[Group]) -> dict[str, int | None]:
    return {
        one.name: one.with_critical.count if one.with_critical else None
        for one in found
    }


def test_large_groups_are_shown_the_largest_first(tmp_path: Path) -> None:
    found = sites(tmp_path, ward("A", 6, 5), ward("B", 9, 6))

    assert [(one.name, one.patients, one.evaluations) for one in found] == [
        ("B", 9, 9),
        ("A", 6, 6),
    ]
    assert counts(found) == {"B": 6, "A": 5}


def test_a_rate_behind_which_few_stand_is_withheld_with_the_next(
    tmp_path: Path,
) -> None:
    """Else 4 would follow from the sum."""
    found = sites(tmp_path, ward("A", 20, 4), ward("B", 20, 9), ward("C", 20, 7))

    assert counts(found) == {"A": None, "B": 9, "C": None}


def test_two_that_are_withheld_hide_each_other(tmp_path: Path) -> None:
    found = sites(tmp_path, ward("A", 20, 4), ward("B", 20, 1), ward("C", 20, 7))

    assert counts(found) == {"A": None, "B": None, "C": 7}


def test_five_are_shown_and_so_is_none(tmp_path: Path) -> None:
    found = sites(tmp_path, ward("A", 20, 5), ward("B", 20, 0))

    assert counts(found) == {"A": 5, "B": 0}


def test_small_groups_are_put_together(tmp_path: Path) -> None:
    found = sites(tmp_path, ward("A", 9, 6), ward("B", 4, 3), ward("C", 3, 2))

    assert counts(found) == {"A": 6, "2 small groups together": 5}
    assert (found[1].patients, found[1].merged) == (7, 2)


def test_one_small_group_keeps_its_name_and_its_figures_are_withheld(
    tmp_path: Path,
) -> None:
    found = sites(tmp_path, ward("A", 9, 6), ward("B", 4, 3))

    assert counts(found) == {"A": None, "B": None}


def test_where_the_others_are_none_one_of_them_is_withheld_too(tmp_path: Path) -> None:
    found = sites(tmp_path, ward("A", 20, 3), ward("B", 30, 0), ward("C", 40, 0))

    assert counts(found) == {"A": None, "B": 0, "C": None}


def test_a_smallest_cell_of_one_withholds_nothing(tmp_path: Path) -> None:
    found = sites(tmp_path, ward("A", 9, 6), ward("B", 4, 3), smallest=1)

    assert counts(found) == {"A": 6, "B": 3}


def test_patients_count_and_not_their_encounters(tmp_path: Path) -> None:
    """One patient with six critical encounters is still one patient."""
    often = [stay("x", day(n), CRITICAL, site="A") for n in range(1, 7)]
    found = sites(tmp_path, often, ward("A", 9, 0), ward("B", 9, 6))

    assert counts(found) == {"A": None, "B": None}


def test_what_is_not_recorded_is_a_group_of_its_own(tmp_path: Path) -> None:
    write_run(tmp_path, [stay("a", day(1), sex=""), stay("b", day(1), sex="male")])

    with opened(tmp_path) as run:
        names = {one.name for one in groups.by_sex(run, 1)}
    assert names == {"male", groups.NOT_RECORDED}


def test_ages_stand_in_their_order(tmp_path: Path) -> None:
    bands = ["80+", "", "0-15", "40-64"]
    write_run(tmp_path, [stay(f"p{one}", day(1), age_band=one) for one in bands])

    with opened(tmp_path) as run:
        names = [one.name for one in groups.by_age(run, 1)]
    assert names == ["0-15", "40-64", "80+", groups.NOT_RECORDED]


def test_a_month_without_encounters_is_a_gap_and_no_line_across_it(
    tmp_path: Path,
) -> None:
    write_run(tmp_path, [stay("a", day(31)), stay("a", day(1, 3), CRITICAL)])

    with opened(tmp_path) as run:
        found = [
            (one.month, one.evaluations, one.critical) for one in groups.months(run, 1)
        ]
    assert found == [("2026-01", 1, 0), ("2026-02", 0, None), ("2026-03", 1, 1000)]


def test_months_and_those_of_too_few_patients(tmp_path: Path) -> None:
    january = [
        stay(f"p{n}", day(n), CRITICAL if n < 3 else NOTHING) for n in range(1, 6)
    ]
    write_run(tmp_path, [*january, stay("p1", day(1, 2), CRITICAL)])

    with opened(tmp_path) as run:
        first, second = groups.months(run, 5)
    assert (first.month, first.evaluations, first.critical) == ("2026-01", 5, 400)
    assert (second.month, second.evaluations, second.critical) == ("2026-02", 1, None)


@pytest.mark.parametrize("smallest", [1, 5, 50])
def test_no_withheld_count_follows_from_the_sum(tmp_path: Path, smallest: int) -> None:
    """With the total known, one gap in a column would be filled by subtraction."""
    wards = [ward(f"W{n}", 3 + 2 * n, n) for n in range(8)]
    found = sites(tmp_path, *wards, smallest=smallest)

    assert len(found) == 1 or list(counts(found).values()).count(None) != 1
