"""What a chart says about itself, for the eye and for a screen reader."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caption:
    """The words of one chart.

    ``name`` is unique on the page and is the beginning of every id in the
    drawing: letters, digits and hyphens. ``title`` and ``description`` are read
    out; they are not drawn, the heading beside the chart says them. ``axis``
    stands below the axis of values, with its unit.
    """

    name: str
    title: str
    description: str
    axis: str = ""

    def __post_init__(self) -> None:
        if not self.name.replace("-", "").isalnum() or not self.name.isascii():
            raise ValueError(f"the name of a chart, {self.name!r}, is no id")
