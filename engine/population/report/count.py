"""How often: the cards of all rules together, and each rule by itself."""

from typing import Final

from engine.population.report.figures import About, Overall, Problems, RuleRates
from engine.population.report.rates import (
    Rate,
    Sums,
    number_of,
    patients_of,
    share_of,
)
from engine.population.report.run import OpenRun
from engine.population.schema import RuleInRun

_CARDS: Final = {
    "critical": "cards_critical",
    "warning": "cards_warning",
    "info": "cards_info",
    "cards": "cards",
    "with_critical": "(cards_critical > 0)::int",
    "with_any": "(cards > 0)::int",
    "asked": "asked",
}
_BY_RULE: Final = """
with seen as (select patient, count(*) as n from evaluations group by patient),
per as (
  select rule, patient,
    count(*) filter (outcome = 'fires') as fires,
    count(*) filter (outcome = 'asks') as asks,
    count(*) filter (outcome = 'fires' and not shown) as hidden,
    count(*) filter (outcome = 'fires' and indicator = 'critical') as critical,
    count(*) filter (outcome = 'fires' and indicator = 'warning') as warning,
    count(*) filter (outcome = 'fires' and indicator = 'info') as info
  from answers group by rule, patient
)
select rule,
  count(*) filter (fires > 0), sum(fires), sum(fires * fires), sum(fires * n),
  count(*) filter (asks > 0), sum(asks), sum(asks * asks), sum(asks * n),
  sum(hidden), sum(critical), sum(warning), sum(info)
from per join seen using (patient) group by rule order by rule
"""


def about(run: OpenRun) -> About:
    """Which run this is."""
    said, times = run.run, run.run["times"]
    first, last = run.rows("select min(time), max(time) from evaluations")[0]
    n, patients = run.rows("select count(*), count(distinct patient) from stays")[0]
    return About(
        engine=said["engine"],
        rules_digest=said["rules_digest"],
        locale=said["locale"],
        unit="encounter" if times == "encounters" else "evaluation",
        times=() if isinstance(times, str) else tuple(times),
        files=len(said["inputs"]),
        bytes=sum(one["bytes"] for one in said["inputs"]),
        first=first,
        last=last,
        patients=patients,
        evaluations=n,
        active_rules=sum(one["status"] == "active" for one in said["rules"]),
    )


def overall(run: OpenRun, stays: str = "stays") -> Overall:
    """Cards and questions per 1,000 evaluations of a table, and patients."""
    sums = {name: sums_of(run, what, stays) for name, what in _CARDS.items()}
    return Overall(
        critical=number_of(sums["critical"]),
        warning=number_of(sums["warning"]),
        info=number_of(sums["info"]),
        cards=number_of(sums["cards"]),
        with_critical=share_of(sums["with_critical"]),
        with_any=share_of(sums["with_any"]),
        asked=share_of(sums["asked"]),
        patients_with_critical=patients_of(sums["with_critical"]),
        patients_with_any=patients_of(sums["with_any"]),
        patients_asked=patients_of(sums["asked"]),
    )


def problems(run: OpenRun) -> Problems:
    """What was not read, and where the evaluators differed."""
    counts = run.run["counts"]
    query = "select count(*) filter (differing > 0), sum(differing) from evaluations"
    evaluations, rules = run.rows(query)[0]
    return Problems(
        with_any=share_of(sums_of(run, "(problems > 0)::int")),
        blocking=share_of(sums_of(run, "(blocking > 0)::int")),
        patients_not_sent=counts["patients_not_sent"],
        by_code=tuple(sorted(counts["evaluations_problems"].items())),
        rejected=tuple(sorted(counts["rejected"].items())),
        encounters=tuple(sorted(counts["encounters"].items())),
        differing_evaluations=evaluations,
        differing_rules=int(rules or 0),
    )


def sums_of(run: OpenRun, what: str, table: str = "stays", where: str = "true") -> Sums:
    """The sums over patients of ``what``, an SQL number, in the rows that hold."""
    row = run.rows(
        f"""
        with per as (
          select patient, sum({what}) as y, count(*) as n
          from {table} where {where} group by patient
        )
        select count(*), count(*) filter (y > 0), sum(n), sum(y),
          sum(y * y), sum(y * n), sum(n * n) from per
        """
    )[0]
    return Sums(*(int(one or 0) for one in row))


def rule_rates(run: OpenRun) -> tuple[RuleRates, ...]:
    """Each rule of the run, those that never answered too, by id."""
    every = sums_of(run, "0")
    found = {row[0]: [int(one) for one in row[1:]] for row in run.rows(_BY_RULE)}
    return tuple(
        _rates(rule, found.get(name, [0] * 12), every)
        for name, rule in run.rules.items()
    )


def _rates(rule: RuleInRun, row: list[int], every: Sums) -> RuleRates:
    fires, patients_fires = _both(row[0:4], every)
    asks, patients_asks = _both(row[4:8], every)
    hidden, critical, warning, info = row[8:]
    return RuleRates(
        rule=rule["rule"],
        title=rule["title"],
        version=rule["version"],
        digest=rule["digest"],
        urgency=rule["urgency"],
        question=rule["question"],
        status=rule["status"],
        fires=fires,
        asks=asks,
        patients_fires=patients_fires,
        patients_asks=patients_asks,
        hidden=hidden,
        critical=critical,
        warning=warning,
        info=info,
    )


def _both(row: list[int], every: Sums) -> tuple[Rate, Rate]:
    with_any, y, yy, yn = row
    sums = Sums(every.clusters, with_any, every.n, y, yy, yn, every.nn)
    return share_of(sums), patients_of(sums)
