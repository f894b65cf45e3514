"""Marks: what stands where in a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from engine.findings.text.timing.times import Time
from engine.terminology.lexicon import Entry

Told = Literal["", "normal", "impaired", "doubtful", "returned"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase of the lexicon, or a time, at the words start to end.

    ``told`` is what is said of a function ("sensation intact"), or that the
    phrase itself denies the finding ("GCS 15"); empty for a named finding.
    ``loose`` marks a phrase with words in it that change nothing. ``axis`` and
    ``word`` are those of the entry ("side", "left"), "time" and empty for a time;
    ``is_place`` if it names a body part or a side.
    """

    start: int
    end: int
    entry: Entry | None = None
    time: Time | None = None
    told: Told = ""
    loose: bool = False
    # What is asked hundreds of times of each text is worked out once.
    axis: str = field(init=False, repr=False, compare=False)
    word: str = field(init=False, repr=False, compare=False)
    is_finding: bool = field(init=False, repr=False, compare=False)
    is_place: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        axis = self.entry.axis if self.entry else "time"
        object.__setattr__(self, "axis", axis)
        object.__setattr__(self, "word", self.entry.word if self.entry else "")
        object.__setattr__(self, "is_finding", axis == "finding")
        object.__setattr__(self, "is_place", axis in ("site", "side"))


def with_times(
    marks: Sequence[Mark], times: Mapping[int, Time], start: int, end: int
) -> tuple[Mark, ...]:
    """The marks of one sentence and its times, in order of position."""
    said = [
        Mark(at - start, at - start + 1, time=times[at])
        for at in range(start, end)
        if at in times
    ]
    return tuple(sorted((*marks, *said), key=lambda mark: mark.start))
