"""What OpenAPI says of each endpoint: bodies, answers, examples."""

from collections.abc import Mapping
from typing import Any

from engine.service import request_schemas

_PATIENT = {"resourceType": "Patient", "id": "1"}
_NUMB_FACE = {
    "resourceType": "Condition",
    "id": "numb",
    "subject": {"reference": "Patient/1"},
    "code": {"text": "numbness of the left side of the face since 2 hours"},
}
_OUTCOME = {
    "resourceType": "OperationOutcome",
    "issue": [
        {
            "severity": "error",
            "code": "required",
            "details": {"text": "context.patientId is missing"},
            "diagnostics": "At context.patientId. Send context.patientId",
            "expression": ["context.patientId"],
        }
    ],
}
_HOOK_REQUEST = {
    "hook": "patient-view",
    "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
    "context": {"userId": "Practitioner/1", "patientId": "1"},
    "prefetch": {
        "patient": _PATIENT,
        "conditions": {
            "resourceType": "Bundle",
            "type": "searchset",
            "entry": [{"resource": _NUMB_FACE}],
        },
        "observations": {"resourceType": "Bundle", "type": "searchset"},
        "procedures": None,
    },
}
_FEEDBACK = {
    "feedback": [
        {
            "card": "9368d37b-283f-44a0-93ea-547cebab93ed",
            "outcome": "accepted",
            "acceptedSuggestions": [{"id": "e56e1945-20b3-4393-8503-a1a20fd73152"}],
            "outcomeTimestamp": "2026-01-31T12:00:00Z",
        }
    ]
}
_BUNDLE = {
    "resourceType": "Bundle",
    "type": "collection",
    "entry": [{"resource": _PATIENT}, {"resource": _NUMB_FACE}],
}
_CARD = {
    "type": "object",
    "required": ["summary", "indicator", "source"],
    "properties": {
        "uuid": {"type": "string"},
        "summary": {"type": "string", "maxLength": 139},
        "detail": {"type": "string", "description": "GitHub Flavored Markdown"},
        "indicator": {"enum": ["info", "warning", "critical"]},
        "source": {"type": "object"},
        "suggestions": {"type": "array", "items": {"type": "object"}},
        "links": {"type": "array", "items": {"type": "object"}},
    },
}
_CARDS = {"type": "array", "items": _CARD}


def _object(**properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(properties),
        "properties": dict(properties),
    }


def _list_of(**properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(**properties)}


_TEXT = {"type": "string"}
_TEXTS = {"type": "array"}
_OUTCOMES = _list_of(
    rule=_TEXT,
    version={"type": "integer"},
    outcome={"enum": ["fires", "asks", "quiet"]},
    urgency=_TEXT,
    reasons=_TEXTS,
    missing=_TEXTS,
    near=_TEXTS,
)
_PROBLEMS = _list_of(
    code=_TEXT,
    place=_TEXT,
    reference=_TEXT,
    text=_TEXT,
    blocking={"type": "boolean"},
)
_ERRORS = {
    400: "What was sent cannot be understood; each issue says what and where",
    401: "The call is not authenticated; no reason is told",
    404: "There is no such service",
    412: "Required prefetch is missing, and no rule can answer without it",
    413: "The body is larger than the limit",
    415: "The content type is not accepted",
    503: "Degraded, too many calls at once, too slow, or the store does not answer",
}


def _errors(*statuses: int) -> dict[int, dict[str, Any]]:
    content = {
        "application/fhir+json": {"schema": {"type": "object"}, "example": _OUTCOME}
    }
    return {
        status: {"description": _ERRORS[status], "content": content}
        for status in (*statuses, 500)
        if status in _ERRORS
    }


def _answer(description: str, schema: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    content = {"application/json": {"schema": schema}}
    return {200: {"description": description, "content": content}}


def _body(
    schema: Mapping[str, Any], example: Mapping[str, Any], *types: str
) -> dict[str, Any]:
    content = {name: {"schema": dict(schema), "example": example} for name in types}
    return {"required": True, "content": content}


def _query(name: str, description: str, example: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": {"type": "string"},
        "example": example,
    }


_BOTH = ("application/json", "application/fhir+json")

DISCOVERY: Mapping[str, Any] = {
    "summary": "CDS Hooks discovery",
    "responses": _answer("The services", _object(services=_TEXTS)),
}
HOOK_CALL: Mapping[str, Any] = {
    "summary": "CDS Hooks service call (one service for each hook)",
    "responses": _answer("The cards", _object(cards=_CARDS))
    | _errors(400, 401, 404, 412, 413, 415, 503),
    "openapi_extra": {
        "requestBody": _body(request_schemas.HOOK_REQUEST, _HOOK_REQUEST, *_BOTH)
    },
}
FEEDBACK: Mapping[str, Any] = {
    "summary": "CDS Hooks feedback",
    "responses": _answer("Kept", {"type": "object"})
    | _errors(400, 401, 404, 413, 415, 503),
    "openapi_extra": {
        "requestBody": _body(request_schemas.FEEDBACK, _FEEDBACK, *_BOTH)
    },
}
EVALUATE: Mapping[str, Any] = {
    "summary": "Evaluate a Bundle, an array, one resource or NDJSON",
    "responses": _answer(
        "Cards, the outcome of every rule, and data problems",
        _object(cards=_CARDS, outcomes=_OUTCOMES, problems=_PROBLEMS),
    )
    | _errors(400, 401, 413, 415, 503),
    "openapi_extra": {
        "requestBody": _body(
            request_schemas.RECORDS, _BUNDLE, *_BOTH, "application/x-ndjson"
        ),
        "parameters": [
            _query("now", "The time of the question, ISO 8601", "2026-01-31T12:00:00Z"),
            _query("patient", "Logical id, needed with several Patients", "1"),
            _query("validate", "true: also list what is not valid FHIR R4B", "true"),
        ],
    },
}
HEALTH: Mapping[str, Any] = {
    "summary": "Mode, versions, rules",
    "responses": _answer("The process lives", {"type": "object"}),
}
READY: Mapping[str, Any] = {
    "summary": "Whether this process should get traffic",
    "responses": _answer(
        "Ready; `notes` name what keeps no traffic away", _object(status=_TEXT)
    )
    | _errors(503),
}
