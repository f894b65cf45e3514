"""Where the time goes: of an answer by step and by folder, of a start by import.

    PYTHONPATH=tests/benchmarks .venv/bin/python tests/benchmarks/where.py

Writes the tables into docs/performance.md, between its own marks. Milliseconds are
processor time, the median of many answers in this process; what HTTP adds is in
the tables of `make bench`. Instructions are Python's, the same on every machine.
"""

import os
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import orjson
from bytecodes import instructions
from side_by_side.alone import CODED, TEXT
from side_by_side.payloads import FORMS, Form, payload

from engine.evaluation import Engine
from engine.reading import Question
from engine.rulebook.load import load_rulebook
from engine.steps import Step, watched_by

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- made by where.py: begin -->", "<!-- made by where.py: end -->"
STEPS: tuple[Step, ...] = ("read", "gather", "decide", "cards")
ANSWERS = 60
FEW, MANY = 50, 500
_IMPORTED = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| (\s*)([\w.]+)")


def by_step(engine: Engine, form: Form, size: int) -> dict[str, float]:
    """Milliseconds of processor of each step of an answer, the parsing first."""
    now = datetime.now(UTC)
    body = payload(form, size, now).body
    question = Question(now, "benchmark", "p1")
    taken: defaultdict[str, list[float]] = defaultdict(list)

    @contextmanager
    def watch(name: Step) -> Iterator[None]:
        began = time.process_time()
        try:
            yield
        finally:
            taken[name].append((time.process_time() - began) * 1000)

    for number in range(ANSWERS + 5):
        if number == 5:  # caches and libraries are warm
            taken.clear()
        began = time.process_time()
        sent = orjson.loads(body)["prefetch"]
        taken["parse"].append((time.process_time() - began) * 1000)
        with watched_by(watch):
            engine.evaluate_prefetch(sent, {}, question)
    return {name: median(taken[name]) for name in ("parse", *STEPS)}


def by_folder(engine: Engine, form: Form, size: int) -> Counter[str]:
    """The instructions of an answer by the folder of `engine` that runs them."""
    now = datetime.now(UTC)
    sent: Any = orjson.loads(payload(form, size, now).body)["prefetch"]
    question = Question(now, "benchmark", "p1")
    engine.evaluate_prefetch(sent, {}, question)
    counted = instructions(lambda: engine.evaluate_prefetch(sent, {}, question))
    found: Counter[str] = Counter()
    for code, count in counted.items():
        found[_folder(code.co_filename)] += count
    return found


def _folder(file: str) -> str:
    _, inside, path = file.rpartition("/engine/")
    if not inside:
        return "libraries"
    parts = path.split("/")
    return "findings/text" if parts[:2] == ["findings", "text"] else parts[0]


def by_import(bundle: Path) -> list[tuple[str, float]]:
    """Milliseconds of `pinprick evaluate`'s imports, by outermost package."""
    command = [str(Path(sys.executable).with_name("pinprick")), "evaluate", str(bundle)]
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command, "--now", "2026-11-20T15:00:00Z"],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"NO_COLOR": "1"},
    )
    own: Counter[str] = Counter()
    for line in done.stderr.splitlines():
        if match := _IMPORTED.match(line):
            own[match[4].partition(".")[0]] += int(match[1])
    return [(name, taken / 1000) for name, taken in own.most_common(10)]


def main() -> None:
    """Measure, and put the tables into the page."""
    engine = Engine(load_rulebook(ROOT / "rules"))
    lines = [
        BEGIN,
        "",
        *_steps(engine),
        "",
        *_folders(engine),
        "",
        *_imports(),
        "",
        END,
    ]
    page = PAGE.read_text(encoding="utf-8")
    if BEGIN not in page:
        page = f"{page.rstrip()}\n\n## Where the time goes\n\n{BEGIN}\n{END}\n"
    head, _, rest = page.partition(BEGIN)
    PAGE.write_text(head + "\n".join(lines) + rest.partition(END)[2], encoding="utf-8")
    print(f"Written: {PAGE}")


def _steps(engine: Engine) -> Iterator[str]:
    yield "Milliseconds of processor of one answer, without HTTP, by step:"
    yield ""
    yield "| form, Observations | parse | read | gather | decide | cards | sum |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for form in FORMS:
        for size in (FEW, MANY):
            taken = by_step(engine, form, size)
            cells = [f"{one:.2f}" for one in (*taken.values(), sum(taken.values()))]
            yield f"| {form}, {size} | {' | '.join(cells)} |"


def _folders(engine: Engine) -> Iterator[str]:
    found = {form: by_folder(engine, form, FEW) for form in FORMS}
    yield f"Thousands of bytecode instructions of one answer, {FEW} Observations:"
    yield ""
    yield f"| in | {' | '.join(FORMS)} |"
    yield f"| --- |{' --- |' * len(FORMS)}"
    whole: Counter[str] = sum(found.values(), Counter())
    for folder, _ in whole.most_common(8):
        cells = [f"{found[form][folder] / 1000:.1f}" for form in FORMS]
        yield f"| {folder} | {' | '.join(cells)} |"


def _imports() -> Iterator[str]:
    yield "Milliseconds of importing in `pinprick evaluate` (timed, so dearer):"
    yield ""
    yield "| coded | | text | |"
    yield "| --- | --- | --- | --- |"
    for (name, taken), (other, long) in zip(
        by_import(CODED), by_import(TEXT), strict=True
    ):
        yield f"| {name} | {taken:.0f} | {other} | {long:.0f} |"


if __name__ == "__main__":
    main()
