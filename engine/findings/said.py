"""What the parts of one record said, gathered before it is bound together."""

from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Protocol

from engine.fhir.record import Problem
from engine.findings.claim import UNQUALIFIED, Claim, Place, Qualities
from engine.findings.finding import DrugUse, Measurement
from engine.findings.glossary import Glossary
from engine.findings.text.finding import TextReading
from engine.when import Interval


class Reader(Protocol):
    """Free text to statements; `engine/findings/text` is the one that ships."""

    def read(self, text: str, written: Interval | None, zone: tzinfo) -> TextReading:
        """The statements of a text; times count from when it was written."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading a record needs: the words, the text reader, the zone."""

    glossary: Glossary
    reader: Reader
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True)
class Said:
    """Claims, and what qualifies them, of one or more parts of a record.

    ``spots`` and ``qualities`` belong to whatever the record is about. Still
    to be read are ``texts``, its own words beside a code, and ``mentions``,
    complaints and remarks.
    """

    claims: tuple[Claim, ...] = ()
    spots: tuple[Place, ...] = ()
    qualities: Qualities = UNQUALIFIED
    texts: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    problems: tuple[Problem, ...] = ()
    drugs: tuple[DrugUse, ...] = ()

    def __add__(self, other: "Said") -> "Said":
        # Of most parts nothing is said: a laboratory value is one measurement.
        if self is NOTHING:
            return other
        if other is NOTHING:
            return self
        return Said(
            self.claims + other.claims,
            self.spots + other.spots,
            self.qualities.completed_by(other.qualities),
            self.texts + other.texts,
            self.mentions + other.mentions,
            self.measurements + other.measurements,
            self.problems + other.problems,
            self.drugs + other.drugs,
        )


NOTHING = Said()
