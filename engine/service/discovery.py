"""The services that `GET /cds-services` names."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

# Only the query subset CDS Hooks 2.0.1 recommends. Newest first, so that an
# unfollowed page leaves out the oldest; the count keeps pages rare.
_PREFETCH = MappingProxyType(
    {
        "patient": "Patient/{{context.patientId}}",
        "conditions": "Condition?patient={{context.patientId}}&_count=500",
        "observations": (
            "Observation?patient={{context.patientId}}&_sort=-date&_count=500"
        ),
        "procedures": (
            "Procedure?patient={{context.patientId}}&_sort=-date&_count=500"
        ),
        "encounters": "Encounter?patient={{context.patientId}}&_sort=-date&_count=20",
    }
)

# Without one of these an empty answer may only mean that nothing was sent.
# A missing procedure can at most leave an exception unknown, and it is named; the
# reason of an encounter is nearly always written as a complaint as well.
REQUIRED = MappingProxyType({"conditions": "Condition", "observations": "Observation"})


@dataclass(frozen=True, slots=True)
class Service:
    """A CDS Service as discovery describes it."""

    id: str
    hook: str
    title: str
    description: str
    usage_requirements: str

    def as_json(self) -> dict[str, Any]:
        """The entry of the `services` array."""
        return {
            "id": self.id,
            "hook": self.hook,
            "title": self.title,
            "description": self.description,
            "usageRequirements": self.usage_requirements,
            "prefetch": dict(_PREFETCH),
        }


NUMBNESS = Service(
    id="numbness-red-flags",
    hook="patient-view",
    title="Pinprick: red flags for numbness",
    description=(
        "Reads recorded numbness, weakness and tingling and what was recorded "
        "beside them, and names the conditions that must not be missed, with the "
        "records each card rests on and what is missing."
    ),
    usage_requirements=(
        "Not clinically signed: for evaluation, not for care. Send the prefetch; "
        "without conditions and observations there may be no answer but 412."
    ),
)
SERVICES = (NUMBNESS,)


def discovery() -> dict[str, Any]:
    """The body of the discovery endpoint."""
    return {"services": [service.as_json() for service in SERVICES]}


def service_of(service_id: str) -> Service | None:
    """The service with this id."""
    return next((known for known in SERVICES if known.id == service_id), None)
