"""Figures over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from engine.plots.caption import Caption
from engine.plots.drawing import INK, WIDTH, drawn, nothing
from engine.plots.tones import LOOKS, Tone

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HEIGHT: Final = 2.4  # inches
_FIRST_DAY: Final = date(1970, 1, 1).toordinal()  # matplotlib counts days from here


@dataclass(frozen=True, slots=True)
class Line:
    """One figure over time, by day; None is a gap, for which nothing is known."""

    name: str
    tone: Tone
    points: tuple[tuple[date, float | None], ...]


def line_chart(caption: Caption, lines: Sequence[Line]) -> str:
    """The lines from left to right, the axis of values from zero; the SVG."""
    if not any(one.points for one in lines):
        return nothing(caption)

    def draw(axes: "Axes") -> None:
        for one in lines:
            _draw(axes, one)
        axes.set_ylim(0, _highest(lines) * 1.06)
        axes.grid(axis="y")
        axes.set_ylabel(caption.axis)
        _date_axis(axes)
        if len(lines) > 1:
            columns = min(len(lines), 4)
            axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=columns)

    return drawn(caption, (WIDTH * 1.3, _HEIGHT), draw)


def _highest(lines: Sequence[Line]) -> float:
    values = [value for one in lines for _, value in one.points if value is not None]
    return max(values, default=1.0) or 1.0


def _draw(axes: "Axes", one: Line) -> None:
    look = LOOKS[one.tone]
    values = [float("nan") if value is None else value for _, value in one.points]
    axes.plot(
        [day.toordinal() - _FIRST_DAY for day, _ in one.points],
        values,
        color=look.colour,
        linestyle=look.dash,
        linewidth=2.0,
        marker=look.marker,
        markersize=6,
        markeredgecolor=INK,
        markeredgewidth=0.7,
        clip_on=False,
        label=one.name,
    )


def _date_axis(axes: "Axes") -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter  # noqa: PLC0415

    locator = AutoDateLocator(minticks=3, maxticks=8)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    formatter = ConciseDateFormatter(locator)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_formatter(formatter)
