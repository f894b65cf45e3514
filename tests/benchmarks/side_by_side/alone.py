"""What is measured without HTTP: the engine, the command, the peers' engines."""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import orjson
from a_prefetch import prefetch
from bytecodes import instructions

from engine import evaluate_json
from engine.evaluation import Engine
from engine.reading import Question
from side_by_side.contestants import NODE, ROOT
from side_by_side.figures import GROWTH
from side_by_side.payloads import FORMS, Form, coded, payload

CODED = ROOT / "fhir_examples/bundles/cauda-equina-saddle-numbness.json"
TEXT = ROOT / "fhir_examples/bundles/numbness-with-dizziness-chief-complaint-text.json"


@dataclass(frozen=True, slots=True)
class Effort:
    """How long each figure is taken (seconds), how often a command is run."""

    seconds: float
    commands: int


def engine_figures(engine: Engine, now: datetime, effort: Effort) -> dict[str, float]:
    """The engine in this process: CPU milliseconds, and instructions."""
    figures = {}
    for form in FORMS:
        taken = cpu_each(_answering(engine, form, now), effort.seconds)
        figures |= {f"{form}, {name}": value for name, value in taken.items()}
    counted = {
        f"instructions, {form}, {size}": instructions_of(engine, form, size, now)
        for form in FORMS
        for size in GROWTH
    }
    return figures | _body(engine, effort) | counted


def instructions_of(engine: Engine, form: Form, size: int, now: datetime) -> float:
    """The bytecode instructions of an answer to so many Observations."""
    sent = orjson.loads(payload(form, size, now).body)["prefetch"]
    question = Question(now, "benchmark", "p1")
    engine.evaluate_prefetch(sent, {}, question)  # so that libraries are loaded
    counted = instructions(lambda: engine.evaluate_prefetch(sent, {}, question))
    return float(counted.total())


def _answering(
    engine: Engine, form: Form, now: datetime
) -> dict[str, Callable[[], Any]]:
    """Answering 500 Observations: from the parsed JSON, and from what was read."""
    sent = orjson.loads(payload(form, 500, now).body)["prefetch"]
    question = Question(now, "benchmark", "p1")
    reading, live = engine.read_prefetch(sent, {}, question)
    return {
        "from parsed JSON": lambda: engine.evaluate_prefetch(sent, {}, question),
        "from records": lambda: engine.evaluate(reading, live),
    }


def _body(engine: Engine, effort: Effort) -> dict[str, float]:
    """The 141 KB that were measured in real records, as bytes, coded only."""
    body = a_bundle()
    now = datetime(2026, 11, 20, 15, tzinfo=UTC)
    work = {
        "orjson.loads": lambda: orjson.loads(body),
        "evaluate_json": lambda: evaluate_json(body, engine.rulebook, now),
    }
    return cpu_each(work, effort.seconds)


def a_bundle() -> bytes:
    """The 153 resources of `a_prefetch` as a Bundle, 141 KB, none read as text."""
    sent = orjson.loads(prefetch())
    entries = [*sent["conditions"]["entry"], *sent["observations"]["entry"]]
    for entry in sent["conditions"]["entry"]:
        coded(entry["resource"])
    entries.insert(0, {"resource": sent["patient"]})
    return orjson.dumps(
        {"resourceType": "Bundle", "type": "collection", "entry": entries}
    )


def cpu_each(
    work: dict[str, Callable[[], Any]], seconds: float, batches: int = 9
) -> dict[str, float]:
    """CPU milliseconds of each work, medians of batches taken turn by turn."""
    counts = {name: _count(one, seconds / batches) for name, one in work.items()}
    taken: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(batches):
        for name, one in work.items():
            gc.collect()
            began = time.process_time()
            for _ in range(counts[name]):
                one()
            spent = time.process_time() - began
            taken[name].append(spent * 1000 / counts[name])
    return {name: median(values) for name, values in taken.items()}


def _count(work: Callable[[], Any], seconds: float) -> int:
    """How often a work fits into so many seconds; once at least. Warms it up."""
    work()
    began = time.process_time()
    work()
    once = time.process_time() - began
    return max(1, int(seconds / max(once, 1e-6)))


def command_figures(effort: Effort) -> dict[str, float]:
    """`pinprick evaluate` as a whole process: CPU and wall in seconds."""
    figures = {}
    for name, example in (("coded", CODED), ("text", TEXT)):
        runs = [_command(example) for _ in range(effort.commands + 1)][1:]
        figures[f"evaluate {name} cpu"] = median(cpu for cpu, _ in runs)
        figures[f"evaluate {name} wall"] = median(wall for _, wall in runs)
    return figures


def _command(example: Path) -> tuple[float, float]:
    command = str(Path(sys.executable).with_name("pinprick"))
    began = time.perf_counter()
    pid = os.posix_spawn(
        command,
        [command, "evaluate", str(example), "--now", "2026-11-20T15:00:00Z"],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, used = os.wait4(pid, 0)
    wall = time.perf_counter() - began
    if status:
        raise RuntimeError(f"pinprick evaluate {example.name} failed: {status}")
    return used.ru_utime + used.ru_stime, wall


def peer_figures(
    lists: Path, files: dict[str, Path], effort: Effort
) -> dict[str, float]:
    """CPU milliseconds an evaluation of the peers' engines, without HTTP.

    RuntimeError if the rules that fire on the payload are not the right ones.
    """
    figures = {}
    right = ["chronic/symmetric-neuropathy-diabetes", "urgent/sudden-face-numbness"]
    for kind, sent in (("cql", "call"), ("facts", "facts")):
        command = ["node", str(NODE / "alone.mjs"), kind, str(lists), str(files[sent])]
        ended = subprocess.run(
            [*command, str(max(1.0, effort.seconds))],
            check=True,
            capture_output=True,
        )
        told = orjson.loads(ended.stdout.splitlines()[-1])
        if sorted(told["fired"]) != right:
            raise RuntimeError(f"{kind} fires {told['fired']} instead of {right}")
        figures[f"{kind} engine only"] = told["milliseconds"]
    return figures
