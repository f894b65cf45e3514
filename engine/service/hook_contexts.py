"""What each hook sends in `context`, as models that refuse too little only.

HL7 cds-hooks-library 5d04c4d. Members that a hook does not name are kept out;
of those it names, the ones the library requires are required, but for userId:
one request in five comes without it (fhir-reading.md), and no rule asks for it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

_PATIENT_ID = re.compile(r"(.*/)?(Patient/)?[^/\s]{1,200}")
_OTHER_TYPE = re.compile(r"(^|/)Patient/[^/]+$")


def _a_patient(identity: str) -> str:
    is_other = "/" in identity and not _OTHER_TYPE.search(identity)
    if is_other or not _PATIENT_ID.fullmatch(identity):
        raise ValueError("is not a Patient's id")
    return identity


Words = Annotated[str, Field(pattern=r"\S")]
# A Bundle by the specification; some send a bare array of resources.
Resources = dict[str, Any] | list[Any]


class Context(BaseModel):
    """What every hook has: the patient, the user, the encounter.

    `patient_id` is as sent: a logical id, or a reference that holds one.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        strict=True,
        alias_generator=to_camel,
        hide_input_in_errors=True,
    )

    patient_id: Annotated[Words, AfterValidator(_a_patient)]

    @property
    def resources(self) -> Mapping[str, object]:
        """The members that hold resources of the patient, by their name."""
        return {}


class EncounterContext(Context):
    """The context of encounter-start and encounter-discharge."""

    encounter_id: Words


class OrderContext(Context):
    """The context of order-sign: every order that awaits a signature."""

    draft_orders: Resources

    @property
    def resources(self) -> Mapping[str, object]:
        """The draft orders, selected or not."""
        return {"draftOrders": self.draft_orders}


class OrderSelectContext(OrderContext):
    """The context of order-select: the draft orders, and which are new.

    A selection is the reference of a resource in `draft_orders`, which is
    where it is read; the list itself says nothing about the patient.
    """

    selections: list[Any]


class AppointmentContext(Context):
    """The context of appointment-book: the appointments that are proposed."""

    appointments: Resources

    @property
    def resources(self) -> Mapping[str, object]:
        """The appointments, with what they are for."""
        return {"appointments": self.appointments}


class ConditionContext(Context):
    """The context of problem-list-item-create: the conditions being added."""

    conditions: Resources

    @property
    def resources(self) -> Mapping[str, object]:
        """The conditions that the user is about to add."""
        return {"conditions": self.conditions}


@dataclass(frozen=True, slots=True)
class Hook:
    """A hook of the library: its name, its published version, its context."""

    name: str
    version: str
    context: type[Context]
    when: str


PATIENT_VIEW: Final = Hook("patient-view", "1.0", Context, "a chart is opened")
HOOKS: Final[Mapping[str, Hook]] = MappingProxyType(
    {
        hook.name: hook
        for hook in (
            PATIENT_VIEW,
            Hook("encounter-start", "1.0", EncounterContext, "an encounter begins"),
            Hook("encounter-discharge", "1.0", EncounterContext, "a patient leaves"),
            Hook(
                "problem-list-item-create",
                "0.1.0",
                ConditionContext,
                "a condition is added to the problem list",
            ),
            Hook(
                "appointment-book", "1.0", AppointmentContext, "an appointment is made"
            ),
            Hook("order-select", "1.0", OrderSelectContext, "an order is chosen"),
            Hook("order-sign", "1.0", OrderContext, "orders are signed"),
        )
    }
)


def unmatched_selections(context: Context) -> Iterator[int]:
    """The numbers of the selections that no draft order answers to."""
    if not isinstance(context, OrderSelectContext):
        return
    known = set(_references(context.draft_orders))
    for number, selection in enumerate(context.selections):
        if not isinstance(selection, str) or selection not in known:
            yield number


def _references(orders: Resources) -> Iterator[str]:
    entries = orders.get("entry") if isinstance(orders, dict) else orders
    for entry in entries if isinstance(entries, list) else ():
        resource = entry.get("resource", entry) if isinstance(entry, dict) else None
        if isinstance(resource, dict):
            yield f"{resource.get('resourceType')}/{resource.get('id')}"
