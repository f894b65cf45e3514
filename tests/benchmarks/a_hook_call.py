"""Hook calls of fixed content, to count what answering them takes."""

from typing import Any

import orjson
from a_prefetch import SNOMED, bundle, condition, observation


def prefetch_of(observations: int, *, numb: bool) -> Any:
    """A prefetch of so many results, and a numbness of this morning if wished."""
    problem = condition(0)
    if numb:
        code = {"system": SNOMED, "code": "44077006", "display": "Numbness (finding)"}
        problem |= {
            "code": {"coding": [code]},
            "onsetDateTime": "2026-11-20T08:00:00Z",
            "recordedDate": "2026-11-20T09:00:00Z",
        }
    sent = {
        "patient": {"resourceType": "Patient", "id": "p1", "birthDate": "1970-01-01"},
        "observations": bundle([observation(number) for number in range(observations)]),
        "conditions": bundle([problem]),
    }
    return orjson.loads(orjson.dumps(sent))
