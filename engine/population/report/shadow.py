"""Rules that are not shown: what they would have done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from engine.population.report.beside import LiveShadow
from engine.population.report.figures import RuleRates, ShadowRates
from engine.population.report.rates import Sums, share_of
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


@dataclass(frozen=True, slots=True)
class ShadowCount:
    """How often one version of a rule in shadow answered live calls.

    ``fires`` and ``asks`` are summed over patients, a call being an evaluation;
    ``critical`` … are the indicators it fired with; ``first`` and ``last`` the
    times of the calls. The service's store counts it.
    """

    rule: str
    version: int
    digest: str
    first: datetime
    last: datetime
    fires: Sums
    asks: Sums
    critical: int
    warning: int
    info: int


def live_shadow(run: OpenRun, counted: Iterable[ShadowCount]) -> tuple[LiveShadow, ...]:
    """What rules in shadow answered to live calls, beside a run.

    ``in_this_run`` says that the run evaluated the very same rule.
    """
    here = {(one["rule"], one["digest"]) for one in run.run["rules"]}
    return tuple(
        LiveShadow(
            rule=one.rule,
            version=one.version,
            digest=one.digest,
            first=one.first,
            last=one.last,
            patients=one.fires.clusters,
            fires=share_of(one.fires),
            asks=share_of(one.asks),
            critical=one.critical,
            warning=one.warning,
            info=one.info,
            in_this_run=(one.rule, one.digest) in here,
        )
        for one in counted
    )


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
