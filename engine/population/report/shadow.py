"""Rules that are not shown: what they would have done."""

from typing import Final

from engine.population.report.figures import RuleRates, ShadowRates
from engine.population.report.run import OpenRun

_JOINS: Final = """
select one.rule, count(*) from answers one
where one.outcome = 'fires' and one.status <> 'active' and exists (
  select 1 from answers other
  join asked_in mine on mine.rule = one.rule
  join asked_in its on its.rule = other.rule and its.question = mine.question
  where other.patient = one.patient and other.time = one.time
    and other.status = 'active' and other.shown
)
group by one.rule
"""


def shadow(run: OpenRun, rules: tuple[RuleRates, ...]) -> tuple[ShadowRates, ...]:
    """The rules of a run that are in shadow or drafts, by id."""
    quiet = [one for one in rules if one.status != "active"]
    joins = _joins(run) if quiet else {}
    return tuple(
        ShadowRates(
            one,
            joins_a_card=joins.get(one.rule, 0),
            new_card=one.fires.count - joins.get(one.rule, 0),
        )
        for one in quiet
    )


def _joins(run: OpenRun) -> dict[str, int]:
    """At how many evaluations a card of the rule's question was there already."""
    run.rows("create or replace temp table asked_in (rule text, question text)")
    for name, rule in run.rules.items():
        run.rows("insert into asked_in values (?, ?)", name, rule["question"])
    return dict(run.rows(_JOINS))
