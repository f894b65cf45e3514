"""A rule's tree turned into the formula that asks for one of its truths.

`rule-format.md` section 5: "none" is pushed down to the letters and "at least
n of k" becomes its combinations, so that durable_rules needs no negation.
"""

from collections.abc import Callable, Iterable
from itertools import combinations
from math import comb
from typing import TypeAlias

from engine.decide.formula import AllOf, AnyOf, Formula, Is
from engine.errors import EngineError
from engine.rulebook import clauses
from engine.rulebook.clauses import All, AnyNode, AtLeast, Clause, Node, NoneNode
from engine.truth import NO, UNKNOWN, YES, Truth, negation

AtomOf: TypeAlias = Callable[[Clause], str]
Leaf: TypeAlias = Callable[[Clause, frozenset[Truth]], Formula]

KNOWN_YES = frozenset({YES})
KNOWN_NO = frozenset({NO})
NOT_NO = frozenset({YES, UNKNOWN})
NOT_YES = frozenset({NO, UNKNOWN})

# A rule that a clinician can read has three levels and some ten clauses; past
# these limits the tree is a mistake, and its combinations could fill memory.
DEEPEST = 16
LARGEST = 4_096


def formula(node: Node, letters: frozenset[Truth], atom_of: AtomOf) -> Formula:
    """The formula that holds when the tree's truth is one of `letters`.

    ``letters`` is one of KNOWN_YES, KNOWN_NO, NOT_NO and NOT_YES: every other
    set cuts through the order no < unknown < yes and has no such formula.
    ``atom_of`` names the atom of a clause; clauses that are equal should get
    the same name. Raises EngineError for what the network cannot hold.
    """
    if letters not in (KNOWN_YES, KNOWN_NO, NOT_NO, NOT_YES):
        message = "a formula asks for yes, for no, or for either with unknown"
        raise EngineError(message)

    def leaf(clause: Clause, wanted: frozenset[Truth]) -> Formula:
        return Is(atom_of(clause), wanted)

    return _asked(node, letters, leaf, level=0)


def asking(node: Node, atom_of: AtomOf) -> Formula:
    """The formula that holds while a tree may be yes and asking can tell.

    A clause with `ask: false` that is unknown is no reason to ask: nobody is
    asked whether a diagnosis was recorded (`Logic.askable` says the same).
    """

    def leaf(clause: Clause, wanted: frozenset[Truth]) -> Formula:
        unasked = wanted == NOT_NO and clause.ask is False
        return Is(atom_of(clause), KNOWN_YES if unasked else wanted)

    return _asked(node, NOT_NO, leaf, level=0)


def conjunction(items: Iterable[Formula]) -> Formula:
    """Every item, flattened; a single item is itself."""
    flat = _flat(items, AllOf)
    return flat[0] if len(flat) == 1 else AllOf(flat)


def disjunction(items: Iterable[Formula]) -> Formula:
    """Some item, flattened; a single item is itself."""
    flat = _flat(items, AnyOf)
    return flat[0] if len(flat) == 1 else AnyOf(flat)


def _asked(node: Node, letters: frozenset[Truth], leaf: Leaf, level: int) -> Formula:
    if level > DEEPEST:
        message = f"a rule is nested deeper than {DEEPEST}: split it"
        raise EngineError(message)

    def each(items: tuple[Node, ...], of: frozenset[Truth]) -> list[Formula]:
        return _within_size([_asked(item, of, leaf, level + 1) for item in items])

    match node:
        case All(all=items):
            return _joined(each(items, letters), letters, needed=len(items))
        case AnyNode(any=items) | clauses.AnyOf(any_of=items):
            return _joined(each(items, letters), letters, needed=1)
        case NoneNode(none=items):
            negated = frozenset(negation(letter) for letter in letters)
            return _joined(each(items, negated), letters, needed=len(items))
        case AtLeast(at_least=count, of=items):
            return _joined(each(items, letters), letters, needed=count)
        case clause:
            return leaf(clause, letters)


def _joined(items: list[Formula], letters: frozenset[Truth], needed: int) -> Formula:
    """So many of the items, read from the side that `letters` asks for.

    With k items, `needed` of them make a yes; the no (and the not-yes) takes
    k - needed + 1 of them, which is Kleene's table for counts.
    """
    if needed > len(items):
        message = f"at least {needed} of {len(items)} can never be reached"
        raise EngineError(message)
    count = needed if YES in letters else len(items) - needed + 1
    return _some(items, count)


def _some(items: list[Formula], count: int) -> Formula:
    # An item stands in count / k of the combinations.
    copies = comb(len(items), count) * count
    if copies * sum(map(_size, items)) > LARGEST * len(items):
        raise EngineError(_TOO_LARGE)
    return disjunction(conjunction(chosen) for chosen in combinations(items, count))


def _within_size(items: list[Formula]) -> list[Formula]:
    if sum(map(_size, items)) > LARGEST:
        raise EngineError(_TOO_LARGE)
    return items


_TOO_LARGE = f"a rule has more than {LARGEST} combinations of clauses: split it"


def _size(formula: Formula) -> int:
    if isinstance(formula, Is):
        return 1
    return sum(map(_size, formula.items))


def _flat(
    items: Iterable[Formula], kind: type[AllOf] | type[AnyOf]
) -> tuple[Formula, ...]:
    return tuple(
        part
        for item in items
        for part in (item.items if isinstance(item, kind) else (item,))
    )
