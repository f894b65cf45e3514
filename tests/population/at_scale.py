"""By hand: a large export, replayed by one process, all cores and Spark.

    python tests/population/at_scale.py 20000 [FOLDER] [one cores spark]

Makes an export of so many patients, parses its bytes with orjson alone, replays
it each way in a process tree of its own, and holds each answer against the
story of the patient. Says patients a second, CPU seconds, and the greatest
memory of every process and of all together.
"""

import gzip
import hashlib
import os
import subprocess
import sys
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pyarrow.parquet as pq

sys.path.append(str(Path(__file__).parent))

from made_exports import BAD_LINES, patients, write_export

from engine.population.keyed import KeyedHash

COMMAND = Path(sys.executable).with_name("pinprick")
KEY = b"at scale, by hand, made up"
TICKS = os.sysconf("SC_CLK_TCK")
WAYS = {
    "one": ("--workers", "1"),
    "cores": ("--workers", str(len(os.sched_getaffinity(0)))),
    "spark": ("--spark", f"local[{len(os.sched_getaffinity(0))}]"),
}


def main() -> None:
    """Make, parse, replay each way, compare."""
    number = int(sys.argv[1])
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else f"/tmp/at-scale-{number}")
    ways = sys.argv[3:] or list(WAYS)
    export = folder / "export"
    if not export.exists():
        write_export(export, patients(number), [line for line, _ in BAD_LINES])
    (folder / "key").write_bytes(KEY)
    size = sum(path.stat().st_size for path in export.iterdir())
    print(
        f"{number} patients, {size / 1e6:.0f} MB in {len(list(export.iterdir()))} files"
    )
    bare = parsed(export)
    print(f"orjson alone: {bare:.1f} s CPU")
    for way in ways:
        out = folder / f"out-{way}-{int(time.time())}"
        command = [COMMAND, "replay", export, "--out", out]
        command += ["--key-file", folder / "key", *WAYS[way]]
        begun = time.monotonic()
        tree = measured([str(one) for one in command])
        wall = time.monotonic() - begun
        wrong = unlike_the_stories(out, number)
        print(
            f"{way}: {wall:.0f} s, {number / wall:.0f} patients/s, "
            f"{tree.cpu:.0f} s CPU ({tree.cpu / bare:.0f} times orjson alone), at most "
            f"{tree.most_together / 1e6:.0f} MB in all; {wrong} wrong answers; "
            f"digest {digest(out)}"
        )
        for name, peak in sorted(tree.peaks.values(), key=lambda one: -one[1])[:6]:
            print(f"    {peak / 1e6:6.0f} MB {name}")


def parsed(export: Path) -> float:
    """CPU seconds to parse every line with orjson and do nothing with it."""
    begun = time.process_time()
    for path in sorted(export.iterdir()):
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rb") as file:
            for line in file:
                try:
                    orjson.loads(line)
                except orjson.JSONDecodeError:
                    continue  # the bad lines at the end
    return time.process_time() - begun


@dataclass
class Tree:
    """A process and all below it: peaks by process, and the peak of the sum."""

    peaks: dict[int, tuple[str, float]] = field(default_factory=dict)
    ticks: dict[int, int] = field(default_factory=dict)
    most_together: float = 0

    @property
    def cpu(self) -> float:
        """Seconds of all processes, as last seen of each."""
        return sum(self.ticks.values()) / TICKS

    def look(self, root: int) -> None:
        """Note every process of the tree as it is now."""
        together = 0.0
        for pid in _below(root):
            try:
                status = Path(f"/proc/{pid}/status").read_text()
                stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                command = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
            except OSError:
                continue  # it has just ended
            sizes = dict(
                line.split(":") for line in status.splitlines() if "kB" in line
            )
            if "VmHWM" not in sizes:
                continue
            self.peaks[pid] = (
                " ".join(command)[:60],
                1e3 * int(sizes["VmHWM"].split()[0]),
            )
            self.ticks[pid] = int(stat[11]) + int(stat[12])
            together += 1e3 * int(sizes["VmRSS"].split()[0])
        self.most_together = max(self.most_together, together)


def measured(command: list[str]) -> Tree:
    """Run a command to its end, looking at its processes five times a second."""
    tree, ended = Tree(), threading.Event()
    with subprocess.Popen(command) as process:

        def watch() -> None:
            while not ended.wait(0.2):
                tree.look(process.pid)

        watcher = threading.Thread(target=watch)
        watcher.start()
        code = process.wait()
        ended.set()
        watcher.join()
    if code:
        sys.exit(f"{command} ended with {code}")
    return tree


def _below(root: int) -> list[int]:
    children = defaultdict(list)
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            rest = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children[int(rest[1])].append(int(path.parent.name))
    found, new = [root], [root]
    while new:
        new = [child for one in new for child in children[one]]
        found += new
    return found


def unlike_the_stories(out: Path, number: int) -> int:
    """Evaluations at which other rules fired than the story says, or none was."""
    hashed = KeyedHash(KEY)
    fired: dict[tuple[str, datetime], set[str]] = defaultdict(set)
    file = pq.ParquetFile(out / "answers.parquet")
    for batch in file.iter_batches(columns=["patient", "time", "rule", "outcome"]):
        for one in batch.to_pylist():
            if one["outcome"] == "fires":
                at = one["time"].astimezone(UTC)
                fired[one["patient"], at].add(one["rule"])
    wrong = 0
    expected = 0
    for patient in patients(number):
        name = hashed.of_patient(patient.id)
        expected += len(patient.fires)
        wrong += sum(
            fired.pop((name, at), set()) != rules for at, rules in patient.fires.items()
        )
    rows = pq.ParquetFile(out / "evaluations.parquet").metadata.num_rows
    return wrong + len(fired) + abs(rows - expected)


def digest(out: Path) -> str:
    """The start of the digest of the two tables."""
    digest = hashlib.sha256()
    for name in ("evaluations.parquet", "answers.parquet"):
        digest.update((out / name).read_bytes())
    return digest.hexdigest()[:12]


if __name__ == "__main__":
    main()
