"""All the words a rule may use, ready to be looked up.

Built once when the rules are loaded, and never changed afterwards.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from engine.errors import Diagnostic
from engine.terminology.check_words import check_words, wider
from engine.terminology.expansions import Expansions
from engine.terminology.index import (
    ICD_10,
    CodeIndex,
    Meaning,
    TextFilter,
    normalised,
)
from engine.terminology.models import (
    SYSTEM_URIS,
    DrugWord,
    FindingWord,
    Group,
    Locale,
    MeasureWord,
    Order,
    Qualifier,
    Site,
    ValueSet,
)
from engine.terminology.tables import Tables
from engine.terminology.words import Word, WordFiles, read_words
from engine.terminology.worth import tables_of, text_filter, whole_words

W = TypeVar("W", bound=Word)


@dataclass(frozen=True, slots=True)
class SiteMap:
    """Which body part lies in which: every chain followed once, in advance."""

    wider: Mapping[str, frozenset[str]]
    narrower: Mapping[str, frozenset[str]]
    limbs: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class DrugNames:
    """The names of one class of drugs, and what makes a product another."""

    named: TextFilter
    not_with: TextFilter


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a rules directory, each kind by its word.

    ``value_sets`` are keyed by their full name ("vs/numbness"), ``locales``
    by theirs ("uk"). ``index`` finds the meaning of codes and the texts worth
    reading.
    """

    findings: Mapping[str, FindingWord]
    groups: Mapping[str, Group]
    measures: Mapping[str, MeasureWord]
    drugs: Mapping[str, DrugWord]
    sites: Mapping[str, Site]
    qualifiers: Mapping[str, Qualifier]
    value_sets: Mapping[str, ValueSet]
    orders: Mapping[str, Order]
    locales: Mapping[str, Locale]
    index: CodeIndex
    site_map: SiteMap
    drug_names: Mapping[str, DrugNames]

    @property
    def finding_words(self) -> TextFilter:
        """Finds the words of findings in a text: the filter of the index."""
        return self.index.words

    def wider_sites(self, site: str) -> frozenset[str]:
        """The sites around a site, without itself: toes -> foot, lower limb."""
        return self.site_map.wider[site]

    def narrower_sites(self, site: str) -> frozenset[str]:
        """The sites inside a site, without itself: foot -> toes, sole."""
        return self.site_map.narrower[site]

    def limbs_of(self, site: str) -> frozenset[str]:
        """The limbs a site may be in: "upper", "lower", both, or none.

        Its own, else those of the sites around it, else (half of the body)
        those of the sites inside it.
        """
        return self.site_map.limbs[site]


def load_vocabulary(
    directory: Path,
) -> tuple[Vocabulary | None, tuple[Diagnostic, ...]]:
    """The words under a rules directory, or None and every fault of them."""
    files = read_words(directory)
    faults = (*files.faults, *check_words(files))
    if faults:
        return None, tuple(sorted(faults))
    return vocabulary_of(files, tables_in(files)), ()


def tables_in(files: WordFiles) -> Tables:
    """The tables of the text filter of word files that have no fault."""
    return tables_of(_named(files, FindingWord), _named(files, Qualifier))


def vocabulary_of(files: WordFiles, tables: Tables) -> Vocabulary:
    """The vocabulary of word files that have no fault, with their `tables_in`."""
    findings, sites = _named(files, FindingWord), _named(files, Site)
    measures, qualifiers = _named(files, MeasureWord), _named(files, Qualifier)
    drugs = _named(files, DrugWord)
    value_sets = _named(files, ValueSet)
    by_code = _by_code(
        value_sets,
        (
            *_finding_codes(findings),
            *_drug_codes(drugs),
            *_other_codes(measures, sites, qualifiers),
        ),
        files.expansions,
    )
    return Vocabulary(
        findings=findings,
        groups=_named(files, Group),
        measures=measures,
        drugs=drugs,
        sites=sites,
        qualifiers=qualifiers,
        value_sets=value_sets,
        orders=_named(files, Order),
        locales=_named(files, Locale),
        index=CodeIndex(
            by_code=by_code,
            codes=frozenset(code for _, code in by_code),
            words=text_filter(sites, qualifiers, tables),
            drugs=whole_words(name for word in drugs.values() for name in word.text),
        ),
        site_map=_site_map(sites),
        drug_names={
            name: DrugNames(whole_words(drug.text), whole_words(drug.not_with))
            for name, drug in drugs.items()
        },
    )


