"""What one run says, as data: figures of the page and of the JSON, frozen.

A rate that is None was withheld: so few patients stand behind it that the
group might name them. Times are UTC. Patients are keyed hashes.
"""

from dataclasses import dataclass
from datetime import datetime

from engine.population.report.rates import Rate


@dataclass(frozen=True, slots=True)
class About:
    """Which run this is: nothing here depends on when the report is made.

    ``unit`` is what one evaluation stands for: "encounter", or "evaluation"
    where the times were given. ``first`` and ``last`` are the first and last
    time evaluated, None in an empty run.
    """

    engine: str
    rules_digest: str
    locale: str
    unit: str
    times: tuple[str, ...]
    files: int
    bytes: int
    first: datetime | None
    last: datetime | None
    patients: int
    evaluations: int
    active_rules: int


@dataclass(frozen=True, slots=True)
class Overall:
    """Cards and questions of all active rules together.

    ``critical``, ``warning``, ``info`` and ``cards`` are numbers of cards;
    ``with_critical``, ``with_any`` and ``asked`` shares of evaluations: with a
    critical card, with any card, with a question on a card.
    ``patients_…`` are shares of patients who had that at least once.
    """

    critical: Rate
    warning: Rate
    info: Rate
    cards: Rate
    with_critical: Rate
    with_any: Rate
    asked: Rate
    patients_with_critical: Rate
    patients_with_any: Rate
    patients_asked: Rate


@dataclass(frozen=True, slots=True)
class RuleRates:
    """How often one rule answered; shares of evaluations, and of patients.

    ``hidden`` fired but stood on no card, a more urgent one being shown;
    ``critical`` … are the indicators it fired with, as counts.
    """

    rule: str
    title: str
    version: int
    digest: str
    urgency: str
    question: str
    status: str
    fires: Rate
    asks: Rate
    patients_fires: Rate
    patients_asks: Rate
    hidden: int
    critical: int
    warning: int
    info: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rules that fired at the same evaluation, ``together`` so many times.

    ``share_of_first`` of the first rule's firings came with the second, from 0
    to 1, and the other way round. ``card`` is the question whose card they
    share, "" if each is for a card of its own.
    """

    first: str
    second: str
    together: int
    share_of_first: float
    share_of_second: float
    card: str


@dataclass(frozen=True, slots=True)
class Missing:
    """What the asks of one rule were missing, and at how many evaluations."""

    rule: str
    what: str
    evaluations: int
    patients: int


@dataclass(frozen=True, slots=True)
class Group:
    """The evaluations of one sex, age band or site.

    ``merged`` groups of too few patients stand in it together: then ``name``
    says so. ``with_critical``, ``with_any`` and ``asked`` are shares.
    """

    name: str
    merged: int
    patients: int
    evaluations: int
    with_critical: Rate | None
    with_any: Rate | None
    asked: Rate | None


@dataclass(frozen=True, slots=True)
class Month:
    """Cards per 1,000 evaluations in one calendar month.

    None where there were no evaluations, or it was withheld.
    """

    month: str
    evaluations: int
    critical: float | None
    warning: float | None
    info: float | None


@dataclass(frozen=True, slots=True)
class CardsADay:
    """Cards a day of a service: the mean, its interval, and a busy day."""

    kind: str
    mean: float
    low: float
    high: float
    busy_day: int


@dataclass(frozen=True, slots=True)
class Workload:
    """What a service of ``encounters_a_day`` would have to read."""

    encounters_a_day: int
    cards: tuple[CardsADay, ...]


@dataclass(frozen=True, slots=True)
class Problems:
    """What could not be read, and where the two evaluators differed.

    ``patients_not_sent`` are those of whom no Patient resource came.

    ``with_any`` and ``blocking`` are shares of evaluations; ``by_code`` counts
    evaluations, ``rejected`` lines and parts, ``encounters`` what
    became of them.
    """

    with_any: Rate
    blocking: Rate
    patients_not_sent: int
    by_code: tuple[tuple[str, int], ...]
    rejected: tuple[tuple[str, int], ...]
    encounters: tuple[tuple[str, int], ...]
    differing_evaluations: int
    differing_rules: int


@dataclass(frozen=True, slots=True)
class ShadowRates:
    """What a rule that is not shown would have done.

    Of the evaluations where it fires, ``joins_a_card`` have a card of its
    question already and ``new_card`` have none.
    """

    rates: RuleRates
    joins_a_card: int
    new_card: int
