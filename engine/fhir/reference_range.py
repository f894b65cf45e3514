"""The normal range that a laboratory sent beside its value."""

from collections.abc import Iterator
from decimal import Decimal

from engine.fhir.fields import Element, objects, words
from engine.fhir.numbers import unit
from engine.fhir.record import Quantity

_NORMAL = frozenset({"", "normal"})


def normal_range(resource: Element) -> Quantity | None:
    """The one plain normal range of an Observation, None if there is none.

    Ranges for other people (`appliesTo`), therapeutic ones and those in words
    alone say nothing for certain, nor do two of them.
    """
    if "referenceRange" not in resource:
        return None
    plain = [one for one in objects(resource["referenceRange"]) if _is_normal(one)]
    return _bounds(plain[0]) if len(plain) == 1 else None


def _is_normal(given: Element) -> bool:
    codes = {
        words(coding.get("code"))
        for kind in objects(given.get("type"))
        for coding in objects(kind.get("coding"))
    }
    return codes <= _NORMAL and not given.get("appliesTo") and not given.get("age")


def _bounds(given: Element) -> Quantity | None:
    ends = dict(_ends(given))
    units = {end.unit for end in ends.values()}
    if len(units) != 1:
        return None
    low, high = ends.get("low"), ends.get("high")
    return Quantity(
        None,
        units.pop(),
        low=low.value if low else None,
        high=high.value if high else None,
    )


def _ends(given: Element) -> Iterator[tuple[str, Quantity]]:
    for name in ("low", "high"):
        for end in objects(given.get(name)):
            value = end.get("value")
            if isinstance(value, int | float) and not isinstance(value, bool):
                yield name, Quantity(Decimal(repr(value)), unit(end))
