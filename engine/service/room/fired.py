"""How often each rule fired and was overridden, as the store has it."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.store.database import Store


@dataclass(frozen=True, slots=True)
class Fired:
    """The cards of a rule that were shown, and those set aside."""

    fires: int = 0
    overridden: int = 0


def fired(store: Store) -> Mapping[str, Fired]:
    """The counts of each rule that was on a card, by rule id."""
    return {}
