"""From a matplotlib figure to an SVG that a page can hold.

matplotlib writes a drawing for a file of its own: a stylesheet for every
element of the page, `style` attributes that a content policy refuses, ids that
two charts share. Here it becomes an element among others.
"""

import io
import threading
import warnings
import xml.etree.ElementTree as Xml
from collections.abc import Callable
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from engine.plots.caption import Caption

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK: Final = "#010203"  # stands for the colour of the text around the chart
ROW: Final = 0.3  # inches
WIDTH: Final = 4.6  # inches of the plot itself, without labels
_LONGEST_LINE: Final = 34
_SVG: Final = "http://www.w3.org/2000/svg"
_LINK: Final = "{http://www.w3.org/1999/xlink}href"
_MIDDLE_INK: Final = "#717982"
_FAMILY: Final = "DejaVu Sans, Verdana, system-ui, sans-serif"
_LOOK: Final[dict[Any, Any]] = {
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "grid.alpha": 0.25,
    "grid.color": INK,
    "hatch.color": INK,
    "hatch.linewidth": 0.7,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": INK,
    "ytick.color": INK,
}
# matplotlib reads its settings from one place for all threads.
_ONE_AT_A_TIME: Final = threading.Lock()

Draw = Callable[["Axes"], None]


def drawn(caption: Caption, size: tuple[float, float], draw: Draw) -> str:
    """The SVG of what ``draw`` puts on axes of ``size`` (width, height; inches).

    The drawing is as large as the axes and every label around them.
    """
    with _ONE_AT_A_TIME:
        raw = _raw(caption.name, size, draw)
    drawing = Xml.fromstring(raw)
    _clean(drawing, caption.name)
    _describe(drawing, caption)
    Xml.register_namespace("", _SVG)
    return Xml.tostring(drawing, encoding="unicode")


def nothing(caption: Caption) -> str:
    """The SVG of a chart without data, which says so."""

    def draw(axes: "Axes") -> None:
        axes.set_axis_off()
        axes.text(0, 0.5, "Nothing to show.", va="center")

    return drawn(caption, (WIDTH, ROW), draw)


def label(text: str) -> str:
    """A label in lines short enough to stand beside a plot, nothing cut off."""
    printable = "".join(one if one.isprintable() else " " for one in text)
    return "\n".join(wrap(printable, _LONGEST_LINE)) or " "


def lines_of(labels: list[str]) -> float:
    """How many lines the longest of these labels has: 1 at least."""
    return max((one.count("\n") + 1 for one in labels), default=1)


def _raw(salt: str, size: tuple[float, float], draw: Draw) -> bytes:
    from matplotlib import rc_context  # noqa: PLC0415
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    with rc_context({**_LOOK, "svg.hashsalt": salt}), warnings.catch_warnings():
        # Text is written as text: a glyph this font lacks is the reader's to find.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure = Figure(figsize=size)
        FigureCanvasSVG(figure)
        draw(figure.add_axes((0, 0, 1, 1)))
        return _saved(figure)


def _saved(figure: "Figure") -> bytes:
    out = io.BytesIO()
    figure.savefig(
        out,
        format="svg",
        bbox_inches="tight",
        pad_inches=0.08,
        transparent=True,
        metadata={"Date": None, "Creator": None},
    )
    return out.getvalue()


def _clean(drawing: Xml.Element, name: str) -> None:
    for parent in list(drawing.iter()):
        for child in list(parent):
            if child.tag.endswith(("}metadata", "}style")):
                parent.remove(child)
    for element in drawing.iter():
        _style_as_attributes(element)
        _own_ids(element, name)
        for key, value in element.attrib.items():
            if value == INK:
                element.set(key, "currentColor")


def _style_as_attributes(element: Xml.Element) -> None:
    for part in element.attrib.pop("style", "").split(";"):
        key, _, value = (word.strip() for word in part.partition(":"))
        if key:
            element.set(key, _FAMILY if key == "font-family" else value)


def _own_ids(element: Xml.Element, name: str) -> None:
    """Ids that begin with the name of the chart, and what refers to them."""
    if one := element.get("id"):
        element.set("id", f"{name}-{one}")
    if link := element.attrib.pop(_LINK, None):
        element.set("href", link.replace("#", f"#{name}-"))
    for key, value in element.attrib.items():
        if value.startswith("url(#"):
            element.set(key, value.replace("url(#", f"url(#{name}-"))


def _describe(drawing: Xml.Element, caption: Caption) -> None:
    title, text = f"{caption.name}-title", f"{caption.name}-desc"
    drawing.attrib.update(
        {
            "class": "plot",
            "color": _MIDDLE_INK,
            "role": "img",
            "aria-labelledby": f"{title} {text}",
            "stroke-linejoin": "round",
        }
    )
    for place, (tag, one, words) in enumerate(
        (("title", title, caption.title), ("desc", text, caption.description))
    ):
        element = Xml.Element(f"{{{_SVG}}}{tag}", {"id": one})
        element.text = words
        drawing.insert(place, element)
