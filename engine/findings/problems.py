"""Every problem a statement can have, by its code, in one place.

Like `engine/fhir/problems.py`: a problem names the place and the reference,
and never quotes what was recorded. All of these could change an outcome
unless it says otherwise.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from engine.fhir.record import Problem, Record

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "value-not-understood": (
            "The value beside a relevant code has a form that is not understood;"
            " it counts as neither present nor absent."
        ),
        "score-not-read": (
            "A score, scale or count whose name holds a word of a finding; its"
            " grade is not read as present or absent."
        ),
        "qualifier-not-understood": (
            "A side, speed, course or severity was not understood; it counts as"
            " not recorded."
        ),
        "onset-not-understood": (
            "The onset was written in words that are not understood; it counts"
            " as not recorded."
        ),
        "future-onset": "The onset lies in the future; it is never matched.",
        "record-not-read": (
            "A relevant record could not be read. Please report this shape."
        ),
        "text-unclear": (
            "A text names a finding and may deny it or put it in the past; it"
            " counts as neither present nor absent."
        ),
        "text-set-aside": (
            "A text names a finding, but not as the patient's own of now: of the"
            " past, another person's, advised, feared, asked after or part of a"
            " saying. It was not used."
        ),
        "text-too-long": "A text is longer than what is read; the rest is unknown.",
        "text-contradicts-code": (
            "The code says absent and the text of the same record says present;"
            " the code counts."
        ),
        "denied-twice": (
            "A denial was itself refuted; it counts as neither present nor absent."
        ),
        "unknown-unit": (
            "The unit of a measured value is missing or not one the measure is"
            " compared in; it was not compared."
        ),
        "no-value": "A measurement without a value.",
        "drug-text-unclear": (
            "The name of a drug stands beside a word that may deny it; it counts as"
            " neither taken nor not taken."
        ),
        "written-later": (
            "The record was written after the time that is evaluated; it was not"
            " used. A clock that is ahead or a zone that was left out looks so."
        ),
    }
)
_A_DAY = timedelta(hours=24)
_NOT_BLOCKING = frozenset(
    {"qualifier-not-understood", "no-value", "score-not-read", "text-set-aside"}
)


def problem(code: str, record: Record, place: str = "", detail: str = "") -> Problem:
    """A problem of a record, at its place or at one inside it.

    ``detail`` names words of the vocabulary, never what was recorded.
    """
    return Problem(
        code,
        place or record.place,
        record.reference,
        f"{MEANINGS[code]} {detail}".strip(),
        code not in _NOT_BLOCKING,
    )


def written_later(record: Record, now: datetime) -> Problem:
    """A record from after `now`: of another time, or of a wrong clock or zone.

    Within a day it may well be the present, and then it could matter.
    """
    noted = problem("written-later", record)
    is_near = record.written is None or record.written.start - now <= _A_DAY
    return replace(noted, blocking=is_near)
