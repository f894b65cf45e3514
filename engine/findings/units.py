"""The unit of a measured value: from the table, else by the UCUM library.

The table of `rules/findings/measures.yaml` has the units that laboratories
send; it is signed, and a dict access. ucumvert and pint (half a second to
import) are loaded for a unit that is not in it.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from engine.terminology.models import MeasureWord

Conversion: TypeAlias = tuple[Decimal, Decimal]

_NO_OFFSET = Decimal(0)
# No clinical unit is longer, and none has a number of three digits or more: a
# power like 10*999999999 would keep the library busy for ever.
_PLAUSIBLE = re.compile(r"(?!.*\d{3})[A-Za-z%\[\]_/.*^'\"{}()+\-0-9]{1,24}")
# UCUM has both l and L for the litre, and most systems send l.
_LITRE = re.compile(r"(?<![A-Za-z])([a-z]?)l(?![A-Za-z])")
# An equivalent is an amount only together with the charge of the ion.
_EQUIVALENTS = re.compile(r"eq(?![a-z])", re.I)


def conversion_of(word: MeasureWord, unit: str) -> Conversion | None:
    """Factor and offset from a unit to that of the measure; None if unknown."""
    unit = unit.strip()
    known = word.units.get(unit) or word.units.get(_LITRE.sub(r"\1L", unit))
    if known or word.table_only:
        return known
    if not _PLAUSIBLE.fullmatch(unit) or _EQUIVALENTS.search(unit):
        return None
    factor = by_library(unit, word.unit, word.molar_mass)
    return None if factor is None else (factor, _NO_OFFSET)


@lru_cache(maxsize=256)
def by_library(unit: str, target: str, molar_mass: Decimal | None) -> Decimal | None:
    """The factor from one UCUM unit to another; None if there is none.

    Mass and amount of substance are converted with a molar mass in g/mol.
    """
    try:
        given, wanted = _read(unit), _read(target)
        factor = _factor(given, wanted, molar_mass)
    except _errors():
        return None
    return Decimal(f"{factor:.12g}")


def _factor(given: Any, wanted: Any, molar_mass: Decimal | None) -> float:
    if molar_mass is not None and not given.is_compatible_with(wanted):
        weight = float(molar_mass) * _read("g/mol")
        lighter = given / weight
        given = lighter if lighter.is_compatible_with(wanted) else given * weight
    return float((given / wanted).to("dimensionless").magnitude)


def _read(unit: str) -> Any:
    return _registry().from_ucum(unit)


@lru_cache(maxsize=1)
def _registry() -> Any:
    from ucumvert import PintUcumRegistry  # noqa: PLC0415

    return PintUcumRegistry()


def _errors() -> tuple[type[Exception], ...]:
    from lark.exceptions import LarkError  # noqa: PLC0415
    from pint import PintError  # noqa: PLC0415

    # AttributeError: ucumvert reads a bare annotation ("{score}") as a token.
    return LarkError, PintError, AttributeError, ValueError, OverflowError
