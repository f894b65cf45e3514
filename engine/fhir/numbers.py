"""JSON numbers as decimals, and FHIR's Quantity and Range."""

from decimal import Decimal

from engine.fhir.fields import Element, Origin, words
from engine.fhir.record import Quantity
from engine.terminology.models import SYSTEM_URIS

COMPARATORS = ("<", "<=", ">=", ">")


def number(value: object, origin: Origin, at: str) -> Decimal | None:
    """A JSON number in the digits it was sent in; text is no number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(repr(value))
    if value not in (None, "", [], {}):
        origin.note("number-as-text", at, blocking=True)
    return None


def quantity(value: Element, origin: Origin, at: str) -> Quantity | None:
    """A Quantity; None, with a problem, if its number cannot be trusted."""
    comparator = words(value.get("comparator"))
    if comparator and comparator not in COMPARATORS:
        origin.note("unknown-comparator", f"{at}.comparator", blocking=True)
        return None
    amount = number(value.get("value"), origin, f"{at}.value")
    return None if amount is None else Quantity(amount, unit(value), comparator)


def unit(value: Element) -> str:
    """The UCUM code of a Quantity if it has one, else its unit text."""
    system = words(value.get("system"))
    is_ucum = system in ("", SYSTEM_URIS["ucum"], "urn:oid:2.16.840.1.113883.6.8")
    code = words(value.get("code")) if is_ucum else ""
    return code or words(value.get("unit"))


def quantity_range(value: Element, origin: Origin, at: str) -> Quantity | None:
    """A Range as a Quantity with `low` and `high`; both in one unit."""
    ends = {name: value.get(name) for name in ("low", "high")}
    read = {
        name: quantity(end, origin, f"{at}.{name}")
        for name, end in ends.items()
        if isinstance(end, dict)
    }
    low, high = read.get("low"), read.get("high")
    units = {end.unit for end in (low, high) if end}
    if len(units) != 1:
        origin.note("value-not-read", at, blocking=True)
        return None
    return Quantity(
        None,
        units.pop(),
        low=low.value if low else None,
        high=high.value if high else None,
    )
