"""Every fault once, as the table of docs/failures.md.

    python tests/failures/table.py > table.md

takes about a minute and sends traffic to this machine alone.
"""

import sys
import tempfile
from dataclasses import astuple
from pathlib import Path

from failure_scenarios import SCENARIOS

HEAD = ("fault", "what happened", "what clients saw", "what was lost", "recovery")


def main() -> None:
    """Print the table, a row as soon as it is known."""
    print("| " + " | ".join(HEAD) + " |")
    print("|---" * len(HEAD) + "|")
    chosen = set(sys.argv[1:])
    for scenario in SCENARIOS:
        if chosen and scenario.__name__ not in chosen:
            continue
        with tempfile.TemporaryDirectory(prefix="pinprick-") as made:
            row = scenario(Path(made))
        print("| " + " | ".join(astuple(row)) + " |", flush=True)


if __name__ == "__main__":
    main()
