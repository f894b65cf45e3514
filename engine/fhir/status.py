"""Status words: strings (DSTU2, STU3) and CodeableConcepts (R4, R5) alike.

A status that FHIR does not have is noted and kept: the record counts, since
only refuted, entered-in-error and their like take it away.
"""

import re

from engine.fhir.fields import (
    Element,
    NotReadable,
    Origin,
    concept,
    words,
)

_OBSERVATION = (
    "registered specimen-in-process preliminary final amended corrected appended"
    " cancelled entered-in-error unknown cannot-be-obtained"
)
_PROCEDURE = (
    "preparation in-progress not-done suspended on-hold aborted stopped completed"
    " entered-in-error unknown"
)
_ENCOUNTER = (
    "planned arrived triaged in-progress onhold on-hold finished discharged completed"
    " discontinued cancelled entered-in-error unknown"
)
_APPOINTMENT = (
    "proposed pending booked arrived fulfilled cancelled noshow entered-in-error"
    " checked-in waitlist"
)
_MEDICATION = (
    "active on-hold cancelled completed entered-in-error stopped draft unknown ended"
    " intended not-taken recorded in-progress not-done"
)
_CLINICAL = "active recurrence relapse inactive remission resolved unknown"
_VERIFICATION = (
    "unconfirmed provisional differential confirmed refuted entered-in-error unknown"
)
_KNOWN = {
    "Observation": frozenset(_OBSERVATION.split()),
    "Procedure": frozenset(_PROCEDURE.split()),
    "Encounter": frozenset(_ENCOUNTER.split()),
    "Appointment": frozenset(_APPOINTMENT.split()),
    **dict.fromkeys(
        (
            "MedicationRequest",
            "MedicationOrder",
            "MedicationStatement",
            "MedicationAdministration",
        ),
        frozenset(_MEDICATION.split()),
    ),
    "clinicalStatus": frozenset(_CLINICAL.split()),
    "verificationStatus": frozenset(_VERIFICATION.split()),
}
_GAP = re.compile(r"[\s_]+")


def status(element: Element, kind: str, origin: Origin) -> str:
    """The status of an Observation, Procedure or Encounter, "" if missing."""
    given = element.get("status")
    if given is None:
        return ""
    if not isinstance(given, str):
        raise NotReadable("status-not-text", "status")
    if given in _KNOWN[kind]:
        return given
    return _known(_word(given), kind, "status", origin)


def condition_status(element: Element, name: str, origin: Origin) -> str:
    """A Condition's clinicalStatus or verificationStatus, "" if missing."""
    given = concept(element.get(name), origin, name)
    if given.codings and given.codings[0].code in _KNOWN[name]:
        return given.codings[0].code
    coded = [word for coding in given.codings for word in (coding.code, coding.display)]
    candidates = [_word(word) for word in (*coded, given.text) if word]
    known = [word for word in candidates if word in _KNOWN[name]]
    return _known((known or candidates or [""])[0], name, name, origin)


def not_done(element: Element) -> bool:
    """Whether a Procedure says in the old way that it was not done."""
    return element.get("notPerformed") is True or element.get("notDone") is True


def _known(word: str, kind: str, at: str, origin: Origin) -> str:
    if word and word not in _KNOWN[kind]:
        origin.note("unknown-status", at, blocking=False)
    return word


def _word(text: str) -> str:
    return _GAP.sub("-", words(text).lower())
