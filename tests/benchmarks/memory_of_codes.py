"""What is remembered of codes and displays is bounded: memory over many readings.

    PYTHONPATH=.:tests/benchmarks .venv/bin/python tests/benchmarks/memory_of_codes.py

No two readings name the same things: the worst that a hospital could send. Memory
is taken twenty times; the first fifth fills what is remembered.
"""

import os
import sys
from pathlib import Path

import orjson
from a_prefetch import bundle
from side_by_side.process import resident_mb

from engine.fhir.parse import parse
from engine.fhir.prefetch import read_prefetch
from engine.fhir.read import Asking, read
from engine.terminology.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[2]
READINGS, STEPS, A_READING = 200_000, 20, 6


def body(number: int) -> bytes:
    """A prefetch of Conditions whose codes and displays no other has."""
    conditions = [
        {
            "resourceType": "Condition",
            "id": f"c{at}",
            "subject": {"reference": "Patient/p1"},
            "code": {
                "coding": [
                    {
                        "system": "https://ehr.example.org/codes",
                        "code": f"L{number}-{at}",
                        "display": f"Local problem {number}, kind {at}, as named here",
                    }
                ],
                "text": f"Problem {number} {at} as somebody wrote it",
            },
        }
        for at in range(A_READING)
    ]
    patient = {"resourceType": "Patient", "id": "p1"}
    return orjson.dumps({"patient": patient, "conditions": bundle(conditions)})


def main() -> None:
    readings = int(sys.argv[1]) if len(sys.argv) > 1 else READINGS
    words, _ = load_vocabulary(ROOT / "rules")
    assert words is not None
    for step in range(STEPS):
        for number in range(step * readings // STEPS, (step + 1) * readings // STEPS):
            unwrapped = read_prefetch(parse(body(number)), {}).unwrapped
            read(unwrapped, words.index, Asking(patient="p1"))
        done = (step + 1) * readings // STEPS
        print(f"{done:>9,} readings  {resident_mb(os.getpid()):6.1f} MB", flush=True)


if __name__ == "__main__":
    main()
