"""The made-up patients that can show a difference between two rules.

For each way in which a rule can be true that is not in both versions: every
combination of the kinds of statement its clauses are about, missing ones
included. Exceptions are added where they differ.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Final

from engine.review.diff_bench import Bench
from engine.review.diff_kinds import Kind, Kinds
from engine.review.diff_statements import Entry, Patient, Statement, Who
from engine.review.diff_ways import Version, Way, ways
from engine.rulebook.clauses import AnyNode, Clause, Node, NoneNode
from engine.rulebook.walk import inner_nodes

# Beyond it, clauses are reduced to one kind of statement for each of their
# truths, those that are the same in both versions first; the result says so.
MOST: Final = 3_000

HasTime = Callable[[], bool]
Slot = tuple[Kind | None, ...]
Slots = Mapping[Clause, Slot]


@dataclass(slots=True)
class Gathered:
    """Patients with the number of kinds each stands for, and whether all are.

    ``is_reduced``: there would have been too many, so the numbers are "at
    least"; no kind of change is missed for a clause by itself.
    """

    patients: dict[Patient, int] = field(default_factory=dict)
    is_reduced: bool = False


def always() -> bool:
    """Yes: time without a bound."""
    return True


class Patients:
    """The patients to put to two versions of one rule.

    Where ``has_time`` says no, those that were gathered until then.
    """

    def __init__(self, old: Bench, new: Bench, has_time: HasTime = always) -> None:
        self._benches = self._old, self._new = old, new
        self._has_time = has_time
        self.kinds = Kinds(old, new, has_time)

    def all(self) -> Gathered:
        """Every patient that can show a difference."""
        gathered = Gathered()
        every = list(self._slots())
        for slots in every:
            if not self._has_time():
                break
            self._gather(slots, MOST / len(every), gathered)
        if self._differ_in(lambda v: AnyNode.model_construct(any=v.rule.unless)):
            self._gather_excepted(gathered)
        return gathered

    def _slots(self) -> Iterator[Slots]:
        anchors = self._anchors()
        for way in self._changed_ways():
            told = {clause: self._options(clause) for clause in way}
            for anchor in anchors:
                beside = [c for c in anchor if not self._is_about(c, way)]
                yield told | {clause: self._options(clause) for clause in beside}
        if self._differ_in(lambda version: version.only_when):
            for anchor in anchors:
                yield {clause: self._options(clause) for clause in anchor}

    def _options(self, clause: Clause) -> Slot:
        return (None, *self.kinds.of(clause))

    def _is_about(self, clause: Clause, way: Way) -> bool:
        words = {kind.example for kind in self.kinds.of(clause)}
        return any(words & {k.example for k in self.kinds.of(c)} for c in way)

    def _anchors(self) -> list[Way]:
        return self._every(lambda version: version.only_when)

    def _every(self, of: Callable[[Version], Node]) -> list[Way]:
        """The ways of a tree in either version, each once."""
        both = {
            self._way_key(bench.version, way): way
            for bench in self._benches
            for way in ways(of(bench.version))
        }
        return list(both.values())

    def _changed_ways(self) -> list[Way]:
        if self._is_changed_as_a_whole():
            return self._every(lambda version: version.rule.when)
        return self._only_in_one(lambda version: (version.rule.when,))

    def _is_changed_as_a_whole(self) -> bool:
        rules = (self._old.version.rule, self._new.version.rule)
        if len({(rule.urgency, rule.if_unknown.ask) for rule in rules}) > 1:
            return True
        has_none = any(_has_none(rule.when) for rule in rules)
        return (
            has_none and self._differ_in(lambda version: version.rule.when)
        ) or self._differ_in(lambda version: version.only_when)

    def _differ_in(self, of: Callable[[Version], Node]) -> bool:
        old, new = self._old.version, self._new.version
        return old.node_key(of(old)) != new.node_key(of(new))

    @staticmethod
    def _way_key(version: Version, way: Way) -> tuple[str, ...]:
        return tuple(sorted(version.clause_key(clause) for clause in way))

    def _gather(self, slots: Slots, most: float, gathered: Gathered) -> None:
        for chosen in product(*self._bounded(slots, most, gathered).values()):
            if not self._has_time():
                break
            kinds = [kind for kind in chosen if kind is not None]
            _add(gathered, (), kinds)

    def _bounded(self, slots: Slots, most: float, gathered: Gathered) -> Slots:
        """Slots with no more than so many combinations, if that can be had."""
        told = slots
        for is_reducible in (self._is_in_both, lambda clause: True):
            if prod(map(len, told.values())) <= most:
                break
            gathered.is_reduced = True
            told = {
                clause: self._reduced(clause, slot) if is_reducible(clause) else slot
                for clause, slot in told.items()
            }
        return told

    def _is_in_both(self, clause: Clause) -> bool:
        keys = [
            {bench.version.lines_key(one) for one in bench.version.clauses}
            for bench in self._benches
        ]
        return all(self._owner(clause).version.lines_key(clause) in k for k in keys)

    def _owner(self, clause: Clause) -> Bench:
        """A version that has the clause."""
        return self._new if clause in self._new.version.clauses else self._old

    def _reduced(self, clause: Clause, slot: Slot) -> Slot:
        """One kind for each truth and place; of a changed clause, in both."""
        kept: dict[object, Kind] = {}
        for kind in slot:
            if kind is not None:
                kept.setdefault(self._told(clause, kind.example), kind)
        return (None, *kept.values())

    def _told(self, clause: Clause, statement: Statement) -> object:
        owner = self._owner(clause)
        place = owner.signature(statement)[-1]
        if self._is_in_both(clause):
            return owner.truth(clause, statement), place
        return tuple(bench.signature(statement)[:-1] for bench in self._benches)

    def _gather_excepted(self, gathered: Gathered) -> None:
        """The exceptions that differ, beside one patient for each outcome."""
        for way in self._changed_exceptions():
            answered = self._answered(way)
            options = {clause: self._options(clause) for clause in way}
            slots = self._bounded(options, MOST / max(1, len(answered)), gathered)
            for patient in answered:
                for chosen in product(*slots.values()):
                    _add(gathered, patient, [kind for kind in chosen if kind])

    def _changed_exceptions(self) -> list[Way]:
        return self._only_in_one(lambda version: version.rule.unless)

    def _only_in_one(self, of: Callable[[Version], Iterable[Node]]) -> list[Way]:
        old, new = (
            {
                self._way_key(bench.version, way): way
                for node in of(bench.version)
                for way in ways(node)
            }
            for bench in self._benches
        )
        every = {**old, **new}
        return [every[key] for key in every if (key in old) != (key in new)]

    def _answered(self, way: Way) -> list[Patient]:
        """A patient for each outcome, in each place an exception is tied to."""
        told: dict[object, Patient] = {}
        tied = self._tied_words(way)
        for when in self._every(lambda version: version.rule.when):
            slots = (self._plainest(clause, tied) for clause in when)
            for chosen in product(*slots):
                patient = patient_of(kind.example for kind in chosen if kind)
                if patient and (seen := self._seen(patient, tied)):
                    told.setdefault(seen, patient)
        return list(told.values())

    def _plainest(self, clause: Clause, tied: frozenset[str]) -> Slot:
        """One kind for each truth of a clause, and for each place that counts."""
        owner = self._owner(clause)
        kept: dict[object, Kind] = {}
        for kind in self.kinds.of(clause):
            one = kind.example
            is_tied = isinstance(one, Entry) and one.what in tied
            place = owner.signature(one)[-1] if is_tied else None
            kept.setdefault((owner.truth(clause, one), place), kind)
        return (None, *kept.values())

    def _tied_words(self, way: Way) -> frozenset[str]:
        owners = [(self._owner(clause).version, clause) for clause in way]
        referents = [version.tied_to(clause) for version, clause in owners]
        return frozenset(
            kind.example.what
            for referent in referents
            if referent is not None
            for kind in self.kinds.of(referent)
            if isinstance(kind.example, Entry)
        )

    def _seen(self, patient: Patient, tied: frozenset[str]) -> object:
        marks = tuple(bench.marks(patient) for bench in self._benches)
        if not any(mark.fires or mark.asks for mark in marks):
            return None
        return marks, tuple(
            self._new.signature(one)[-1]
            for one in patient
            if isinstance(one, Entry) and one.what in tied
        )


def _add(gathered: Gathered, patient: Patient, kinds: Sequence[Kind]) -> None:
    whole = patient_of((*patient, *(kind.example for kind in kinds)))
    if whole is not None:
        count = prod(len(kind.members) for kind in kinds)
        gathered.patients.setdefault(whole, count)


def patient_of(statements: Iterable[Statement]) -> Patient | None:
    """The statements in order; None if the records could not say them together.

    There is one person. Of two statements about one place, or of a finding
    that is there and denied, the latest wins before any clause is asked
    (`rule-format.md` section 2.5): what is left is a patient by itself.
    """
    told = tuple(dict.fromkeys(statements))
    entries = [one for one in told if isinstance(one, Entry)]
    denied = {one.what for one in entries if one.presence == "absent"}
    there = {one.what for one in entries if one.presence != "absent"}
    places = {(one.what, one.site, one.side) for one in entries}
    is_told_twice = len(places) < len(entries) or bool(denied & there)
    people = sum(isinstance(one, Who) for one in told)
    return None if people > 1 or is_told_twice else told


def _has_none(node: Node) -> bool:
    _, items = inner_nodes(node)
    return isinstance(node, NoneNode) or any(map(_has_none, items))
