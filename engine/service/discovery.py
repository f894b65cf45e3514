"""The services that `GET /cds-services` names: one for each hook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from engine.service.hook_contexts import HOOKS, PATIENT_VIEW, Hook

# The version of CDS Hooks that discovery speaks. The ballot of 3.0 adds members
# that clients of 2.0 do not know; they may ignore them, and some do not.
HooksVersion = Literal["2.0", "3.0"]
_BALLOT: Final = "3.0.0-ballot"
NUMBNESS: Final = "numbness-red-flags"


@dataclass(frozen=True, slots=True)
class Service:
    """A CDS Service as discovery describes it."""

    id: str
    hook: Hook
    title: str
    description: str
    usage_requirements: str
    prefetch: Mapping[str, str]

    def as_json(self, version: HooksVersion = "2.0") -> dict[str, Any]:
        """The entry of the `services` array."""
        entry = {
            "id": self.id,
            "hook": self.hook.name,
            "title": self.title,
            "description": self.description,
            "usageRequirements": self.usage_requirements,
            "prefetch": dict(self.prefetch),
        }
        if version == "3.0":
            entry |= {"version": _BALLOT, "hookVersion": self.hook.version}
        return entry


def services_of(prefetch: Mapping[str, str]) -> tuple[Service, ...]:
    """One service for each hook, all of them asking for this prefetch."""
    return tuple(_service(hook, prefetch) for hook in HOOKS.values())


def _service(hook: Hook, prefetch: Mapping[str, str]) -> Service:
    return Service(
        id=service_id(hook),
        hook=hook,
        title=f"Pinprick: red flags for numbness when {hook.when}",
        description=(
            "Reads recorded numbness, weakness and tingling and what was recorded "
            "beside them, and names the conditions that must not be missed, with the "
            "records each card rests on and what is missing."
        ),
        usage_requirements=(
            "Not clinically signed: for evaluation, not for care. Send the prefetch; "
            "without conditions and observations there may be no answer but 412."
        ),
        prefetch=prefetch,
    )


def service_id(hook: Hook) -> str:
    """The id of a hook's service, its own for each.

    A client in wide use keeps services by their address, so that of two hooks
    under one id only the last would ever be called.
    """
    return NUMBNESS if hook is PATIENT_VIEW else f"{NUMBNESS}-{hook.name}"


def discovery(services: Sequence[Service], version: HooksVersion) -> dict[str, Any]:
    """The body of the discovery endpoint."""
    return {"services": [service.as_json(version) for service in services]}


def service_of(services: Sequence[Service], wanted: str) -> Service | None:
    """The service with this id."""
    return next((known for known in services if known.id == wanted), None)
