"""Calls and records to send, and what every answer is looked through for."""

from collections.abc import Iterator
from typing import Any

SERVICE = "/cds-services/numbness-red-flags"
EMPTY = {"resourceType": "Bundle", "type": "searchset"}
OUTCOME = {
    "resourceType": "OperationOutcome",
    "issue": [{"severity": "error", "code": "exception"}],
}
INSTANCE = "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea"
NUMB_FACE = {
    "resourceType": "Condition",
    "id": "numb-face",
    "subject": {"reference": "Patient/1"},
    "code": {"text": "Sudden numbness of left face"},
    "onsetDateTime": "2026-01-31T10:00:00Z",
    "recordedDate": "2026-01-31T10:00:00Z",
}
CONTEXTS: dict[str, dict[str, Any]] = {
    "patient-view": {},
    "encounter-start": {"encounterId": "e1"},
    "encounter-discharge": {"encounterId": "e1"},
    "order-select": {"selections": [], "draftOrders": EMPTY},
    "order-sign": {"draftOrders": EMPTY},
    "appointment-book": {"appointments": EMPTY},
    "problem-list-item-create": {"conditions": EMPTY},
}


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    return EMPTY | {"entry": [{"resource": one} for one in resources]}


def call(hook: str = "patient-view", **prefetch: Any) -> dict[str, Any]:
    """A call of the hook, nothing recorded but what is given."""
    context = {"userId": "Practitioner/1", "patientId": "1", **CONTEXTS[hook]}
    return {
        "hook": hook,
        "hookInstance": INSTANCE,
        "context": context,
        "prefetch": {"conditions": EMPTY, "observations": EMPTY} | prefetch,
    }


def fires(hook: str = "patient-view") -> dict[str, Any]:
    """A call that gets a critical card with suggestions."""
    return call(hook, conditions=bundle(NUMB_FACE))


def address(hook: str) -> str:
    return SERVICE if hook == "patient-view" else f"{SERVICE}-{hook}"


def feedback(**change: Any) -> dict[str, Any]:
    """Feedback about one card; a member given as None is left out."""
    entry = {
        "card": "9368d37b-283f-44a0-93ea-547cebab93ed",
        "outcome": "overridden",
        "outcomeTimestamp": "2026-01-31T12:00:00Z",
    } | change
    return {"feedback": [{k: v for k, v in entry.items() if v is not None}]}


def blanks(value: object, place: str = "") -> Iterator[str]:
    """Every place that is null or empty, `cards` and `services` apart."""
    if value in (None, "", [], {}) and place not in (".cards", ".services"):
        yield place
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from blanks(inner, f"{place}.{name}")
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from blanks(inner, f"{place}[{number}]")


def places(response: Any) -> list[str]:
    """Where the issues of a refusal point to."""
    return [p for one in response.json()["issue"] for p in one.get("expression", ())]


def problems(response: Any) -> list[dict[str, Any]]:
    """What an answer notes in its extension."""
    noted = response.json().get("extension", {}).get("org.pinprick.problems", [])
    return list(noted)
