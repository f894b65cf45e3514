"""Rates with their confidence intervals, one row a rate."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.plots.caption import Caption
from engine.plots.drawing import INK, ROW, WIDTH, drawn, label, lines_of, nothing
from engine.plots.tones import LOOKS, Tone

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True)
class Estimate:
    """One rate, in the unit of the axis, and the interval around it.

    ``said`` is the figure in words, written beside the row; ``series`` is the
    name of its kind for the legend, left out where all are of one kind.
    """

    label: str
    value: float
    low: float
    high: float
    tone: Tone = "plain"
    said: str = ""
    series: str = ""


def interval_chart(
    caption: Caption, estimates: Sequence[Estimate], *, most: float | None = None
) -> str:
    """Each estimate as a marker on a line from low to high; the SVG.

    Rows stand in the order given, the first on top. The axis begins at zero and
    ends at ``most``, where a longer interval is cut, or just behind the highest.
    """
    if not estimates:
        return nothing(caption)
    labels = [label(one.label) for one in estimates]
    height = len(labels) * ROW * (0.45 + 0.55 * lines_of(labels))

    def draw(axes: "Axes") -> None:
        for row, one in enumerate(estimates):
            _draw_row(axes, row, one)
        highest = max(one.high for one in estimates) * 1.04
        axes.set_xlim(0, most or highest or 1)
        axes.set_ylim(len(labels) - 0.5, -0.5)
        axes.set_yticks(range(len(labels)), labels)
        axes.tick_params(axis="y", length=0, pad=8)
        axes.grid(axis="x")
        axes.set_xlabel(caption.axis)
        _legend(axes, estimates)

    return drawn(caption, (WIDTH, height), draw)


def _draw_row(axes: "Axes", row: int, one: Estimate) -> None:
    look = LOOKS[one.tone]
    line = {"color": look.colour, "linewidth": 2.2, "solid_capstyle": "butt"}
    axes.plot([one.low, one.high], [row, row], **line)  # type: ignore[arg-type]
    axes.plot(
        one.value,
        row,
        marker=look.marker,
        markersize=7.5,
        markerfacecolor=look.colour,
        markeredgecolor=INK,
        markeredgewidth=0.8,
        clip_on=False,
        linestyle="none",
    )
    if one.said:
        axes.annotate(
            one.said,
            (1.02, row),
            xycoords=axes.get_yaxis_transform(),
            va="center",
            fontsize=9,
        )


def _legend(axes: "Axes", estimates: Sequence[Estimate]) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415

    kinds = {one.series: LOOKS[one.tone] for one in estimates if one.series}
    handles = [
        Line2D([], [], color=look.colour, marker=look.marker, label=name)
        for name, look in kinds.items()
    ]
    if handles:
        axes.legend(
            handles=handles,
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=len(handles),
        )
