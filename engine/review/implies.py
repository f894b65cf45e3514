"""What the answer to one clause says about the answer to another.

Only what follows from the lines alone, for every entry that a record could
hold; where nothing is certain, nothing is claimed.
"""

from collections.abc import Collection
from decimal import Decimal
from typing import Literal

from engine.decide.clauses.place import side_truth, site_truth
from engine.findings.finding import Finding
from engine.review.lengths import is_at_most
from engine.rulebook.clauses import (
    AgeClause,
    Clause,
    FindingClause,
    GroupClause,
    MeasureClause,
    Onset,
    SexClause,
    Span,
)
from engine.terminology.models import Side
from engine.terminology.vocabulary import Vocabulary
from engine.truth import NO, UNKNOWN, YES, Truth
from engine.when import Duration

EntryClause = FindingClause | GroupClause
Follows = Literal["truth", "yes", "nothing"]

_RANK = {NO: 0, UNKNOWN: 1, YES: 2}
_SIDES: tuple[Side | None, ...] = (None, "left", "right", "both", "one", "midline")


def follows(one: Clause, other: Clause, vocabulary: Vocabulary) -> Follows:
    """How the answer to `other` follows from the answer to `one`.

    ``truth``: it is never the lower of the two (no < unknown < yes), provided
    both hang on the same anchor. ``yes``: it is yes where the first is yes.
    Ties to another clause are not compared here.
    """
    match one, other:
        case (FindingClause() | GroupClause(), FindingClause() | GroupClause()):
            return _entries(one, other, vocabulary)
        case MeasureClause(), MeasureClause():
            return "truth" if _measures(one, other) else "nothing"
        case AgeClause(age=years), AgeClause(age=wider):
            low = wider.at_least is None or _reaches(years.at_least, wider.at_least)
            high = wider.at_most is None or _reaches(wider.at_most, years.at_most)
            return "truth" if low and high else "nothing"
        case _:
            return "nothing"


def excludes(one: Clause, other: Clause) -> bool:
    """Whether no patient can answer yes to both."""
    match one, other:
        case SexClause(sex=sex), SexClause(sex=another):
            return sex != another
        case AgeClause(age=years), AgeClause(age=others):
            return _is_above(years.at_least, others.at_most) or _is_above(
                others.at_least, years.at_most
            )
        case _:
            return False


def _is_above(floor: int | None, ceiling: int | None) -> bool:
    return floor is not None and ceiling is not None and floor > ceiling


def _reaches(value: int | None, bound: int | None) -> bool:
    return value is not None and bound is not None and value >= bound


def _entries(one: EntryClause, other: EntryClause, words: Vocabulary) -> Follows:
    named, asked = _words(one, words), _words(other, words)
    if not named <= asked or not _lines(one, other, words):
        return "nothing"
    # With fewer words "no entry" is more often unknown, so a no does not follow.
    return "truth" if named == asked else "yes"


def _words(clause: EntryClause, vocabulary: Vocabulary) -> frozenset[str]:
    if isinstance(clause, FindingClause):
        return frozenset({clause.finding})
    return frozenset(vocabulary.groups[clause.group].members)


def _lines(one: EntryClause, other: EntryClause, words: Vocabulary) -> bool:
    return (
        one.state == other.state
        and other.symmetric in (None, one.symmetric)
        and _onset(one.onset, other.onset)
        and _span(one.lasting, other.lasting)
        and _span(one.lasted, other.lasted)
        and other.ended in (None, one.ended)
        and other.episodes in (None, one.episodes)
        and _among(one.course, other.course)
        and _among(one.severity, other.severity)
        and _sides(one, other)
        and _sites(one, other, words)
    )


def _sites(one: EntryClause, other: EntryClause, words: Vocabulary) -> bool:
    if other.site is None or one.site == other.site:
        return True
    if one.site is None:
        return False
    asked, wider = one.site, other.site
    return all(
        _is_lower(site_truth(entry, asked, words), site_truth(entry, wider, words))
        for entry in (
            Finding("any", "present", (), sites=frozenset(sites))
            for sites in ((), *((site,) for site in words.sites))
        )
    )


def _sides(one: EntryClause, other: EntryClause) -> bool:
    if other.side is None or one.side == other.side:
        return True
    if one.side is None:
        return False
    asked, wider = one.side, other.side
    return all(
        _is_lower(side_truth(entry, asked), side_truth(entry, wider))
        for entry in (Finding("any", "present", (), side=side) for side in _SIDES)
    )


def _is_lower(truth: Truth, other: Truth) -> bool:
    return _RANK[truth] <= _RANK[other]


def _among(words: Collection[str] | None, others: Collection[str] | None) -> bool:
    if others is None:
        return True
    return words is not None and set(words) <= set(others)


def _onset(one: Onset | None, other: Onset | None) -> bool:
    if other is None or one is None:
        return other is None
    return (
        _gaps(one) <= _gaps(other)
        and other.speed in (None, one.speed)
        and _ceiling(one.within, other.within)
        and _floor(one.more_than, other.more_than)
    )


def _gaps(onset: Onset) -> frozenset[str]:
    # What accepts any vague date accepts one that lacks only its hour.
    more = {"possibly"} if "undated" in onset.or_ else set()
    return frozenset({*onset.or_, *more})


def _span(one: Span | None, other: Span | None) -> bool:
    if other is None or one is None:
        return other is None
    return (
        set(one.or_) <= set(other.or_)
        and _ceiling(one.at_most, other.at_most)
        and _floor(one.at_least, other.at_least)
    )


def _ceiling(strict: Duration | None, loose: Duration | None) -> bool:
    return loose is None or (strict is not None and is_at_most(strict, loose))


def _floor(strict: Duration | None, loose: Duration | None) -> bool:
    return loose is None or (strict is not None and is_at_most(loose, strict))


def _measures(one: MeasureClause, other: MeasureClause) -> bool:
    same = (one.measure, one.latest_within) == (other.measure, other.latest_within)
    flags = other.flagged in (None, one.flagged)
    gaps = set(one.or_) <= set(other.or_)
    return (
        same
        and flags
        and gaps
        and all(
            _bound(getattr(one, name), getattr(other, name), sign)
            for name, sign in (
                ("at_least", 1),
                ("above", 1),
                ("at_most", -1),
                ("below", -1),
            )
        )
    )


def _bound(strict: str | None, loose: str | None, sign: int) -> bool:
    if loose is None or strict == loose:
        return True
    if strict is None:
        return False
    number, _, unit = strict.partition(" ")
    other, _, same = loose.partition(" ")
    if unit != same or "locale" in (number, other):
        return False
    return sign * Decimal(number) >= sign * Decimal(other)


def may_meet(one: EntryClause, other: EntryClause, words: Vocabulary) -> bool:
    """Whether one entry could have the finding, site and side of both."""
    if not _words(one, words) & _words(other, words):
        return False
    sides = _named(one.side), _named(other.side)
    if all(sides) and not sides[0] & sides[1]:
        return False
    sites = _named(one.site), _named(other.site)
    return not all(sites) or any(
        site == there
        or site in words.wider_sites(there)
        or there in words.wider_sites(site)
        for site in sites[0]
        for there in sites[1]
    )


def has_place_of(wide: EntryClause, narrow: EntryClause, words: Vocabulary) -> bool:
    """Whether a clause takes every finding, site and side of another."""
    return (
        _words(narrow, words) <= _words(wide, words)
        and _sites(narrow, wide, words)
        and _sides(narrow, wide)
    )


def _named(places: Collection[str] | None) -> set[str]:
    return set(places or ()) - {"not-recorded"}
