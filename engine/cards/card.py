"""The CDS Hooks 2.0.1 response, as models that refuse what the spec refuses."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Coding(_Part):
    """A code with its system and display (spec: overrideReasons, topic)."""

    system: str
    code: str
    display: str


class Source(_Part):
    """Who says so: a label, and the rule as `topic`."""

    label: str
    url: str | None = None
    topic: Coding


class Action(_Part):
    """What accepting a suggestion creates."""

    type: Literal["create"]
    description: str
    resource: dict[str, Any]


class Suggestion(_Part):
    """A button: a label and the orders it creates."""

    label: str
    uuid: str
    actions: Annotated[tuple[Action, ...], Field(min_length=1)]


class Link(_Part):
    """A link to the rule's review page."""

    label: str
    url: str
    type: Literal["absolute"] = "absolute"


class Card(_Part):
    """One card. Elements without a value are left out of the JSON."""

    uuid: str
    summary: Annotated[str, Field(min_length=1, max_length=139)]
    indicator: Literal["critical", "warning", "info"]
    source: Source
    detail: str
    suggestions: tuple[Suggestion, ...] = ()
    selectionBehavior: Literal["any", "at-most-one"] | None = None
    overrideReasons: tuple[Coding, ...] = ()
    links: tuple[Link, ...] = ()
    extension: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _behaviour_with_suggestions(self) -> "Card":
        if bool(self.suggestions) != (self.selectionBehavior is not None):
            message = "selectionBehavior goes with suggestions, and only with them"
            raise ValueError(message)
        return self

    def as_json(self) -> dict[str, Any]:
        """The card as CDS Hooks JSON: no null, no empty array or object."""
        full = self.model_dump(mode="json", exclude_none=True)
        return {name: value for name, value in full.items() if value not in ([], {})}
