"""Whether memory grows over many whole evaluations: bytes in, cards out.

    .venv/bin/python tests/benchmarks/memory.py 200000

Prints resident memory as it goes and exits 1 if it grew by more than 5 % after
the first tenth, in which caches fill.
"""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from engine import evaluate_json, load_rulebook

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)


def resident() -> int:
    """Resident memory in KiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4


def main(count: int) -> int:
    """Evaluate every example bundle in turn, `count` times in all."""
    rulebook = load_rulebook(ROOT / "rules")
    folder = ROOT / "fhir_examples" / "bundles"
    bodies = [
        path.read_bytes()
        for path in sorted(folder.glob("*.json"))
        if ".expected." not in path.name and "two-patients" not in path.name
    ]
    start, settled = time.perf_counter(), 0
    for number in range(1, count + 1):
        evaluate_json(bodies[number % len(bodies)], rulebook, NOW, patient=None)
        if number % (count // 10) == 0:
            settled = settled or resident()
            rate = number / (time.perf_counter() - start)
            print(f"{number:>9} evaluations  {resident():>8} KiB  {rate:.0f}/s")
    growth = resident() / settled - 1
    print(f"growth after the first tenth: {growth:+.1%}")
    return 1 if growth > 0.05 else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
