"""A CDS Hooks request: what it must have, and what is let pass with a word.

Measured on 138 published requests (fhir-reading.md): ids with a type in front,
no userId, a hookInstance that is no UUID and a fhirServer without a token are
common. They are accepted and named; only what cannot be answered is refused.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from engine.fhir.problems import below
from engine.fhir.record import Problem
from engine.service.hook_contexts import Context, Hook, unmatched_selections
from engine.service.refusal import Issue, Refusal


@dataclass(frozen=True, slots=True)
class HookRequest:
    """A request of the right form, with what was odd about it.

    ``prefetch`` is what was sent, or that with what was fetched besides, and
    ``noted`` what went wrong while it was fetched.
    """

    body: Mapping[str, Any]
    context: Context
    prefetch: Mapping[str, Any]
    odd: tuple[Problem, ...]
    noted: tuple[Problem, ...] = ()

    @property
    def instance(self) -> str:
        """`hookInstance` as sent."""
        return str(self.body["hookInstance"])

    @property
    def patient(self) -> str:
        """`context.patientId` as sent."""
        return self.context.patient_id

    @property
    def fhir_server(self) -> str:
        """`fhirServer` as sent, "" without one."""
        server = self.body.get("fhirServer")
        return server if isinstance(server, str) else ""

    def completed(
        self, prefetch: Mapping[str, Any], noted: tuple[Problem, ...]
    ) -> "HookRequest":
        """The request with another prefetch, and what is to be said of it.

        Fetching is over: the token that allowed it is held no longer.
        """
        body = {k: v for k, v in self.body.items() if k != "fhirAuthorization"}
        return replace(self, body=body, prefetch=prefetch, noted=noted)


def checked_request(value: object, hook: Hook) -> HookRequest:
    """The request, if the service of this hook can answer it.

    Raises `Refusal` (400) with every fault and its place.
    """
    if not isinstance(value, dict):
        raise Refusal(400, Issue("structure", "The body is not a JSON object"))
    context, context_faults = _context(value.get("context"), hook)
    faults = [*_word_faults(value, "hook"), *_word_faults(value, "hookInstance")]
    faults += [*context_faults, *_prefetch_faults(value.get("prefetch"))]
    faults += _hook_faults(value.get("hook"), hook)
    if faults or context is None:
        raise Refusal(400, *faults)
    prefetch = value.get("prefetch") or {}
    return HookRequest(value, context, prefetch, tuple(_oddities(value, context)))


def _hook_faults(sent: object, hook: Hook) -> Iterator[Issue]:
    if isinstance(sent, str) and sent.strip() and sent != hook.name:
        what = f"This service answers the hook {hook.name}, and was called with another"
        yield Issue("value", what, "hook", f"Send {hook.name}; see /cds-services")


def _word_faults(body: Mapping[str, Any], name: str) -> Iterator[Issue]:
    value = body.get(name)
    if value is None:
        yield _missing(name)
    elif not isinstance(value, str) or not value.strip():
        yield Issue("value", f"{name} must be a string with content", name)


def _context(sent: object, hook: Hook) -> tuple[Context | None, list[Issue]]:
    """The context, or what is wrong with it."""
    if sent is None:
        return None, [_missing("context")]
    if not isinstance(sent, dict):
        what = "context must be an object"
        return None, [Issue("structure", what, "context")]
    # A null stands for a member that was left out: CDS Hooks has no null here.
    given = {name: value for name, value in sent.items() if value is not None}
    try:
        return hook.context.model_validate(given), []
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        places = {str(fault["loc"][0]): fault for fault in faults}
        return None, [_fault(name, fault) for name, fault in places.items()]


def _missing(place: str) -> Issue:
    return Issue("required", f"{place} is missing", place, f"Send {place}")


def _fault(name: str, fault: ErrorDetails) -> Issue:
    place = f"context.{name}"
    match fault["type"]:
        case "missing":
            return _missing(place)
        case "value_error":
            return Issue(
                "value", f"{place} is not a Patient's id", place, "Send the id"
            )
        case "string_type" | "string_pattern_mismatch":
            return Issue("value", f"{place} must be a string with content", place)
    what = f"{place} is not of the type that the hook gives it"
    return Issue("structure", what, place, "See the hook's definition")


def _prefetch_faults(prefetch: object) -> Iterator[Issue]:
    if prefetch is not None and not isinstance(prefetch, dict):
        what = "prefetch must be an object, one member for each key"
        yield Issue("structure", what, "prefetch", "See /cds-services for the keys")


def _oddities(body: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    if not _is_uuid(body["hookInstance"]):
        yield _odd("hookInstance", "hookInstance is not a UUID")
    if "/" in context.patient_id:
        yield _odd("context.patientId", "A reference stands in place of the id")
    if not body["context"].get("userId"):
        yield _odd("context.userId", "context.userId is missing")
    if body.get("fhirAuthorization") and not body.get("fhirServer"):
        yield _odd("fhirServer", "fhirAuthorization came without fhirServer")
    for name, value in context.resources.items():
        if isinstance(value, list):
            yield _odd(f"context.{name}", "An array stands in place of the Bundle")
    for number in unmatched_selections(context):
        yield _odd(f"context.selections[{number}]", "No draft order has this reference")
    yield from _prefetch_oddities(body.get("prefetch") or {})


def _prefetch_oddities(prefetch: Mapping[str, Any]) -> Iterator[Problem]:
    for key, value in prefetch.items():
        is_object = isinstance(value, dict) and "resourceType" not in value
        if is_object and {"resource", "response"} & value.keys():
            at = below("prefetch", key)
            yield _odd(at, "The value has the form of an old draft of CDS Hooks")


def _odd(place: str, text: str) -> Problem:
    return Problem("odd-request", place, "", text, blocking=False)


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
