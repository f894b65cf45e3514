"""Data of a file -> model, with every fault at its line."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from engine.errors import Diagnostic
from engine.terminology.faults import FaultKind, Spot
from engine.terminology.strict_yaml import Document, Place, Plain, at

Model = TypeVar("Model")

_MISSING = object()
_LENGTH = "Write a number and a unit, such as '24 hours'."


Special: TypeAlias = Mapping[tuple[str, str], FaultKind]


def validated(
    document: Document, place: Place, model: type[Model], special: Special
) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """What stands at a place of a file as a model, or None and its faults.

    ``special`` gives the errors of pydantic that have a code of their own, by
    error type and key: ("string_too_long", "summary").
    """
    data = at(document.data, place)
    unquoted = tuple(_unquoted_codes(document, place, data))
    try:
        made = TypeAdapter(model).validate_python(data)
    except ValidationError as error:
        return None, (*unquoted, *_faults(error, document, place, model, special))
    return (None, unquoted) if unquoted else (made, ())


def place_in(data: Plain, loc: Iterable[str | int]) -> Place:
    """The path in the data that pydantic means by the `loc` of an error.

    Pydantic puts the tags of unions between the real steps; a step that the
    data does not have is left out. Of two readings the one that keeps more
    steps holds, and of equals the one that takes the earlier step for a tag.
    """
    steps = tuple(loc)
    if not steps:
        return ()
    skipped = place_in(data, steps[1:])
    inner = _step(data, steps[0])
    if inner is _MISSING:
        return skipped
    taken = (steps[0], *place_in(inner, steps[1:]))  # type: ignore[arg-type]
    return taken if len(taken) > len(skipped) else skipped


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A sentence that offers the nearest known word, None if none is near."""
    near = difflib.get_close_matches(word, sorted(set(known)), n=1, cutoff=0.6)
    return f"Did you mean {near[0]!r}?" if near else None


def _step(data: Plain, step: str | int) -> object:
    if isinstance(data, dict) and step in data:
        return data[str(step)]
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return _MISSING


def _faults(
    error: ValidationError,
    document: Document,
    start: Place,
    model: type[Model],
    special: Special,
) -> Iterator[Diagnostic]:
    data = at(document.data, start)
    keys = frozenset(_keys(model, set()))
    reported: set[tuple[Place, str]] = set()
    for detail in error.errors(include_url=False):
        if _is_echo(detail):
            continue
        place = (*start, *place_in(data, detail["loc"]))
        spot = document.spot(place)
        kind = special.get((detail["type"], _last_word(place)))
        fault = _special(detail, spot, kind) if kind else _fault(detail, spot, keys)
        # a union of plain values complains once for each of its members
        if (place, fault.code + fault.text) not in reported:
            reported.add((place, fault.code + fault.text))
            yield fault


def _is_echo(detail: ErrorDetails) -> bool:
    """Whether a list is only too short because a faulty item was dropped."""
    given, least = detail["input"], detail.get("ctx", {}).get("min_length", 0)
    return detail["type"] == "too_short" and len(given) >= least


def _special(detail: ErrorDetails, spot: Spot, kind: FaultKind) -> Diagnostic:
    given = detail["input"]
    length = f" It has {len(given)} characters." if isinstance(given, str) else ""
    return spot.fault(kind.code, f"{kind.meaning}{length}", kind.fix)


def _fault(detail: ErrorDetails, spot: Spot, keys: frozenset[str]) -> Diagnostic:
    words = [step for step in detail["loc"] if isinstance(step, str)]
    name = repr(words[-1]) if words else "The file"
    match detail["type"]:
        case "extra_forbidden":
            return spot.fault("RF102", f"{name} is no key here.", _key_fix(name, keys))
        case "missing":
            return spot.fault("RF103", f"{name} is missing.", f"Add {name}.")
        case "string_type" if words[-1:] == ["code"]:
            return _unquoted(spot, str(detail["input"]))
        case "union_tag_not_found" | "union_tag_invalid" | "clause_kind":
            return spot.fault("RF109", f"{_shown(detail)} is not known here.")
        case "dataclass_type" | "dataclass_exact_type":
            text = f"{_shown(detail)} is no length of time."
            return spot.fault("RF109", text, _LENGTH)
        case _:
            return _wrong_value(detail, spot, name)


def _wrong_value(detail: ErrorDetails, spot: Spot, name: str) -> Diagnostic:
    said = detail["msg"].removeprefix("Value error, ")
    said = said[:1].lower() + said[1:]
    text = f"{name}: {_shown(detail)} is not accepted: {said.rstrip('.')}."
    return spot.fault("RF109", text, _value_fix(detail))


def _value_fix(detail: ErrorDetails) -> str | None:
    expected = str(detail.get("ctx", {}).get("expected", ""))
    if detail["type"] == "literal_error":
        words = [part.strip("' ") for part in expected.replace(" or ", ",").split(",")]
        return did_you_mean(str(detail["input"]), words) or f"Write one of {expected}."
    if detail["type"] == "string_type":
        return "Write a text; put a number between quotes."
    return None


def _key_fix(name: str, keys: frozenset[str]) -> str | None:
    word = name.strip("'")
    if word in keys:
        return "It belongs elsewhere: check the indentation."
    return did_you_mean(word, keys)


def _last_word(place: Place) -> str:
    return next((step for step in reversed(place) if isinstance(step, str)), "")


def _shown(detail: ErrorDetails) -> str:
    given = detail["input"]
    if isinstance(given, dict):
        return f"a mapping that begins with {next(iter(given), 'nothing')!r}"
    return "a list" if isinstance(given, list) else repr(given)


def _unquoted_codes(
    document: Document, place: Place, data: Plain
) -> Iterator[Diagnostic]:
    items = data.items() if isinstance(data, dict) else ()
    rows = enumerate(data) if isinstance(data, list) else ()
    for step, inner in (*items, *rows):
        here = (*place, step)
        if isinstance(inner, dict | list):
            yield from _unquoted_codes(document, here, inner)
        elif step == "code" and isinstance(inner, str) and here not in document.quoted:
            yield _unquoted(document.spot(here), inner)


def _unquoted(spot: Spot, code: str) -> Diagnostic:
    fix = f'Write code: "{code}", as in the verified table.'
    return spot.fault("RF104", f"The code {code} is not quoted.", fix)


def _keys(annotation: Any, seen: set[Any]) -> Iterator[str]:
    """Every key that a model or anything inside it knows."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation in seen:
            return
        seen.add(annotation)
        for field in annotation.model_fields.values():
            yield str(field.alias)
            yield from _keys(field.annotation, seen)
    for inner in get_args(annotation):
        yield from _keys(inner, seen)
