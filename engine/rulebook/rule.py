"""A rule file as one frozen model (`rule-format.md` section 3)."""

from datetime import date, datetime
from typing import Annotated, Literal, Self, get_args

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from engine.findings.finding import Course
from engine.rulebook.clauses import Node
from engine.terminology.models import OneOrMore, Side, Words

Urgency = Literal["emergency", "same-day", "two-weeks", "routine", "self-care"]
Indicator = Literal["critical", "warning", "info"]
OutcomeWord = Literal["fires", "asks", "quiet"]
Status = Literal["draft", "shadow", "active", "retired"]
Day = Annotated[date, BeforeValidator(lambda text: date.fromisoformat(str(text)))]
URGENCIES: tuple[Urgency, ...] = get_args(Urgency)

FIRES_AS: dict[Urgency, Indicator] = {
    "emergency": "critical",
    "same-day": "warning",
    "two-weeks": "warning",
    "routine": "info",
    "self-care": "info",
}
ASKS_AS: dict[Urgency, Indicator | None] = {
    "emergency": "warning",
    "same-day": "warning",
    "two-weeks": "info",
    "routine": "info",
    "self-care": None,
}


class IfUnknown(Words):
    """Whether the rule asks when it cannot know, and beside which entry.

    ``only_when`` None stands for the default: a current numbness-like entry.
    """

    ask: bool
    only_when: Node | None = None


class Suggestion(Words):
    """A button on the card: a label and an order of `rules/orders.yaml`."""

    label: str = Field(max_length=80)
    order: str


class CardText(Words):
    """What the card says. ``summary`` is shorter than 140 characters.

    Placeholders: `{<clause id>.<site|side|onset|date|value>}` and
    `{not-excluded}`, in ``detail`` only.
    """

    summary: Annotated[str, Field(max_length=139)]
    detail: str
    ask_summary: Annotated[str, Field(max_length=139)]
    suggestions: tuple[Suggestion, ...] = ()
    may_override: tuple[str, ...] = ()


class Evidence(Words):
    """An item of the evidence register; unconfirmed stays visible as such.

    The id UNCONFIRMED stands for what the pattern table marks so without an
    item of the register. ``checked`` is the day somebody last compared it with
    its source.
    """

    id: str
    cite: str
    confirmed: bool
    checked: Day | None = None

    @model_validator(mode="after")
    def _unconfirmed_by_name(self) -> Self:
        if self.id == "UNCONFIRMED" and self.confirmed:
            message = "an item called UNCONFIRMED cannot be confirmed"
            raise ValueError(message)
        return self


class SignOffNeeds(Words):
    """How many signatures the rule needs before production."""

    clinicians: int = Field(ge=1)


class Change(Words):
    """One line of the rule's own history.

    ``status`` is written where the change is a step of the rule's life.
    """

    version: int
    on: Day
    what: str
    status: Status | None = None


class Governance(Words):
    """What a committee needs beside the logic."""

    status: Status
    review_by: Day
    sign_off_needs: SignOffNeeds
    harm_if_missed: str
    harm_if_false: str
    known_false_alarms: tuple[str, ...]
    changes: tuple[Change, ...] = Field(min_length=1)


class GivenFinding(Words):
    """An entry of a made-up patient, in clinic words.

    ``began``, ``recorded``, ``ended`` are "2 hours ago", a date without a
    time ("yesterday", "the day 14 days ago"), or vague ("2 to 3 weeks ago").
    ``began: unknown`` (the default) is no recorded onset; ``recorded`` is
    "now" by default and "undated" for a record that carries no date.
    """

    finding: str
    is_: Literal["present", "provisional", "absent"] = Field("present", alias="is")
    site: OneOrMore[str] | None = None
    side: Side | None = None
    symmetric: Literal["yes"] | None = None
    began: str = "unknown"
    recorded: str = "now"
    ended: str | None = None
    lasted: str | None = None
    speed: Literal["sudden", "gradual"] | None = None
    chronic: Literal["yes"] | None = None
    course: OneOrMore[Course] | None = None
    severity: Literal["mild", "moderate", "severe"] | None = None
    episodes: int = Field(1, ge=1)


class GivenMeasure(Words):
    """A measured value of a made-up patient: "7.0 %", "3 months ago".

    ``flag``: where the laboratory says that it lies, if it does.
    """

    measure: str
    value: str
    taken: str = "now"
    flag: Literal["low", "normal", "high"] | None = None


class GivenDrug(Words):
    """A drug of a made-up patient: taken now, or stopped "2 months ago"."""

    drug: str
    started: str = "unknown"
    stopped: str | None = None
    is_: Literal["taken", "given", "not-taken", "unknown"] = Field("taken", alias="is")


class GivenPatient(Words):
    """The person: age in years, sex."""

    age: int | None = None
    sex: Literal["female", "male"] | None = None


def _given_kind(value: object) -> str:
    is_data = isinstance(value, dict)
    keys = value if is_data else getattr(type(value), "model_fields", ())
    for word in ("finding", "measure", "drug"):
        if word in keys:  # type: ignore[operator]
            return word
    return "patient"


Given = Annotated[
    Annotated[GivenFinding, Tag("finding")]
    | Annotated[GivenMeasure, Tag("measure")]
    | Annotated[GivenDrug, Tag("drug")]
    | Annotated[GivenPatient, Tag("patient")],
    Discriminator(_given_kind),
]


def _instant(value: object) -> object:
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    if isinstance(instant, datetime) and instant.tzinfo is None:
        message = "now needs a zone, such as 2026-11-20T15:00:00Z"
        raise ValueError(message)
    return instant


class Case(Words):
    """A made-up patient and what the rule has to answer.

    ``as`` is the indicator, where it matters (a lowered emergency is a
    warning). Instead of ``given`` a case may name a file of whole records,
    ``bundle: fhir_examples/bundles/x.json``, which goes through the entire
    engine as of ``now``; the path begins beside the directory of the rules.
    """

    name: str
    given: tuple[Given, ...] = ()
    bundle: str | None = None
    now: Annotated[datetime | None, BeforeValidator(_instant)] = None
    expect: OutcomeWord
    as_: Annotated[Indicator | None, Field(alias="as")] = None

    @model_validator(mode="after")
    def _one_patient(self) -> Self:
        if ("given" in self.model_fields_set) == (self.bundle is not None):
            message = "a case has either given or bundle"
            raise ValueError(message)
        if (self.bundle is None) != (self.now is None):
            message = "a case has now if, and only if, it has a bundle"
            raise ValueError(message)
        return self


class Rule(Words):
    """One rule: read top to bottom, it is what clinicians sign."""

    rule: str
    version: int = Field(ge=1)
    urgency: Urgency
    question: str
    covers: tuple[str, ...] = Field(min_length=1)
    title: str
    purpose: str
    when: Node
    unless: tuple[Node, ...] = ()
    if_unknown: IfUnknown
    card: CardText
    evidence: tuple[Evidence, ...] = ()
    governance: Governance
    cases: tuple[Case, ...] = Field(min_length=1)
