"""A rule's logic in the closed form that durable_rules may see.

Only "this atom is one of these letters", "all of" and "any of" exist here:
negation is pushed down to the letters and counts are expanded, because the
network has no safe negation (`durable_rules.md`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from engine.truth import Truth


@dataclass(frozen=True, slots=True)
class Is:
    """The atom has one of these truths."""

    atom: str
    letters: frozenset[Truth]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every item holds; at least one item."""

    items: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some item holds; at least one item."""

    items: tuple["Formula", ...]


Formula: TypeAlias = Is | AllOf | AnyOf


def holds(formula: Formula, values: Mapping[str, Truth]) -> bool:
    """Evaluate a formula directly: what the network must agree with."""
    match formula:
        case Is(atom, letters):
            return values[atom] in letters
        case AllOf(items):
            return all(holds(item, values) for item in items)
        case AnyOf(items):
            return any(holds(item, values) for item in items)
