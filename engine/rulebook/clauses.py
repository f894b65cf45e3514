"""The clauses a rule may use: one class per kind, told apart by its first word.

A clause holds when a single entry of the record fits every line of it
(`rule-format.md` sections 2.2 to 2.12). A new kind is a class here, a line in
`Clause`, a truth in `engine/decide/clauses/` and a phrase in `english.py`.
"""

import re
from functools import cached_property
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from engine.terminology.models import OneOrMore, Words
from engine.when import Duration

NotRecorded = Literal["not-recorded"]
Gap = Literal["not-recorded", "possibly", "undated"]
SideWord = Literal["left", "right", "both", "midline", "not-recorded"]
CourseWord = Literal[
    "spreading", "ascending", "worsening", "fluctuating", "not-recorded"
]


def _duration(value: object) -> object:
    return Duration.parse(value) if isinstance(value, str) else value


Length = Annotated[Duration, BeforeValidator(_duration)]


class Onset(Words):
    """When it began. ``or`` names the gaps that may not hide the rule.

    ``not-recorded``: no onset, but first written down inside the window.
    ``possibly``: a date without a time that straddles the edge. ``undated``:
    neither an onset nor any date, or only a month or year that straddles the
    edge, for the entries a rule asks about. ``not-sudden`` is anything that
    nobody recorded as sudden, for exceptions: an aura creeps on.
    """

    speed: Literal["sudden", "not-sudden"] | None = None
    within: Length | None = None
    more_than: Length | None = None
    or_: Annotated[OneOrMore[Gap], Field(alias="or")] = ()


class Span(Words):
    """A length of time between two bounds, both included."""

    at_least: Length | None = None
    at_most: Length | None = None
    or_: Annotated[OneOrMore[NotRecorded], Field(alias="or")] = ()


class Ended(Words):
    """When a resolved finding stopped."""

    within: Length
    or_: Annotated[OneOrMore[Gap], Field(alias="or")] = ()


class Episodes(Words):
    """How often it came back: separate episodes inside a window."""

    at_least: int = Field(ge=2)
    within: Length


class Common(Words):
    """What every clause may carry besides its own lines.

    ``ask`` is the question put to the clinician when the clause is unknown;
    without it the clause's own English is used, and `false` keeps it out of
    the questions (nobody is asked whether a diagnosis was recorded).
    """

    id: str | None = None
    evidence: tuple[str, ...] = ()
    why: str | None = None
    ask: str | Literal[False] | None = None

    @cached_property
    def _known_hash(self) -> int:
        return hash((type(self), self.model_dump_json()))

    def __hash__(self) -> int:
        # Clauses are keys of every evaluation; pydantic's own hash walks all
        # fields each time (a tenth of a hook call before).
        return self._known_hash


class EntryLines(Common):
    """The lines that one entry of the record has to fit, all of them."""

    site: OneOrMore[str] | None = None
    side: OneOrMore[SideWord] | None = None
    symmetric: Literal["yes"] | None = None
    onset: Onset | None = None
    lasting: Span | None = None
    lasted: Span | None = None
    ended: Ended | None = None
    episodes: Episodes | None = None
    course: OneOrMore[CourseWord] | None = None
    severity: OneOrMore[Literal["mild", "moderate", "severe"]] | None = None
    state: Literal["ongoing", "resolved"] = "ongoing"
    same_place_as: str | None = None


class FindingClause(EntryLines):
    """An entry of one finding."""

    finding: str


class GroupClause(EntryLines):
    """An entry of any member of a group."""

    group: str


_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?")


def _quantity(text: str) -> str:
    number, _, unit = text.partition(" ")
    is_number = number == "locale" or _NUMBER.fullmatch(number)
    if not is_number or not unit.strip():
        message = f"{text!r} needs a number and a unit, such as '6.5 %'"
        raise ValueError(message)
    return text


Amount = Annotated[str, AfterValidator(_quantity)]


