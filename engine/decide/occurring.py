"""Which atoms a chart can answer: those of whose words it says something.

All others are answered as for a patient of whom nothing is recorded, which is
worked out once (`ask.unrecorded`). With 65 rules these are nearly all atoms of
nearly every patient (`tests/benchmarks/deciding.py`).
"""

from collections.abc import Iterable, Mapping
from typing import Final

from engine.decide.chart import Chart
from engine.rulebook.check_words_used import PREGNANCY
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
from engine.terminology.vocabulary import Vocabulary

# No word of the vocabulary is empty: what is asked of every patient.
_EVERYBODY: Final = ""


def by_word(asked: Iterable[Iterable[str]]) -> Mapping[str, tuple[int, ...]]:
    """The places of the clauses that each word can answer, given theirs in order."""
    places: dict[str, list[int]] = {}
    for place, words in enumerate(asked):
        for word in words:
            places.setdefault(word, []).append(place)
    return {word: tuple(of) for word, of in places.items()}


def occurring(places: Mapping[str, tuple[int, ...]], chart: Chart) -> list[int]:
    """The places of the clauses to put to a patient, in their order.

    A word that is both a finding and a drug brings the clauses of both: one
    clause too many is asked, and is unknown as it would have been.
    """
    words = {_EVERYBODY, *chart.present, *chart.absent, *chart.measured, *chart.taken}
    return sorted({place for word in words for place in places.get(word, ())})


def words_of(clause: Clause, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The findings, measures or drugs that can answer a clause."""
    match clause:
        case FindingClause():
            return (clause.finding,)
        case GroupClause():
            return vocabulary.groups[clause.group].members
        case MeasureClause():
            return (clause.measure,)
        case DrugClause():
            return (clause.drug,)
        case PregnancyClause():
            return (PREGNANCY,)
        case AgeClause() | SexClause():
            return (_EVERYBODY,)
