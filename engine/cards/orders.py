"""A suggestion's order as a FHIR R4 ServiceRequest, validated before it leaves."""

from functools import cache, lru_cache
from typing import Any

from engine.errors import EngineError
from engine.terminology.models import SYSTEM_URIS, Order


def service_request(order: Order, patient_id: str, reason: str) -> dict[str, Any]:
    """A draft proposal for one patient; the clinician signs it or not.

    `reason` is the title of the rule, never text of a record. Raises
    EngineError if the result is no valid ServiceRequest.
    """
    return {**_valid(order, reason), "subject": _reference(patient_id)}


@lru_cache(maxsize=1024)  # the check takes a quarter of a millisecond
def _valid(order: Order, reason: str) -> dict[str, Any]:
    """The request for a stand-in: any id of a patient is as valid as another."""
    resource = {
        "resourceType": "ServiceRequest",
        "status": "draft",
        "intent": "proposal",
        "priority": order.priority,
        "code": {
            "coding": [
                {
                    "system": SYSTEM_URIS[order.code.system],
                    "code": order.code.code,
                    "display": order.code.display,
                }
            ],
            "text": order.says,
        },
        "subject": _reference("stand-in"),
        "reasonCode": [{"text": reason}],
    }
    _validate(resource)
    return resource


def _reference(patient_id: str) -> dict[str, str]:
    return {"reference": f"Patient/{patient_id}"}


def _validate(resource: dict[str, Any]) -> None:
    try:
        _model().model_validate(resource)
    except ValueError as error:
        message = "a suggested ServiceRequest is not valid FHIR R4"
        raise EngineError(message) from error


@cache
def _model() -> Any:
    # Imported when a card first needs it: fhir.resources is slow to load.
    from fhir.resources.R4B.servicerequest import ServiceRequest  # noqa: PLC0415

    return ServiceRequest
