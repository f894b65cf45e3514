"""Every problem a record can have, by its code, in one place.

The docs page of problems is made from `MEANINGS`. A problem names the place
in the JSON and the reference of the resource; it never quotes what was
recorded.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from engine.fhir.record import Problem

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "age-not-counted": (
            "An age could not be turned into a date: the birth date, or a unit"
            " of age that is known, is missing."
        ),
        "code-not-text": "A code was sent as a number; it was read as its digits.",
        "deleted-record": "The history says this was deleted; it was not used.",
        "entry-without-resource": "An entry of a Bundle carries no resource.",
        "failed-part": "The sender reports that this part failed; no data came.",
        "foreign-record": "The record belongs to somebody else; it was not used.",
        "line-not-json": "A line of the NDJSON is not JSON; it was not read.",
        "medication-unresolved": (
            "A medication record names no drug, or refers to one that was not received."
        ),
        "modifier-extension": (
            "A modifierExtension or implicitRules may change the meaning of the"
            " record in a way that is not known here."
        ),
        "no-code": "A record without a code; what it is about is unknown.",
        "not-fhir": "This is no FHIR resource: resourceType is missing.",
        "not-projected": "The record could not be read. Please report this shape.",
        "not-valid-fhir": "The record does not pass R4B validation; it was used.",
        "number-as-text": "A number was sent as text or not at all; it was not read.",
        "operation-outcome": "The sender reports errors in place of data.",
        "page-not-followed": (
            "There is a next page, or more than was sent by the total of the search;"
            " it was not received."
        ),
        "same-id-differs": (
            "Two resources share an identity, differ, and carry nothing that"
            " says which is newer; both were used."
        ),
        "several-values": "More than one value[x] was sent; the first was read.",
        "shape": "The element does not have the shape FHIR gives it; not read.",
        "site-by-reference": "A body site given as a reference was not read.",
        "status-not-text": "A status is not a word; the record was not used.",
        "subject-unresolved": (
            "The subject points to nothing that was received; the record was"
            " counted for the patient of the request."
        ),
        "time-not-read": "A date or time could not be read.",
        "unknown-type": "The resourceType is none of FHIR's; it was not read.",
        "unknown-comparator": "A comparator that FHIR does not have; not read.",
        "unknown-status": "A status word that FHIR does not have; it was kept.",
        "value-and-absent-reason": "A value and a reason for its absence were sent.",
        "value-not-read": "A value of a type that the rules cannot use.",
        "zone-assumed": (
            "A time without a time zone was read in the zone of the request."
        ),
    }
)

_PLAIN = re.compile(r"_?[A-Za-z][A-Za-z0-9-]{0,63}")


def problem(
    code: str, *, place: str, reference: str = "", detail: str = "", blocking: bool
) -> Problem:
    """A problem with the text of its code; `detail` must quote no record."""
    text = f"{MEANINGS[code]} {detail}".strip()
    return Problem(code, place, reference, text, blocking)


def plain(name: object) -> str:
    """A JSON key if it can be an element's name, else "?".

    A key that is no element name may be anything, a patient's name included.
    """
    return name if isinstance(name, str) and _PLAIN.fullmatch(name) else "?"


def below(place: str, name: object) -> str:
    """The place of a member, itself at a place: "entry[3]" and "resource"."""
    return f"{place}.{plain(name)}" if place else plain(name)
