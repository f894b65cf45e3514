"""The report for programs: the same figures, by the same names."""

import math
from dataclasses import asdict
from typing import Any, Final

import orjson

from engine.population.report.rates import NUMBER_METHOD, SHARE_METHOD
from engine.population.report.report import Report

FORMAT: Final = 1
_DIGITS: Final = 6
_READING: Final = {
    "per_1000": "per 1,000 of `of`, with low and high the interval at 95 %",
    "shares": SHARE_METHOD,
    "numbers_of_cards": NUMBER_METHOD,
    "null": "withheld, fewer than `smallest_cell` patients standing behind it; as "
    "`high`, without limit; as `share`, nothing to count in",
}


def as_json(report: Report) -> bytes:
    """The report as JSON; the same report gives the same bytes.

    Figures are rounded to six digits behind the point, times are UTC.
    """
    made = {"format": FORMAT, "reading": _READING, **asdict(report)}
    options = orjson.OPT_INDENT_2 | orjson.OPT_NAIVE_UTC | orjson.OPT_UTC_Z
    return orjson.dumps(_rounded(made), option=options) + b"\n"


def _rounded(value: Any) -> Any:
    match value:
        case float():
            return round(value, _DIGITS) if math.isfinite(value) else None
        case dict():
            return {key: _rounded(one) for key, one in value.items()}
        case list() | tuple():
            return [_rounded(one) for one in value]
    return value
