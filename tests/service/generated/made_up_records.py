"""Records of the examples, about somebody, some of them damaged."""

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

Json = dict[str, Any]

EXAMPLES = Path(__file__).parents[3] / "fhir_examples"
SAID = (
    "Sudden numbness of left face",
    "numb both feet for years, worse at night",
    "no numbness",
    "L face numb x 2h <img src=x onerror=alert(1)>",
    "pins and needles, cannot feel the saddle area",
    "",
)
# What a member may come as that FHIR wants otherwise.
WRONG: tuple[Any, ...] = (7, -1.5, True, "soon", "", [], {}, None, [None], [[1]], [7])


@cache
def pool() -> tuple[Json, ...]:
    """Every resource of the examples but Patients."""
    files = sorted(EXAMPLES.glob("*/*.json"))
    return tuple(
        resource
        for file in files
        if ".expected" not in file.name
        for resource in _resources(json.loads(file.read_text(encoding="utf-8")))
        if resource["resourceType"] not in {"Patient", "OperationOutcome"}
    )


def _resources(value: object) -> Iterator[Json]:
    if isinstance(value, list):
        for one in value:
            yield from _resources(one)
    elif isinstance(value, dict):
        if value.get("resourceType", "Bundle") != "Bundle":
            yield value
        else:
            for one in value.values():
                yield from _resources(one)


class Records:
    """Resources one after the other, the same for the same chance."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance

    def any(self) -> Json:
        """A record of an example or a complaint, perhaps damaged or foreign."""
        made = deepcopy(self._chance.choice(pool()))
        if self._chance.random() < 0.3:
            made |= {"code": {"text": self._chance.choice(SAID)}}
        owner = self._chance.choices(("1", "2", None), (90, 5, 5))[0]
        made["subject"] = owner and {"reference": f"Patient/{owner}"}
        for _ in range(self._chance.choices((0, 1, 3), (70, 20, 10))[0]):
            self._damage(made)
        return made

    def _damage(self, made: Json) -> None:
        """Something wrong anywhere inside, or a member gone."""
        at: Any = made
        while True:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            if not keys:
                return
            key = self._chance.choice(keys)
            is_deeper = isinstance(at[key], dict | list) and self._chance.random() < 0.6
            if not is_deeper:
                break
            at = at[key]
        if self._chance.random() < 0.3:
            del at[key]
        else:
            at[key] = deepcopy(self._chance.choice(WRONG))

    def lost(self) -> Json:
        """A sudden numbness of which the thing that matters cannot be read."""
        face: Json = {
            "resourceType": "Condition",
            "id": "lost",
            "subject": {"reference": "Patient/1"},
            "code": {"text": SAID[0]},
            "onsetDateTime": "2026-11-20T14:00:00Z",
            "recordedDate": "2026-11-20T14:30:00Z",
        }
        damage: tuple[Json, ...] = (
            {"code": {"coding": "numb"}},
            {"code": [{"text": SAID[0]}, 7]},
            {"onsetDateTime": 7},
            {"clinicalStatus": 7},
            {"subject": {"reference": "Patient/2"}},
            {"resourceType": "Conditions"},
            {"modifierExtension": [{"url": "http://ehr.example/not"}]},
        )
        return face | deepcopy(self._chance.choice(damage))
