"""What a FHIR resource says, as far as the rules can use it.

A `Record` is a projection: the fields the engine reads, normalised, typed and
frozen, whatever FHIR version or dialect they came in. It never drops a
statement; what could not be read stands in `Reading.problems`.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from engine.when import Interval


@dataclass(frozen=True, slots=True)
class Coding:
    """One code. ``system`` is the URI as sent, blanks stripped, "" if missing."""

    system: str
    code: str
    display: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A CodeableConcept: several codings of one meaning, and a text."""

    codings: tuple[Coding, ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.codings or self.text)


class Quantity(NamedTuple):
    """A measured number. ``unit`` is the UCUM code if sent, else the unit text.

    ``comparator`` is "" or one of < <= >= >; ``low``/``high`` are given for a
    Range instead of ``value``.
    """

    value: Decimal | None
    unit: str
    comparator: str = ""
    low: Decimal | None = None
    high: Decimal | None = None


Value: TypeAlias = Concept | Quantity | str | bool | Interval


@dataclass(frozen=True, slots=True)
class Component:
    """A part of an Observation with its own code and value."""

    code: Concept
    value: Value | None
    absent_reason: Concept = Concept()


class Onset(NamedTuple):
    """When something began or ended, in whichever of FHIR's forms it was sent.

    ``at`` for dateTime, Period (start), Age and Range (counted from the birth
    date); ``text`` for a string.
    """

    at: Interval | None = None
    text: str = ""


class Record(NamedTuple):
    """One resource of the patient, projected and normalised.

    ``reference`` is what a card may name ("Observation/1", or the fullUrl);
    ``place`` is where it stood in the JSON. Status words are lower case and
    "" when missing. ``written`` is the latest time the statement can have
    been made (effective end, issued, recordedDate, authored), ``began`` the
    onset, ``ended`` an abatement or the end of a period (True: ended, time
    unknown). ``normal`` is the laboratory's own range of a measured value.
    """

    kind: str
    reference: str
    place: str
    code: Concept = Concept()
    body_sites: tuple[Concept, ...] = ()
    notes: tuple[str, ...] = ()
    has_unknown_modifier: bool = False
    status: str = ""
    clinical_status: str = ""
    verification_status: str = ""
    reasons: tuple[Concept, ...] = ()
    value: Value | None = None
    absent_reason: Concept = Concept()
    interpretation: tuple[Concept, ...] = ()
    normal: Quantity | None = None
    severity: Concept = Concept()
    components: tuple[Component, ...] = ()
    began: Onset = Onset()
    ended: Onset | Literal[True] | None = None
    written: Interval | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """What the Patient resource says that a rule may ask for."""

    reference: str
    born: Interval | None = None
    sex: Literal["female", "male", ""] = ""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something in the data that was not read or not used, and why.

    ``blocking`` if it could have changed an outcome. ``place`` and
    ``reference`` say where; ``text`` never quotes the record.
    """

    code: str
    place: str
    reference: str
    text: str
    blocking: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What was received about one patient.

    ``counts`` is the number of resources seen by kind, ``ignored`` those that
    no rule can use (kind -> number): listed, not hidden. ``missing`` are the
    required resource kinds that were asked for and not delivered at all;
    ``foreign`` the references of records of somebody else. ``patient_id`` is
    the logical id of the patient, if the data or the request name one.
    """

    records: tuple[Record, ...]
    patient: Person | None = None
    problems: tuple[Problem, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    ignored: dict[str, int] = field(default_factory=dict)
    foreign: tuple[str, ...] = ()
    all_foreign: bool = False
    patient_id: str | None = None
    missing: tuple[str, ...] = ()
