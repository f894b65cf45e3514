"""What was asked and what was sent, read as the records of one patient."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo

from engine.cards.build import OrderCode
from engine.fhir.found import Unwrapped
from engine.fhir.ndjson import parse_documents
from engine.fhir.prefetch import read_prefetch
from engine.fhir.problems import below
from engine.fhir.read import Asking, read
from engine.fhir.record import Problem, Reading
from engine.fhir.unwrap import unwrap_documents
from engine.rulebook.rulebook import Rulebook

CLOCK_SKEW = timedelta(minutes=5)
DEFAULT_BASE_URL = "http://127.0.0.1:8080"


@dataclass(frozen=True, slots=True)
class Question:
    """Who and when is asked about, and where the review pages are.

    ``instance`` makes the card uuids: the hookInstance, or a digest of the
    body. ``zone`` is for times that were written without one. ``ordered`` are
    the codes of orders that are drafted already: none is suggested again.
    """

    now: datetime
    instance: str
    patient: str | None = None
    base_url: str = DEFAULT_BASE_URL
    zone: tzinfo = UTC
    ordered: frozenset[OrderCode] = frozenset()


@dataclass(frozen=True, slots=True)
class Beside:
    """What comes with a prefetch: the context's resources, and problems.

    ``context`` has the resources by the member they stand in; ``noted`` is
    what went wrong before, while a prefetch was fetched.
    """

    context: Mapping[str, object] = field(default_factory=dict)
    noted: tuple[Problem, ...] = ()


NOTHING_BESIDE = Beside()


def body_reading(rulebook: Rulebook, body: bytes, question: Question) -> Reading:
    """The records of a Bundle, an array, one resource or NDJSON.

    Raises BundleError if the body is no FHIR, or about several patients and none
    is named.
    """
    parsed = parse_documents(body)
    unwrapped = unwrap_documents(parsed.documents, question.zone)
    whole = replace(unwrapped, problems=(*parsed.problems, *unwrapped.problems))
    return found_reading(rulebook, whole, question)


def found_reading(rulebook: Rulebook, found: Unwrapped, question: Question) -> Reading:
    """The records among resources that were found before."""
    return read(found, rulebook.vocabulary.index, _asking(rulebook, question))


def prefetch_reading(
    rulebook: Rulebook,
    prefetch: object,
    required: Mapping[str, str],
    question: Question,
    beside: Beside,
) -> tuple[Reading, Question]:
    """What a prefetch holds, and the question as of its latest record."""
    prefetched = read_prefetch(prefetch, required, question.zone, beside.context)
    asking = replace(
        _asking(rulebook, question),
        foreign_blocks=True,
        missing=(*prefetched.missing, *prefetched.failed),
    )
    unwrapped = prefetched.unwrapped
    noted = (*beside.noted, *_not_received(prefetched.missing, beside.noted))
    whole = replace(unwrapped, problems=(*noted, *unwrapped.problems))
    reading = read(whole, rulebook.vocabulary.index, asking)
    return reading, replace(question, now=_as_of(reading, question.now))


def body_digest(body: bytes) -> str:
    """A name for a body that carries nothing of it."""
    return hashlib.sha256(body).hexdigest()


def _asking(rulebook: Rulebook, question: Question) -> Asking:
    return Asking(
        patient=question.patient,
        zone=question.zone,
        widest=rulebook.widest_window.before(question.now),
    )


def _not_received(
    missing: Iterable[str], noted: Iterable[Problem]
) -> Iterator[Problem]:
    """A problem for each key that is missing, unless one says more of it."""
    known = {one.place for one in noted}
    for key in missing:
        if (place := below("prefetch", key)) not in known:
            text = "A prefetch key that the rules need was not received."
            yield Problem("not-received", place, "", text, blocking=True)


def _as_of(reading: Reading, now: datetime) -> datetime:
    """`now`, set forward to a record that an EHR's fast clock wrote just after."""
    written = (record.written.start for record in reading.records if record.written)
    ahead = (time for time in written if now < time <= now + CLOCK_SKEW)
    return max(ahead, default=now)
