"""Where an entry is, on which side, and whether two are in the same limb.

`rule-format.md` sections 2.2, 2.7 and 2.9.
"""

from collections.abc import Collection

from engine.findings.finding import Finding
from engine.terminology.vocabulary import Vocabulary
from engine.truth import NO, UNKNOWN, YES, Truth, disjunction

_ONE_SIDED = {"left", "right"}


def site_truth(entry: Finding, asked: Collection[str], vocabulary: Vocabulary) -> Truth:
    """Whether an entry is at one of the sites, or within one.

    A wider site ("limb" where the foot is asked for) is unknown, not no.
    """
    if not entry.sites:
        return YES if "not-recorded" in asked else UNKNOWN
    return disjunction(
        _one_site(recorded, site, vocabulary)
        for recorded in entry.sites
        for site in asked
        if site != "not-recorded"
    )


def _one_site(recorded: str, asked: str, vocabulary: Vocabulary) -> Truth:
    if recorded == asked or asked in vocabulary.wider_sites(recorded):
        return YES
    return UNKNOWN if recorded in vocabulary.wider_sites(asked) else NO


def side_truth(entry: Finding, asked: Collection[str]) -> Truth:
    """Whether an entry is on one of the sides a clause names."""
    if entry.side is None:
        return YES if "not-recorded" in asked else UNKNOWN
    if entry.side == "one":
        return _one_side(asked)
    return YES if entry.side in asked else NO


def _one_side(asked: Collection[str]) -> Truth:
    if set(asked) >= _ONE_SIDED:
        return YES
    return UNKNOWN if _ONE_SIDED & set(asked) else NO


def symmetric_truth(entry: Finding) -> Truth:
    """Whether an entry is on both sides alike."""
    if entry.symmetric:
        return YES
    return UNKNOWN if entry.side is None else NO


def may_share_place(one: Finding, other: Finding, vocabulary: Vocabulary) -> bool:
    """Whether two entries can be in one limb, or one in the other's site.

    A site or side that is not recorded fits any; a numb foot and blue lips
    do not fit (section 2.2).
    """
    sides, others = _sides(one), _sides(other)
    if sides and others and not sides & others:
        return False
    return (
        not one.sites
        or not other.sites
        or any(
            _may_meet(site, there, vocabulary)
            for site in one.sites
            for there in other.sites
        )
    )


def _may_meet(site: str, other: str, vocabulary: Vocabulary) -> bool:
    if vocabulary.limbs_of(site) & vocabulary.limbs_of(other):
        return True
    return (
        site == other
        or site in vocabulary.wider_sites(other)
        or other in vocabulary.wider_sites(site)
    )


def _sides(entry: Finding) -> frozenset[str] | None:
    match entry.side:
        case None | "one":
            return None
        case "both":
            return frozenset(_ONE_SIDED)
        case side:
            return frozenset({side})
