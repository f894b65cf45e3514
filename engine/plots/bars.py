"""Counts as horizontal bars, side by side or end to end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from engine.plots.caption import Caption
from engine.plots.drawing import INK, ROW, WIDTH, drawn, label, lines_of, nothing
from engine.plots.tones import LOOKS, Tone

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Arrangement = Literal["stacked", "grouped"]


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of bar: a value for each label, in the unit of the axis."""

    name: str
    tone: Tone
    values: tuple[float, ...]


def bar_chart(
    caption: Caption,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    arrangement: Arrangement = "stacked",
) -> str:
    """The bars of each label, the first on top; the SVG.

    Raises ValueError if a series has not one value a label.
    """
    for one in series:
        if len(one.values) != len(labels):
            raise ValueError(f"{one.name}: {len(one.values)} values")
    if not labels or not series:
        return nothing(caption)
    lines = [label(one) for one in labels]
    side_by_side = len(series) if arrangement == "grouped" else 1
    tall = max(lines_of(lines) * 0.55 + 0.45, 0.3 + 0.6 * side_by_side)

    def draw(axes: "Axes") -> None:
        if arrangement == "stacked":
            _draw_stacked(axes, series, len(labels))
        else:
            _draw_grouped(axes, series, len(labels))
        axes.set_ylim(len(labels) - 0.5, -0.5)
        axes.set_xlim(left=0)
        axes.set_yticks(range(len(labels)), lines)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x")
        axes.set_axisbelow(True)
        axes.set_xlabel(caption.axis)
        if len(series) > 1:
            axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=len(series))

    return drawn(caption, (WIDTH, len(labels) * ROW * tall), draw)


def _draw_stacked(axes: "Axes", series: Sequence[Series], rows: int) -> None:
    left = [0.0] * rows
    for one in series:
        _draw(axes, one, [float(row) for row in range(rows)], 0.66, left)
        left = [before + value for before, value in zip(left, one.values, strict=True)]


def _draw_grouped(axes: "Axes", series: Sequence[Series], rows: int) -> None:
    tall = 0.8 / len(series)
    for place, one in enumerate(series):
        shift = (place - (len(series) - 1) / 2) * tall
        _draw(axes, one, [row + shift for row in range(rows)], tall, [0.0] * rows)


def _draw(
    axes: "Axes", one: Series, rows: list[float], tall: float, left: list[float]
) -> None:
    look = LOOKS[one.tone]
    axes.barh(
        rows,
        one.values,
        tall,
        left=left,
        color=look.colour,
        edgecolor=INK,
        linewidth=0.7,
        hatch=look.hatch,
        label=one.name,
    )
