"""Every error as a FHIR OperationOutcome: what, where, and the next step."""

from collections.abc import Mapping, Sequence

import orjson
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.errors import BundleError
from engine.service.observe.seen import seen
from engine.service.refusal import Issue, IssueCode, Refusal

FHIR_JSON = "application/fhir+json"

_BY_STATUS: dict[int, tuple[IssueCode, str, str]] = {
    404: ("not-found", "There is nothing at this address", "See / for what there is"),
    405: (
        "not-supported",
        "This address does not answer that method",
        "The header Allow lists the methods it answers",
    ),
}


def outcome_response(
    status: int, issues: Sequence[Issue], headers: Mapping[str, str] | None = None
) -> Response:
    """The response that carries the issues; its id is that of the request."""
    request = seen()
    request.refused = issues[0].code
    body = {
        "resourceType": "OperationOutcome",
        "id": request.request_id,
        "issue": [issue.as_json() for issue in issues],
    }
    return Response(
        orjson.dumps(body),
        status_code=status,
        headers=dict(headers or {}),
        media_type=FHIR_JSON,
    )


async def on_refusal(_: Request, error: Exception) -> Response:
    """The answer to a `Refusal`."""
    assert isinstance(error, Refusal)
    return outcome_response(error.status, error.issues, error.headers)


async def on_bundle_error(_: Request, error: Exception) -> Response:
    """400 for data that the engine cannot answer as a whole."""
    assert isinstance(error, BundleError)
    issue = Issue("invalid", error.what, error.place, error.next_step)
    return outcome_response(400, [issue])


async def on_http_exception(_: Request, error: Exception) -> Response:
    """What the framework refuses itself: 404, 405."""
    assert isinstance(error, HTTPException)
    code, what, next_step = _BY_STATUS.get(
        error.status_code, ("processing", "The request cannot be answered", "")
    )
    issue = Issue(code, what, next_step=next_step)
    return outcome_response(error.status_code, [issue], error.headers)


async def on_validation_error(_: Request, error: Exception) -> Response:
    """422 for a parameter; the value that was sent is not repeated."""
    assert isinstance(error, RequestValidationError)
    issues = [
        Issue("value", "A parameter is wrong", ".".join(map(str, fault["loc"])))
        for fault in error.errors()
    ]
    return outcome_response(422, issues)


INTERNAL_FAULT = Issue(
    "exception",
    "Pinprick failed on this request; nothing was decided",
    next_step="Do not read this as an empty answer. Report the X-Request-ID",
)
