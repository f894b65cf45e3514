"""A HealthChain service that counts what it was sent:

    python service.py PORT [models]

With ``models`` the resources are made FHIR objects first, as HealthChain's own
examples do it; without, they are counted as they came.
"""

import sys
from typing import Any

import uvicorn
from fhir.resources.R4B.bundle import Bundle
from healthchain.fhir import convert_prefetch_to_fhir_objects
from healthchain.gateway import CDSHooksService, HealthChainAPI
from healthchain.models import CDSRequest, CDSResponse
from healthchain.models.responses.cdsresponse import Card

PORT, WITH_MODELS = int(sys.argv[1]), "models" in sys.argv[2:]
hooks = CDSHooksService()


@hooks.hook("patient-view", id="count")
def count(request: CDSRequest) -> CDSResponse:
    """One card that says how many resources came in bundles."""
    sent = request.prefetch or {}
    counted = of_objects(sent) if WITH_MODELS else of_dicts(sent)
    card = Card(
        summary=f"{counted} resources", indicator="info", source={"label": "count"}
    )
    return CDSResponse(cards=[card])


def of_dicts(sent: dict[str, Any]) -> int:
    """The entries of the bundles as they came."""
    return sum(len(one["entry"]) for one in sent.values() if "entry" in one)


def of_objects(sent: dict[str, Any]) -> int:
    """The entries of the bundles as FHIR objects."""
    made = convert_prefetch_to_fhir_objects(sent).values()
    return sum(len(one.entry) for one in made if isinstance(one, Bundle))


if __name__ == "__main__":
    app = HealthChainAPI(title="count", enable_events=False)
    app.register_service(hooks)
    uvicorn.run(
        app,
        port=PORT,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_level="warning",
    )
