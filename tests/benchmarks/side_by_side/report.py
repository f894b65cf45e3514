"""The run as Markdown and drawings: `docs/performance.md`, `docs/performance/`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from side_by_side.charts import charts
from side_by_side.contestants import CONTESTANTS
from side_by_side.figures import GROWTH, Run
from side_by_side.payloads import FORMS
from side_by_side.targets import targets

BEGIN, END = "<!-- made by make bench: begin -->", "<!-- made by make bench: end -->"
_REACHED = {True: "reached", False: "**missed**", None: "not taken"}
Row = Callable[[Run, str, str, Sequence[int]], Iterator[str]]


def write(run: Run, page: Path) -> None:
    """Put the run into the page, between its two marks, and draw the plots.

    Raises ValueError if the page has not the two marks.
    """
    whole = page.read_text(encoding="utf-8")
    if whole.count(BEGIN) != 1 or whole.count(END) != 1:
        raise ValueError(f"{page} needs the lines {BEGIN} and {END}, once each")
    before, _, rest = whole.partition(BEGIN)
    _, _, after = rest.partition(END)
    text = f"{before}{BEGIN}\n\n{section(run)}\n{END}{after}"
    page.write_text(text, encoding="utf-8")
    folder = page.with_suffix("")
    folder.mkdir(exist_ok=True)
    for name, drawing in charts(run).items():
        (folder / name).write_text(f"{drawing}\n", encoding="utf-8")


def section(run: Run) -> str:
    """Everything between the marks."""
    parts = [
        _machine(run),
        "## Targets",
        _targets(run),
        "## CPU of one call (ms)",
        *_by_form(run, _cpu_row),
        "## Latency and requests a second",
        "p50 / p95 / p99 in milliseconds; requests a second; over 1 and 8 connections.",
        *_by_form(run, _latency_row),
        "## Start and memory",
        _lives(run),
        "## The engines without HTTP, 500 Observations",
        _engines(run),
        "## Bytecode instructions of an answer, by the number of Observations",
        _instructions(run),
        "## Pictures",
        _pictures(),
    ]
    return "\n\n".join(parts) + "\n"


def _machine(run: Run) -> str:
    machine = run.machine
    before, after = machine.load
    rounds = "1 round" if run.rounds == 1 else f"medians of {run.rounds} rounds"
    return (
        f"Measured on {run.date}: {machine.processor}, {machine.cores} cores, "
        f"Python {machine.python}, Node {machine.node}; {rounds}. "
        f"Load average {before:.1f} when the run began, {after:.1f} when it ended; "
        "one contestant at a time and the client are all that the run itself adds."
    )


def _targets(run: Run) -> str:
    rows = [
        (row.figure, row.target, row.measured, _REACHED[row.reached])
        for row in targets(run)
    ]
    return table(("figure", "target", "measured", ""), rows)


def _by_form(run: Run, row: Row) -> Iterator[str]:
    for form in FORMS:
        sizes = run.sizes(form)
        if sizes:
            yield f"**{form}**"
            rows = [(name, *row(run, name, form, sizes)) for name in run.contestants()]
            head = row(run, "", form, sizes)
            yield table(("", *head), rows)


def _cpu_row(run: Run, name: str, form: str, sizes: Sequence[int]) -> Iterator[str]:
    for size in sizes:
        taken = run.at(name, form, size)
        yield f"{size:,}" if not name else "" if taken is None else _ms(taken.cpu)


def _latency_row(run: Run, name: str, form: str, sizes: Sequence[int]) -> Iterator[str]:
    for size in sizes:
        for connections in (1, 8):
            if not name:
                yield f"{size:,} over {connections}"
            elif taken := run.at(name, form, size, connections):
                waits = " / ".join(
                    _ms(one) for one in (taken.p50, taken.p95, taken.p99)
                )
                yield f"{waits}; {taken.rate:,.0f}/s"
            else:
                yield ""


def _lives(run: Run) -> str:
    does = {one.name: one.does for one in CONTESTANTS}
    lives = [life for name in run.contestants() if (life := run.life(name))]
    rows = [
        (
            one.contestant,
            does[one.contestant],
            f"{one.ready:.2f}",
            f"{one.resident:.0f}",
            f"{one.peak:.0f}",
        )
        for one in lives
    ]
    head = ("", "what it does", "first answer (s)", "memory then (MB)", "peak (MB)")
    return table(head, rows)


def _engines(run: Run) -> str:
    """CPU of the engines by themselves, on 500 Observations."""
    names = {
        f"{form}, {how}": (f"pinprick, {form}, {said}")
        for form in FORMS
        for how, said in (
            ("from parsed JSON", "from parsed JSON to cards"),
            ("from records", "from records that are read already to cards"),
        )
    }
    names |= {
        "cql engine only": "cql-execution, coded, the patient source reused",
        "facts engine only": "json-rules-engine, coded, from findings",
        "orjson.loads": "`orjson.loads`, 141 KB of 153 resources",
        "evaluate_json": "pinprick, `evaluate_json` of the same bytes",
    }
    rows = [
        (said, f"{run.alone[name]:.3f}")
        for name, said in names.items()
        if name in run.alone
    ]
    return table(("", "CPU (ms)"), rows)


def _instructions(run: Run) -> str:
    """Bytecode instructions of an answer, by form and size."""
    rows = []
    for form in FORMS:
        counts = [
            run.alone.get(f"instructions, {form}, {size}", 0.0) for size in GROWTH
        ]
        rows.append((form, *(f"{one:,.0f}" for one in counts)))
    return table(("", *(f"{size:,}" for size in GROWTH)), rows)


def _pictures() -> str:
    return "\n\n".join(
        f"![{title}](performance/{name}.svg)"
        for name, title in (
            ("cpu-coded", "CPU of one call by the number of Observations, coded"),
            ("cpu-text", "CPU of one call by the number of Observations, with text"),
            ("p95-coded", "95th percentile of the latency, coded"),
        )
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _ms(value: float) -> str:
    return (
        f"{value:.2f}"
        if value < 10
        else f"{value:.1f}"
        if value < 100
        else f"{value:.0f}"
    )
