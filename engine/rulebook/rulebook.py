"""Every rule that was loaded, with the words it is written in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from engine.rulebook.clauses import (
    DrugClause,
    EntryLines,
    MeasureClause,
    PregnancyClause,
)
from engine.rulebook.digest import Digests
from engine.rulebook.rule import Rule
from engine.rulebook.signoff import SignOff, unsigned
from engine.rulebook.uses import words_used
from engine.rulebook.walk import clauses_of
from engine.terminology.models import Locale, ResourceKind
from engine.terminology.vocabulary import Vocabulary
from engine.when import Duration, Unit

# A symptom Observation is current for so long whatever the rules say
# (`rule-format.md` section 2.5), so no window is narrower.
_SYMPTOM_WINDOW = Duration(7, "days")

# A statement of pregnancy older than this is about another one, or none. From
# general obstetrics (42 weeks and some days), not from the evidence register.
LONGEST_PREGNANCY = Duration(43, "weeks")
DRUG_RECORDS: tuple[ResourceKind, ...] = (
    "MedicationRequest",
    "MedicationStatement",
    "MedicationAdministration",
)

# For comparing lengths only: the longest that a month or year can be.
_DAYS: Mapping[Unit, float] = {
    "minutes": 1 / 1440,
    "hours": 1 / 24,
    "days": 1,
    "weeks": 7,
    "months": 31,
    "years": 366,
}


@dataclass(frozen=True, slots=True, eq=False)  # compared and cached by identity
class Rulebook:
    """The rules of one directory for one country, sorted by id.

    ``digests`` has that of each rule. ``widest_window`` is the longest time
    that any rule looks back: older pages of a search cannot change an outcome.
    ``signoffs`` has a rule's signatures, verified, as far as they were read.
    """

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    locale: Locale
    digests: Digests
    widest_window: Duration
    signoffs: Mapping[str, SignOff] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The digest of everything loaded, rules out of service included."""
        return self.digests.of_all

    @property
    def resource_kinds(self) -> frozenset[ResourceKind]:
        """The FHIR resources in which the rules find anything."""
        return frozenset(
            kind
            for rule in self.rules
            for kind in _resource_kinds(rule, self.vocabulary)
        )

    def digest_of(self, rule_id: str) -> str:
        """The digest of one rule; KeyError if it is not loaded."""
        return self.digests[rule_id]

    def signoff_of(self, rule: Rule) -> SignOff:
        """What the signatures of a rule amount to; unsigned if none was read."""
        return self.signoffs.get(rule.rule) or unsigned(rule)


def in_service(rulebook: Rulebook, *, with_drafts: bool = False) -> Rulebook:
    """The rules a service evaluates: active and shadow, drafts if wished.

    Retired rules never; the cards show none but active ones.
    """
    evaluated = {"active", "shadow", *(["draft"] if with_drafts else [])}
    rules = tuple(r for r in rulebook.rules if r.governance.status in evaluated)
    return replace(rulebook, rules=rules)


def rulebook_of(
    rules: tuple[Rule, ...], vocabulary: Vocabulary, locale: Locale
) -> Rulebook:
    """A rulebook of rules that have no fault."""
    ordered = tuple(sorted(rules, key=lambda rule: rule.rule))
    windows = [window for rule in ordered for window in _windows(rule)]
    return Rulebook(
        rules=ordered,
        vocabulary=vocabulary,
        locale=locale,
        digests=Digests(ordered, vocabulary, locale),
        widest_window=max((*windows, _SYMPTOM_WINDOW), key=_days),
    )


def _days(window: Duration) -> float:
    return window.amount * _DAYS[window.unit]


def _windows(rule: Rule) -> Iterator[Duration]:
    for _, clause in clauses_of(rule):
        if isinstance(clause, MeasureClause):
            yield clause.latest_within
        if isinstance(clause, DrugClause):
            yield from (window for window in _of_drug(clause) if window is not None)
        if isinstance(clause, PregnancyClause):
            yield LONGEST_PREGNANCY
        if isinstance(clause, EntryLines):
            yield from (window for window in _lines(clause) if window is not None)


def _of_drug(clause: DrugClause) -> Iterator[Duration | None]:
    yield from (clause.or_stopped_within, clause.stopped_within)
    if clause.lasting:
        yield from (clause.lasting.at_least, clause.lasting.at_most)


def _lines(clause: EntryLines) -> Iterator[Duration | None]:
    if clause.onset:
        yield from (clause.onset.within, clause.onset.more_than)
    for span in (clause.lasting, clause.lasted):
        if span:
            yield from (span.at_least, span.at_most)
    if clause.ended:
        yield clause.ended.within
    if clause.episodes:
        yield clause.episodes.within


def _resource_kinds(rule: Rule, vocabulary: Vocabulary) -> Iterator[ResourceKind]:
    used = words_used(rule, vocabulary)
    for finding in used.findings:
        yield from vocabulary.findings[finding].look_in
    if used.drugs:
        yield from DRUG_RECORDS
    if used.measures:
        yield "Observation"
