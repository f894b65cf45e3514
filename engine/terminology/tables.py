"""The tables of the text filter, and how the cache of rules keeps them.

Making them takes a seventh of the time of a start (`rulebook/cache.py`). They are
worked out of the words of the findings and qualifiers and of nothing else.
"""

from dataclasses import dataclass
from typing import Any, Self

from engine.terminology.phrases import Phrases, of_plain, plain_of
from engine.terminology.prefilter import Shapes

_PHRASES = ("phrases", "functions", "placed", "rests")
_SHAPES = ("shapes", "correct", "starts", "ends")


@dataclass(frozen=True, slots=True)
class Tables:
    """What of a `WordFilter` takes long to make.

    ``phrases`` name or deny a finding, ``functions`` and ``placed`` do beside
    another word, ``rests`` are phrases without a word that has other wordings.
    """

    phrases: Phrases
    functions: Phrases
    placed: Phrases
    rests: Phrases
    shapes: Shapes

    def as_plain(self) -> dict[str, Any]:
        """The tables as JSON can hold them, the same bytes each time."""
        phrases = {name: plain_of(getattr(self, name)) for name in _PHRASES}
        shapes = {name: sorted(getattr(self.shapes, name)) for name in _SHAPES}
        return {**phrases, **shapes}

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Self:
        """The tables that `as_plain` wrote."""
        phrases = {name: of_plain(plain[name]) for name in _PHRASES}
        shapes = Shapes(**{name: frozenset(plain[name]) for name in _SHAPES})
        return cls(**phrases, shapes=shapes)
