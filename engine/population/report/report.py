"""The whole report, as data: the page, the JSON and the terminal are made of it."""

from dataclasses import dataclass

from engine.population.report.beside import Comparison, Gold, LiveShadow
from engine.population.report.figures import (
    About,
    Group,
    Missing,
    Month,
    Overall,
    Pair,
    Problems,
    RuleRates,
    ShadowRates,
    Workload,
)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one run says about its rules.

    ``live``, ``gold`` and ``comparison`` are there if they were asked for.
    """

    about: About
    overall: Overall
    rules: tuple[RuleRates, ...]
    pairs: tuple[Pair, ...]
    missing: tuple[Missing, ...]
    by_sex: tuple[Group, ...]
    by_age: tuple[Group, ...]
    by_site: tuple[Group, ...]
    months: tuple[Month, ...]
    workload: Workload
    problems: Problems
    shadow: tuple[ShadowRates, ...]
    smallest_cell: int
    live: tuple[LiveShadow, ...] | None = None
    gold: Gold | None = None
    comparison: Comparison | None = None
