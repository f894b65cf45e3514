"""Answers that were worked out before, a bounded number of them."""

from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K", str, tuple[str, ...])
V = TypeVar("V")

_MOST = 20_000
# Longer ones are notes: they do not come again, and are not kept in memory.
_LONGEST = 240


class Seen(dict[K, V], Generic[K, V]):
    """An answer for each text, or for a few together, worked out when first asked.

    ``seen[text]`` costs no call once it is known. What raises is not kept. Safe to
    share between threads: at worst an answer is worked out twice.
    """

    def __init__(self, look: Callable[[K], V]) -> None:
        super().__init__()
        self._look: Callable[[K], V] = look

    def __missing__(self, asked: K) -> V:
        found = self._look(asked)
        length = len(asked) if isinstance(asked, str) else sum(map(len, asked))
        if length <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[asked] = found
        return found
