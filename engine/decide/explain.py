"""Why a rule fired, what it misses, and what came near.

Only the plain evaluator can tell; the network answers yes or no.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from engine.decide.ask import Answer
from engine.decide.clauses.lines import Fit
from engine.decide.outcome import ClauseResult
from engine.decide.tree import children, leaves, truth
from engine.decide.wording import Wording
from engine.findings.finding import DrugUse, Finding, Measurement
from engine.rulebook.clauses import (
    AgeClause,
    Clause,
    FindingClause,
    Node,
    NoneNode,
    SexClause,
)
from engine.rulebook.rule import Rule
from engine.truth import NO, UNKNOWN, YES, Truth


@dataclass(frozen=True, slots=True)
class Reader:
    """A rule's clauses with their answers for one patient, in English.

    ``told`` keeps the result of a clause: it is asked for up to four times.
    """

    atoms: Mapping[Clause, str]
    answers: Mapping[str, Answer]
    wording: Mapping[Clause, Wording]
    told: dict[Clause, ClauseResult] = field(default_factory=dict)

    def truth(self, clause: Clause) -> Truth:
        """The answer to one clause."""
        return self.answers[self.atoms[clause]].truth

    def result(self, clause: Clause) -> ClauseResult:
        """One clause with what it rests on and what stood against it."""
        known = self.told.get(clause)
        if known is None:
            known = self.told[clause] = self._result(clause)
        return known

    def _result(self, clause: Clause) -> ClauseResult:
        answer = self.answers[self.atoms[clause]]
        wording, nearest = self.wording[clause], _nearest(answer)
        return ClauseResult(
            id=clause.id or "",
            name=wording.name,
            says=wording.says,
            wanted=wording.wanted,
            is_of_person=wording.is_of_person,
            truth=answer.truth,
            entries=_entries(answer, nearest),
            why=_why(answer, nearest),
            ask="" if clause.ask is False else clause.ask or wording.says,
        )


def reasons(node: Node, reader: Reader) -> tuple[ClauseResult, ...]:
    """The clauses that carry a tree that is yes."""
    return tuple(
        reader.result(leaf)
        for leaf in carrying(node, YES, reader)
        if reader.truth(leaf) is YES
    )


def missing(node: Node, reader: Reader) -> tuple[ClauseResult, ...]:
    """The unknown clauses that keep a tree unknown."""
    return tuple(
        reader.result(leaf)
        for leaf in carrying(node, UNKNOWN, reader)
        if reader.truth(leaf) is UNKNOWN and leaf.ask is not False
    )


def carrying(node: Node, wanted: Truth, reader: Reader) -> Iterator[Clause]:
    """The leaves below those branches whose value is the wanted one."""
    items = children(node)
    if not items:
        yield from leaves(node)
        return
    below = {YES: NO, NO: YES, UNKNOWN: UNKNOWN}[wanted]
    sought = below if isinstance(node, NoneNode) else wanted
    for item in items:
        if truth(item, reader.truth) is sought:
            yield from carrying(item, sought, reader)


def near(results: tuple[ClauseResult, ...]) -> tuple[ClauseResult, ...]:
    """The clauses that were not yes although an entry or value was there."""
    return tuple([one for one in results if one.truth is not YES and one.entries])


def unknown_exceptions(rule: Rule, reader: Reader) -> tuple[ClauseResult, ...]:
    """The exceptions nobody has written about.

    Of "a known aura, under 50, not abrupt" it is the aura that one would look
    for; the age, and how the numbness itself began, only if nothing else is open.
    """
    asked = {
        leaf.finding for leaf in leaves(rule.when) if isinstance(leaf, FindingClause)
    }
    told: list[ClauseResult] = []
    for node in rule.unless:
        if truth(node, reader.truth) is not UNKNOWN:
            continue
        open_ = [leaf for leaf in leaves(node) if reader.truth(leaf) is UNKNOWN]
        sought = [leaf for leaf in open_ if not _is_beside(leaf, asked)]
        told += [reader.result(leaf) for leaf in sought or open_]
    return tuple(told)


def _is_beside(clause: Clause, asked: Set[str]) -> bool:
    match clause:
        case AgeClause() | SexClause():
            return True
        case FindingClause():
            return clause.finding in asked
    return False


def known_exceptions(
    nodes: tuple[Node, ...], reader: Reader
) -> tuple[ClauseResult, ...]:
    """The exceptions that hold, with the records they rest on."""
    return tuple(
        result
        for node in nodes
        if truth(node, reader.truth) is YES
        for result in reasons(node, reader)
    )


def _entries(
    answer: Answer, nearest: tuple[Fit, ...]
) -> tuple[Finding | Measurement | DrugUse, ...]:
    if answer.measured or answer.taken:
        return answer.measured or answer.taken
    return tuple(fit.entry for fit in nearest)


def _nearest(answer: Answer) -> tuple[Fit, ...]:
    """The entries that decide: those that fit, else those that come nearest."""
    deciding = tuple(fit for fit in answer.fits if fit.truth is answer.truth)
    if answer.truth is YES or len(deciding) < 2:
        return deciding
    fewest = min(_gaps(fit) for fit in deciding)
    return tuple(fit for fit in deciding if _gaps(fit) == fewest)


def _gaps(fit: Fit) -> int:
    return len(fit.lines) - list(fit.lines.values()).count(YES)


def _why(answer: Answer, nearest: tuple[Fit, ...]) -> str:
    if answer.truth is YES:
        return ""
    if answer.failed:
        return f"the evaluation failed ({answer.failed})"
    if not nearest:
        return _without_entry(answer)
    words = {NO: "contradicted", UNKNOWN: "not known"}
    lines = nearest[0].named(answer.truth)
    return f"{_listed(lines)} {words[answer.truth]}"


def _without_entry(answer: Answer) -> str:
    if answer.taken:
        return "not taken then" if answer.truth is NO else "not known when"
    if answer.measured:
        return "the value is beyond the limit" if answer.truth is NO else "not certain"
    return "documented as absent" if answer.truth is NO else "nothing recorded"


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(names)
