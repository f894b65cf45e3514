"""The Patient resource -> a Person: birth date and sex, nothing else."""

from typing import Literal

from engine.fhir.fields import Element, Origin, time, words
from engine.fhir.record import Person


def person(resource: Element, origin: Origin) -> Person:
    """What a rule may ask of the Patient; missing is unknown."""
    born = time(resource.get("birthDate"), origin, "birthDate")
    return Person(origin.reference, born, _sex(resource))


def _sex(resource: Element) -> Literal["female", "male", ""]:
    match words(resource.get("gender")).lower():
        case "female":
            return "female"
        case "male":
            return "male"
        case _:
            return ""
