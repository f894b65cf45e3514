"""A hook call with cards as a FHIR R4 AuditEvent: what was shown, to whom, when.

The patient stands in it as the keyed hash that the store has; a setting adds the
references of the patient and the user.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from engine.store.shown import CardShown

_TERMINOLOGY: Final = "http://terminology.hl7.org/CodeSystem"
_PERSON: Final = {
    "type": {"system": f"{_TERMINOLOGY}/audit-entity-type", "code": "1"},
    "role": {"system": f"{_TERMINOLOGY}/object-role", "code": "1"},
}
_OBJECT: Final = {"system": f"{_TERMINOLOGY}/audit-entity-type", "code": "2"}
PATIENT_KEY: Final = "urn:pinprick:patient-key"
CLIENT: Final = "urn:pinprick:client"


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer with cards.

    ``client`` is the issuer of the verified token, "" where none is asked for;
    ``patient`` and ``user`` are references, "" where they may not be written.
    """

    request_id: str
    client: str
    service: str
    at: datetime
    patient_key: str
    cards: tuple[CardShown, ...]
    version: str
    patient: str = ""
    user: str = ""


def audit_event(shown: Shown) -> dict[str, Any]:
    """The AuditEvent, ready for JSON."""
    return {
        "resourceType": "AuditEvent",
        "id": str(uuid5(NAMESPACE_URL, f"urn:pinprick:audit:{shown.request_id}")),
        "type": {"system": f"{_TERMINOLOGY}/audit-event-type", "code": "rest"},
        "action": "E",
        "recorded": shown.at.isoformat(),
        "outcome": "0",
        "agent": list(_agents(shown)),
        "source": {"observer": {"display": f"pinprick {shown.version}"}},
        "entity": [_patient(shown), *map(_card, shown.cards)],
    }


def _agents(shown: Shown) -> Iterator[dict[str, Any]]:
    named = {"system": CLIENT, "value": shown.client}
    who = {"identifier": named} if shown.client else {"display": "not authenticated"}
    yield {"who": who, "requestor": not shown.user}
    if shown.user:
        yield {"who": {"reference": shown.user}, "requestor": True}


def _patient(shown: Shown) -> dict[str, Any]:
    what: dict[str, Any] = {
        "identifier": {"system": PATIENT_KEY, "value": shown.patient_key}
    }
    if shown.patient:
        what["reference"] = shown.patient
    return {"what": what, **_PERSON}


def _card(card: CardShown) -> dict[str, Any]:
    uuid = {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{card.uuid}"}
    said = [("service", card.service), ("rules-digest", card.rules_digest)]
    for rule in card.rules:
        said += [(name, str(rule[name])) for name in _told(rule)]
    details = [{"type": name, "valueString": value} for name, value in said if value]
    return {"what": {"identifier": uuid}, "type": _OBJECT, "detail": details}


def _told(rule: dict[str, Any]) -> Iterable[str]:
    return (one for one in ("rule", "version", "digest", "outcome") if one in rule)
