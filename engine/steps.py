"""The steps of an answer, for whoever wants to time them.

Nobody does by default, and a step then costs one look-up. A watcher is told the
name of a step and nothing of what it works on.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Final, Literal, TypeAlias

Step: TypeAlias = Literal[
    "receive", "parse", "fetch", "read", "gather", "decide", "cards", "store"
]
Watcher: TypeAlias = Callable[[Step], AbstractContextManager[object]]

_WATCHER: ContextVar[Watcher | None] = ContextVar("watcher", default=None)
_UNWATCHED: Final = nullcontext()


def step(name: Step) -> AbstractContextManager[object]:
    """The time of one step, as a context."""
    watcher = _WATCHER.get()
    return _UNWATCHED if watcher is None else watcher(name)


@contextmanager
def watched_by(watcher: Watcher) -> Iterator[None]:
    """The steps inside are told to the watcher."""
    token = _WATCHER.set(watcher)
    try:
        yield
    finally:
        _WATCHER.reset(token)
