"""The bodies that the load generator sends: writes them as JSON to a file.

Twenty patients with 50 results each, of whom three have a numbness of today
and one of long ago, and the hook examples of fhir_examples as they are.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests/benchmarks"))

from a_prefetch import bundle, condition, observation  # noqa: E402

EXAMPLES = ("diabetic-neuropathy", "sudden-face-numbness", "vendor-quirks")
COMPLAINTS = {
    0: ("Sudden numbness of left face", timedelta(hours=1)),
    1: ("Numbness of both feet", timedelta(days=400)),
    2: ("Tingling of right hand at night", timedelta(days=3)),
    3: ("Numbness of left leg", timedelta(hours=6)),
}


def bodies(now: datetime) -> list[dict[str, Any]]:
    """Every body; the generator gives each call an instance of its own."""
    examples = [_example(name) for name in EXAMPLES]
    return [*(_patient(number, now) for number in range(20)), *examples]


def _example(name: str) -> dict[str, Any]:
    file = ROOT / "fhir_examples/hooks" / f"{name}.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return {"hook": found["hook"], "body": found}


def _patient(number: int, now: datetime) -> dict[str, Any]:
    patient = f"p{number}"
    problems = [condition(one) for one in range(6)]
    if complaint := COMPLAINTS.get(number):
        text, ago = complaint
        at = (now - ago).isoformat()
        numb = {"code": {"text": text}, "onsetDateTime": at, "recordedDate": at}
        problems[0] = problems[0] | numb
    results = [observation(one) for one in range(50)]
    for one in (*problems, *results):
        one["subject"] = {"reference": f"Patient/{patient}"}
    body = {
        "hook": "patient-view",
        "hookInstance": "",
        "context": {"userId": "Practitioner/1", "patientId": patient},
        "prefetch": {
            "patient": {"resourceType": "Patient", "id": patient},
            "conditions": bundle(problems),
            "observations": bundle(results),
        },
    }
    return {"hook": "patient-view", "body": body}


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(bodies(datetime.now(UTC))))
