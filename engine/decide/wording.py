"""The clauses of a rule in English, for whoever explains an answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.decide.tree import leaves
from engine.rulebook.amounts import person_is
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
from engine.rulebook.english import clause_english, entry_english
from engine.rulebook.rule import Rule
from engine.terminology.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Wording:
    """A clause in English, and the short name of what it is about.

    ``wanted`` is what it looks for as a thing: "a patient who is at least 50
    years old"; ``is_of_person`` if it is of the patient, not of an entry.
    """

    name: str
    says: str
    wanted: str = ""
    is_of_person: bool = False


class Wordings(Mapping[Clause, Wording]):
    """The wording of each clause of a rule, made when it is first asked for.

    Most rules are quiet about most patients, and nobody asks why.
    """

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._clauses = dict.fromkeys(
            leaf for node in (rule.when, *rule.unless) for leaf in leaves(node)
        )
        self._named = named_clauses(rule)
        self._vocabulary = vocabulary
        self._made: dict[Clause, Wording] = {}

    def __getitem__(self, clause: Clause) -> Wording:
        if clause not in self._made:
            if clause not in self._clauses:
                raise KeyError(clause)
            self._made[clause] = self._wording(clause)
        return self._made[clause]

    def __iter__(self) -> Iterator[Clause]:
        return iter(self._clauses)

    def __len__(self) -> int:
        return len(self._clauses)

    def _wording(self, clause: Clause) -> Wording:
        says = clause_english(clause, self._vocabulary, self._named)
        return Wording(
            _subject(clause, self._vocabulary),
            says,
            self._wanted(clause, says),
            isinstance(clause, AgeClause | PregnancyClause | SexClause),
        )

    def _wanted(self, clause: Clause, says: str) -> str:
        match clause:
            case AgeClause() | PregnancyClause() | SexClause():
                return f"a patient who is {person_is(clause)}"
            case FindingClause() | GroupClause():
                what, rest = entry_english(clause, self._vocabulary, self._named)
                return says if rest else what
            case _:
                return says


def named_clauses(rule: Rule) -> dict[str, Clause]:
    """The clauses of a rule that have an id, by it."""
    nodes = (rule.when, *rule.unless)
    return {leaf.id: leaf for node in nodes for leaf in leaves(node) if leaf.id}


def _subject(clause: Clause, vocabulary: Vocabulary) -> str:  # noqa: PLR0911
    match clause:
        case FindingClause():
            return vocabulary.findings[clause.finding].says
        case GroupClause():
            return vocabulary.groups[clause.group].says
        case MeasureClause():
            return vocabulary.measures[clause.measure].says
        case DrugClause():
            return vocabulary.drugs[clause.drug].says
        case PregnancyClause():
            return "pregnancy"
        case AgeClause():
            return "age"
        case SexClause():
            return "sex"
