"""Keys that occur twice in one JSON object.

Every parser keeps one of the two and says nothing: a status may be lost. The
look is cheap: the document is written again and its colons are counted; only
where there are fewer is it read a second time.
"""

import json
from collections.abc import Iterator

from engine.fhir.problems import below


class _Doubled(dict[str, object]):
    """An object that had a key twice."""


def doubled_key(body: bytes, written: bytes) -> str | None:
    """The place of the object that has a key twice, None if none has.

    `written` is the parsed body written again, so each key stands there once.
    The key itself is not named: it may be anything.
    """
    # Written the same (most senders write compactly), it has each key once.
    if body == written or not _may_have(body, written):
        return None
    return next(_places(_read_again(body), ""), None)


def _may_have(body: bytes, written: bytes) -> bool:
    # Each key has one colon, and the colons inside texts are the same in both;
    # an escaped colon is written plainly and would hide a second key.
    if b"\\" in body and b"\\u003" in body:
        return True
    return body.count(b":") > written.count(b":")


def _read_again(body: bytes) -> object:
    # str for numbers: Python refuses integers of more than 4,300 digits.
    return json.loads(body, object_pairs_hook=_object, parse_int=str, parse_float=str)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = {key for key, _ in pairs}
    return dict(pairs) if len(keys) == len(pairs) else _Doubled(pairs)


def _places(value: object, place: str) -> Iterator[str]:
    if isinstance(value, _Doubled):
        yield place
    if isinstance(value, dict):
        for key, member in value.items():
            yield from _places(member, below(place, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _places(item, f"{place}[{number}]")
