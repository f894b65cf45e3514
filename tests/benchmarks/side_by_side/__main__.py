"""Pinprick beside its peers: `make bench`.

    python -m side_by_side [--rounds N] [--quick] [--long] [--page FILE]

The full run takes about a quarter of an hour, `--quick` three minutes.
"""

import argparse
import os
import platform
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from compileall import compile_dir
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from engine.evaluation import Engine
from engine.reading import Question
from engine.rulebook.load import load_rulebook
from side_by_side.alone import Effort, command_figures, engine_figures, peer_figures
from side_by_side.contestants import CONTESTANTS, ROOT, known_body
from side_by_side.figures import Machine, Run
from side_by_side.long import STEPS, growth_over_calls
from side_by_side.patients import known_patients
from side_by_side.payloads import SIZES, Form, payload
from side_by_side.report import write
from side_by_side.rounds import Pace, Plan, Sent, measured
from side_by_side.words import facts, words

_QUICK: tuple[tuple[Form, int], ...] = (
    ("quiet", 50),
    ("coded", 50),
    ("coded", 500),
    ("text", 500),
)
_FULL: tuple[tuple[Form, int], ...] = (
    ("quiet", 50),
    ("quiet", 500),
    *(("coded", size) for size in SIZES),
    *(("text", size) for size in SIZES),
)


def main() -> None:
    """Measure, and write the page."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder, _progress() as (expect, tell):
        run = run_all(asked, Path(folder), expect, tell)
    write(run, asked.page)
    print(f"Written: {asked.page}")


def run_all(
    asked: argparse.Namespace,
    folder: Path,
    expect: Callable[[int], None],
    tell: Callable[[str], None],
) -> Run:
    """Everything, in the order in which it disturbs itself least."""
    # As pip does where Pinprick is installed: else, where Python may not write what
    # it has compiled, every start of the checkout would compile it all again.
    compile_dir(ROOT / "engine", quiet=1)
    machine, now = this_machine(), datetime.now(UTC)
    began = os.getloadavg()[0]
    engine = Engine(load_rulebook(ROOT / "rules"))
    effort = Effort(0.9, 3) if asked.quick else Effort(3, 7)
    plan = plan_of(asked, engine, now, folder)
    expect(plan.steps + 3 + (STEPS if asked.long else 0))
    loads, lives = measured(plan, tell)
    tell("pinprick evaluate")
    alone = command_figures(effort)
    tell("the engine alone")
    alone |= engine_figures(engine, now, effort)
    tell("the engines of the peers")
    largest = next(one for one in plan.payloads if one.observations == 500)
    coded = next(
        (
            one
            for one in plan.payloads
            if (one.form, one.observations) == ("coded", 500)
        ),
        largest,
    )
    alone |= peer_figures(plan.lists, coded.files, effort)
    if asked.long:
        alone |= growth_over_calls(plan, tell)
    ended = os.getloadavg()[0]
    return Run(
        replace(machine, load=(began, ended)),
        f"{now:%-d %B %Y}",
        asked.rounds,
        loads,
        lives,
        alone,
    )


def plan_of(
    asked: argparse.Namespace, engine: Engine, now: datetime, folder: Path
) -> Plan:
    """The plan, with everything that is sent written to files."""
    locale = engine.rulebook.locale.values["audit-c-positive"].value
    lists = folder / "words.json"
    told = words(engine.rulebook.vocabulary) | {"auditC": float(locale or 0)}
    lists.write_bytes(orjson.dumps(told))
    question = Question(now, "benchmark", "p1")

    def as_facts(call: dict[str, Any]) -> bytes:
        kept = {key: value for key, value in call.items() if key != "prefetch"}
        found = facts(engine, call["prefetch"], question)
        return orjson.dumps(kept | {"facts": found})

    def sent(form: Form, size: int) -> Sent:
        body = payload(form, size, now).body
        files = {
            kind: folder / f"{form}-{size}-{kind}.json" for kind in ("call", "facts")
        }
        files["call"].write_bytes(body)
        files["facts"].write_bytes(as_facts(orjson.loads(body)))
        return Sent(form, size, files)

    known = [(one, orjson.dumps(known_body(one))) for one in known_patients(now)]
    return Plan(
        CONTESTANTS,
        tuple(sent(*one) for one in (_QUICK if asked.quick else _FULL)),
        {
            "call": tuple(known),
            "facts": tuple((one, as_facts(orjson.loads(body))) for one, body in known),
        },
        lists,
        Pace(0.3, 0.8, 3) if asked.quick else Pace(0.3, 1.2, 4),
        asked.rounds,
    )


def this_machine() -> Machine:
    """The machine, as the page names it."""
    cpuinfo = Path("/proc/cpuinfo").read_text().splitlines()
    models = (
        line.partition(":")[2].strip() for line in cpuinfo if "model name" in line
    )
    node = subprocess.run(["node", "--version"], check=True, capture_output=True)
    return Machine(
        next(models, platform.machine()),
        os.cpu_count() or 1,
        platform.python_version(),
        node.stdout.decode().strip().lstrip("v"),
    )


@contextmanager
def _progress() -> Iterator[tuple[Callable[[int], None], Callable[[str], None]]]:
    columns = (
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, TextColumn("{task.description}")) as bar:
        task = bar.add_task("making ready", total=None)
        yield (
            lambda steps: bar.update(task, total=steps),
            lambda what: bar.update(task, description=what, advance=1),
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="fewer, shorter loads")
    parser.add_argument("--long", action="store_true", help="memory over 200,000 calls")
    page = ROOT / "docs" / "performance.md"
    parser.add_argument("--page", type=Path, default=page)
    return parser.parse_args()


if __name__ == "__main__":
    main()
