"""A claim with the times of its record: a finding."""

from engine.fhir.record import Onset, Record
from engine.findings.claim import Claim
from engine.findings.finding import Finding, Source
from engine.when import Interval


def finding_of(claim: Claim, record: Record) -> Finding:
    """The finding a claim of a record makes.

    The time of writing is never an onset: it is the latest possible one.
    """
    quality = claim.qualities
    source = Source(
        record.reference,
        record.kind,
        record.written,
        from_text=claim.from_text,
        mentioned=claim.mentioned,
    )
    return Finding(
        claim.what,
        claim.presence,
        (source,),
        state=claim.state,
        sites=claim.place.sites,
        side=claim.place.side,
        symmetric=quality.symmetric or claim.place.side == "both",
        onset=None if claim.presence == "absent" else quality.onset,
        speed=quality.speed,
        # "Stable" without a date contradicts every acute window, like chronic
        # (rule-format 2.7); where an onset is recorded the onset decides.
        chronic=quality.chronic or "stable" in quality.courses,
        first=record.written,
        ended=_ended(claim, record),
        lasted=quality.lasted,
        courses=quality.courses,
        severity=quality.severity,
    )


def _ended(claim: Claim, record: Record) -> Interval | None:
    if claim.state == "ongoing":
        return None
    of_record = record.ended.at if isinstance(record.ended, Onset) else None
    return claim.qualities.ended or of_record
