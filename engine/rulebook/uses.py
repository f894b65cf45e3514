"""The words that one rule rests on: what its digest and its signers cover."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.rulebook.check_words_used import BOUNDS, NOT_RECORDED, PREGNANCY
from engine.rulebook.clauses import (
    Clause,
    DrugClause,
    EntryLines,
    FindingClause,
    GroupClause,
    MeasureClause,
    PregnancyClause,
)
from engine.rulebook.rule import Rule
from engine.rulebook.walk import clauses_of
from engine.terminology.models import (
    DrugWord,
    FindingWord,
    Locale,
    MeasureWord,
    Qualifier,
    Words,
)
from engine.terminology.vocabulary import Vocabulary

# What a rule without `only-when` waits for (`rule-format.md` section 2.11).
DEFAULT_ANCHOR = "numbness"
# Beside a current one of these a diagnosis without any date counts (2.12).
CURRENT_SYMPTOM = "numbness-or-weakness"

# A qualifier of one of these axes matters only to a clause with such a line;
# any other (presence, chronic, state, role) to every entry that is read.
_ASKED_BY: Mapping[str, tuple[str, ...]] = {
    "speed": ("onset",),
    "course": ("course",),
    "severity": ("severity",),
    "side": ("side", "symmetric", "same_place_as"),
}


@dataclass(frozen=True, slots=True)
class Used:
    """The names of the words that a rule uses, each kind by itself."""

    findings: frozenset[str]
    groups: frozenset[str]
    measures: frozenset[str]
    drugs: frozenset[str]
    sites: frozenset[str]
    qualifiers: frozenset[str]
    value_sets: frozenset[str]
    orders: frozenset[str]
    thresholds: frozenset[str]


def words_used(rule: Rule, vocabulary: Vocabulary) -> Used:
    """Every word a rule rests on, followed down to the value sets.

    The made-up patients of `cases` are not followed: they test the rule and
    do not decide anything.
    """
    clauses = tuple(clause for _, clause in clauses_of(rule))
    groups = frozenset(_groups(clauses, vocabulary))
    findings = frozenset(_findings(rule, clauses, groups, vocabulary))
    measures = frozenset(c.measure for c in clauses if isinstance(c, MeasureClause))
    drugs = frozenset(c.drug for c in clauses if isinstance(c, DrugClause))
    sites = frozenset(_sites(clauses, findings, vocabulary))
    qualifiers = (
        frozenset(_qualifiers(clauses, vocabulary)) if findings else frozenset()
    )
    return Used(
        findings=findings,
        groups=groups,
        measures=measures,
        drugs=drugs,
        sites=sites,
        qualifiers=qualifiers,
        value_sets=frozenset(
            _value_sets(
                vocabulary,
                findings,
                sites,
                (
                    *(vocabulary.measures[name] for name in measures),
                    *(vocabulary.drugs[name] for name in drugs),
                    *(vocabulary.qualifiers[name] for name in qualifiers),
                ),
            )
        ),
        orders=frozenset(item.order for item in rule.card.suggestions),
        thresholds=frozenset(_thresholds(clauses)),
    )


def words_of(
    used: Used, vocabulary: Vocabulary, locale: Locale
) -> Mapping[str, Mapping[str, Words]]:
    """The definitions of the words used, by kind and name."""
    kinds: dict[str, tuple[frozenset[str], Mapping[str, Words]]] = {
        "finding": (used.findings, vocabulary.findings),
        "group": (used.groups, vocabulary.groups),
        "measure": (used.measures, vocabulary.measures),
        "drug": (used.drugs, vocabulary.drugs),
        "site": (used.sites, vocabulary.sites),
        "qualifier": (used.qualifiers, vocabulary.qualifiers),
        "value-set": (used.value_sets, vocabulary.value_sets),
        "order": (used.orders, vocabulary.orders),
        f"locale {locale.locale}": (used.thresholds, locale.values),
    }
    return {
        kind: {name: known[name] for name in sorted(names)}
        for kind, (names, known) in kinds.items()
        # a rule without a drug keeps the digest it had before there were any
        if names or kind != "drug"
    }


def _groups(clauses: Iterable[Clause], vocabulary: Vocabulary) -> Iterator[str]:
    for clause in clauses:
        if isinstance(clause, GroupClause):
            yield clause.group
        if isinstance(clause, EntryLines) and clause.onset:
            words = _words_asked(clause, vocabulary)
            if any(vocabulary.findings[word].kind == "diagnosis" for word in words):
                yield CURRENT_SYMPTOM


def _words_asked(clause: EntryLines, vocabulary: Vocabulary) -> tuple[str, ...]:
    if isinstance(clause, GroupClause):
        return vocabulary.groups[clause.group].members
    return (clause.finding,) if isinstance(clause, FindingClause) else ()


def _findings(
    rule: Rule,
    clauses: Iterable[Clause],
    groups: Iterable[str],
    vocabulary: Vocabulary,
) -> Iterator[str]:
    clauses = tuple(clauses)
    yield from (c.finding for c in clauses if isinstance(c, FindingClause))
    if any(isinstance(c, PregnancyClause) for c in clauses):
        yield PREGNANCY
    for group in groups:
        yield from vocabulary.groups[group].members
    if rule.if_unknown.ask and rule.if_unknown.only_when is None:
        yield DEFAULT_ANCHOR


def _sites(
    clauses: Iterable[Clause], findings: Iterable[str], vocabulary: Vocabulary
) -> Iterator[str]:
    """Sites named or implied, and those around and inside them."""
    named = {site for word in findings for site in _implied(vocabulary.findings[word])}
    for clause in clauses:
        if isinstance(clause, EntryLines):
            named.update(clause.site or ())
            if clause.same_place_as:
                # which limb an entry is in can hang on any site of the map
                named.update(vocabulary.sites)
    for site in named - {NOT_RECORDED}:
        yield site
        yield from vocabulary.wider_sites(site) | vocabulary.narrower_sites(site)


def _implied(word: FindingWord) -> Iterator[str]:
    yield from (word.implied_site,) if word.implied_site else ()
    yield from (binding.site for binding in word.codes if binding.site)


def _qualifiers(clauses: tuple[Clause, ...], vocabulary: Vocabulary) -> Iterator[str]:
    entries = [clause for clause in clauses if isinstance(clause, EntryLines)]
    unasked = {
        axis
        for axis, lines in _ASKED_BY.items()
        if not any(getattr(clause, line) for clause in entries for line in lines)
    }
    for name in vocabulary.qualifiers:
        if name.partition("/")[0] not in unasked:
            yield name


def _value_sets(
    vocabulary: Vocabulary,
    findings: Iterable[str],
    sites: Iterable[str],
    others: Iterable[MeasureWord | DrugWord | Qualifier],
) -> Iterator[str]:
    for finding in findings:
        yield from (binding.use for binding in vocabulary.findings[finding].codes)
    for site in sites:
        yield from (binding.use for binding in vocabulary.sites[site].codes)
    for word in others:
        yield from word.codes


def _thresholds(clauses: Iterable[Clause]) -> Iterator[str]:
    for clause in clauses:
        if isinstance(clause, MeasureClause):
            for bound in BOUNDS:
                amount: str | None = getattr(clause, bound)
                if amount and amount.startswith("locale "):
                    yield amount.removeprefix("locale ")
