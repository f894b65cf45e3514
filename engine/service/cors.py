"""CORS for browser clients; a refused preflight says why, in FHIR."""

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response

from engine.service.operation_outcome import outcome_response
from engine.service.refusal import Issue


class Cors(CORSMiddleware):
    """Starlette's CORS with an OperationOutcome for a refused preflight."""

    def preflight_response(self, request_headers: Headers) -> Response:
        """The answer to OPTIONS: 200 or why not."""
        response = super().preflight_response(request_headers)
        if response.status_code < 400:
            return response
        issue = Issue(
            "not-supported",
            "This origin, method or header is not allowed across origins",
            next_step="Set PINPRICK_CORS_ORIGINS to the origins that may call",
        )
        kept = ("vary", "access-control-allow-methods", "access-control-allow-headers")
        headers = {
            name: value for name, value in response.headers.items() if name in kept
        }
        return outcome_response(400, [issue], headers)
