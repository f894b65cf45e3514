"""What reading costs beside `orjson.loads` of the same bytes.

    .venv/bin/python tests/benchmarks/reading.py

Times are the best of many runs in this process, side by side, instructions the
same everywhere.
"""

import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import CodeType
from typing import Any

import orjson
from a_prefetch import prefetch
from bytecodes import instructions, report

from engine.fhir.parse import parse
from engine.fhir.prefetch import read_prefetch
from engine.fhir.read import Asking, read
from engine.fhir.record import Reading
from engine.findings.text.reader import TextReader
from engine.terminology.index import CodeIndex
from engine.terminology.lexicon import lexicon
from engine.terminology.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[2]
SENTENCES = (
    "Sudden numbness of the left face since this morning, no weakness.",
    "Denies headache, chest pain or shortness of breath.",
    "C/o tingling in both feet for 6 months, worse at night.",
    "h/o DM, now R arm numb x 2h.",
    "Wife says he could not feel his left leg yesterday.",
)


@dataclass(frozen=True)
class Cost:
    """Milliseconds at best: what is more was another process or the machine."""

    loads: float
    read: float

    @property
    def ratio(self) -> float:
        return self.read / self.loads


def read_all(body: bytes, index: CodeIndex) -> Reading:
    """Bytes to records: parse, unwrap, sort out, project."""
    unwrapped = read_prefetch(parse(body), {}).unwrapped
    return read(unwrapped, index, Asking(patient="p1"))


def cost_of_reading(index: CodeIndex, rounds: int = 200) -> Cost:
    body = prefetch()
    loads, reads = [], []
    for _ in range(rounds):
        loads.append(_timed(lambda: orjson.loads(body)))
        reads.append(_timed(lambda: read_all(body, index)))
    return Cost(min(loads), min(reads))


def instructions_of_reading(index: CodeIndex) -> Counter[CodeType]:
    """The bytecode instructions of one reading, by function; patterns are warm."""
    body = prefetch()
    read_all(body, index)
    return instructions(lambda: read_all(body, index))


def cost_of_text(reader: TextReader, rounds: int = 20) -> float:
    """Milliseconds a sentence, the reader already warm."""
    now = datetime(2026, 11, 20, tzinfo=UTC)
    for text in SENTENCES:
        reader.read(text, None, UTC)
    times = [
        _timed(
            lambda text=text, n=n: reader.read(f"{text} Visit {n}.", None, now.tzinfo)
        )
        for n in range(rounds)
        for text in SENTENCES
    ]
    return statistics.median(times)


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    words, _ = load_vocabulary(ROOT / "rules")
    assert words is not None
    body = prefetch()
    counted = instructions_of_reading(words.index)
    cost = cost_of_reading(words.index)
    print(f"prefetch         {len(body) / 1000:.0f} KB, 153 resources and the patient")
    print(f"orjson.loads     {cost.loads:.2f} ms")
    print(f"bytes to records {cost.read:.2f} ms, {cost.ratio:.1f} times")
    print(report(counted, most=10))
    entries = lexicon(
        words.findings.values(), words.sites.values(), words.qualifiers.values()
    )
    print(f"text             {cost_of_text(TextReader(entries)):.2f} ms a sentence")


if __name__ == "__main__":
    main()
