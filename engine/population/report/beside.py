"""What stands beside a run: live calls, labels and another run, as data.

Times are UTC. Patients are keyed hashes.
"""

from dataclasses import dataclass
from datetime import datetime

from engine.population.report.figures import Overall
from engine.population.report.rates import Proportion, Rate


@dataclass(frozen=True, slots=True)
class LiveShadow:
    """What a rule in shadow answered to live calls, from the service's store.

    Shares are of the calls that it was asked at.
    """

    rule: str
    version: int
    digest: str
    first: datetime
    last: datetime
    patients: int
    fires: Rate
    asks: Rate
    critical: int
    warning: int
    info: int
    in_this_run: bool


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How answers agree with labels at one urgency, ``rule`` "" for all rules.

    A label counts as positive if it is at least as urgent as ``urgency``.
    ``by`` says what counts as an answer: "cards", a card of at least that
    urgency was shown, be it a question; "alerts", one that no question made.
    """

    rule: str
    urgency: str
    by: str
    sensitivity: Proportion
    specificity: Proportion
    ppv: Proportion
    npv: Proportion


@dataclass(frozen=True, slots=True)
class Miss:
    """A label that no card met: no card of at least its urgency was shown.

    ``answered`` is what rules answered, "<rule>: <what>"; empty: all were quiet.
    """

    patient: str
    time: datetime
    label: str
    answered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A label, by its row in the file, that belongs to no evaluation, and why.

    ``patient`` is "" where the id could not be hashed: an id is never shown.
    """

    row: int
    patient: str
    time: datetime
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Gold:
    """What labels say of the answers.

    ``labels`` are the rows of the file, ``repeated`` those that say again what
    another says, ``matched`` the evaluations that have a label; ``by_label``
    counts these. ``never_fired`` are active rules that fired at none of them.
    """

    labels: int
    repeated: int
    matched: int
    patients: int
    by_label: tuple[tuple[str, int], ...]
    overall: tuple[Accuracy, ...]
    by_rule: tuple[Accuracy, ...]
    never_fired: int
    misses: tuple[Miss, ...]
    unmatched: tuple[Unmatched, ...]


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that is not the same in both runs, and what is not."""

    rule: str
    title: str
    what: str


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """Evaluations at which one rule changed from one answer to another.

    The example is the earliest of them.
    """

    rule: str
    was: str
    now: str
    evaluations: int
    patients: int
    example_patient: str
    example_time: datetime


@dataclass(frozen=True, slots=True)
class Comparison:
    """What other rules change on the same export at the same times.

    ``rules_digest`` and what is called "was" belong to the run before.
    ``answers`` counts changed answers of rules; ``evaluations`` and
    ``patients`` those with one at least; ``cards_changed`` evaluations with
    another number of cards.
    """

    rules_digest: str
    notes: tuple[str, ...]
    overall: Overall
    gained: tuple[RuleChange, ...]
    lost: tuple[RuleChange, ...]
    changed: tuple[RuleChange, ...]
    answers: int
    evaluations: int
    patients: int
    cards_changed: int
    kinds: tuple[ChangeKind, ...]
