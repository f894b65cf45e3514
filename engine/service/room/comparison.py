"""What a proposal would change, worked out step by step."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, Literal

from engine.decide.conclude import Conclusion
from engine.errors import Diagnostic, RuleError
from engine.review.bench import conclusion, is_as_expected, plan_of
from engine.review.cases import CASE_NOW, Patients
from engine.review.diff import RuleChange, rule_change
from engine.review.diff_ways import Version
from engine.review.diff_words import WordChange, word_changes
from engine.review.first_examples import Example, first_examples
from engine.review.proposal import Proposal
from engine.review.proposed import Proposed, propose
from engine.review.side_by_side import Row, side_by_side
from engine.rulebook.english import rule_english
from engine.rulebook.rule import Case, Rule
from engine.rulebook.rulebook import Rulebook
from engine.service.room.signable import Signable, signable

# A word that differs may touch every rule; a few are enough to see by.
_FIRST_OF: Final = 8
Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class CaseRun:
    """A case, and what the proposed rule answers."""

    case: Case
    answer: Conclusion | None
    passed: bool


@dataclass(frozen=True, slots=True)
class RuleCompared:
    """One rule that is not the same in both.

    ``change`` is None while the behaviour is still being compared, and for a
    rule that only one of the two has. ``broken`` are cases of the rule that
    runs, which the proposed one no longer answers as they expect; ``first`` are
    examples near the cases, found before the whole is compared. ``signed`` is
    what somebody may approve or object to: None where the rule is removed.
    ``is_raised``: the version number is higher than that of the one that runs.
    """

    rule: Rule
    kind: Kind
    english: tuple[Row, ...]
    cases: tuple[CaseRun, ...] = ()
    broken: tuple[CaseRun, ...] = ()
    first: tuple[Example, ...] = ()
    change: RuleChange | None = None
    signed: Signable | None = None
    is_raised: bool = True

    @property
    def failed(self) -> tuple[CaseRun, ...]:
        """The cases of its own that do not come out as they expect."""
        return tuple(one for one in self.cases if not one.passed)

    @property
    def not_run(self) -> int:
        """How many cases of its own could not be run: they rest on records."""
        return len(self.rule.cases) - len(self.cases)


@dataclass(frozen=True, slots=True)
class Comparison:
    """As much as is known of a proposal; ``is_done`` if that is all.

    ``faults`` are of the loader if ``is_loaded`` is False: then nothing else
    can be said. ``step`` is what is being done now.
    """

    step: str = "waiting for its turn"
    is_done: bool = False
    is_loaded: bool = True
    was_cancelled: bool = False
    faults: tuple[Diagnostic, ...] = ()
    words: tuple[WordChange, ...] = ()
    rules: tuple[RuleCompared, ...] = ()
    drifted: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Running:
    """The rules that run, and the directory they were read from."""

    rulebook: Rulebook
    directory: Path
    locale: str
    today: date

    def steps(
        self, proposal: Proposal, has_time_for: Callable[[], Callable[[], bool]]
    ) -> Iterator[Comparison]:
        """The comparison as it grows.

        ``has_time_for`` begins the time of one rule's behaviour, and gives what
        says whether it is up.
        """
        told = Comparison("reading the proposal", ignored=proposal.ignored)
        yield told
        try:
            proposed = propose(self.directory, proposal, self.locale)
        except RuleError as error:
            faults = error.diagnostics
            yield replace(told, is_done=True, is_loaded=False, faults=faults)
            return
        told = replace(
            told,
            step="looking for first examples",
            words=word_changes(self.rulebook, proposed.rulebook),
            drifted=self._drifted(proposal, proposed),
            rules=tuple(self._rules(proposed)),
        )
        yield told
        for one in [one for one in told.rules if one.kind == "changed"][:_FIRST_OF]:
            told = _with(told, one, self._with_first(one, proposed, has_time_for()))
            yield told
        told = replace(told, step="checking it")
        yield told
        told = replace(told, faults=proposed.faults(self.today))
        yield told
        yield from self._behaviour(told, proposed, has_time_for)

    def _with_first(
        self, one: RuleCompared, proposed: Proposed, has_time: Callable[[], bool]
    ) -> RuleCompared:
        pair = self._pair(one.rule.rule, proposed)
        return replace(one, first=first_examples(*pair, has_time))

    def _pair(self, name: str, proposed: Proposed) -> tuple[Version, Version]:
        before, after = _by_id(self.rulebook), _by_id(proposed.rulebook)
        return (
            Version(before[name], self.rulebook),
            Version(after[name], proposed.rulebook),
        )

    def _behaviour(
        self,
        told: Comparison,
        proposed: Proposed,
        has_time_for: Callable[[], Callable[[], bool]],
    ) -> Iterator[Comparison]:
        changed = [one for one in told.rules if one.kind == "changed"]
        for number, one in enumerate(changed, start=1):
            name = one.rule.rule
            step = f"behaviour of {name}, rule {number} of {len(changed)}"
            told = replace(told, step=step)
            yield told
            pair = self._pair(name, proposed)
            change = rule_change(*pair, CASE_NOW, has_time_for())
            told = _with(told, one, replace(one, change=change))
        yield replace(told, step="", is_done=True)

    def _rules(self, proposed: Proposed) -> Iterator[RuleCompared]:
        before, after = _by_id(self.rulebook), _by_id(proposed.rulebook)
        for name in sorted({*before, *after}):
            if name not in after:
                yield RuleCompared(before[name], "removed", ())
            elif name not in before:
                cases = tuple(_cases(after[name], after[name].cases, proposed.rulebook))
                english = side_by_side("", _english(after[name], proposed.rulebook))
                signed = signable(after[name], proposed.rulebook)
                yield RuleCompared(after[name], "added", english, cases, signed=signed)
            elif before[name] != after[name] or self._is_reworded(name, proposed):
                yield self._changed(before[name], after[name], proposed.rulebook)

    def _is_reworded(self, name: str, proposed: Proposed) -> bool:
        return self.rulebook.digest_of(name) != proposed.rulebook.digest_of(name)

    def _changed(self, old: Rule, new: Rule, book: Rulebook) -> RuleCompared:
        english = side_by_side(_english(old, self.rulebook), _english(new, book))
        cases = tuple(_cases(new, new.cases, book))
        gone = [case for case in old.cases if case not in new.cases]
        broken = tuple(one for one in _cases(new, gone, book) if not one.passed)
        is_raised = new.version > old.version
        signed = signable(new, book)
        return RuleCompared(
            new, "changed", english, cases, broken, signed=signed, is_raised=is_raised
        )

    def _drifted(self, proposal: Proposal, proposed: Proposed) -> tuple[str, ...]:
        """Rules on disk that are no longer those that run."""
        if proposal.is_whole:
            return ()
        before, after = _by_id(self.rulebook), _by_id(proposed.rulebook)
        untouched = {n for n in {*before, *after} if f"{n}.yaml" not in proposal.files}
        return tuple(sorted(n for n in untouched if before.get(n) != after.get(n)))


def _with(told: Comparison, one: RuleCompared, other: RuleCompared) -> Comparison:
    rules = tuple(other if rule is one else rule for rule in told.rules)
    return replace(told, rules=rules)


def _by_id(rulebook: Rulebook) -> Mapping[str, Rule]:
    return {rule.rule: rule for rule in rulebook.rules}


def _english(rule: Rule, rulebook: Rulebook) -> str:
    return rule_english(rule, rulebook.vocabulary)


def _cases(
    rule: Rule, cases: tuple[Case, ...] | list[Case], book: Rulebook
) -> Iterator[CaseRun]:
    patients = Patients(book)
    terms = rule.governance.model_copy(update={"status": "active"})
    planned = plan_of(book, rule.model_copy(update={"governance": terms}))
    for case in cases:
        chart = None if case.bundle else patients.chart(case)
        if chart is not None:
            found = conclusion(planned, chart)
            yield CaseRun(case, found, is_as_expected(case, found))
