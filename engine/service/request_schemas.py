"""The bodies of requests as JSON Schema, for OpenAPI.

They describe what is meant to be sent. Of what differs more is let pass, with
a word (`engine.service.hook_request`), than a schema should promise.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from engine.fhir.project import KINDS
from engine.service.hook_contexts import HOOKS

_TEXT: Final = {"type": "string", "minLength": 1}
_ID: Final = {"type": "string", "pattern": r"^[A-Za-z0-9.\-]{1,64}$"}
_CODING: Final = {
    "type": "object",
    "properties": {"system": _TEXT, "code": _TEXT, "display": _TEXT},
}
_CONCEPT: Final = {
    "type": "object",
    "properties": {"coding": {"type": "array", "items": _CODING}, "text": _TEXT},
}
# Every resource is let in; these are the kinds and members that are read most.
_RESOURCE: Final = {
    "type": "object",
    "required": ["resourceType"],
    "properties": {
        "resourceType": {"anyOf": [{"enum": sorted(KINDS)}, _TEXT]},
        "id": _ID,
        "code": _CONCEPT,
        "subject": {"type": "object", "properties": {"reference": _TEXT}},
        "onsetDateTime": _TEXT,
        "effectiveDateTime": _TEXT,
        "valueCodeableConcept": _CONCEPT,
        "valueString": _TEXT,
    },
}
_ENTRY: Final = {"type": "object", "properties": {"resource": _RESOURCE}}
_BUNDLE: Final = {
    "type": "object",
    "required": ["resourceType", "type"],
    "properties": {
        "resourceType": {"const": "Bundle"},
        "type": {"enum": ["searchset", "collection"]},
        "entry": {"type": "array", "items": _ENTRY},
    },
}
_CONTEXT: Final = {
    "type": "object",
    "required": ["patientId"],
    "properties": {
        "userId": _TEXT,
        "patientId": _ID,
        "encounterId": _ID,
        "selections": {"type": "array", "items": _TEXT},
        **dict.fromkeys(("draftOrders", "appointments", "conditions"), _BUNDLE),
    },
}
_PREFETCHED: Final = {"anyOf": [_BUNDLE, _RESOURCE, {"type": "null"}]}
_GIVEN_FEEDBACK: Final = {
    "type": "object",
    "required": ["card", "outcome", "outcomeTimestamp"],
    "properties": {
        "card": {"type": "string", "format": "uuid"},
        "outcome": {"enum": ["accepted", "overridden"]},
        "outcomeTimestamp": {"type": "string", "format": "date-time"},
        "acceptedSuggestions": {
            "type": "array",
            "items": {"type": "object", "required": ["id"], "properties": {"id": _ID}},
        },
        "overrideReason": {
            "type": "object",
            "properties": {"reason": _CODING, "userComment": {"type": "string"}},
        },
    },
}

Schema = Mapping[str, Any]

HOOK_REQUEST: Final[Schema] = MappingProxyType(
    {
        "type": "object",
        "required": ["hook", "hookInstance", "context"],
        "properties": {
            "hook": {"enum": sorted(HOOKS)},
            "hookInstance": {"type": "string", "format": "uuid"},
            "context": _CONTEXT,
            "prefetch": {
                "type": "object",
                "properties": dict.fromkeys(("conditions", "observations"), _BUNDLE),
                "additionalProperties": _PREFETCHED,
            },
        },
    }
)
FEEDBACK: Final[Schema] = MappingProxyType(
    {
        "type": "object",
        "required": ["feedback"],
        "properties": {
            "feedback": {"type": "array", "minItems": 1, "items": _GIVEN_FEEDBACK}
        },
    }
)
RECORDS: Final[Schema] = MappingProxyType(
    {"anyOf": [_BUNDLE, _RESOURCE, {"type": "array", "items": _RESOURCE}]}
)
