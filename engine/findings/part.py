"""The parts of a record that say something of their own.

An Observation has its code and value, and components with theirs; each is a
`Part`, so that all are read by the same rules.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.fhir.record import Concept, Record, Value
from engine.findings.glossary import wordings

# "Familial amyloidosis" is the patient's own; "family history" is not.
_FAMILY = re.compile(r"\b(family|relatives?|fhx?|mother|father|sibling)\b", re.I)
_PAST = re.compile(
    r"\b(past|previous|prior|personal)\b.{0,20}\bhistory\b|\bhistory of past\b", re.I
)
_SCORE = re.compile(r"\b(score|scale|index|count|per (day|week))\b", re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """A code and what was recorded for it; ``place`` is where in the JSON."""

    code: Concept
    value: Value | None
    place: str
    absent_reason: Concept
    interpretation: tuple[Concept, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of its value, if it has any."""
        if isinstance(self.value, str):
            return (self.value,)
        return wordings(self.value) if isinstance(self.value, Concept) else ()

    @property
    def is_about_family(self) -> bool:
        """Whether its code or display says that it is of somebody else."""
        return any(_FAMILY.search(text) for text in wordings(self.code))

    @property
    def is_score(self) -> bool:
        """Whether it is named like an instrument: "Glasgow coma score"."""
        return any(_SCORE.search(name) for name in wordings(self.code))

    @property
    def is_past(self) -> bool:
        """Whether it is a past history: there, but nothing that is new."""
        return any(_PAST.search(text) for text in wordings(self.code))


def main_part(record: Record) -> Part:
    """The code and value of the record itself."""
    return Part(
        record.code,
        record.value,
        record.place,
        record.absent_reason,
        record.interpretation,
    )


def component_parts(record: Record) -> Iterator[Part]:
    """The components of a record, each as a part."""
    for number, component in enumerate(record.components):
        place = f"{record.place}.component[{number}]"
        yield Part(component.code, component.value, place, component.absent_reason)
