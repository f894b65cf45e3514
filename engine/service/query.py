"""The query of `POST /evaluate`: when, and about whom."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.datastructures import QueryParams

from engine.service.refusal import Issue, Refusal

# A "+" arrives as a blank: a blank after a time of day was the sign of a zone.
_TIME_OF_DAY = re.compile(r"\d[T ]\d{2}(:?\d{2})")


@dataclass(frozen=True, slots=True)
class Asked:
    """``now`` with a zone; ``patient`` a logical id, or None.

    ``validate``: also report what is not valid FHIR R4B.
    """

    now: datetime
    patient: str | None
    validate: bool = False


def asked(query: QueryParams, clock: Callable[[], datetime]) -> Asked:
    """What the query asks for; 400 for what it does not know.

    A misspelled `now` would otherwise be answered as of today, in silence.
    """
    unknown = sorted(set(query) - {"now", "patient", "validate"})
    if unknown or len(query.multi_items()) != len(query):
        what = "The query knows now, patient and validate, each at most once"
        raise Refusal(400, Issue("value", what, "query", "Check the spelling"))
    now = instant(query["now"], "query.now") if "now" in query else clock()
    patient = _patient(query["patient"]) if "patient" in query else None
    return Asked(now, patient, _validate(query.get("validate", "false")))


def _validate(text: str) -> bool:
    if text not in {"true", "false"}:
        what = "validate is neither true nor false"
        raise Refusal(400, Issue("value", what, "query.validate"))
    return text == "true"


def instant(text: str, place: str) -> datetime:
    """A time of ISO 8601, in UTC if it names no zone; 400 for anything else."""
    issue = Issue(
        "value",
        "now is not a time of ISO 8601 between 1900 and 2999",
        place,
        "Send it as 2026-01-31T12:00:00Z or 2026-01-31T12:00:00%2B01:00",
    )
    try:
        moment = datetime.fromisoformat(_with_sign(text.strip()))
    except ValueError:
        raise Refusal(400, issue) from None
    # Windows of a lifetime are counted back from it, so it needs room.
    if not 1900 <= moment.year < 3000:
        raise Refusal(400, issue)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _with_sign(text: str) -> str:
    has_time = _TIME_OF_DAY.search(text)
    if not has_time:
        return text
    head, tail = text[: has_time.end()], text[has_time.end() :]
    return head + tail.replace(" ", "+", 1)


def _patient(text: str) -> str:
    patient = text.strip().removeprefix("Patient/")
    if not patient:
        raise Refusal(400, Issue("value", "patient is empty", "query.patient"))
    return patient
