"""Formulas divided into portions that one durable_rules ruleset can hold.

durable_rules 2.0.28 refuses what is too large with a number instead of a
reason, and some of it only when a patient's facts happen to match. Everything
here is therefore a worst case, counted before any patient is seen; the limits
are measured in `tests/agreement/test_limits.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from engine.decide.compile import DEEPEST, conjunction, disjunction
from engine.decide.formula import AllOf, AnyOf, Formula, Is
from engine.errors import EngineError
from engine.truth import Truth

MOST_RULES = 50
MOST_ATOMS = 200
# The 16th `$and` or `$or` of one condition is error 113, wherever it stands.
MOST_GROUPS = 15
# The 65th alternative waiting at once is error 303; the catch-all is one.
MOST_WAITING = 63
# A rule is activated once for each way in which it is true: 4,096 take 3 ms.
MOST_ACTIVATIONS = 4_096
MOST_PIECES = 256


@dataclass(frozen=True, slots=True)
class Condition:
    """A formula small enough for one rule of the network.

    ``name`` is the caller's: several conditions of one name are alternatives.
    """

    name: str
    formula: Formula


@dataclass(frozen=True, slots=True)
class Shard:
    """The rules of one ruleset and the atoms that its fact has to carry."""

    conditions: tuple[Condition, ...]
    atoms: tuple[str, ...]


def shards(formulas: Mapping[str, Formula]) -> tuple[Shard, ...]:
    """Every formula, in the order given, in as few shards as that allows.

    Raises EngineError for a formula without atoms and for one that no
    division makes small enough.
    """
    for name, formula in formulas.items():
        _check(name, formula)
    conditions = (
        Condition(name, piece)
        for name, formula in formulas.items()
        for piece in _pieces(name, _tidied(formula))
    )
    return tuple(_shard(portion) for portion in _portions(conditions))


def atoms(formula: Formula) -> frozenset[str]:
    """The names of the atoms that a formula asks about."""
    if isinstance(formula, Is):
        return frozenset({formula.atom})
    return frozenset().union(*map(atoms, formula.items))


def groups(formula: Formula) -> int:
    """How many `$and` and `$or` it takes to write the formula."""
    if isinstance(formula, Is):
        return 0
    return 1 + sum(map(groups, formula.items))


def waiting(formula: Formula) -> int:
    """The most alternatives that can wait on the matcher's stack at once.

    An "any" leaves all its branches waiting; each item of an "all" leaves
    what it had besides the branch that went on.
    """
    match formula:
        case Is():
            return 1
        case AnyOf(items):
            return sum(map(waiting, items))
        case AllOf(items):
            return 1 + sum(waiting(item) - 1 for item in items)


def activations(formula: Formula) -> int:
    """The most ways in which the formula can be true at once."""
    match formula:
        case Is():
            return 1
        case AnyOf(items):
            return sum(map(activations, items))
        case AllOf(items):
            return prod(map(activations, items))


def _check(name: str, formula: Formula) -> None:
    if _is_deeper(formula, DEEPEST):
        raise EngineError(f"{name}: nested deeper than {DEEPEST}: split the rule")
    if not _is_whole(formula):
        message = f"{name}: a formula needs an atom, and a yes or no to ask of it"
        raise EngineError(message)
    if activations(formula) > MOST_ACTIVATIONS:
        message = (
            f"{name}: can be true in more than {MOST_ACTIVATIONS} ways at once:"
            " split the rule"
        )
        raise EngineError(message)


def _is_deeper(formula: Formula, levels: int) -> bool:
    if isinstance(formula, Is):
        return False
    return levels == 0 or any(_is_deeper(item, levels - 1) for item in formula.items)


def _is_whole(formula: Formula) -> bool:
    if isinstance(formula, Is):
        return 0 < len(formula.letters) < len(Truth)
    return bool(formula.items) and all(map(_is_whole, formula.items))


def _tidied(formula: Formula) -> Formula:
    match formula:
        case Is():
            return formula
        case AllOf(items):
            return conjunction(map(_tidied, items))
        case AnyOf(items):
            return disjunction(map(_tidied, items))


def _pieces(name: str, formula: Formula) -> list[Formula]:
    """The formula as alternatives that fit, in place of one that does not."""
    fitting: list[Formula] = []
    left = [formula]
    while left:
        piece = left.pop()
        if _fits(piece):
            fitting.append(piece)
        else:
            left.extend(reversed(_halves(name, piece)))
        if len(fitting) + len(left) > MOST_PIECES:
            raise EngineError(_too_large(name))
    return fitting


def _fits(formula: Formula) -> bool:
    return (
        groups(formula) <= MOST_GROUPS
        and waiting(formula) <= MOST_WAITING
        and len(atoms(formula)) <= MOST_ATOMS
    )


def _halves(name: str, formula: Formula) -> tuple[Formula, Formula]:
    match formula:
        case AnyOf(items):
            middle = len(items) // 2
            return disjunction(items[:middle]), disjunction(items[middle:])
        case AllOf(items) if groups(formula) > 1:
            return _divided_at_the_largest(name, items)
        case _:
            raise EngineError(_too_large(name))


def _divided_at_the_largest(
    name: str, items: tuple[Formula, ...]
) -> tuple[Formula, Formula]:
    """Read a and (b or c) as two rules, "a and b" and "a and c"."""
    place = max(range(len(items)), key=lambda index: _weight(items[index]))
    first, second = (
        conjunction((*items[:place], half, *items[place + 1 :]))
        for half in _halves(name, items[place])
    )
    return first, second


def _weight(formula: Formula) -> tuple[int, int]:
    return groups(formula), waiting(formula)


def _too_large(name: str) -> str:
    return f"{name}: too large for the network, however it is divided: split the rule"


def _portions(conditions: Iterable[Condition]) -> Iterable[list[Condition]]:
    portion = _Portion()
    for condition in conditions:
        if not portion.took(condition):
            yield portion.conditions
            portion = _Portion()
            portion.took(condition)
    if portion.conditions:
        yield portion.conditions


class _Portion:
    """The conditions of one ruleset, as long as it has room for more."""

    def __init__(self) -> None:
        self.conditions: list[Condition] = []
        self._waiting = 0
        self._atoms: frozenset[str] = frozenset()

    def took(self, condition: Condition) -> bool:
        """Whether there was room for one more; for the first there always is."""
        alternatives = self._waiting + waiting(condition.formula)
        asked = self._atoms | atoms(condition.formula)
        has_room = (
            len(self.conditions) < MOST_RULES
            and alternatives <= MOST_WAITING
            and len(asked) <= MOST_ATOMS
        )
        if self.conditions and not has_room:
            return False
        self.conditions.append(condition)
        self._waiting, self._atoms = alternatives, asked
        return True


def _shard(conditions: Sequence[Condition]) -> Shard:
    asked = frozenset[str]().union(*(atoms(each.formula) for each in conditions))
    return Shard(tuple(conditions), tuple(sorted(asked)))
