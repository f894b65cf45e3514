"""The report as one HTML page that needs nothing beside it."""

from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from engine.population.report import wording
from engine.population.report.charts import busiest, charts
from engine.population.report.rates import NUMBER_METHOD, SHARE_METHOD
from engine.population.report.report import Report

SHOWN: Final = 25  # rows of a list; the JSON has all

_FILTERS: Final[dict[str, Any]] = {
    "at_least": wording.at_least,
    "count": wording.count,
    "counted": wording.counted,
    "moment": wording.moment,
    "number": wording.number,
    "of": wording.of,
    "per_1000": wording.per_1000,
    "percent": wording.percent,
    "size": wording.size,
}


def page(report: Report) -> str:
    """The page; the same report gives the same text.

    Everything from a run is escaped; the page has no script and loads nothing.
    """
    return (
        _templates()
        .get_template("report.html")
        .render(
            report=report,
            unit=report.about.unit,
            charts={name: Markup(svg) for name, svg in charts(report).items()},
            busiest=busiest(report.rules),
            methods=(SHARE_METHOD, NUMBER_METHOD),
            shown=SHOWN,
        )
    )


def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("engine.population.report", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(_FILTERS)
    return environment
