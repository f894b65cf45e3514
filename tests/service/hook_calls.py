"""Calls of every hook, and a face that went numb two hours ago."""

from datetime import datetime, timedelta
from typing import Any

import pytest

NOW = datetime.fromisoformat("2026-01-31T12:00:00Z")
BEGAN = (NOW - timedelta(hours=2)).isoformat()
EMPTY = {"resourceType": "Bundle", "type": "searchset"}
SNOMED = "http://snomed.info/sct"
NUMB_FACE = {
    "resourceType": "Condition",
    "id": "numb-face",
    "subject": {"reference": "Patient/1"},
    "code": {"text": "Sudden numbness of left face"},
    "onsetDateTime": BEGAN,
    "recordedDate": BEGAN,
}
BOOKED = {
    "resourceType": "Appointment",
    "id": "a1",
    "status": "proposed",
    "created": NOW.isoformat(),
    "description": "Sudden numbness of left face since 2 hours",
    "participant": [{"actor": {"reference": "Patient/1"}}],
}
STROKE_SERVICE = {
    "resourceType": "ServiceRequest",
    "id": "s1",
    "status": "draft",
    "intent": "order",
    "subject": {"reference": "Patient/1"},
    "code": {"coding": [{"system": SNOMED, "code": "306802002"}]},
}


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    entries = [{"resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


IDS = {
    "patient-view": "numbness-red-flags",
    "encounter-start": "numbness-red-flags-encounter-start",
    "encounter-discharge": "numbness-red-flags-encounter-discharge",
    "problem-list-item-create": "numbness-red-flags-problem-list-item-create",
    "appointment-book": "numbness-red-flags-appointment-book",
    "order-select": "numbness-red-flags-order-select",
    "order-sign": "numbness-red-flags-order-sign",
}
REQUIRED: dict[str, dict[str, Any]] = {
    "patient-view": {},
    "encounter-start": {"encounterId": "e1"},
    "encounter-discharge": {"encounterId": "e1"},
    "problem-list-item-create": {"conditions": bundle()},
    "appointment-book": {"appointments": bundle()},
    "order-select": {"selections": [], "draftOrders": bundle()},
    "order-sign": {"draftOrders": bundle()},
}
EACH_HOOK = pytest.mark.parametrize("hook", IDS)
MISSING = [(hook, name) for hook, names in REQUIRED.items() for name in names]


def address(hook: str) -> str:
    return f"/cds-services/{IDS[hook]}"


def call(hook: str, **context: Any) -> dict[str, Any]:
    given = {"userId": "Practitioner/1", "patientId": "1", **REQUIRED[hook]}
    return {
        "hook": hook,
        "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "context": given | context,
        "prefetch": {"conditions": EMPTY, "observations": None},
    }


def places(response: Any) -> list[str]:
    return [one["expression"][0] for one in response.json()["issue"]]


def odd(response: Any) -> list[str]:
    problems = response.json().get("extension", {}).get("org.pinprick.problems", [])
    return [one["place"] for one in problems if one["code"] == "odd-request"]
