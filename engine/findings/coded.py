"""Meanings of codes as claims, and what stands beside them on the claims."""

from collections.abc import Iterable
from functools import lru_cache

from engine.fhir.record import Concept
from engine.findings.claim import ANYWHERE, UNQUALIFIED, Claim, Place, Qualities
from engine.findings.glossary import Glossary, qualities_of, side_of, spots_of
from engine.terminology.index import Meaning


def coded_claims(meanings: Iterable[Meaning], glossary: Glossary) -> tuple[Claim, ...]:
    """One claim for each finding among meanings, with what its codes carry."""
    claims: dict[str, Claim] = {}
    for meaning in meanings:
        if meaning.axis == "finding":
            own, known = _claim(meaning), claims.get(meaning.word)
            claims[meaning.word] = merged(known, own, glossary) if known else own
    return tuple(claims.values())


@lru_cache(maxsize=4096)  # of the rules' codes, and nothing of a record
def _claim(meaning: Meaning) -> Claim:
    words = [f"course/{meaning.course}"] * bool(meaning.course)
    words += [f"severity/{meaning.severity}"] * bool(meaning.severity)
    return Claim(
        meaning.word,
        place=Place(frozenset({meaning.site} if meaning.site else ()), meaning.side),
        qualities=qualities_of(Meaning("qualifier", word) for word in words),
    )


def merged(claim: Claim, other: Claim, glossary: Glossary) -> Claim:
    """A claim with the place and the qualities that another adds to it."""
    return bound(claim, other.place, other.qualities, glossary)


def bound(
    claim: Claim, place: Place, qualities: Qualities, glossary: Glossary
) -> Claim:
    """A claim with a place and with qualities recorded around it."""
    wider = glossary.vocabulary.wider_sites
    return claim.at(place, wider).with_qualities(qualities)


def qualified_by(
    claims: Iterable[Claim], meanings: tuple[Meaning, ...], glossary: Glossary
) -> tuple[Claim, ...]:
    """Claims with what a value says of them; its further findings follow."""
    spots, qualities = spots_of(meanings), qualities_of(meanings)
    place = spots[0] if spots else ANYWHERE
    known = {claim.what: bound(claim, place, qualities, glossary) for claim in claims}
    for named in coded_claims(meanings, glossary):
        claim = known.get(named.what)
        known[named.what] = merged(claim, named, glossary) if claim else named
    return tuple(known.values())


def with_displayed_side(
    claims: Iterable[Claim], code: Concept, glossary: Glossary
) -> tuple[Claim, ...]:
    """Claims with the side that only a display tells ("... of left hand")."""
    found = (
        side_of(meaning)
        for coding in code.codings
        for meaning in glossary.in_words(coding.display)
        if meaning.axis == "qualifier"
    )
    sides = {side for side in found if side}
    place = Place(side=sides.pop() if len(sides) == 1 else None)
    return tuple(
        claim if claim.place.side else bound(claim, place, UNQUALIFIED, glossary)
        for claim in claims
    )