class MeasureClause(Common):
    """A measured value. The latest one inside the window counts.

    An amount is a number and a UCUM unit ("6.5 %") or a threshold of the
    locale file ("locale audit-c-positive"). ``flagged`` goes by the range of
    the laboratory that reported the value, where no cut-off has a source.
    ``or: not-recorded``: no result inside the window counts as well, where an
    emergency must not wait for one.
    """

    measure: str
    at_least: Amount | None = None
    at_most: Amount | None = None
    above: Amount | None = None
    below: Amount | None = None
    flagged: Literal["low", "high"] | None = None
    latest_within: Length
    or_: Annotated[OneOrMore[NotRecorded], Field(alias="or")] = ()


class DrugClause(Common):
    """A drug of one class that the patient takes, or took until lately.

    ``active``: it is being taken now. ``or_stopped_within`` also accepts one
    that was stopped in that time; ``stopped_within`` only such a one.
    ``lasting``: for how long it has been taken, counted from its start.
    """

    drug: str
    active: Literal["yes"] | None = None
    or_stopped_within: Length | None = None
    stopped_within: Length | None = None
    lasting: Span | None = None

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if (self.active is None) == (self.stopped_within is None):
            message = "write either active: yes or stopped-within"
            raise ValueError(message)
        if self.or_stopped_within and not self.active:
            message = "or-stopped-within needs active: yes"
            raise ValueError(message)
        return self


class PregnancyClause(Common):
    """The patient is pregnant, or was until lately."""

    pregnancy: Literal["yes"]
    or_ended_within: Length | None = None


class AgeClause(Common):
    """The patient's age in completed years."""

    class Years(Words):
        """Bounds of an age, both included."""

        at_least: int | None = None
        at_most: int | None = None

    age: Years


class SexClause(Common):
    """The administrative gender of the Patient resource."""

    sex: Literal["female", "male"]


def _kind(value: object) -> str | None:
    fields = getattr(type(value), "model_fields", ())
    keys = value if isinstance(value, dict) else fields
    return next((word for word in _WORDS if word in keys), None)


_WORDS = (
    "finding",
    "group",
    "measure",
    "drug",
    "pregnancy",
    "age",
    "sex",
    "any-of",
    "any_of",
    "all",
    "any",
    "none",
    "at-least",
    "at_least",
)

Clause: TypeAlias = (
    FindingClause
    | GroupClause
    | MeasureClause
    | DrugClause
    | PregnancyClause
    | AgeClause
    | SexClause
)


class All(Words):
    """Every item is yes."""

    all: tuple["Node", ...] = Field(min_length=1)


class AnyNode(Words):
    """At least one item is yes."""

    any: tuple["Node", ...] = Field(min_length=1)


class NoneNode(Words):
    """Every item is known to be no."""

    none: tuple["Node", ...] = Field(min_length=1)


class AtLeast(Words):
    """At least so many items are yes."""

    at_least: int = Field(ge=1)
    of: tuple["Node", ...] = Field(min_length=1, max_length=6)


class AnyOf(Common):
    """One named clause with alternatives: diabetes, or a diabetic HbA1c."""

    any_of: tuple["Node", ...] = Field(min_length=2)


Node = Annotated[
    Annotated[FindingClause, Tag("finding")]
    | Annotated[GroupClause, Tag("group")]
    | Annotated[MeasureClause, Tag("measure")]
    | Annotated[DrugClause, Tag("drug")]
    | Annotated[PregnancyClause, Tag("pregnancy")]
    | Annotated[AgeClause, Tag("age")]
    | Annotated[SexClause, Tag("sex")]
    | Annotated[AnyOf, Tag("any-of")]
    | Annotated[All, Tag("all")]
    | Annotated[AnyNode, Tag("any")]
    | Annotated[NoneNode, Tag("none")]
    | Annotated[AtLeast, Tag("at-least")],
    Discriminator(
        lambda value: (_kind(value) or "").replace("_", "-") or None,
        custom_error_type="clause_kind",
        custom_error_message="no clause begins like this",
    ),
]

for _model in (All, AnyNode, NoneNode, AtLeast, AnyOf):
    _model.model_rebuild()
