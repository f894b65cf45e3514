"""A matrix of counts: the more, the fuller the cell, and the number in it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from engine.plots.caption import Caption
from engine.plots.drawing import INK, ROW, drawn, label, lines_of, nothing
from engine.plots.tones import LOOKS, Tone

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_FULLEST: Final = 0.6  # the number in the cell stays readable on any ground
_CELL: Final = 0.5  # inches


def heat_chart(
    caption: Caption,
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[float | None]],
    *,
    tone: Tone = "info",
) -> str:
    """The cells by row and column; None stays empty; the SVG.

    Raises ValueError if there is not one cell a row and column.
    """
    if [len(row) for row in cells] != [len(columns)] * len(rows):
        raise ValueError("there is not one cell a row and column")
    if not rows or not columns:
        return nothing(caption)
    lines, heads = [label(one) for one in rows], [label(one) for one in columns]
    tall = max(ROW, ROW * (0.45 + 0.55 * lines_of(lines)))
    known = [cell for row in cells for cell in row if cell is not None]
    highest = max(known, default=1) or 1

    def draw(axes: "Axes") -> None:
        for place, row in enumerate(cells):
            for column, cell in enumerate(row):
                if cell is not None:
                    _draw_cell(axes, (column, place), cell, cell / highest, tone)
        axes.set_xlim(-0.5, len(columns) - 0.5)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xticks(range(len(heads)), heads, rotation=90)
        axes.set_yticks(range(len(lines)), lines)
        axes.tick_params(length=0, top=True, labeltop=True, labelbottom=False)
        axes.spines[:].set_visible(False)
        axes.set_xlabel(caption.axis)

    size = (len(columns) * _CELL, len(rows) * tall)
    return drawn(caption, size, draw)


def _draw_cell(
    axes: "Axes", place: tuple[int, int], cell: float, share: float, tone: Tone
) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415

    x, y = place
    corner = (x - 0.47, y - 0.46)
    fill = (LOOKS[tone].colour, share * _FULLEST)
    patch = Rectangle(corner, 0.94, 0.92, facecolor=fill, edgecolor=INK, linewidth=0.4)
    axes.add_patch(patch)
    axes.text(x, y, f"{cell:g}", ha="center", va="center", fontsize=9)
