"""Which kinds of patient change outcome between two versions of the rules.

Exact enumeration, not a guess (`rule-format.md` section 7): the clauses have
finitely many boundary values, and every one of both versions is tried.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from engine.decide.conclude import Conclusion
from engine.decide.tree import leaves
from engine.review.cases import CASE_NOW
from engine.review.diff_bench import Bench, benches
from engine.review.diff_patients import HasTime, Patients, always
from engine.review.diff_statements import Patient, size
from engine.review.diff_ways import Version
from engine.review.diff_words import WordChange, word_changes
from engine.rulebook.clauses import Clause
from engine.rulebook.digest import canonical
from engine.rulebook.rule import Rule
from engine.rulebook.rulebook import Rulebook
from engine.truth import Truth

_MORE_EXAMPLES: Final = 4
_WHOLE: Final = {
    "urgency": "the urgency of the rule",
    "if-unknown": "what the rule does where data is missing",
}
LOGIC: Final = frozenset({"urgency", "when", "unless", "if-unknown"})


@dataclass(frozen=True, slots=True)
class Change:
    """Kinds of patient that answered one way and now answer another.

    ``clause`` is the one that decides, ``says`` the same in English; ``kinds``
    counts the kinds of patient, ``example`` is the smallest of them, ``more``
    are a few others.
    """

    was: Conclusion
    now: Conclusion
    clause: str
    kinds: int
    example: str
    more: tuple[str, ...] = ()
    says: str = ""

    @property
    def is_lower(self) -> bool:
        """Whether an alert is lost, or becomes less urgent."""
        return self.now.is_lower(self.was)


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule that is in both versions and not the same.

    ``parts`` are the parts of the file that differ; ``changes`` is empty
    where no patient is answered otherwise. ``patients`` were tried, out of
    ``statements`` told apart, and stand for so many ``kinds``; ``is_reduced``
    makes the counts "at least".
    """

    rule: Rule
    parts: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    patients: int = 0
    statements: int = 0
    is_reduced: bool = False
    kinds: int = 0


@dataclass(frozen=True, slots=True)
class BehaviourDiff:
    """What differs between two versions of the rules."""

    added: tuple[Rule, ...]
    removed: tuple[Rule, ...]
    rules: tuple[RuleChange, ...]
    words: tuple[WordChange, ...]

    @property
    def changes_behaviour(self) -> bool:
        """Whether a patient can get another answer from the same findings.

        A word that differs may change what is found in the records, which
        no made-up finding can show: it counts as a change.
        """
        of_status = any("status" in rule.parts for rule in self.rules)
        changed = any(rule.changes for rule in self.rules)
        words = any(word.decides for word in self.words)
        return bool(self.added or self.removed or changed or words or of_status)


def behaviour_diff(
    old: Rulebook, new: Rulebook, now: datetime = CASE_NOW
) -> BehaviourDiff:
    """Compare two rulebooks, rule by rule and word by word."""
    before = {rule.rule: rule for rule in old.rules}
    after = {rule.rule: rule for rule in new.rules}
    changes = (
        rule_change(Version(before[name], old), Version(after[name], new), now)
        for name in before
        if name in after
    )
    return BehaviourDiff(
        added=tuple(rule for name, rule in after.items() if name not in before),
        removed=tuple(rule for name, rule in before.items() if name not in after),
        rules=tuple(change for change in changes if change.parts or change.changes),
        words=word_changes(old, new),
    )


def rule_change(
    old: Version, new: Version, now: datetime, has_time: HasTime = always
) -> RuleChange:
    """What differs in one rule that is in both versions.

    Where ``has_time`` says no, the search ends with what was found until then:
    the counts are then "at least", and the change says that it is reduced.
    """
    parts = tuple(_parts(old.rule, new.rule))
    if old.key() == new.key():
        return RuleChange(new.rule, parts)
    pair = benches(old, new, now)
    patients = Patients(*pair, has_time)
    gathered = patients.all()
    differing = list(_differing(pair, gathered.patients, has_time))
    changes = tuple(_grouped(pair, differing))
    return RuleChange(
        new.rule,
        parts,
        changes,
        len(gathered.patients),
        patients.kinds.patients_of_one,
        gathered.is_reduced or not has_time(),
        sum(gathered.patients.values()),
    )


