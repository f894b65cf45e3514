"""Every atom that a patient's records can answer, put to them once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from engine.decide.chart import Chart
from engine.decide.clauses import drug, entries, measure, person, pregnancy
from engine.decide.clauses.lines import Asked, Fit, Known, Line
from engine.decide.occurring import occurring
from engine.findings.finding import DrugUse, Finding, Findings, Measurement
from engine.rulebook.clauses import (
    AgeClause,
    Clause,
    DrugClause,
    FindingClause,
    GroupClause,
    MeasureClause,
    PregnancyClause,
    SexClause,
)
from engine.terminology.models import Locale
from engine.terminology.vocabulary import Vocabulary
from engine.truth import UNKNOWN, YES, Truth

if TYPE_CHECKING:
    from engine.decide.atoms import Atom
    from engine.decide.plan import Plan


class Answer(NamedTuple):
    """What one patient's records say to one atom.

    ``failed`` is set when asking raised: the answer is then unknown, which
    can only make a rule ask, never take a card away.
    """

    truth: Truth
    fits: tuple[Fit, ...] = ()
    measured: tuple[Measurement, ...] = ()
    taken: tuple[DrugUse, ...] = ()
    failed: str = ""


# What is asked of no entry depends on no time.
_ANY_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)


def unrecorded(
    atoms: Iterable["Atom"], vocabulary: Vocabulary, locale: Locale
) -> dict[str, Answer]:
    """The answer to every atom while nothing is recorded, by name."""
    nobody = Chart.of(Findings(()), vocabulary, locale, _ANY_TIME)
    return {
        atom.name: _answered(atom, Asked(nobody, atom.slow_start)) for atom in atoms
    }


def answers(plan: "Plan", chart: Chart) -> Mapping[str, Answer]:
    """The answer to every atom of a plan, by name."""
    return put(plan, chart, occurring(plan.by_word, chart))


def put(plan: "Plan", chart: Chart, places: Iterable[int]) -> Mapping[str, Answer]:
    """The answer to every atom; those at ``places`` are put to the chart."""
    found = dict(plan.unrecorded)
    anchors: dict[str, tuple[Finding, ...]] = {}
    shared: dict[int, Answer] = {}
    known: Known = defaultdict(dict)
    for place in places:
        atom = plan.atoms[place]
        answer = shared.get(atom.question)
        if answer is None:
            if atom.anchor is not None and atom.anchor not in anchors:
                anchors[atom.anchor] = _entries_of(plan.anchors[atom.anchor], found)
            asked = Asked(
                chart,
                atom.slow_start,
                anchors[atom.anchor] if atom.anchor is not None else (),
                found[atom.tied_to].fits if atom.tied_to is not None else (),
                known,
            )
            answer = _answered(atom, asked)
            # All that an anchor changes is how long a denial holds.
            if chart.absent.keys().isdisjoint(atom.words):
                shared[atom.question] = answer
        found[atom.name] = answer
    return found


def _entries_of(
    atoms: tuple[str, ...], found: Mapping[str, Answer]
) -> tuple[Finding, ...]:
    """The entries a rule is about: those that fit its `only-when`."""
    return tuple(
        fit.entry for name in atoms for fit in found[name].fits if fit.truth is YES
    )


def _answered(atom: "Atom", asked: Asked) -> Answer:
    try:
        return _ask(atom.clause, atom.lines, asked)
    except Exception as error:  # one clause that fails must not silence the others
        return Answer(UNKNOWN, failed=type(error).__name__)


def _ask(clause: Clause, lines: tuple[Line, ...], asked: Asked) -> Answer:
    match clause:
        case FindingClause() | GroupClause():
            held = entries.fits(clause, asked, lines)
            return Answer(entries.truth_of(clause, held, asked), held)
        case MeasureClause():
            measured = measure.latest(clause, asked.chart)
            truth = measure.truth_of(clause, measured, asked.chart)
            return Answer(truth, measured=measured)
        case DrugClause():
            taken = drug.deciding(clause, asked.chart)
            return Answer(drug.truth_of(clause, taken, asked.chart.now), taken=taken)
        case PregnancyClause():
            held = pregnancy.fits(clause, asked)
            return Answer(pregnancy.truth_of(held, asked), held)
        case AgeClause():
            return Answer(person.age_truth(clause, asked.chart))
        case SexClause():
            return Answer(person.sex_truth(clause, asked.chart))
