"""Every atom put to one patient, once."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.decide.chart import Chart
from engine.decide.clauses import drug, entries, measure, person, pregnancy
from engine.decide.clauses.entries import Asked, EntryClause, Fit
from engine.decide.plan import Atom, Plan
from engine.findings.finding import DrugUse, Finding, Measurement
from engine.rulebook.clauses import (
    AgeClause,
    DrugClause,
    FindingClause,
    GroupClause,
    MeasureClause,
    PregnancyClause,
    SexClause,
)
from engine.truth import UNKNOWN, YES, Truth


@dataclass(frozen=True, slots=True)
class Answer:
    """What one patient's records say to one atom.

    ``failed`` is set when asking raised: the answer is then unknown, which
    can only make a rule ask, never take a card away.
    """

    truth: Truth
    fits: tuple[Fit, ...] = ()
    measured: tuple[Measurement, ...] = ()
    taken: tuple[DrugUse, ...] = ()
    failed: str = ""


def answers(plan: Plan, chart: Chart) -> Mapping[str, Answer]:
    """The answer to every atom of a plan, by name."""
    found: dict[str, Answer] = {}
    anchors: dict[str, tuple[Finding, ...]] = {}
    for atom in plan.atoms:
        if atom.anchor is not None and atom.anchor not in anchors:
            anchors[atom.anchor] = _entries_of(plan.anchors[atom.anchor], found)
        found[atom.name] = _answer(atom, chart, anchors, found)
    return found


def _entries_of(
    atoms: tuple[str, ...], found: Mapping[str, Answer]
) -> tuple[Finding, ...]:
    """The entries a rule is about: those that fit its `only-when`."""
    return tuple(
        fit.entry for name in atoms for fit in found[name].fits if fit.truth is YES
    )


def _answer(
    atom: Atom,
    chart: Chart,
    anchors: Mapping[str, tuple[Finding, ...]],
    found: Mapping[str, Answer],
) -> Answer:
    asked = Asked(
        chart,
        atom.slow_start,
        anchors[atom.anchor] if atom.anchor is not None else (),
        found[atom.tied_to].fits if atom.tied_to is not None else (),
    )
    try:
        return _ask(atom, asked)
    except Exception as error:  # one clause that fails must not silence the others
        return Answer(UNKNOWN, failed=type(error).__name__)


def _ask(atom: Atom, asked: Asked) -> Answer:
    match atom.clause:
        case FindingClause() | GroupClause() as clause:
            return _ask_entries(clause, asked)
        case MeasureClause() as clause:
            measured = measure.latest(clause, asked.chart)
            truth = measure.truth_of(clause, measured, asked.chart)
            return Answer(truth, measured=measured)
        case DrugClause() as clause:
            taken = drug.deciding(clause, asked.chart)
            return Answer(drug.truth_of(clause, taken, asked.chart.now), taken=taken)
        case PregnancyClause() as clause:
            held = pregnancy.fits(clause, asked)
            return Answer(pregnancy.truth_of(held, asked), held)
        case AgeClause() as clause:
            return Answer(person.age_truth(clause, asked.chart))
        case SexClause() as clause:
            return Answer(person.sex_truth(clause, asked.chart))


def _ask_entries(clause: EntryClause, asked: Asked) -> Answer:
    held = entries.fits(clause, asked)
    return Answer(entries.truth_of(clause, held, asked), held)
