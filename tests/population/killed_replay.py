"""A replay to be killed: it says how far it is, a line at a time.

    python killed_replay.py FOLDER OUT WORKERS

Run as a process of its own by `test_replay_resumed.py`.
"""

import sys
from dataclasses import replace
from pathlib import Path

from engine.population.run import replay


class Telling:
    """Says each step and each task that is done."""

    def step(self, name: str, total: int, done: int = 0) -> None:
        self._name = name
        print(f"{name} {total} {done}", flush=True)

    def advance(self) -> None:
        print(f"{self._name} +1", flush=True)


def main() -> None:
    """Replay with small tasks."""
    from replayed import SMALL, request  # noqa: PLC0415 - beside this file

    folder, out, workers = sys.argv[1:]
    here = replace(SMALL, workers=int(workers))
    replay(request(Path(folder), out=Path(out), here=here), Telling())


if __name__ == "__main__":
    sys.path.append(str(Path(__file__).parents[1]))  # for made_up
    main()