def _named(files: WordFiles, kind: type[W]) -> dict[str, W]:
    entries = sorted(files.entries, key=lambda entry: entry.name)
    return {entry.name: entry.word for entry in entries if isinstance(entry.word, kind)}


def _finding_codes(
    findings: Mapping[str, FindingWord],
) -> Iterator[tuple[str, Meaning]]:
    for name, word in findings.items():
        for binding in word.codes:
            yield (
                binding.use,
                Meaning(
                    "finding",
                    name,
                    site=binding.site or word.implied_site,
                    side=binding.side or word.implied_side,
                    severity=binding.severity,
                    course=binding.course,
                ),
            )


def _drug_codes(drugs: Mapping[str, DrugWord]) -> Iterator[tuple[str, Meaning]]:
    for name, drug in drugs.items():
        yield from ((use, Meaning("drug", name)) for use in drug.codes)


def _other_codes(
    measures: Mapping[str, MeasureWord],
    sites: Mapping[str, Site],
    qualifiers: Mapping[str, Qualifier],
) -> Iterator[tuple[str, Meaning]]:
    for name, measure in measures.items():
        yield from ((use, Meaning("measure", name)) for use in measure.codes)
    for name, site in sites.items():
        for binding in site.codes:
            yield binding.use, Meaning("site", name, side=binding.side)
    for name, qualifier in qualifiers.items():
        yield from ((use, Meaning("qualifier", name)) for use in qualifier.codes)


def _by_code(
    value_sets: Mapping[str, ValueSet],
    bound: tuple[tuple[str, Meaning], ...],
    expansions: Expansions,
) -> dict[tuple[str, str], tuple[Meaning, ...]]:
    # a dict of dicts, because one code may reach one meaning by two value sets
    found: defaultdict[tuple[str, str], dict[Meaning, None]] = defaultdict(dict)
    for use, meaning in bound:
        for code in value_sets[use].codes:
            found[SYSTEM_URIS[code.system], normalised(code.code)][meaning] = None
    own = {key: tuple(meanings) for key, meanings in found.items()}
    return {**own, **_expanded(own, expansions)}


def _expanded(
    own: Mapping[tuple[str, str], tuple[Meaning, ...]], expansions: Expansions
) -> dict[tuple[str, str], tuple[Meaning, ...]]:
    """The codes below the categories in use, with all that these mean."""
    icd = SYSTEM_URIS["icd-10-cm"]
    found: dict[tuple[str, str], tuple[Meaning, ...]] = {}
    for system, lists in ((icd, expansions.below), (ICD_10, expansions.same)):
        listed = {name: own[icd, name] for name in lists if (icd, name) in own}
        # the nearest category of a code comes last, and has all above it as well
        for category in sorted(listed, key=len):
            meanings = _above(category, listed)
            found |= {(system, code): meanings for code in lists[category]}
    return found


def _above(code: str, listed: Mapping[str, tuple[Meaning, ...]]) -> tuple[Meaning, ...]:
    """What a category and those above it mean, the most specific first."""
    stems = (code[:end] for end in range(len(code), 0, -1))
    meanings = (one for stem in stems for one in listed.get(stem, ()))
    return tuple(dict.fromkeys(meanings))


def _site_map(sites: Mapping[str, Site]) -> SiteMap:
    within = {name: site.within for name, site in sites.items()}
    around = {name: wider(name, within) for name in sites}
    inside = {
        name: frozenset(other for other in sites if name in around[other])
        for name in sites
    }
    own = {
        name: frozenset({site.limb} if site.limb else ())
        for name, site in sites.items()
    }
    limbs = {
        name: own[name] or _joint(own, around[name]) or _joint(own, inside[name])
        for name in sites
    }
    return SiteMap(around, inside, limbs)


def _joint(own: Mapping[str, frozenset[str]], sites: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*(own[site] for site in sites))
