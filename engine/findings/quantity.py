"""A measured value in the unit of its measure word.

An unknown unit is a data problem and is never compared (`knowledge.md` 6.11).
"""

from decimal import Decimal

from engine.fhir.record import Quantity, Record
from engine.findings.finding import Measurement, Source
from engine.findings.flag import flag_of
from engine.findings.problems import problem
from engine.findings.said import NOTHING, Said
from engine.findings.units import conversion_of
from engine.terminology.models import MeasureWord

_COMPARATORS = frozenset({"", "<", "<=", ">", ">="})


def measured(word: MeasureWord, quantity: Quantity, record: Record, at: str) -> Said:
    """The measurement of a quantity, or the problem why there is none."""
    conversion = conversion_of(word, quantity.unit)
    if conversion is None:
        return Said(problems=(problem("unknown-unit", record, at),))
    bounds = _bounds(quantity)
    if bounds is None:
        return Said(problems=(problem("value-not-understood", record, at),))
    low, high = (_converted(bound, *conversion) for bound in bounds)
    source = Source(record.reference, record.kind, record.written)
    return Said(
        measurements=(
            Measurement(
                word.measure,
                low,
                high,
                record.written,
                source,
                low_open=quantity.comparator == ">",
                high_open=quantity.comparator == "<",
                flag=flag_of(record, quantity) if quantity is record.value else "",
            ),
        )
    )


def _bounds(quantity: Quantity) -> tuple[Decimal | None, Decimal | None] | None:
    value = quantity.value
    if value is None:
        bounds = quantity.low, quantity.high
        return None if bounds == (None, None) or quantity.comparator else bounds
    if quantity.comparator not in _COMPARATORS:
        return None
    if quantity.comparator.startswith("<"):
        return None, value
    return value, None if quantity.comparator else value


def _converted(
    bound: Decimal | None, factor: Decimal, offset: Decimal
) -> Decimal | None:
    return None if bound is None else bound * factor + offset


def without_value(record: Record, at: str, *, is_explained: bool) -> Said:
    """A measurement that carries no number: unknown, and listed."""
    if is_explained:
        return NOTHING
    return Said(problems=(problem("no-value", record, at),))
