"""The rules as a durable_rules network: the only module that imports it.

durable_rules 2.0.28 is used by handle through its C module, in the one way
that held in every measurement (`durable_rules.md`, "The recipe that held"):
no Host, facts only, one wide fact of t, f and u for each evaluation, nothing
kept afterwards. No text of a request can enter: a value that is not a `Truth`
has no letter. The plain evaluator is always asked too; the caller compares.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from operator import itemgetter
from threading import Lock
from types import MappingProxyType
from typing import TypeAlias

import durable_rules_engine as durable

from engine.decide.formula import AllOf, AnyOf, Formula, Is
from engine.decide.shards import Shard, shards
from engine.errors import EngineError
from engine.truth import Truth

Json: TypeAlias = dict[str, object]
_Picked: TypeAlias = Callable[[Mapping[str, Truth]], tuple[Truth, ...]]

# One session and one fact for ever: a session is found by a 32-bit hash and
# never freed, so neither may ever depend on a patient.
_IDENTITY: Json = {"sid": "1", "id": "1"}
_RETRACTED = json.dumps(_IDENTITY)
_LETTERS: Mapping[object, str] = MappingProxyType(
    {truth: truth.value for truth in Truth}
)
_HANDLED = 0


class Network:
    """The formulas of a rule set, evaluated together.

    ``formulas`` maps any name to its formula. Safe to share between threads:
    each ruleset has its own lock. Raises EngineError for a formula that has
    no atoms or that the network cannot hold.
    """

    def __init__(self, formulas: Mapping[str, Formula]) -> None:
        self._rulesets = tuple(_Ruleset(shard) for shard in shards(formulas))

    def evaluate(self, values: Mapping[str, Truth]) -> frozenset[str]:
        """The names whose formula holds under these truths of the atoms.

        Raises EngineError when an atom has no truth or durable_rules fails;
        the next evaluation finds a new ruleset.
        """
        held = (ruleset.evaluate(values) for ruleset in self._rulesets)
        return frozenset().union(*held)

    def close(self) -> None:
        """Free the rulesets; a later evaluation would build them again."""
        for ruleset in self._rulesets:
            ruleset.drop()


class _Ruleset:
    def __init__(self, shard: Shard) -> None:
        self._truths_of = _picked(shard.atoms)
        self._names = {
            f"r{index}": each.name for index, each in enumerate(shard.conditions)
        }
        self._definition = json.dumps(_definition(shard))
        self._fact = json.dumps(_blank_fact(shard))
        self._lock = Lock()
        self._handle: int | None = _built(self._definition)

    def evaluate(self, values: Mapping[str, Truth]) -> set[str]:
        fact = self._fact % self._letters(values)
        with self._lock:
            fired = self._fired(fact)
        return {self._names[rule] for rule in fired if rule in self._names}

    def _letters(self, values: Mapping[str, Truth]) -> tuple[str, ...]:
        try:
            return tuple(map(_LETTERS.__getitem__, self._truths_of(values)))
        except KeyError as missing:
            message = "the network was not given yes, no or unknown for every atom"
            raise EngineError(message) from missing

    def drop(self) -> None:
        with self._lock:
            self._forget()

    def _fired(self, fact: str) -> set[str]:
        answered = False
        try:
            handle = self._ready()
            fired = _asked(handle, fact)
            _retract(handle)
            answered = True
        except (durable.error, MemoryError) as fault:
            message = f"durable_rules failed: {fault}"
            raise EngineError(message) from fault
        finally:
            # Whatever interrupted (Ctrl-C as well), the fact of this patient
            # may still be inside and half dispatched: the ruleset goes with it.
            if not answered:
                self._forget()
        return fired

    def _ready(self) -> int:
        if self._handle is None:
            self._handle = _built(self._definition)
        return self._handle

    def _forget(self) -> None:
        handle, self._handle = self._handle, None
        if handle is None:
            return
        # A ruleset that cannot even be deleted is already unusable, and the
        # fault that led here is on its way to the caller.
        with suppress(durable.error):
            durable.delete_ruleset(handle)


def _built(definition: str) -> int:
    try:
        handle: int = durable.create_ruleset("pinprick", definition)
    except (durable.error, MemoryError) as fault:
        message = f"durable_rules refused the rules: {fault}"
        raise EngineError(message) from fault
    return handle


def _asked(handle: int, fact: str) -> set[str]:
    """The internal names of the rules that one fact activates.

    A rule is activated once for each of its branches that is true.
    """
    result, state = durable.assert_fact(handle, fact)
    _expect_handled(result)
    fired: set[str] = set()
    started = durable.start_action_for_state(handle, state)
    activation: str | None = started[1] if started else None
    while activation is not None:
        fired.add(_rule_of(activation))
        activation = durable.complete_and_start_action(handle, state)
    # A rule that is missing would read as "does not hold": the catch-all,
    # which comes last, says that nothing was cut short.
    if "always" not in fired:
        message = "durable_rules did not come to the end of its rules"
        raise EngineError(message)
    return fired


def _retract(handle: int) -> None:
    result, _ = durable.retract_fact(handle, _RETRACTED)
    _expect_handled(result)


def _expect_handled(result: int) -> None:
    if result != _HANDLED:
        message = f"durable_rules did not handle a fact: result {result}"
        raise EngineError(message)


def _rule_of(activation: str) -> str:
    """The first key of `{"r0":{"m":{…}}}`; parsing the fact back is wasted."""
    return activation[2 : activation.index('"', 2)]


def _picked(atoms: tuple[str, ...]) -> _Picked:
    """The truths of some atoms, in their order."""
    # `itemgetter` makes no tuple of one; a fact has hundreds at each call
    if len(atoms) > 1:
        return itemgetter(*atoms)
    return lambda of: tuple(of[atom] for atom in atoms)


def _definition(shard: Shard) -> Json:
    keys = {atom: f"c{index}" for index, atom in enumerate(shard.atoms)}
    rules: Json = {
        f"r{index}": _rule(1, _written(each.formula, keys))
        for index, each in enumerate(shard.conditions)
    }
    # A fact that no rule handles is unsafe to clean up: this one handles all.
    return rules | {"always": _rule(9, {"evaluated": "t"})}


def _rule(priority: int, condition: Json) -> Json:
    return {"pri": priority, "all": [{"m": condition}]}


def _written(formula: Formula, keys: Mapping[str, str]) -> Json:
    match formula:
        case Is(atom, letters):
            return _comparison(keys[atom], letters)
        case AllOf(items):
            return {"$and": [_written(item, keys) for item in items]}
        case AnyOf(items):
            return {"$or": [_written(item, keys) for item in items]}


def _comparison(key: str, letters: frozenset[Truth]) -> Json:
    """One letter, or "not the third": every fact carries every atom.

    An `$or` of two letters would use up one of the 15 groups of a condition.
    """
    if len(letters) == 1:
        (letter,) = letters
        return {key: letter.value}
    (excluded,) = frozenset(Truth) - letters
    return {"$neq": {key: excluded.value}}


def _blank_fact(shard: Shard) -> Json:
    letters = {f"c{index}": "%s" for index in range(len(shard.atoms))}
    return _IDENTITY | {"evaluated": "t"} | letters
