"""Feedback: stored, on the disk, before the client is answered."""

import logging

from fastapi import APIRouter, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from engine.fhir.parse import parse
from engine.service import descriptions
from engine.service.body import JSON_TYPES, json_response, read_body
from engine.service.fault_words import STORE_FAILED
from engine.service.feedback_call import checked_feedback
from engine.service.hooks import known_service
from engine.service.refusal import Issue, Refusal
from engine.service.state import CALLER, Parts, Running
from engine.store.feedback import CardFeedback, keep_feedback

LOG = logging.getLogger("pinprick.service")
router = APIRouter(tags=["CDS Hooks"])


@router.post(
    "/cds-services/{service_id}/feedback",
    dependencies=[CALLER],
    **descriptions.FEEDBACK,
)
async def feedback(service_id: str, request: Request, parts: Parts) -> Response:
    """What clinicians did with the cards, one entry a card."""
    service = known_service(parts.services, service_id)
    body = await read_body(request, JSON_TYPES, parts.settings.max_resources)
    keep_comments = parts.settings.keep_comments

    def work() -> tuple[CardFeedback, ...]:
        value = parse(body)
        return checked_feedback(value, service.id, keep_comments=keep_comments)

    await _keep(parts, await parts.threads.compute(len(body), work))
    return json_response({})


async def _keep(parts: Running, entries: tuple[CardFeedback, ...]) -> None:
    try:
        await run_in_threadpool(keep_feedback, parts.store, entries, parts.clock())
    except SQLAlchemyError as error:
        LOG.error("feedback was not kept: %s", type(error).__qualname__)
        parts.readiness.degrade(STORE_FAILED)
        what = "The feedback could not be kept"
        raise Refusal(503, Issue("transient", what, "", "Send it again")) from None
    parts.readiness.recover(STORE_FAILED)
