"""A CDS Hooks request: what it must have, and what is let pass with a word.

Measured on 138 published requests (fhir-reading.md): ids with a type in front,
no userId, a hookInstance that is no UUID and a fhirServer without a token are
common. They are accepted and named; only what cannot be answered is refused.
"""

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.fhir.record import Problem
from engine.service.refusal import Issue, Refusal

_PATIENT_ID = re.compile(r"(.*/)?(Patient/)?[^/\s]{1,200}")


@dataclass(frozen=True, slots=True)
class HookRequest:
    """A request of the right form, with what was odd about it."""

    body: Mapping[str, Any]
    odd: tuple[Problem, ...]

    @property
    def patient(self) -> str:
        """`context.patientId` as sent."""
        return str(self.body["context"]["patientId"])

    @property
    def fhir_server(self) -> str:
        """`fhirServer` as sent, "" without one."""
        server = self.body.get("fhirServer")
        return server if isinstance(server, str) else ""


def checked_request(value: object, hook: str) -> HookRequest:
    """The request, if the service of this hook can answer it.

    Raises `Refusal` (400) with every fault and its place.
    """
    if not isinstance(value, dict):
        raise Refusal(400, Issue("structure", "The body is not a JSON object"))
    if faults := [*_faults(value, hook)]:
        raise Refusal(400, *faults)
    return HookRequest(value, tuple(_oddities(value)))


def _faults(body: Mapping[str, Any], hook: str) -> Iterator[Issue]:
    yield from _word_faults(body, "hook", "")
    yield from _word_faults(body, "hookInstance", "")
    yield from _context_faults(body.get("context"))
    yield from _prefetch_faults(body.get("prefetch"))
    sent = body.get("hook")
    if isinstance(sent, str) and sent.strip() and sent != hook:
        what = f"This service answers the hook {hook}, and was called with another"
        yield Issue("value", what, "hook", f"Send {hook}; see /cds-services")


def _word_faults(parent: Mapping[str, Any], name: str, path: str) -> Iterator[Issue]:
    place = path + name
    value = parent.get(name)
    if value is None:
        yield Issue("required", f"{place} is missing", place, f"Send {place}")
    elif not isinstance(value, str) or not value.strip():
        yield Issue("value", f"{place} must be a string with content", place)


def _context_faults(context: object) -> Iterator[Issue]:
    if context is None:
        yield Issue("required", "context is missing", "context", "Send context")
    elif not isinstance(context, dict):
        yield Issue("structure", "context must be an object", "context")
    else:
        faults = [*_word_faults(context, "patientId", "context.")]
        yield from faults or _patient_faults(context["patientId"])


def _patient_faults(patient: str) -> Iterator[Issue]:
    typed = "/" in patient and not re.search(r"(^|/)Patient/[^/]+$", patient)
    if typed or not _PATIENT_ID.fullmatch(patient):
        place = "context.patientId"
        yield Issue("value", f"{place} is not a Patient's id", place, "Send the id")


def _prefetch_faults(prefetch: object) -> Iterator[Issue]:
    if prefetch is not None and not isinstance(prefetch, dict):
        what = "prefetch must be an object, one member for each key"
        yield Issue("structure", what, "prefetch", "See /cds-services for the keys")


def _oddities(body: Mapping[str, Any]) -> Iterator[Problem]:
    context = body["context"]
    if not _is_uuid(body["hookInstance"]):
        yield _odd("hookInstance", "hookInstance is not a UUID")
    if "/" in context["patientId"]:
        yield _odd("context.patientId", "A reference stands in place of the id")
    if not context.get("userId"):
        yield _odd("context.userId", "context.userId is missing")
    if body.get("fhirAuthorization") and not body.get("fhirServer"):
        yield _odd("fhirServer", "fhirAuthorization came without fhirServer")


def _odd(place: str, text: str) -> Problem:
    return Problem("odd-request", place, "", text, blocking=False)


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
