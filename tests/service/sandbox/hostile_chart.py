"""A chart whose every text tries to become markup in the page of a client."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

Json = dict[str, Any]

HOST = "evil.example"
ATTACKS = (
    "<script>window.hit = 1</script>",
    '<img src=x onerror="window.hit = 2">',
    '"><svg onload="window.hit = 3">',
    "</p></div><iframe srcdoc='<script>parent.hit = 4</script>'></iframe>",
    f"[click](http://{HOST}/a)",
    f"![seen](http://{HOST}/b.png)",
    "[run](javascript:window.hit=5)",
    f"https://{HOST}/c www.{HOST}/d me@{HOST} <https://{HOST}/e>",
    f"[ref]: http://{HOST}/f\n\n[ref]",
    "\n\n# Heading\n\n| a | b |\n|---|---|\n| **bold** | `code` |\n\n- item",
    "&lt;img src=x onerror=alert(6)&gt; &#60;script&#62;alert(7)&#60;/script&#62;",
)
MARKUP = " ".join(ATTACKS)


def hostile_calls() -> Iterator[tuple[str, Json, Json]]:
    """Hook, context and prefetch of calls that show cards of every kind."""
    person = {"userId": "Practitioner/1", "patientId": "1"}
    records = list(_records())
    for number, attack in enumerate((*ATTACKS, MARKUP)):
        chart = [_inside(one, attack, number) for one in records]
        yield "patient-view", person, _prefetch(chart)
    # Nothing but damage: the card about what could not be read.
    broken = _inside(records[0] | {"code": {"coding": MARKUP}}, MARKUP, 0)
    yield "patient-view", person, _prefetch([broken])
    booked = {"appointments": _bundle([_inside(_appointment(), MARKUP, 0)])}
    yield "appointment-book", person | booked, _prefetch([])


def _prefetch(chart: list[Json]) -> Json:
    kinds = ("Condition", "Observation", "MedicationRequest")
    named = {"Condition": "conditions", "Observation": "observations"}
    return {
        named.get(kind, "medications"): _bundle(
            [one for one in chart if one["resourceType"] == kind]
        )
        for kind in kinds
    }


def _bundle(resources: list[Json]) -> Json:
    entries = [
        {"fullUrl": f"http://ehr.example/{MARKUP}/{number}", "resource": one}
        for number, one in enumerate(resources)
    ]
    return {"resourceType": "Bundle", "type": "searchset", "entry": entries}


def _inside(value: Any, attack: str, number: int) -> Any:
    """The value with the attack in every text that a person may have written."""
    if isinstance(value, list):
        return [_inside(one, attack, number) for one in value]
    if not isinstance(value, dict):
        return value
    written = {"text", "display", "valueString", "onsetString", "description"}
    made = {
        name: f"{one} {attack}" if name in written else _inside(one, attack, number)
        for name, one in value.items()
    }
    return made | ({"id": f"{made['id']}-{attack}"} if "id" in made else {})


def _records() -> Iterator[Json]:
    began = _ago(hours=2)
    common: Json = {
        "subject": {"reference": "Patient/1", "display": "Somebody"},
        "note": [{"text": "Numb since this morning", "authorString": MARKUP}],
        "text": {"status": "generated", "div": f"<div>{MARKUP}</div>"},
    }
    face = {"text": "Sudden numbness of left face"}
    yield {
        "resourceType": "Condition",
        "id": "face",
        **common,
        "code": face,
        "bodySite": [{"text": "left face"}],
        "onsetDateTime": began,
        "recordedDate": began,
    }
    yield {
        "resourceType": "Condition",
        "id": "feet",
        **common,
        "code": {"text": "Numb both feet"},
        "onsetString": "for two years",
        "recordedDate": _ago(days=100),
    }
    yield {
        "resourceType": "Observation",
        "id": "complaint",
        **common,
        "status": "final",
        "code": {"text": "Chief complaint", "coding": [{"display": "Complaint"}]},
        "valueString": "spreading numbness of both legs, weak since yesterday",
        "effectiveDateTime": began,
        "performer": [{"display": "Nurse"}],
    }
    yield {
        "resourceType": "MedicationRequest",
        "id": "drug",
        **common,
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": {"text": "Cisplatin"},
        "authoredOn": _ago(days=30),
    }


def _appointment() -> Json:
    return {
        "resourceType": "Appointment",
        "id": "booked",
        "status": "proposed",
        "created": _ago(hours=1),
        "description": "Sudden numbness of left face since 2 hours",
        "participant": [{"actor": {"reference": "Patient/1", "display": "Somebody"}}],
    }


def _ago(**length: int) -> str:
    return (datetime.now(UTC) - timedelta(**length)).isoformat()
