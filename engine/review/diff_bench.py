"""Two versions of a rule, put to made-up patients by the plain evaluator."""

from collections.abc import Mapping
from datetime import datetime

from engine.decide.ask import Answer, answers
from engine.decide.conclude import Conclusion, Marks, conclude
from engine.decide.decide import plain_marks
from engine.decide.plan import RulePlan
from engine.review.bench import plan_of
from engine.review.diff_statements import Entry, Patient, Statement, charted
from engine.review.diff_ways import Version
from engine.review.diff_words import word_changes
from engine.rulebook.clauses import Clause
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook
from engine.truth import NO, Truth, conjunction


class Room:
    """The words of one version, and the rules put to patients in them.

    Both versions share a room where no word differs: a patient is then
    charted and asked once. The last patient is remembered for that, and
    every one of whom a single thing is said.
    """

    def __init__(
        self, rulebook: Rulebook, rules: tuple[Rule, ...], now: datetime
    ) -> None:
        self._rulebook, self._now = rulebook, now
        self.plan = plan_of(rulebook, *map(_evaluated, rules))
        self._last: tuple[Patient, Mapping[str, Answer]] = (), self._answers(())
        self._alone: dict[Statement, Mapping[str, Answer]] = {}

    def ask(self, patient: Patient) -> Mapping[str, Answer]:
        """The answer to every atom."""
        if len(patient) == 1:
            if patient[0] not in self._alone:
                self._alone[patient[0]] = self._answers(patient)
            return self._alone[patient[0]]
        if self._last[0] is not patient:
            self._last = patient, self._answers(patient)
        return self._last[1]

    def _answers(self, patient: Patient) -> Mapping[str, Answer]:
        return answers(self.plan, charted(patient, self._rulebook, self._now))


class Bench:
    """One version of a rule, ready to be asked about made-up patients."""

    def __init__(self, version: Version, room: Room, number: int) -> None:
        self.version, self._room = version, room
        self.planned: RulePlan = room.plan.rules[number]
        tied = {atom.tied_to for atom in room.plan.atoms if atom.tied_to}
        self._in_ties = tied | {a.name for a in room.plan.atoms if a.tied_to}

    def ask(self, patient: Patient) -> Mapping[str, Answer]:
        """The answer to every atom."""
        return self._room.ask(patient)

    def marks(self, patient: Patient) -> Marks:
        """What the plain evaluator finds."""
        return plain_marks(self.planned, self.ask(patient))

    def conclusion(self, patient: Patient) -> Conclusion:
        """What the rule answers."""
        return conclude(self.version.rule, self.marks(patient))

    def signature(self, statement: Statement) -> tuple[object, ...]:
        """All that this version can tell about a statement by itself.

        The truth of each atom; at the end side and limb, where another
        clause is tied to it.
        """
        found = self.ask((statement,))
        told = {name: _untied(answer) for name, answer in found.items()}
        is_placed = any(
            truth is not NO for name in self._in_ties for truth in told[name]
        )
        return (*told.values(), self._place(statement) if is_placed else None)

    def truth(self, clause: Clause, statement: Statement) -> object:
        """What the clause says of a statement, a slow start and not."""
        planned, found = self.planned, self.ask((statement,))
        every = (planned.strict, planned.lenient, planned.excepted, planned.anchored)
        return tuple(_untied(found[m[clause]]) for m in every if clause in m)

    def _place(self, statement: Statement) -> object:
        if not isinstance(statement, Entry):
            return None
        words = self.version.rulebook.vocabulary
        site = statement.site if statement.site in words.sites else ""
        limbs = words.limbs_of(site) if site else frozenset()
        return statement.side, tuple(sorted(limbs)) or site


def benches(old: Version, new: Version, now: datetime) -> tuple[Bench, Bench]:
    """Both versions of a rule, in one room if they have the same words."""
    if not word_changes(old.rulebook, new.rulebook):
        room = Room(new.rulebook, (old.rule, new.rule), now)
        return Bench(old, room, 0), Bench(new, room, 1)
    rooms = (Room(v.rulebook, (v.rule,), now) for v in (old, new))
    before, after = rooms
    return Bench(old, before, 0), Bench(new, after, 0)


def _evaluated(rule: Rule) -> Rule:
    terms = rule.governance.model_copy(update={"status": "active"})
    return rule.model_copy(update={"governance": terms})


def _untied(answer: Answer) -> tuple[Truth, ...]:
    """The truths of an answer, but for the limb that another entry decides."""
    if not answer.fits:
        return (answer.truth,)
    return tuple(
        conjunction(t for name, t in fit.lines.items() if name != "same-place-as")
        for fit in answer.fits
    )
