"""RF402 and RF403: what could hide an emergency."""

from collections.abc import Iterator

from engine.errors import Diagnostic
from engine.review.equivalence import Valuations
from engine.review.library import Library, at
from engine.review.surgery import remade
from engine.rulebook.clauses import EntryLines
from engine.rulebook.read_rule import RuleFile
from engine.rulebook.walk import clauses_of
from engine.truth import YES

_GAP = "not-recorded"


def broad_exceptions(library: Library) -> Iterator[Diagnostic]:
    """RF402: whenever the rule fires, one of its exceptions is known."""
    for file in library.files:
        if not file.rule.unless:
            continue
        truths = Valuations(library.rulebook, file.rule)
        (planned,) = truths.rules
        full = truths.diagrams.combined(
            lambda fires, excepted: fires is YES and not excepted,
            truths.fires(planned),
            truths.excepted(planned),
        )
        fires = truths.has(truths.fires(planned), YES)
        if fires and not truths.has(full, True):
            text = "Whenever the rule fires, an exception is known as well."
            yield at(file, ("unless",), "RF402", text)


def hidden_by_gaps(library: Library) -> Iterator[Diagnostic]:
    """RF403: a side, or an onset, of an emergency rule that has to be recorded.

    `side: both` is a statement of its own. A clause is excused by another of
    the rule that is the same but for accepting the gap.
    """
    for file in library.files:
        if file.rule.urgency == "emergency":
            yield from _hidden(file)


def _hidden(file: RuleFile) -> Iterator[Diagnostic]:
    clauses = [(p, c) for p, c in clauses_of(file.rule) if p[0] == "when"]
    entries = [(p, c) for p, c in clauses if isinstance(c, EntryLines)]
    for place, clause in entries:
        others = [other for _, other in entries if other is not clause]
        for line, text in _demanding(clause):
            if not any(_excuses(other, clause, line) for other in others):
                yield at(file, (*place, line), "RF403", text)


def _demanding(clause: EntryLines) -> Iterator[tuple[str, str]]:
    sides = set(clause.side or ())
    if sides & {"left", "right"} and _GAP not in sides:
        yield "side", "A side that is not recorded hides this emergency."
    onset = clause.onset
    if onset and onset.within and _GAP not in onset.or_:
        yield "onset", "An onset that is not recorded hides this emergency."


def _excuses(other: EntryLines, clause: EntryLines, line: str) -> bool:
    if type(other) is not type(clause) or line in dict(_demanding(other)):
        return False
    bare = {"id": None, "evidence": (), "why": None, "ask": None, line: None}
    return remade(other, **bare) == remade(clause, **bare)
