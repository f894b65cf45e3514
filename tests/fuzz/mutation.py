"""Bytes from other bytes: what a sender, a proxy or an attacker may make of them.

Half of the changes are made to the JSON, so that what comes out still reaches
the reader of records; the others to the bytes, so that the parser is tried too.
The same bytes and the same random numbers give the same bytes.
"""

import copy
import json
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any, Final

Holder = dict[str, Any] | list[Any]
Place = tuple[Holder, str | int]

_VALUES: Final[tuple[Any, ...]] = (
    None,
    True,
    0,
    -1,
    1e308,
    2**70,
    "",
    " ",
    "\u0000",
    "\ud83d\ude00" * 3,
    "<script>alert(1)</script>",
    "Patient/2",
    "#inside",
    "http://127.0.0.1/fhir/Patient/1",
    "2026-13-45",
    "9999-12-31T23:59:60Z",
    "0001-01-01",
    "entered-in-error",
    "refuted",
    "no numbness, denies everything",
    "sudden numbness of left face " * 40,
    [],
    {},
    [[]],
    [None],
    {"reference": "Patient/p1"},
    {"coding": [{"system": "http://snomed.info/sct", "code": "44077006"}]},
    {"resourceType": "Bundle", "type": "collection", "entry": [{}]},
    {"value": 7, "unit": "mg", "comparator": "<"},
)
_BYTES: Final = (b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"{", b"]", b'"', b"\\u0000")
_DEEPEST: Final = 400
LARGEST: Final = 200_000


def mutated(data: bytes, random: Random) -> bytes:
    """Some bytes with one to four changes, at most `LARGEST` of them."""
    if random.random() < 0.7:
        try:
            return _of_json(json.loads(data), random)[:LARGEST]
        except (ValueError, RecursionError):
            pass  # it is no JSON, or is by now: only its bytes can be changed
    return _of_bytes(data, random)[:LARGEST]


def _of_json(value: Any, random: Random) -> bytes:
    whole = {"": value}
    for _ in range(random.randint(1, 4)):
        places = list(_places(whole))
        holder, name = random.choice(places)
        random.choice(_CHANGES)(holder, name, places, random)
    return json.dumps(whole.get("")).encode()


def _places(value: Any) -> Iterator[Place]:
    if isinstance(value, dict):
        members: Sequence[tuple[str | int, Any]] = list(value.items())
    elif isinstance(value, list):
        members = list(enumerate(value))
    else:
        return
    for name, part in members:
        yield value, name
        yield from _places(part)


def _replace(holder: Any, name: Any, places: list[Place], random: Random) -> None:
    holder[name] = copy.deepcopy(random.choice(_VALUES))


def _remove(holder: Any, name: Any, places: list[Place], random: Random) -> None:
    if holder.keys() != {""} if isinstance(holder, dict) else True:
        del holder[name]


def _transplant(holder: Any, name: Any, places: list[Place], random: Random) -> None:
    other, where = random.choice(places)
    holder[name] = copy.deepcopy(other[where])  # type: ignore[index]


def _repeat(holder: Any, name: Any, places: list[Place], random: Random) -> None:
    copies = random.choice((2, 2, 2, 50))
    holder[name] = [copy.deepcopy(holder[name]) for _ in range(copies)]


def _nest(holder: Any, name: Any, places: list[Place], random: Random) -> None:
    for _ in range(random.choice((1, 3, _DEEPEST))):
        holder[name] = {"extension": [holder[name]]}


def _rename(holder: Any, name: Any, places: list[Place], random: Random) -> None:
    if isinstance(holder, dict) and name:
        others = [one for at in places for one in at[1:] if isinstance(one, str)]
        holder[random.choice(others) or "code"] = holder.pop(name)


_CHANGES: Final[tuple[Callable[[Any, Any, list[Place], Random], None], ...]] = (
    _replace,
    _replace,
    _remove,
    _transplant,
    _transplant,
    _repeat,
    _nest,
    _rename,
)


def _of_bytes(data: bytes, random: Random) -> bytes:
    made = bytearray(data or b"{}")
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(made) + 1)
        match random.randrange(4):
            case 0 if at < len(made):
                made[at] ^= 1 << random.randrange(8)
            case 1:
                made[at:at] = random.choice(_BYTES)
            case 2:
                del made[at : at + random.choice((1, 8, 1_000))]
            case _:
                start = random.randrange(len(made) + 1)
                made[at:at] = made[start : start + random.choice((1, 40, 2_000))]
    return bytes(made)
