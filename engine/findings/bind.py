"""What belongs to what: the parts of one record bound to its findings.

"Sudden" belongs to one finding and is never lent to another
(`knowledge.md` 6.3), so a record is bound within itself only.
"""

from collections.abc import Iterable
from dataclasses import replace

from engine.fhir.record import Record
from engine.findings.claim import (
    UNQUALIFIED,
    Claim,
    Place,
    Qualities,
    may_be_one_place,
    places_of,
)
from engine.findings.coded import bound, merged
from engine.findings.glossary import Glossary, spots_of
from engine.findings.said import NOTHING, Said


def body_spots(record: Record, glossary: Glossary) -> tuple[Place, ...]:
    """Where the body sites of a record say it is: codes, sides and texts."""
    return tuple(
        spot for site in record.body_sites for spot in spots_of(glossary.said(site))
    )


def joined_claims(
    record: Record, main: Said, components: tuple[Said, ...], glossary: Glossary
) -> tuple[Claim, ...]:
    """The claims of an Observation with its sites, sides and qualifiers.

    They belong to the finding of its code or value; a component that is a
    finding is a statement of its own. Where only components are findings, the
    body site is theirs, and a qualifier is too if there is one such finding.
    """
    sites = body_spots(record, glossary)
    inner = sum(components, NOTHING)
    spots, qualities = main.spots + inner.spots, main.qualities
    qualities = qualities.completed_by(inner.qualities)
    if main.claims:
        own = placed(main.claims, sites + spots, qualities, glossary)
        return own + inner.claims
    if len({claim.what for claim in inner.claims}) == 1:
        return placed(inner.claims, sites + spots, qualities, glossary)
    return placed(inner.claims, sites, UNQUALIFIED, glossary)


def placed(
    claims: Iterable[Claim],
    spots: tuple[Place, ...],
    qualities: Qualities,
    glossary: Glossary,
) -> tuple[Claim, ...]:
    """Claims at each place that the spots add up to, with their qualities."""
    return tuple(
        bound(claim, place, qualities, glossary)
        for claim in claims
        for place in places_of(spots)
    )


def folded(
    coded: tuple[Claim, ...], told: Iterable[Claim], glossary: Glossary
) -> tuple[Claim, ...]:
    """Claims of codes, completed by those of the same record's texts.

    The code wins over a text about the same finding at what may be the same
    place: the text adds what the code lacks, and is no second entry. A text
    about another finding or another place is an entry of its own.
    """
    told = tuple(told)
    others = (
        claim
        for claim in told
        if not any(_same(known, claim, glossary) for known in coded)
    )
    return tuple(dict.fromkeys((*completed(coded, told, glossary), *others)))


def completed(
    coded: tuple[Claim, ...], told: Iterable[Claim], glossary: Glossary
) -> tuple[Claim, ...]:
    """Claims with what texts add to them, and no claim more."""
    claims = list(coded)
    for claim in told:
        for n, known in enumerate(coded):
            if _same(known, claim, glossary):
                claims[n] = _completed(claims[n], claim, glossary)
    return tuple(claims)


def _same(known: Claim, told: Claim, glossary: Glossary) -> bool:
    wider = glossary.vocabulary.wider_sites
    return known.what == told.what and may_be_one_place(known.place, told.place, wider)


def _completed(claim: Claim, told: Claim, glossary: Glossary) -> Claim:
    if "absent" in {claim.presence, told.presence} or told.state == "resolved":
        return claim  # the words qualify something else than the code states
    fuller = merged(claim, told, glossary)
    return claim if fuller == claim else replace(fuller, from_text=True)


def contradicted(
    coded: tuple[Claim, ...], told: Iterable[Claim], glossary: Glossary
) -> bool:
    """Whether a text says present where the code of its record says absent."""
    return any(
        _same(known, claim, glossary)
        for claim in told
        if claim.presence != "absent" and claim.state == "ongoing"
        for known in coded
        if known.presence == "absent"
    )
