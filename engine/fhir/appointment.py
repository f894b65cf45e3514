"""An appointment, whose reason counts like the reason of an encounter.

A complaint that is written into a booking is often the first that anybody
writes; a hook brings it before there is an encounter at all.
"""

from engine.fhir.fields import Element, Origin, concepts, objects, time, words
from engine.fhir.record import Concept, Record
from engine.fhir.status import status
from engine.when import Interval

_TOOK_PLACE = frozenset({"arrived", "fulfilled", "checked-in", "noshow"})


def appointment(resource: Element, record: Record, origin: Origin) -> Record:
    """The record of an Appointment, of the kind of an Encounter."""
    word = status(resource, "Appointment", origin)
    return record._replace(
        kind="Encounter",
        status=word,
        reasons=(*record.reasons, *_described(resource, origin)),
        written=_written(resource, word, origin),
    )


def of_patient(resource: Element) -> str:
    """The reference of the participant who is the patient, "" if none is."""
    for participant in objects(resource.get("participant")):
        for actor in objects(participant.get("actor")):
            text = words(actor.get("reference"))
            if "Patient/" in text or words(actor.get("type")) == "Patient":
                return text
    return ""


def _described(resource: Element, origin: Origin) -> tuple[Concept, ...]:
    text = words(resource.get("description"))
    return concepts({"text": text}, origin, "description") if text else ()


def _written(resource: Element, word: str, origin: Origin) -> Interval | None:
    """When it was booked; its own day only if that has come."""
    created = time(resource.get("created"), origin, "created")
    if created or word not in _TOOK_PLACE:
        return created
    return time(resource.get("start"), origin, "start")
