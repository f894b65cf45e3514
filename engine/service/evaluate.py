"""Records in, cards and outcomes out, without an EHR around them."""

from dataclasses import asdict

from fastapi import APIRouter, Request
from starlette.responses import Response

from engine.fhir.validate import validated
from engine.service import descriptions
from engine.service.answers import evaluate_response, note_faults
from engine.service.body import (
    ALWAYS_IN_A_THREAD,
    JSON_TYPES,
    NDJSON_TYPES,
    UNNAMED,
    compute,
    json_response,
    read_body,
)
from engine.service.contract import EngineAnswer
from engine.service.query import asked
from engine.service.state import Parts

router = APIRouter(tags=["Evaluate"])


@router.post("/evaluate", **descriptions.EVALUATE)
async def evaluate(request: Request, parts: Parts) -> Response:
    """The outcome of every rule on the records that were sent."""
    question = asked(request.query_params, parts.clock)
    body = await read_body(request, JSON_TYPES + NDJSON_TYPES + UNNAMED)

    def work() -> EngineAnswer:
        return parts.engine.answer_bundle(body, question.now, question.patient)

    answer = await compute(len(body), work)
    note_faults(answer, parts.readiness)
    made = evaluate_response(answer)
    if question.validate:
        found = await compute(ALWAYS_IN_A_THREAD, lambda: validated(body))
        made["invalid"] = [asdict(one) for one in found]
    return json_response(made)
