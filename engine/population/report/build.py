"""The report of one run, put together."""

from engine.population.report import count, groups
from engine.population.report.report import Report
from engine.population.report.run import OpenRun
from engine.population.report.shadow import shadow
from engine.population.report.together import missing, pairs
from engine.population.report.workload import workload

SMALLEST_CELL = 5
ENCOUNTERS_A_DAY = 100


def report_of(
    run: OpenRun,
    encounters_a_day: int = ENCOUNTERS_A_DAY,
    smallest_cell: int = SMALLEST_CELL,
) -> Report:
    """Every figure that a run alone gives; the same run gives the same figures.

    ``smallest_cell`` is the fewest patients that may stand behind a figure by
    sex, age, site or month; 1 withholds nothing. `labels`, another run and the
    live shadow come on top with `dataclasses.replace`.
    """
    rules, overall = count.rule_rates(run), count.overall(run)
    return Report(
        about=count.about(run),
        overall=overall,
        rules=tuple(one for one in rules if one.status == "active"),
        pairs=pairs(run),
        missing=missing(run),
        by_sex=groups.by_sex(run, smallest_cell),
        by_age=groups.by_age(run, smallest_cell),
        by_site=groups.by_site(run, smallest_cell),
        months=groups.months(run, smallest_cell),
        workload=workload(overall, encounters_a_day),
        problems=count.problems(run),
        shadow=shadow(run, rules),
        smallest_cell=smallest_cell,
    )
