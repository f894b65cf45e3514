"""What `pinprick report` prints: the answer first, then the busiest rules."""

from collections.abc import Callable, Iterator
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from engine.cli.answer import COLOURS
from engine.population.report.charts import busiest
from engine.population.report.figures import Overall
from engine.population.report.rates import Rate
from engine.population.report.report import Report
from engine.population.report.wording import (
    at_least,
    count,
    number,
    of,
    per_1000,
    percent,
)

_MOST: Final = 12
_URGENCIES: Final = {
    "emergency": COLOURS["critical"],
    "same-day": COLOURS["warning"],
    "two-weeks": COLOURS["warning"],
}


def print_summary(report: Report) -> None:
    """Print the figures that decide whether somebody reads on."""
    console = Console(highlight=False)
    for line in _answer(report):
        console.print(line)
    console.print(_overall(report))
    if answered := busiest(report.rules):
        console.print(_rules(report))
        console.print(
            f"[dim]{len(report.rules) - len(answered)} active rules never answered.[/]"
        )
    for line in (*_beside(report), *_gold(report)):
        console.print(line)


def _answer(report: Report) -> Iterator[str]:
    about, overall, problems = report.about, report.overall, report.problems
    if problems.differing_evaluations:
        yield (
            f"[bold white on red] The two evaluators differed at "
            f"{count(problems.differing_evaluations)} {about.unit}s. [/] This is a "
            "fault of the engine: report it."
        )
    yield (
        f"[bold red]{number(overall.critical.per_1000)} critical cards[/] per 1,000 "
        f"{about.unit}s, [bold]{number(overall.cards.per_1000)} cards in all[/], "
        f"[magenta]{number(overall.asked.per_1000)} asks[/]"
    )
    yield (
        f"[dim]{count(about.evaluations)} {about.unit}s of {count(about.patients)} "
        f"patients, {about.active_rules} active rules; intervals at 95 %[/]"
    )


def _overall(report: Report) -> Table:
    kinds: tuple[tuple[str, str, Callable[[Overall], Rate]], ...] = (
        ("critical", COLOURS["critical"], lambda one: one.critical),
        ("warning", COLOURS["warning"], lambda one: one.warning),
        ("info", COLOURS["info"], lambda one: one.info),
        (f"{report.about.unit}s with any card", "", lambda one: one.with_any),
        (f"{report.about.unit}s with a question", "magenta", lambda one: one.asked),
    )
    table = _table("cards", "count", "per 1,000", "before")
    before = report.comparison.overall if report.comparison else None
    for name, style, rate in kinds:
        now = rate(report.overall)
        was = number(rate(before).per_1000) if before else ""
        table.add_row(name, count(now.count), per_1000(now), was, style=style)
    if before is None:
        table.columns.pop()
    return table


def _rules(report: Report) -> Table:
    table = _table("rule", "fired", "per 1,000", "asked", "per 1,000")
    for one in busiest(report.rules)[:_MOST]:
        table.add_row(
            escape(one.rule),
            count(one.fires.count),
            per_1000(one.fires),
            count(one.asks.count),
            number(one.asks.per_1000),
            style=_URGENCIES.get(one.urgency, COLOURS["info"]),
        )
    return table


def _beside(report: Report) -> Iterator[str]:
    if (change := report.comparison) is not None:
        yield (
            f"{count(change.answers)} answers change at {count(change.evaluations)} "
            f"{report.about.unit}s of {count(change.patients)} patients; rules: "
            f"{len(change.gained)} gained, {len(change.lost)} lost, "
            f"{len(change.changed)} changed"
        )
        yield from (f"[yellow]{escape(note)}[/]" for note in change.notes)
    for one in report.live or ():
        yield (
            f"in shadow, live: {escape(one.rule)} fired {per_1000(one.fires)} and "
            f"asked {per_1000(one.asks)} per 1,000 of {count(one.fires.of)} calls"
        )
    if report.live == ():
        yield "in shadow, live: the service has recorded no answer"


def _gold(report: Report) -> Iterator[str]:
    if (gold := report.gold) is None:
        return
    for one in gold.overall:
        if one.by == "cards" and one.urgency in ("emergency", "same-day"):
            yield (
                f"labels, {at_least(one)}: sensitivity "
                f"{percent(one.sensitivity)}, specificity {percent(one.specificity)}, "
                f"PPV {percent(one.ppv)}; {of(one.sensitivity)} met"
            )
    yield f"{count(len(gold.misses))} labels missed"
    if gold.unmatched:
        yield (
            f"[yellow]{count(len(gold.unmatched))} of {count(gold.labels)} labels "
            "belong to no evaluation and are judged nowhere[/]"
        )


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(first, overflow="fold", min_width=24)
    for name in others:
        table.add_column(name, justify="right", no_wrap=True, overflow="fold")
    return table
