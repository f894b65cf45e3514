"""Where the rules speak of a finding: the places that make sense for it.

A change that is offered to a clinician never puts a weak limb into the face.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from engine.rulebook.clauses import FindingClause
from engine.rulebook.rule import GivenFinding
from engine.rulebook.rulebook import Rulebook
from engine.rulebook.walk import clauses_of


def fitting(word: str, sites: Iterable[str], rulebook: Rulebook) -> tuple[str, ...]:
    """The first of some places at which a finding makes sense, if any does.

    It does where a rule or one of its cases has the finding, or around it, or
    within.
    """
    known = _places_of(rulebook)[word]
    return tuple(site for site in sorted(sites) if near(site, known, rulebook))[:1]


def near(site: str, others: Iterable[str], rulebook: Rulebook) -> bool:
    """Whether a place is one of others, around one or within one."""
    words = rulebook.vocabulary
    return any(
        site == other
        or site in words.wider_sites(other)
        or site in words.narrower_sites(other)
        for other in others
    )


@lru_cache(maxsize=2)
def _places_of(rulebook: Rulebook) -> Mapping[str, frozenset[str]]:
    places: dict[str, set[str]] = defaultdict(set)
    for word, sites in _spoken_of(rulebook):
        places[word] |= set(sites) & set(rulebook.vocabulary.sites)
    words = rulebook.vocabulary.findings
    return {word: frozenset(places[word]) for word in words}


def _spoken_of(rulebook: Rulebook) -> Iterator[tuple[str, Iterable[str]]]:
    for rule in rulebook.rules:
        for _, clause in clauses_of(rule):
            if isinstance(clause, FindingClause):
                yield clause.finding, clause.site or ()
        for case in rule.cases:
            for given in case.given:
                if isinstance(given, GivenFinding):
                    yield given.finding, given.site or ()
