"""The numbers of the review room, as the store has them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from engine.store.database import Store
from engine.store.rules_on_cards import OnCards, on_cards
from engine.store.span import Span

_FOR_EVER: Final = date(9000, 1, 1)


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """How often a rule stood on a card, and what clinicians said of the cards."""

    fires: int = 0
    asks: int = 0
    accepted: int = 0
    overridden: int = 0
    snoozed: int = 0

    @property
    def answered(self) -> int:
        """The cards of which a clinician said something."""
        return self.accepted + self.overridden

    def __add__(self, other: "RuleCounts | OnCards") -> "RuleCounts":
        return RuleCounts(
            self.fires + other.fires,
            self.asks + other.asks,
            self.accepted + other.accepted,
            self.overridden + other.overridden,
            self.snoozed + other.snoozed,
        )


def fired_and_overridden(store: Store, since: datetime) -> Mapping[str, RuleCounts]:
    """What became of each rule since a moment's day in UTC, by rule id.

    A rule that stood on no card since then has no entry. Raises what
    SQLAlchemy raises.
    """
    return by_rule(on_cards(store, Span(since.astimezone(UTC).date(), _FOR_EVER)))


def by_rule(rows: Iterable[OnCards]) -> Mapping[str, RuleCounts]:
    """The counts of each rule over all its days and versions."""
    counts: dict[str, RuleCounts] = defaultdict(RuleCounts)
    for row in rows:
        counts[row.rule] += row
    return dict(counts)
