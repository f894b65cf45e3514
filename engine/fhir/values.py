"""What an Observation or one of its components says: value[x]."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from engine.fhir.fields import Element, Origin, concept, listed, objects, time, words
from engine.fhir.numbers import number, quantity, quantity_range
from engine.fhir.record import Coding, Concept, Quantity, Value
from engine.fhir.times import spanning

_ABSENT_URL = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
_NO_CONCEPT = Concept()
_ABSENT_SYSTEM = "http://terminology.hl7.org/CodeSystem/data-absent-reason"


def value(element: Element, origin: Origin, at: str = "") -> Value | None:
    """The value[x] of an element, None if it has none that can be read.

    What could not be read is noted. More than one value[x] is not FHIR; the
    first is read and the others are noted.
    """
    names = [
        name
        for name in element
        # asked first because nearly every name says no, in a third of the time
        if "value" in name
        and name[:5] == "value"
        and element[name] not in (None, "", [], {})
    ]
    if not names:
        return None
    if len(names) > 1:
        origin.note("several-values", _at(at, names[1]), blocking=True)
    name = names[0]
    read = _READERS.get(name, _unread)(element[name], origin, _at(at, name))
    return read


def absent_reason(element: Element, origin: Origin, at: str = "") -> Concept:
    """Why there is no value: dataAbsentReason, or the extension of that name."""
    at = _at(at, "dataAbsentReason")
    read = concept(element.get("dataAbsentReason"), origin, at)
    return read or _by_extension(element)


def _by_extension(element: Element) -> Concept:
    names = [name for name in element if "value" in name and name[:6] == "_value"]
    if not names:
        return _NO_CONCEPT
    siblings = [one for name in names for one in objects(element[name])]
    codes = [
        words(extension.get("valueCode"))
        for sibling in siblings
        for extension in objects(sibling.get("extension"))
        if extension.get("url") == _ABSENT_URL
    ]
    return Concept(tuple(Coding(_ABSENT_SYSTEM, code, "") for code in codes if code))


def _at(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _unread(_: object, origin: Origin, at: str) -> None:
    origin.note("value-not-read", at, blocking=True)


def _concept(given: object, origin: Origin, at: str) -> Concept | None:
    if isinstance(given, str):  # read as text, and perhaps it is a code
        origin.note("shape", at, blocking=False)
    return concept(given, origin, at) or None


def _text(given: object, origin: Origin, at: str) -> str | None:
    if not isinstance(given, str):
        origin.note("shape", at, blocking=True)
    return words(given) or None


def _truth(given: object, origin: Origin, at: str) -> bool | None:
    if isinstance(given, bool):
        return given
    origin.note("shape", at, blocking=True)
    return None


def _number(given: object, origin: Origin, at: str) -> Quantity | None:
    amount = number(given, origin, at)
    return None if amount is None else Quantity(amount, "")


def _object(read: Callable[[Element, Origin, str], Value | None]) -> "_Reader":
    def reader(given: object, origin: Origin, at: str) -> Value | None:
        if isinstance(given, dict):
            return read(given, origin, at)
        found = objects(given)
        if len(found) == 1 == len(listed(given)):
            return read(found[0], origin, at)
        origin.note("shape", at, blocking=True)
        return None

    return reader


def _period(given: Element, origin: Origin, at: str) -> Value | None:
    start = time(given.get("start"), origin, f"{at}.start")
    end = time(given.get("end"), origin, f"{at}.end")
    return spanning(start, end, origin)


_Reader = Callable[[object, Origin, str], Value | None]
_READERS: Mapping[str, _Reader] = MappingProxyType(
    {
        "valueCodeableConcept": _concept,
        "valueCoding": _concept,
        "valueQuantity": _object(quantity),
        "valueRange": _object(quantity_range),
        "valuePeriod": _object(_period),
        "valueString": _text,
        "valueBoolean": _truth,
        "valueInteger": _number,
        "valueDecimal": _number,
        "valueDateTime": time,
        "valueInstant": time,
        "valueDate": time,
    }
)
