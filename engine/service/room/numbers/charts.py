"""The charts of the numbers: each the picture of a table beside it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from markupsafe import Markup

from engine.plots.bars import Series, bar_chart
from engine.plots.caption import Caption
from engine.plots.intervals import Estimate, interval_chart
from engine.plots.lines import Line, line_chart
from engine.plots.tones import Tone
from engine.service.room.numbers.figures import (
    PeriodFigures,
    Problems,
    Reason,
    RuleFigures,
    interval,
)

_MOST_ROWS: Final = 15
Figure = Callable[[PeriodFigures], float | None]


def outcomes_chart(periods: Sequence[PeriodFigures]) -> Markup:
    """How often rules fired and asked, in 1,000 calls."""
    caption = Caption(
        "outcomes",
        "Fired and asked in 1,000 calls",
        "Lines over time; the table beside has every value.",
        "in 1,000 calls",
    )
    lines = (
        _line("Fired", "critical", periods, lambda one: _of_calls(one.fires, one)),
        _line("Asked", "asks", periods, lambda one: _of_calls(one.asks, one)),
    )
    return Markup(line_chart(caption, lines))


def replies_chart(periods: Sequence[PeriodFigures]) -> Markup:
    """What clinicians did with the cards."""
    caption = Caption(
        "replies",
        "Cards accepted, overridden, and without a reply",
        "Lines over time, by the day a card was first shown.",
        "cards",
    )
    lines = (
        _line("Accepted", "plain", periods, lambda one: one.cards.accepted),
        _line("Overridden", "warning", periods, lambda one: one.cards.overridden),
        _line("No reply", "other", periods, lambda one: one.no_reply),
    )
    return Markup(line_chart(caption, lines))


def overrides_chart(rules: Sequence[RuleFigures], titles: dict[str, str]) -> Markup:
    """Which share of the replies was an override, the most replies first."""
    answered = [one for one in rules if one.cards.answered]
    most = sorted(answered, key=lambda one: -one.cards.answered)[:_MOST_ROWS]
    caption = Caption(
        "overrides",
        "Share of the replies that were overrides",
        "A marker for each version of a rule, its line the 95 % interval.",
        "% of the replies",
    )
    return Markup(interval_chart(caption, [_share(o, titles) for o in most], most=100))


def reasons_chart(reasons: Sequence[Reason]) -> Markup:
    """Why cards were overridden."""
    caption = Caption(
        "reasons",
        "Overridden cards, by the reason that was given",
        "A bar for each reason, the most frequent first.",
        "cards",
    )
    series = Series("Overridden", "warning", tuple(float(one.cards) for one in reasons))
    return Markup(bar_chart(caption, [one.says for one in reasons], (series,)))


def times_chart(periods: Sequence[PeriodFigures]) -> Markup:
    """Within what time calls were answered."""
    caption = Caption(
        "times",
        "Response times",
        "Milliseconds within which half and 95 % of the calls were answered.",
        "milliseconds",
    )
    lines = (
        _line("Half of the calls", "plain", periods, lambda one: one.calls.median),
        _line("95 % of the calls", "warning", periods, lambda one: one.calls.slow),
    )
    return Markup(line_chart(caption, lines))


def problems_chart(problems: Sequence[Problems]) -> Markup:
    """In how many calls each kind of data problem occurred."""
    shown = problems[:_MOST_ROWS]
    caption = Caption(
        "problems",
        "Calls with a data problem, by its kind",
        "Bars, parted into calls where it could change the answer and the others.",
        "calls",
    )
    mattered = tuple(float(one.blocking) for one in shown)
    others = tuple(float(one.calls - one.blocking) for one in shown)
    series = (
        Series("Could change the answer", "critical", mattered),
        Series("Could not", "info", others),
    )
    return Markup(bar_chart(caption, [one.code for one in shown], series))


def _line(
    name: str, tone: Tone, periods: Sequence[PeriodFigures], figure: Figure
) -> Line:
    points: tuple[tuple[date, float | None], ...] = tuple(
        (one.begins, figure(one)) for one in periods
    )
    return Line(name, tone, points)


def _of_calls(number: int, period: PeriodFigures) -> float | None:
    """A number in 1,000 calls; None, a gap, where no calls were counted."""
    calls = period.calls.answered
    return 1000 * number / calls if calls else None


def _share(one: RuleFigures, titles: dict[str, str]) -> Estimate:
    part, whole = one.cards.overridden, one.cards.answered
    low, high = interval(part, whole)
    title = titles.get(one.rule, one.rule)
    said = f"{part} of {whole}"
    label = f"{title} (version {one.version})"
    return Estimate(label, 100 * part / whole, 100 * low, 100 * high, "warning", said)
