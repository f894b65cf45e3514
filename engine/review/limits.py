"""The limits of a clause, moved by one unit."""

from collections.abc import Iterator
from decimal import Decimal

from engine.when import Duration


def moved(limit: object) -> Iterator[object]:
    """A limit one unit lower and one higher; nothing if it is no limit.

    Of an amount ("6.5 %") the last written digit counts as the unit; a
    threshold of the locale is no limit of the rule.
    """
    match limit:
        case bool():
            return
        case Duration(amount=amount, unit=unit):
            yield from (Duration(n, unit) for n in (amount - 1, amount + 1) if n >= 0)
        case int():
            yield from (limit - 1, limit + 1)
        case str():
            yield from _amounts(limit)


def _amounts(amount: str) -> Iterator[str]:
    number, _, unit = amount.partition(" ")
    if number == "locale":
        return
    value = Decimal(number)
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    for other in (value - step, value + step):
        yield f"{other} {unit}"
