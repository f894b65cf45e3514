"""Marks: what stands where in a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.findings.text.times import Time
from engine.terminology.lexicon import Entry

Told = Literal["", "normal", "impaired", "doubtful", "returned"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase of the lexicon, or a time, at the words start to end.

    ``told`` is what is said of a function ("sensation intact"), or that the
    phrase itself denies the finding ("GCS 15"); empty for a named finding.
    ``loose`` marks a phrase with words in it that change nothing.
    """

    start: int
    end: int
    entry: Entry | None = None
    time: Time | None = None
    told: Told = ""
    loose: bool = False

    @property
    def axis(self) -> str:
        """The axis of the entry, or "time"."""
        return self.entry.axis if self.entry else "time"

    @property
    def word(self) -> str:
        """The word of the entry ("left"), empty for a time."""
        return self.entry.word if self.entry else ""

    @property
    def is_finding(self) -> bool:
        """Whether it names a finding."""
        return self.axis == "finding"

    @property
    def is_place(self) -> bool:
        """Whether it names a body part or a side."""
        return self.axis in ("site", "side")


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
