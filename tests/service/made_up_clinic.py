"""A clinician in front of a running service, and charts to open."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CALL = "/cds-services/numbness-red-flags"
Request = dict[str, Any]


@dataclass
class Clinic:
    """A running service, its clock, and the clinician in front of it."""

    client: Any
    clock: list[datetime]
    calls: Iterator[int] = field(default_factory=lambda: iter(range(1, 1000)))

    def open_chart(self, request: Request) -> list[dict[str, Any]]:
        """The cards of a call of its own: every call has another instance."""
        number = next(self.calls)
        instance = f"d1577c69-dfbe-44ad-ba6d-{number:012d}"
        response = self.client.post(CALL, json=request | {"hookInstance": instance})
        assert response.status_code == 200
        cards: list[dict[str, Any]] = response.json()["cards"]
        return cards

    def say(self, card: dict[str, Any], **entry: Any) -> None:
        """What the clinician does with a card: overrides it, unless said."""
        at = self.clock[0].isoformat()
        given = {"outcome": "overridden", "outcomeTimestamp": at, **entry}
        body = {"feedback": [{"card": card["uuid"], **given}]}
        assert self.client.post(f"{CALL}/feedback", json=body).status_code == 200

    def wait(self, time: timedelta) -> None:
        self.clock[0] += time


def example(name: str) -> Any:
    return json.loads((ROOT / "fhir_examples" / name).read_text(encoding="utf-8"))


def neuropathy() -> Request:
    """One info card: diabetic neuropathy."""
    request: Request = example("hooks/diabetic-neuropathy.json")
    return request


def stroke() -> Request:
    """One critical card."""
    request: Request = example("hooks/sudden-face-numbness.json")
    return request


def spreading() -> Request:
    """Two warnings: one rule fires, another asks."""
    records = example("bundles/spreading-one-leg.json")
    patient, *observations = (entry["resource"] for entry in records["entry"])
    return {
        "hook": "patient-view",
        "context": {"userId": "Practitioner/1", "patientId": patient["id"]},
        "prefetch": {
            "patient": patient,
            "conditions": bundle(),
            "observations": bundle(*observations),
        },
    }


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    entries = [{"resource": one} for one in resources]
    return {"resourceType": "Bundle", "type": "searchset", "entry": entries}


def resources(request: Request, key: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in request["prefetch"][key]["entry"]]


def summaries(cards: list[dict[str, Any]]) -> list[str]:
    return [card["summary"] for card in cards]
