"""CDS Hooks: discovery and the service call."""

import logging

from fastapi import APIRouter, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from engine.fhir.parse import parse
from engine.service import descriptions
from engine.service.answers import (
    hook_response,
    note_faults,
    refuse_if_unanswerable,
)
from engine.service.body import JSON_TYPES, compute, json_response, read_body
from engine.service.contract import EngineAnswer
from engine.service.discovery import Service, discovery, service_of
from engine.service.hook_request import HookRequest, checked_request
from engine.service.refusal import Issue, Refusal
from engine.service.shadow_answers import shadow_answers
from engine.service.shown_cards import shown_cards
from engine.service.state import STORE_FAILED, Parts, Running
from engine.store.shadow import ShadowAnswer, keep_shadow
from engine.store.shown import CardShown, keep_shown

LOG = logging.getLogger("pinprick.service")
router = APIRouter(tags=["CDS Hooks"])


@router.get("/cds-services", **descriptions.DISCOVERY)
async def services() -> Response:
    """The services this process offers, and the prefetch they need."""
    return json_response(discovery())


@router.post("/cds-services/{service_id}", **descriptions.HOOK_CALL)
async def call(service_id: str, request: Request, parts: Parts) -> Response:
    """The cards for the patient whose chart was opened."""
    service = known_service(service_id)
    body = await read_body(request, JSON_TYPES)
    now = parts.clock()

    def work() -> tuple[HookRequest, EngineAnswer]:
        checked = checked_request(parse(body), service.hook)
        return checked, parts.engine.answer_hook(checked.body, now)

    checked, answer = await compute(len(body), work)
    note_faults(answer, parts.readiness)
    refuse_if_unanswerable(answer)
    await _remember(
        parts,
        shown_cards(service, checked, answer, parts, now),
        shadow_answers(checked, answer, parts, now),
    )
    return json_response(hook_response(answer, checked.odd))


def known_service(service_id: str) -> Service:
    """The service of this id, or 404."""
    if service := service_of(service_id):
        return service
    what = "There is no service of this id"
    raise Refusal(404, Issue("not-found", what, "", "See /cds-services for the ids"))


async def _remember(
    parts: Running, cards: list[CardShown], shadow: list[ShadowAnswer]
) -> None:
    if not cards and not shadow:
        return

    def keep() -> None:
        keep_shown(parts.store, cards)
        keep_shadow(parts.store, shadow)

    try:
        await run_in_threadpool(keep)
    except SQLAlchemyError as error:
        # A warning about a patient is worth more than our record of it: the
        # cards go out, readiness says that the store failed.
        LOG.error("cards or shadow answers were not kept: %s", type(error).__qualname__)
        parts.readiness.degrade(STORE_FAILED)
    else:
        parts.readiness.recover(STORE_FAILED)
