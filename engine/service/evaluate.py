"""Records in, cards and outcomes out, without an EHR around them."""

from dataclasses import asdict
from functools import partial
from typing import Any

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
    effort,
    json_response,
    read_body,
)
from engine.service.contract import EngineAnswer
from engine.service.observe.seen import seen
from engine.service.query import asked
from engine.service.state import CALLER, Parts

router = APIRouter(tags=["Evaluate"])


@router.post("/evaluate", dependencies=[CALLER], **descriptions.EVALUATE)
async def evaluate(request: Request, parts: Parts) -> Response:
    """The outcome of every rule on the records that were sent."""
    question = asked(request.query_params, parts.clock)
    accepted = JSON_TYPES + NDJSON_TYPES + UNNAMED
    body = await read_body(request, accepted, parts.settings.max_resources)

    def work() -> tuple[EngineAnswer, dict[str, Any]]:
        # Here, not on the loop, the outcomes are put into words.
        answer = parts.engine.answer_bundle(body, question.now, question.patient)
        return answer, evaluate_response(answer)

    answer, made = await parts.threads.compute(effort(body), work)
    note_faults(answer, parts.readiness)
    seen().answered("/evaluate", "", answer, answer.problems)
    if question.validate:
        check = partial(validated, body)
        found = await parts.threads.compute(ALWAYS_IN_A_THREAD, check)
        made["invalid"] = [asdict(one) for one in found]
    return json_response(made)
