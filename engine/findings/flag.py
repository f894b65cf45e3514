"""Whether a laboratory calls its own value low, normal or high."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from engine.fhir.record import Concept, Quantity, Record
from engine.findings.finding import Flag
from engine.findings.glossary import wordings

# HL7 v3 ObservationInterpretation and its v2 table 0078, and the plain words.
_FLAGS: Mapping[str, Flag] = MappingProxyType(
    {
        **dict.fromkeys(("L", "LL", "LU", "<", "LOW", "CRITICAL LOW"), "low"),
        **dict.fromkeys(("H", "HH", "HU", ">", "HIGH", "CRITICAL HIGH"), "high"),
        **dict.fromkeys(("N", "NORMAL"), "normal"),
    }
)


def flag_of(record: Record, value: Quantity) -> Flag:
    """The flag of a value: what was reported, else by the range beside it.

    Two flags that differ, another unit and a comparator that leaves it open
    are unknown.
    """
    reported = {
        _FLAGS[word]
        for one in record.interpretation
        for word in _words(one)
        if word in _FLAGS
    }
    if reported:
        return reported.pop() if len(reported) == 1 else ""
    normal = record.normal
    if normal is None or normal.unit != value.unit or value.value is None:
        return ""
    return _by_range(value, value.value, normal)


def _words(one: Concept) -> set[str]:
    codes = {coding.code.upper() for coding in one.codings}
    return codes | {text.upper() for text in wordings(one)}


def _by_range(value: Quantity, amount: Decimal, normal: Quantity) -> Flag:
    may_be_less = value.comparator.startswith("<")
    may_be_more = value.comparator.startswith(">")
    if normal.low is not None and amount < normal.low and not may_be_more:
        return "low"
    if normal.high is not None and amount > normal.high and not may_be_less:
        return "high"
    is_inside = None not in (normal.low, normal.high) and not value.comparator
    return "normal" if is_inside else ""
