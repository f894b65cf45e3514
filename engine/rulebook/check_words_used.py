"""Whether every word that a rule uses is defined: RF201 to RF207, RF219."""

from collections.abc import Iterator, Mapping

from engine.errors import Diagnostic
from engine.rulebook.clauses import (
    DrugClause,
    EntryLines,
    FindingClause,
    GroupClause,
    MeasureClause,
    PregnancyClause,
)
from engine.rulebook.read_rule import RuleFile
from engine.rulebook.rule import GivenDrug, GivenFinding, GivenMeasure
from engine.rulebook.walk import clauses_of
from engine.terminology.check_words import undefined
from engine.terminology.models import Locale, MeasureWord
from engine.terminology.strict_yaml import Place
from engine.terminology.words import WordFiles

NOT_RECORDED = "not-recorded"
# The finding that a `pregnancy` clause asks for.
PREGNANCY = "pregnancy"
BOUNDS = ("at_least", "at_most", "above", "below")


class UsedWords:
    """The check of rules against the words of one directory."""

    def __init__(self, words: WordFiles) -> None:
        kinds = ("finding", "group", "site", "measure", "drug", "order", "locale")
        self.known = {kind: words.known(kind) for kind in kinds}
        self.measures: Mapping[str, MeasureWord] = {
            entry.name: entry.word
            for entry in words.entries
            if isinstance(entry.word, MeasureWord)
        }
        self.locales: Mapping[str, Locale] = {
            entry.name: entry.word
            for entry in words.entries
            if isinstance(entry.word, Locale)
        }

    def check(self, file: RuleFile) -> Iterator[Diagnostic]:
        """Every word of a rule, its cases included, that is not defined."""
        yield from self._clauses(file)
        for number, suggestion in enumerate(file.rule.card.suggestions):
            at: Place = ("card", "suggestions", number)
            yield from self._named(file, at, "order", (suggestion.order,))
        for number, case in enumerate(file.rule.cases):
            for inner, given in enumerate(case.given):
                at = ("cases", number, "given", inner)
                if isinstance(given, GivenFinding | GivenMeasure | GivenDrug):
                    yield from self._given(file, at, given)

    def _clauses(self, file: RuleFile) -> Iterator[Diagnostic]:
        for place, clause in clauses_of(file.rule):
            if isinstance(clause, FindingClause):
                yield from self._named(file, place, "finding", (clause.finding,))
            if isinstance(clause, GroupClause):
                yield from self._named(file, place, "group", (clause.group,))
            if isinstance(clause, EntryLines):
                yield from self._named(file, place, "site", clause.site or ())
            if isinstance(clause, DrugClause):
                yield from self._named(file, place, "drug", (clause.drug,))
            if isinstance(clause, PregnancyClause):
                yield from self._named(file, place, "finding", (PREGNANCY,))
            if isinstance(clause, MeasureClause):
                yield from self._named(file, place, "measure", (clause.measure,))
                yield from self._amounts(file, place, clause)

    def _named(
        self, file: RuleFile, place: Place, kind: str, names: tuple[str, ...]
    ) -> Iterator[Diagnostic]:
        for number, name in enumerate(names):
            if (kind, name) == ("site", NOT_RECORDED):
                continue
            if self.known[kind].lacks(name):
                spot = file.spot(*place, kind, number)
                yield undefined(spot, name, self.known[kind])

    def _given(
        self,
        file: RuleFile,
        place: Place,
        given: GivenFinding | GivenMeasure | GivenDrug,
    ) -> Iterator[Diagnostic]:
        if isinstance(given, GivenFinding):
            yield from self._named(file, place, "finding", (given.finding,))
            yield from self._named(file, place, "site", given.site or ())
        elif isinstance(given, GivenDrug):
            yield from self._named(file, place, "drug", (given.drug,))
        else:
            yield from self._named(file, place, "measure", (given.measure,))
            unit = given.value.partition(" ")[2]
            yield from self._unit(file, (*place, "value"), given.measure, unit)

    def _amounts(
        self, file: RuleFile, place: Place, clause: MeasureClause
    ) -> Iterator[Diagnostic]:
        for bound in BOUNDS:
            amount: str | None = getattr(clause, bound)
            if amount is None:
                continue
            here = (*place, bound.replace("_", "-"))
            number, _, unit = amount.partition(" ")
            if number == "locale":
                yield from self._threshold(file, here, unit, clause.measure)
            else:
                yield from self._unit(file, here, clause.measure, unit)

    def _threshold(
        self, file: RuleFile, place: Place, name: str, measure: str
    ) -> Iterator[Diagnostic]:
        without = [n for n, locale in self.locales.items() if name not in locale.values]
        if without:
            text = f"The value {name!r} is not in the locale {', '.join(without)}."
            yield file.fault(place, "RF207", text)
        units = {
            locale.values[name].unit
            for locale in self.locales.values()
            if name in locale.values
        }
        for unit in sorted(units):
            yield from self._unit(file, place, measure, unit)

    def _unit(
        self, file: RuleFile, place: Place, measure: str, unit: str
    ) -> Iterator[Diagnostic]:
        word = self.measures.get(measure)
        if word is None or unit == word.unit or unit in word.units:
            return  # an unknown measure is reported where it is named
        units = ", ".join(sorted({word.unit, *word.units}))
        text = f"{unit!r} is no unit of {measure}."
        yield file.fault(place, "RF219", text, f"Use one of {units}.")