def _parts(old: Rule, new: Rule) -> Iterator[str]:
    one, other = canonical(old), canonical(new)
    assert isinstance(one, dict) and isinstance(other, dict)
    for part in dict.fromkeys((*one, *other)):
        if one.get(part) != other.get(part) and part != "governance":
            yield part
    if old.governance.status != new.governance.status:
        yield "status"
    if old.governance.model_copy(update={"status": "draft"}) != (
        new.governance.model_copy(update={"status": "draft"})
    ):
        yield "governance"


@dataclass(frozen=True, slots=True)
class _Differing:
    patient: Patient
    was: Conclusion
    now: Conclusion
    kinds: int


def _differing(
    pair: tuple[Bench, Bench], patients: dict[Patient, int], has_time: HasTime
) -> Iterator[_Differing]:
    old, new = pair
    for patient, kinds in patients.items():
        if not has_time():
            break
        was, now = old.conclusion(patient), new.conclusion(patient)
        if was != now:
            yield _Differing(patient, was, now, kinds)


def _grouped(
    pair: tuple[Bench, Bench], differing: Iterable[_Differing]
) -> Iterator[Change]:
    groups: dict[tuple[Conclusion, Conclusion, str], list[_Differing]] = defaultdict(
        list
    )
    for one in differing:
        groups[one.was, one.now, _deciding(pair, one.patient)].append(one)
    ordered = sorted(groups.items(), key=lambda item: (_rank(item[0]), item[0][2]))
    for (was, now, clause), alike in ordered:
        smallest = sorted(alike, key=lambda one: _length(one.patient))
        example, *more = [_said(one.patient) for one in smallest]
        yield Change(
            was,
            now,
            clause,
            sum(one.kinds for one in alike),
            example,
            tuple(more[:_MORE_EXAMPLES]),
            _in_english(pair, clause),
        )


def _rank(key: tuple[Conclusion, Conclusion, str]) -> tuple[tuple[int, int], ...]:
    """Alerts that are lost come first: they are what a reviewer must see."""
    was, now, _ = key
    lost = (0, 0) if now.is_lower(was) else (1, 0)
    return (lost, (-was.urgency[0], -was.urgency[1]))


def _length(patient: Patient) -> tuple[int, int]:
    return len(patient), sum(size(one) for one in patient)


def _said(patient: Patient) -> str:
    return " + ".join(str(one) for one in patient) or "nothing recorded"


def _deciding(pair: tuple[Bench, Bench], patient: Patient) -> str:
    """The clause whose truth differs, or that only one version has."""
    old, new = (_truths(bench, patient) for bench in pair)
    differ = [name for name in new if name in old and old[name] != new[name]]
    only_one = [name for name in (*new, *old) if (name in old) != (name in new)]
    rules = [bench.version.rule for bench in pair]
    whole = "urgency" if rules[0].urgency != rules[1].urgency else "if-unknown"
    return next(iter((*differ, *only_one, whole)))


def _in_english(pair: tuple[Bench, Bench], name: str) -> str:
    """What `_deciding` named, as the newer version that has it words it."""
    for bench in reversed(pair):
        for clause, wording in bench.planned.wording.items():
            if _name(clause, bench) == name:
                return wording.says
    return _WHOLE[name]


def _truths(bench: Bench, patient: Patient) -> dict[str, tuple[Truth, ...]]:
    """The truth of each clause of `when` and `unless`, by its name."""
    found, planned = bench.ask(patient), bench.planned
    rule = planned.rule
    nodes = (rule.when, *rule.unless)
    atoms = {**planned.lenient, **planned.excepted}
    told: dict[str, tuple[Truth, ...]] = {}
    for node in nodes:
        for leaf in leaves(node):
            names = (planned.strict.get(leaf, atoms[leaf]), atoms[leaf])
            name = _name(leaf, bench)
            told[name] = (*told.get(name, ()), *(found[n].truth for n in names))
    return told


def _name(clause: Clause, bench: Bench) -> str:
    wording = bench.planned.wording[clause]
    return clause.id or wording.says
