"""The charts of the page, from the same figures as its tables."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Final

from engine.plots.bars import Series, bar_chart
from engine.plots.caption import Caption
from engine.plots.heat import heat_chart
from engine.plots.intervals import Estimate, interval_chart
from engine.plots.lines import Line, line_chart
from engine.plots.tones import Tone
from engine.population.report.beside import Accuracy
from engine.population.report.figures import (
    Group,
    Missing,
    Month,
    Overall,
    RuleRates,
)
from engine.population.report.rates import Proportion, Rate
from engine.population.report.report import Report
from engine.population.report.wording import at_least, per_1000, percent

MOST_RULES: Final = 25
MOST_GROUPS: Final = 25
_MOST_IN_MATRIX: Final = 12
_MOST_MISSING: Final = 15
_LEAST_MONTHS: Final = 2
_STRETCH: Final = 2.5  # the axis ends at so many times the highest rate
_KINDS: Final[dict[str, tuple[Tone, str]]] = {
    "emergency": ("critical", "fired, emergency"),
    "same-day": ("warning", "fired, same day or two weeks"),
    "two-weeks": ("warning", "fired, same day or two weeks"),
    "routine": ("info", "fired, routine or self-care"),
    "self-care": ("info", "fired, routine or self-care"),
}
_Row = tuple[str, Rate, Tone, str]


def charts(report: Report) -> dict[str, str]:
    """The SVG of every chart that has something to show, by name."""
    unit = report.about.unit
    made = {
        "rules": _rules(report.rules, unit),
        "overlap": _overlap(report),
        "missing": _missing(report.missing, unit),
        "sex": _groups("sex", report.by_sex, unit),
        "age": _groups("age", report.by_age, unit),
        "site": _groups("site", report.by_site, unit),
        "months": _months(report.months, unit),
        "accuracy": _accuracy(report.gold.overall) if report.gold else "",
        "before": _before(report, unit),
    }
    return {name: svg for name, svg in made.items() if svg}


def busiest(rules: Sequence[RuleRates]) -> list[RuleRates]:
    """The rules that answered, the most often first."""
    answered = [one for one in rules if one.fires.count or one.asks.count]
    return sorted(
        answered, key=lambda one: (-one.fires.count, -one.asks.count, one.rule)
    )


def _rules(rules: Sequence[RuleRates], unit: str) -> str:
    shown = busiest(rules)[:MOST_RULES]
    if not shown:
        return ""
    caption = Caption(
        "rules",
        f"How often each rule fired and asked, per 1,000 {unit}s",
        "Each rate with its interval at 95 %; the table beside has the same figures.",
        f"per 1,000 {unit}s",
    )
    fired = [(one.rule, one.fires, *_KINDS[one.urgency]) for one in shown]
    asked: list[_Row] = [(one.rule, one.asks, "asks", "asked") for one in shown]
    both = chain.from_iterable(zip(fired, asked, strict=True))
    return _rates(caption, [row for row in both if row[1].count])


def _overlap(report: Report) -> str:
    names: list[str] = []
    for pair in report.pairs:
        for name in (pair.first, pair.second):
            if name not in names and len(names) < _MOST_IN_MATRIX:
                names.append(name)
    if not names:
        return ""
    together = {(one.first, one.second): one.together for one in report.pairs}
    fired = {one.rule: one.fires.count for one in report.rules}
    rows = [
        [_cell(row, column, names, together, fired) for column in names]
        for row in names
    ]
    numbers = [str(at) for at in range(1, len(names) + 1)]
    caption = Caption(
        "overlap",
        "How often two rules fired together",
        "Each cell is a number of evaluations; on the diagonal the rule's own.",
    )
    labels = [f"{at} {name}" for at, name in zip(numbers, names, strict=True)]
    return heat_chart(caption, labels, numbers, rows)


def _cell(
    row: str,
    column: str,
    names: list[str],
    together: dict[tuple[str, str], int],
    fired: dict[str, int],
) -> int | None:
    if row == column:
        return fired[row]
    if names.index(column) > names.index(row):
        return None
    first, second = sorted((row, column))
    return together.get((first, second), 0)


def _missing(missing: Sequence[Missing], unit: str) -> str:
    wanted: dict[str, int] = {}
    for one in missing:
        wanted[one.what] = wanted.get(one.what, 0) + one.evaluations
    most = sorted(wanted.items(), key=lambda one: (-one[1], one[0]))[:_MOST_MISSING]
    if not most:
        return ""
    caption = Caption(
        "missing",
        "What the asks were missing",
        "Each bar counts the asks of all rules that wanted this.",
        f"asks (one a rule and {unit})",
    )
    values = tuple(float(count) for _, count in most)
    labels = [what for what, _ in most]
    return bar_chart(caption, labels, [Series("asks", "asks", values)])


def _groups(name: str, groups: Sequence[Group], unit: str) -> str:
    rows: list[_Row] = [
        (one.name, rate, tone, series)
        for one in groups[:MOST_GROUPS]
        for rate, tone, series in _of_group(one)
        if rate is not None
    ]
    if not rows:
        return ""
    caption = Caption(
        name,
        f"{name}: {unit}s with a critical card, and with any card, per 1,000",
        "Each rate with its interval at 95 %; what was withheld is left out, and an "
        "interval that runs off the axis stands in the table.",
        f"per 1,000 {unit}s",
    )
    return _rates(caption, rows)


def _of_group(one: Group) -> tuple[tuple[Rate | None, Tone, str], ...]:
    return (
        (one.with_critical, "critical", "a critical card"),
        (one.with_any, "info", "any card"),
    )


def _rates(caption: Caption, rows: Sequence[_Row]) -> str:
    """The rates, on an axis that one small group cannot stretch for all."""
    highest = max(rate.high for _, rate, _, _ in rows)
    most = min(highest, _STRETCH * max(rate.per_1000 for _, rate, _, _ in rows))
    estimates = [
        Estimate(name, rate.per_1000, rate.low, rate.high, tone, per_1000(rate), series)
        for name, rate, tone, series in rows
    ]
    return interval_chart(caption, estimates, most=most * 1.04)


def _months(months: Sequence[Month], unit: str) -> str:
    if len(months) < _LEAST_MONTHS:
        return ""
    days = [date.fromisoformat(f"{one.month}-01") for one in months]

    def line(name: str, tone: Tone, values: list[float | None]) -> Line:
        return Line(name, tone, tuple(zip(days, values, strict=True)))

    caption = Caption(
        "months",
        f"Cards per 1,000 {unit}s by month",
        "One line for critical, one for warning and one for info cards.",
        f"cards per 1,000 {unit}s",
    )
    return line_chart(
        caption,
        [
            line("critical", "critical", [one.critical for one in months]),
            line("warning", "warning", [one.warning for one in months]),
            line("info", "info", [one.info for one in months]),
        ],
    )


def _accuracy(accuracies: Sequence[Accuracy]) -> str:
    caption = Caption(
        "accuracy",
        "Agreement of cards with labels",
        "Sensitivity and positive predictive value at each urgency, in per cent, "
        "each with its interval at 95 %.",
        "per cent",
    )
    rows = [
        (at_least(one), value, tone, series)
        for one in accuracies
        if one.by == "cards"
        for value, tone, series in _of_accuracy(one)
        if value.of
    ]
    return interval_chart(caption, [_in_percent(*row) for row in rows], most=104)


def _of_accuracy(one: Accuracy) -> tuple[tuple[Proportion, Tone, str], ...]:
    return (
        (one.sensitivity, "plain", "sensitivity"),
        (one.ppv, "other", "positive predictive value"),
    )


def _in_percent(label: str, value: Proportion, tone: Tone, series: str) -> Estimate:
    share = (value.share or 0.0) * 100
    return Estimate(
        label,
        share,
        value.low * 100,
        value.high * 100,
        tone,
        percent(value),
        series,
    )


def _before(report: Report, unit: str) -> str:
    if report.comparison is None:
        return ""
    caption = Caption(
        "before",
        f"Cards per 1,000 {unit}s before and after",
        "For each kind of card one bar with the rules before and one with those after.",
        f"per 1,000 {unit}s",
    )

    def values(overall: Overall) -> tuple[float, ...]:
        rates = (overall.critical, overall.warning, overall.info, overall.asked)
        return tuple(rate.per_1000 for rate in rates)

    return bar_chart(
        caption,
        ["critical", "warning", "info", f"{unit}s with a question"],
        [
            Series("before", "other", values(report.comparison.overall)),
            Series("after", "plain", values(report.overall)),
        ],
        arrangement="grouped",
    )
