"""An exception without its message: a message or a local may quote a record."""

import traceback
from types import TracebackType

_MOST_TYPES = 10
_MOST_PLACES = 12


def types_of(error: BaseException) -> str:
    """The type of an exception and of what caused it, the latest first."""
    names: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(names) < _MOST_TYPES:
        names.append(type(cause).__qualname__)
        cause = cause.__cause__ or cause.__context__
    return " from ".join(names)


def places_of(trace: TracebackType | None) -> str:
    """The lines of code that a traceback goes through, the innermost first."""
    frames = traceback.extract_tb(trace)[-_MOST_PLACES:]
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return " < ".join(reversed(places))
