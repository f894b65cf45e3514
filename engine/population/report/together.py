"""Which rules fire together, and what the asks were missing."""

from typing import Final

from engine.population.report.figures import Missing, Pair
from engine.population.report.run import OpenRun

_PAIRS: Final = """
with fired as (
  select patient, time, rule from answers
  where outcome = 'fires' and status = 'active'
),
each as (select rule, count(*) as n from fired group by rule)
select one.rule, other.rule, count(*) as together,
  any_value(first.n), any_value(second.n)
from fired one
join fired other on one.patient = other.patient and one.time = other.time
  and one.rule < other.rule
join each first on first.rule = one.rule
join each second on second.rule = other.rule
group by one.rule, other.rule
order by together desc, one.rule, other.rule
"""
_MISSING: Final = """
select rule, what, count(*) as n, count(distinct patient)
from (
  select distinct patient, time, rule, unnest(missing) as what from answers
  where outcome = 'asks' and status = 'active'
)
group by rule, what order by n desc, rule, what
"""


def pairs(run: OpenRun) -> tuple[Pair, ...]:
    """Every two active rules that fired at one evaluation, the most often first."""
    questions = {name: rule["question"] for name, rule in run.rules.items()}
    return tuple(
        Pair(
            first=one,
            second=other,
            together=together,
            share_of_first=together / of_one,
            share_of_second=together / of_other,
            card=questions[one] if questions[one] == questions[other] else "",
        )
        for one, other, together, of_one, of_other in run.rows(_PAIRS)
    )


def missing(run: OpenRun) -> tuple[Missing, ...]:
    """What active rules asked for, the most often first."""
    return tuple(Missing(*row) for row in run.rows(_MISSING))
