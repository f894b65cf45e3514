"""RF301 to RF304, RF307: what one rule says, over all valuations."""

from collections.abc import Hashable, Iterator

from engine.errors import Diagnostic
from engine.review.equivalence import Valuations, is_equivalent
from engine.review.library import Library, at
from engine.review.never import contradictions
from engine.review.surgery import remade, untied, with_node
from engine.rulebook.clauses import Clause, EntryLines
from engine.rulebook.walk import clauses_of, steps_of
from engine.truth import UNKNOWN, YES

_MIRROR = {"left": "right", "right": "left"}
_WORDING = {"id": None, "evidence": (), "why": None, "ask": None}


def dead_clauses(library: Library) -> Iterator[Diagnostic]:
    """RF301: a clause whose lines contradict each other."""
    for file in library.files:
        for place, clause in clauses_of(file.rule):
            for reason in contradictions(clause, library.rulebook.vocabulary):
                yield at(file, place, "RF301", reason)


def never_fires(library: Library) -> Iterator[Diagnostic]:
    """RF302: no valuation makes `when` yes."""
    for file in library.files:
        truths = Valuations(library.rulebook, file.rule)
        if not truths.has(truths.fires(truths.rules[0]), YES):
            text = "No record at all makes this rule fire."
            yield at(file, ("when",), "RF302", text)


def always_fires(library: Library) -> Iterator[Diagnostic]:
    """RF303: `when` is yes wherever every clause is known.

    With nothing recorded every clause is unknown and so is every tree, so a
    rule that fires on all valuations in the literal sense cannot be written.
    """
    for file in library.files:
        truths = Valuations(library.rulebook, file.rule)
        fires = truths.fires(truths.rules[0])
        known = fires
        for name in truths.diagrams.asked(fires):
            known = truths.diagrams.combined(
                lambda value, truth: None if truth is UNKNOWN else value,
                known,
                truths.diagrams.atom(name),
            )
        values: frozenset[Hashable] = truths.values(known)
        if values == {YES}:
            text = "Once its clauses are known, this rule fires for everybody."
            yield at(file, ("when",), "RF303", text)


def idle_clauses(library: Library) -> Iterator[Diagnostic]:
    """RF304: a clause of `when` or `unless` without which nothing changes."""
    for file in library.files:
        for step in steps_of(file.rule):
            without = with_node(file.rule, step.place, None)
            if without is None or step.place[0] == "if-unknown" or step.depth == 0:
                continue
            if is_equivalent(file.rule, untied(without), library.rulebook):
                text = "Without this every outcome stays the same."
                yield at(file, step.place, "RF304", text)


def one_sided(library: Library) -> Iterator[Diagnostic]:
    """RF307: a clause about one side that has no counterpart."""
    for file in library.files:
        clauses = [(place, _bare(clause)) for place, clause in clauses_of(file.rule)]
        known = {clause for _, clause in clauses}
        for place, clause in clauses:
            if isinstance(clause, EntryLines) and clause.side:
                named = set(clause.side) & set(_MIRROR)
                if len(named) == 1 and _mirrored(clause) not in known:
                    text = f"It names the {named.pop()} side only."
                    yield at(file, (*place, "side"), "RF307", text)


def _bare(clause: Clause) -> Clause:
    return remade(clause, **_WORDING)


def _mirrored(clause: EntryLines) -> EntryLines:
    sides = tuple(_MIRROR.get(side, side) for side in clause.side or ())
    return remade(clause, side=sides)
