"""The figures as drawings, in the look of the other plots of the project."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.plots.caption import Caption
from engine.plots.drawing import INK, WIDTH, drawn, nothing
from engine.plots.tones import LOOKS, Tone
from side_by_side.figures import Load, Run

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TONES: dict[str, Tone] = {
    "floor": "other",
    "pinprick": "plain",
    "healthchain": "info",
    "healthchain-models": "asks",
    "cql": "critical",
    "json-rules": "warning",
}
_HEIGHT = 3.2  # inches


def charts(run: Run) -> dict[str, str]:
    """Each drawing by the name of its file."""
    return {
        f"{name}.svg": _chart(run, caption, form, value)
        for name, caption, form, value in (
            (
                "cpu-coded",
                Caption(
                    "cpu-coded",
                    "CPU of one call, coded records",
                    "CPU milliseconds a call by the number of Observations, "
                    "a line for each contestant, both axes logarithmic.",
                    "Observations (and 50 Conditions)",
                ),
                "coded",
                lambda load: load.cpu,
            ),
            (
                "cpu-text",
                Caption(
                    "cpu-text",
                    "CPU of one call, with free text",
                    "The same where every 25th Observation and every fifth "
                    "Condition is a complaint in words.",
                    "Observations (and 50 Conditions)",
                ),
                "text",
                lambda load: load.cpu,
            ),
            (
                "p95-coded",
                Caption(
                    "p95-coded",
                    "Latency of one call, coded records",
                    "The 95th percentile of the latency in milliseconds over one "
                    "connection, both axes logarithmic.",
                    "Observations (and 50 Conditions)",
                ),
                "coded",
                lambda load: load.p95,
            ),
        )
    }


def _chart(
    run: Run, caption: Caption, form: str, value: Callable[[Load], float]
) -> str:
    sizes = run.sizes(form)
    if not sizes:
        return nothing(caption)

    def draw(axes: "Axes") -> None:
        for name in run.contestants():
            loads = [run.at(name, form, size) for size in sizes]
            points = [
                (one.observations, value(one)) for one in loads if one is not None
            ]
            _line(axes, name, points)
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
        axes.minorticks_off()
        axes.yaxis.set_major_formatter("{x:g}")
        axes.grid(axis="y")
        axes.set_xlabel(caption.axis)
        axes.set_ylabel("ms")
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2)

    return drawn(caption, (WIDTH * 1.2, _HEIGHT), draw)


def _line(axes: "Axes", name: str, points: list[tuple[int, float]]) -> None:
    look = LOOKS[TONES[name]]
    axes.plot(
        [size for size, _ in points],
        [value for _, value in points],
        color=look.colour,
        linestyle=look.dash,
        linewidth=2.0,
        marker=look.marker,
        markersize=6,
        markeredgecolor=INK,
        markeredgewidth=0.7,
        label=name,
    )
