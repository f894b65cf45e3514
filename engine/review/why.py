"""Why one rule answered as it did about one patient, clause by clause."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from engine.decide.ask import Answer
from engine.decide.conclude import Conclusion, conclude
from engine.decide.decide import plain_marks
from engine.decide.explain import Reader, carrying
from engine.decide.outcome import ClauseResult
from engine.decide.plan import RulePlan
from engine.decide.tree import children, leaves, truth
from engine.decide.wording import Wording
from engine.findings.finding import DrugUse, Finding, Measurement
from engine.review.bedside import Bedside
from engine.rulebook.clauses import (
    AgeClause,
    All,
    AnyNode,
    AnyOf,
    AtLeast,
    Clause,
    Node,
    NoneNode,
    SexClause,
)
from engine.rulebook.english import clause_english
from engine.rulebook.rule import Rule
from engine.truth import NO, UNKNOWN, YES, Truth

Entry = Finding | Measurement | DrugUse
TRUTHS: Final[Mapping[Truth, str]] = {YES: "yes", NO: "no", UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True)
class Line:
    """A clause, or several that are combined, with what the patient makes it.

    ``why`` says what stood against a clause; ``entries`` are what it rests on.
    ``items`` are what is combined, none for a clause.
    """

    says: str
    truth: Truth
    why: str = ""
    entries: tuple[Entry, ...] = ()
    items: tuple["Line", ...] = ()

    @property
    def word(self) -> str:
        """Yes, no or unknown."""
        return TRUTHS[self.truth]


@dataclass(frozen=True, slots=True)
class Why:
    """One rule, its conclusion, and the truth of every part of it.

    ``when`` decides; ``exceptions`` lower or silence; ``beside`` is what has
    to be recorded before the rule asks. ``because`` is all of it in a sentence.
    """

    rule: Rule
    conclusion: Conclusion
    because: str
    when: Line
    exceptions: tuple[Line, ...]
    beside: Line


def why(bedside: Bedside, found: Mapping[str, Answer], rule: str) -> Why:
    """Why a rule answers as it does on these answers to its clauses."""
    planned = bedside.rules[rule]
    words = bedside.rulebook.vocabulary
    says = {
        leaf: Wording("", clause_english(leaf, words))
        for leaf in leaves(planned.only_when)
    }
    wording = {**says, **planned.wording}
    when = _Lines(Reader(planned.lenient, found, wording))
    unless = _Lines(Reader(planned.excepted, found, wording))
    anchor = _Lines(Reader(planned.anchored, found, wording))
    conclusion = conclude(planned.rule, plain_marks(planned, found))
    return Why(
        planned.rule,
        conclusion,
        _because(planned, conclusion, when, unless, anchor),
        when.line(planned.rule.when),
        tuple(unless.line(node) for node in planned.rule.unless),
        anchor.line(planned.only_when),
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """The tree of a rule as lines."""

    reader: Reader

    def line(self, node: Node) -> Line:
        items = children(node)
        if not items:
            (leaf,) = leaves(node)
            result = self.reader.result(leaf)
            return Line(
                result.says, result.truth, _stands(leaf, result), result.entries
            )
        told = tuple(self.line(item) for item in items)
        return Line(_heading(node), self.truth(node), items=told)

    def deciding(self, node: Node) -> Iterator[ClauseResult]:
        """The clauses that make a tree what it is."""
        wanted = self.truth(node)
        for leaf in carrying(node, wanted, self.reader):
            found = self.reader.result(leaf)
            yield replace(found, why=_stands(leaf, found))

    def truth(self, node: Node) -> Truth:
        return truth(node, self.reader.truth)


def _stands(leaf: Clause, result: ClauseResult) -> str:
    """What stood against a clause; of the person there is no record to name."""
    if not isinstance(leaf, AgeClause | SexClause):
        return result.why
    return {YES: "", NO: "not so", UNKNOWN: "not recorded"}[result.truth]


def _heading(node: Node) -> str:
    match node:
        case All():
            return "All of these"
        case AnyNode() | AnyOf():
            return "At least one of these"
        case NoneNode():
            return "None of these"
        case AtLeast():
            return f"At least {node.at_least} of these"
    raise AssertionError(node)


def _because(
    planned: RulePlan, found: Conclusion, when: _Lines, unless: _Lines, anchor: _Lines
) -> str:
    rule = planned.rule
    excepted = [
        one.name
        for node in rule.unless
        if unless.truth(node) is YES
        for one in unless.deciding(node)
    ]
    exception = f" Exception: {_list(excepted)}." if excepted else ""
    deciding = tuple(when.deciding(rule.when))
    match found.outcome, when.truth(rule.when):
        case "fires", _:
            return f"True: {_said(deciding)}.{exception}"
        case "asks", _:
            return f"Could be true. Not known: {_said(deciding)}.{exception}"
        case _, truth if truth is YES:
            return f"Its conditions hold, and an exception silences it.{exception}"
        case _, truth if truth is NO:
            return _refused(_nearest_first(deciding))
    return f"Not known: {_said(_nearest_first(deciding))}. {_silent(rule, anchor)}"


def _refused(results: tuple[ClauseResult, ...]) -> str:
    """What stands against a rule: what is not so, or what is and excludes it."""
    against = tuple(one for one in results if one.truth is YES)
    if against:
        return f"Excluded, because this holds: {_said(against)}."
    return f"Not true: {_said(results)}."


def _silent(rule: Rule, anchor: _Lines) -> str:
    """Why a rule that could be true does not ask."""
    if rule.urgency == "self-care" or not rule.if_unknown.ask:
        return "This rule does not ask."
    only_when = rule.if_unknown.only_when
    if only_when is not None and anchor.truth(only_when) is not YES:
        return "It asks only beside what it is about, and that is not recorded."
    return "Nothing is recorded beside which it would ask."


def _nearest_first(results: tuple[ClauseResult, ...]) -> tuple[ClauseResult, ...]:
    return tuple(sorted(results, key=lambda one: not one.entries))


def _said(results: tuple[ClauseResult, ...]) -> str:
    """The first of the clauses in words, and how many more there are."""
    told = dict.fromkeys(
        f"{one.name} ({one.why})" if one.why else one.name for one in results
    )
    shown = list(told)[:2]
    more = f", and {len(told) - 2} more" if len(told) > 2 else ""
    return "; ".join(shown) + more


def _list(names: list[str]) -> str:
    return ", ".join(dict.fromkeys(names))
