"""By hand: any bytes, for as long as wished.

    .venv/bin/pip install atheris
    .venv/bin/python tests/fuzz/run.py --minutes 30 [--seed 1] [--corpus FOLDER ...]

With atheris the search is led by which lines of the engine were reached;
without it the changes are drawn at random. What broke a promise is written to
a file that only its owner can read, and named; the run then ends with 1.
"""

import argparse
import hashlib
import importlib
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "service" / "generated")]

from mutation import LARGEST, mutated  # noqa: E402


def main() -> int:
    """Hold the promises to one sequence of bytes after another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, nargs="*", default=[])
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"))
    given = parser.parse_args()
    guide = _guide()
    with tempfile.TemporaryDirectory() as folder:
        return _Run(given, Path(folder), guide).to_the_end()


def _guide() -> Any:
    """Atheris with the engine's lines watched, None where it is not installed."""
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        print("atheris is not installed: the changes are drawn at random")
        return None
    with atheris.instrument_imports(include=["engine"]):
        importlib.import_module("promises")
    return atheris


class _Run:
    """One run: what was tried, and when it has to end."""

    def __init__(self, given: argparse.Namespace, folder: Path, guide: Any) -> None:
        from promises import ROOT, Promises, seeds  # noqa: PLC0415 - watched first

        self._given, self._guide = given, guide
        self._seeds = seeds([ROOT / "fhir_examples", *given.corpus])
        self._promises = Promises(folder)
        self._began = time.monotonic()
        self._told = 0.0
        self._tried = 0

    def to_the_end(self) -> int:
        print(f"{len(self._seeds)} files to begin with, {self._given.minutes} minutes")
        if self._guide:
            return self._guided()
        random = Random(self._given.seed)
        while self._is_time():
            self._try(mutated(random.choice(self._seeds), random))
        return self._summed_up()

    def _guided(self) -> int:
        with tempfile.TemporaryDirectory() as corpus:
            for number, data in enumerate(self._seeds):
                (Path(corpus) / str(number)).write_bytes(data)
            seconds = int(self._given.minutes * 60)
            options = [
                sys.argv[0],
                f"-max_total_time={seconds}",
                f"-seed={self._given.seed}",
                f"-max_len={LARGEST}",
                "-timeout=60",
                "-print_final_stats=1",
                f"-artifact_prefix={self._given.found}-",
                corpus,
            ]

            def changed(data: bytes, _: int, seed: int) -> bytes:
                return mutated(data, Random(seed))

            self._guide.Setup(options, self._try, custom_mutator=changed)
            self._guide.Fuzz()  # ends the process by itself
        return 0

    def _is_time(self) -> bool:
        return time.monotonic() - self._began < self._given.minutes * 60

    def _try(self, data: bytes) -> None:
        self._tried += 1
        try:
            self._promises.kept(data, self._tried)
        except BaseException as error:
            name = hashlib.sha256(data).hexdigest()[:12]
            self._given.found.mkdir(mode=0o700, exist_ok=True)
            file = self._given.found / name
            file.write_bytes(data)
            print(f"\n{type(error).__name__}: {error}\nafter {self._tried}; see {file}")
            raise
        self._say()

    def _say(self) -> None:
        now = time.monotonic() - self._began
        if now - self._told > 10:
            self._told = now
            rate = self._tried / now
            print(
                f"{now / 60:5.1f} min {self._tried:8} tried, {rate:.0f}/s", flush=True
            )

    def _summed_up(self) -> int:
        print(f"{self._tried} sequences of bytes, no promise broken")
        return 0


if __name__ == "__main__":
    sys.exit(main())
