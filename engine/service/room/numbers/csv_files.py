"""The numbers as CSV, for a spreadsheet that takes nothing for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from engine.service.room.numbers.figures import PeriodFigures, Problems, Reason
from engine.service.room.numbers.query import NumbersQuery
from engine.store.rules_on_cards import OnCards

# What a spreadsheet may run, and what it skips before looking for it.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
Value = str | int | float | None


def cards_csv(query: NumbersQuery, cards: Iterable[OnCards]) -> str:
    """Rules on cards, a line for each day, rule and version."""
    heads = ("day", "rule", "version", "fires", "asks")
    said = ("accepted", "overridden", "no reply", "snoozed")
    rows = [
        (
            one.day.isoformat(),
            one.rule,
            one.version,
            one.fires,
            one.asks,
            one.accepted,
            one.overridden,
            one.fires + one.asks - one.accepted - one.overridden,
            one.snoozed,
        )
        for one in cards
        if query.rule in ("", one.rule) and query.version in (0, one.version)
    ]
    return _written((*heads, *said), rows)


def calls_csv(periods: Iterable[PeriodFigures], by: str) -> str:
    """Calls and response times, a line for each period."""
    heads = (f"{by} from", "with a card", "without", "refused", "rules fired")
    more = ("rules asked", "half within ms", "95 % within ms", "mean ms")
    rows = [
        (
            one.begins.isoformat(),
            one.calls.with_card,
            one.calls.without,
            one.calls.refused,
            one.fires,
            one.asks,
            one.calls.median,
            one.calls.slow,
            None if one.calls.mean is None else round(one.calls.mean, 1),
        )
        for one in periods
    ]
    return _written((*heads, *more), rows)


def problems_csv(problems: Iterable[Problems]) -> str:
    """Data problems, a line for each kind."""
    heads = ("problem", "calls", "could change the answer")
    return _written(heads, [(one.code, one.calls, one.blocking) for one in problems])


def reasons_csv(reasons: Iterable[Reason]) -> str:
    """Why cards were overridden, a line for each reason."""
    return _written(("reason", "cards"), [(one.says, one.cards) for one in reasons])


def _written(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([safe(value) for value in row] for row in rows)
    return text.getvalue()


def safe(value: Value) -> Value:
    """A value that no spreadsheet takes for a formula: text behind an apostrophe."""
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return f"'{value}"
    return value
