"""The same figures by sex, age band, site and month, small cells withheld.

Groups of fewer patients than the smallest cell are merged with each other. A
rate behind which stand fewer patients than that, but some, is withheld; where
that leaves one gap in a column, the next smallest is withheld too, or the sum
over the groups would tell. No patient at all names nobody and is shown.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from engine.population.report.figures import Group, Month
from engine.population.report.rates import PER, Sums, share_of
from engine.population.report.run import OpenRun
from engine.population.schema import AGE_BANDS

NOT_RECORDED: Final = "not recorded"
_MEASURES: Final = ("(cards_critical > 0)::int", "(cards > 0)::int", "asked")
_MONTHS: Final = """
with every as (
  select unnest(generate_series(date_trunc('month', min(time)),
    date_trunc('month', max(time)), interval 1 month))::timestamp as begun
  from stays
)
select strftime(begun, '%Y-%m'), count(patient), count(distinct patient),
  sum(cards_critical), sum(cards_warning), sum(cards_info)
from every left join stays on date_trunc('month', time) = begun
group by begun order by begun
"""

_Cells = dict[str, list[Sums]]  # by the group's name, one of each measure


def by_sex(run: OpenRun, smallest: int) -> tuple[Group, ...]:
    """By the recorded sex, the largest group first."""
    return _groups(_cells(run, "sex"), smallest)


def by_age(run: OpenRun, smallest: int) -> tuple[Group, ...]:
    """By age band, the youngest first."""
    made = _groups(_cells(run, "age_band"), smallest)
    order = [*AGE_BANDS, NOT_RECORDED]
    place = {name: at for at, name in enumerate(order)}
    return tuple(sorted(made, key=lambda one: place.get(one.name, len(order))))


def by_site(run: OpenRun, smallest: int) -> tuple[Group, ...]:
    """By site, the largest first."""
    return _groups(_cells(run, "site"), smallest)


def months(run: OpenRun, smallest: int) -> tuple[Month, ...]:
    """Cards per 1,000 evaluations, month by month, those without one too."""
    return tuple(
        Month(month, n, *(_per(count, n, patients, smallest) for count in cards))
        for month, n, patients, *cards in run.rows(_MONTHS)
    )


def _per(count: int | None, n: int, patients: int, smallest: int) -> float | None:
    return None if count is None or patients < smallest else count / n * PER


def _cells(run: OpenRun, column: str) -> _Cells:
    """The sums of each measure in each group of a column."""
    cells: _Cells = {}
    for what in _MEASURES:
        for name, *row in run.rows(
            f"""
            with per as (
              select {column} as name, patient, sum({what}) as y, count(*) as n
              from stays group by name, patient
            )
            select name, count(*), count(*) filter (y > 0), sum(n), sum(y),
              sum(y * y), sum(y * n), sum(n * n)
            from per group by name order by sum(n) desc, name
            """
        ):
            sums = Sums(*(int(one) for one in row))
            cells.setdefault(name or NOT_RECORDED, []).append(sums)
    return cells


def _groups(cells: _Cells, smallest: int) -> tuple[Group, ...]:
    merged, rows = _merged(cells, smallest)
    shown = [_shown([row[at] for _, row in rows], smallest) for at in range(3)]
    return tuple(
        _group(name, row, merged, [column[at] for column in shown])
        for at, (name, row) in enumerate(rows)
    )


def _group(name: str, row: list[Sums], merged: int, shown: list[bool]) -> Group:
    critical, some, asked = (
        share_of(sums) if is_shown else None
        for sums, is_shown in zip(row, shown, strict=True)
    )
    small = merged if not name else 0
    return Group(
        name=name or f"{merged} small groups together",
        merged=small,
        patients=row[0].clusters,
        evaluations=row[0].n,
        with_critical=critical,
        with_any=some,
        asked=asked,
    )


def _merged(
    cells: _Cells, smallest: int
) -> tuple[int, Sequence[tuple[str, list[Sums]]]]:
    """How many groups were put together, and the rows with them at the end.

    The name of their row is "".
    """
    small = [name for name, row in cells.items() if row[0].clusters < smallest]
    if len(small) < 2:
        return 0, list(cells.items())
    kept = [(name, row) for name, row in cells.items() if name not in small]
    together = [_sum([cells[name][at] for name in small]) for at in range(3)]
    return len(small), [*kept, ("", together)]


def _sum(parts: Sequence[Sums]) -> Sums:
    """The parts as one; a patient of two parts counts as two, which is said."""
    total = parts[0]
    for one in parts[1:]:
        total = replace(
            total,
            **{
                name: getattr(total, name) + getattr(one, name)
                for name in Sums.__slots__
            },
        )
    return total


def _loss(sums: Sums) -> tuple[bool, int, int]:
    """What is lost by withholding it: a zero goes last."""
    return not sums.with_any, sums.with_any, -sums.clusters


def _shown(column: Sequence[Sums], smallest: int) -> list[bool]:
    """Which rates of a column may be shown."""
    withheld = {at for at, one in enumerate(column) if 0 < one.with_any < smallest}
    others = [at for at in range(len(column)) if at not in withheld]
    if len(withheld) == 1 and others:
        withheld.add(min(others, key=lambda at: _loss(column[at])))
    return [at not in withheld for at in range(len(column))]
