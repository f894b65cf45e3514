"""CDS Hooks: discovery and the service call."""

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from time import perf_counter

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
from engine.service.body import (
    ALWAYS_IN_A_THREAD,
    JSON_TYPES,
    effort,
    json_response,
    read_body,
)
from engine.service.contract import EngineAnswer
from engine.service.discovery import Service, discovery, service_of
from engine.service.fault_words import STORE_FAILED
from engine.service.hook_request import HookRequest, checked_request
from engine.service.kept_audit import keep_audit
from engine.service.observe.seen import seen
from engine.service.refusal import Issue, Refusal
from engine.service.shadow_answers import shadow_answers
from engine.service.shown_cards import shown_cards
from engine.service.snoozed_cards import without_snoozed
from engine.service.state import CALLER, RULES_DIGEST, Parts, Running
from engine.steps import step
from engine.store.shadow import ShadowAnswer, keep_shadow
from engine.store.shown import CardShown, keep_shown

LOG = logging.getLogger("pinprick.service")
router = APIRouter(tags=["CDS Hooks"])


@router.get("/cds-services", dependencies=[CALLER], **descriptions.DISCOVERY)
async def services(parts: Parts) -> Response:
    """The services this process offers, and the prefetch they need."""
    return json_response(discovery(parts.services, parts.settings.hooks_version))


@router.post(
    "/cds-services/{service_id}", dependencies=[CALLER], **descriptions.HOOK_CALL
)
async def call(service_id: str, request: Request, parts: Parts) -> Response:
    """The cards for the patient of the hook's context."""
    service = known_service(parts.services, service_id)
    seen().service = service.id
    began = perf_counter()
    try:
        whole, answer = await _shown(service, request, parts)
    except BaseException as error:
        parts.counting.refused(service.id, error, parts.clock())
        raise
    problems = (*whole.odd, *answer.problems)
    took = (perf_counter() - began) * 1000
    parts.counting.answered(service.id, answer, problems, took, parts.clock())
    seen().answered(service.id, service.hook.name, answer, problems)
    response = json_response(hook_response(answer, whole.odd))
    response.headers[RULES_DIGEST] = parts.rulebook.digest
    return response


async def _shown(
    service: Service, request: Request, parts: Running
) -> tuple[HookRequest, EngineAnswer]:
    """The request, and its answer as it is sent, remembered."""
    body = await read_body(request, JSON_TYPES, parts.settings.max_resources)
    now = parts.clock()
    whole, answer = await _answered(body, service, parts, now)
    note_faults(answer, parts.readiness)
    refuse_if_unanswerable(answer, whole.noted)
    keys = parts.snooze.keys_of(whole, answer)
    left = await without_snoozed(service, keys, answer, parts, now)
    shown = shown_cards(service, keys, left, parts, now)
    with step("store"):
        await _remember(parts, shown, shadow_answers(whole, keys, answer, now))
    await keep_audit(whole, shown, parts, now)
    return whole, left


async def _answered(
    body: bytes, service: Service, parts: Running, now: datetime
) -> tuple[HookRequest, EngineAnswer]:
    """The request, with what a FHIR server could add to it, and the answer."""

    def check() -> HookRequest:
        with step("parse"):
            return checked_request(parse(body), service.hook)

    sent = await parts.threads.compute(len(body), check)
    fetched = await parts.doors.fetcher.fetched(sent, service.prefetch)
    whole = sent.completed(fetched.prefetch, fetched.problems)
    is_as_sent = whole.prefetch is sent.prefetch
    size = effort(body) if is_as_sent else ALWAYS_IN_A_THREAD
    ask = partial(parts.engine.answer_hook, whole, now)
    return whole, await parts.threads.compute(size, ask)


def known_service(services: Sequence[Service], service_id: str) -> Service:
    """The service of this id, or 404."""
    if service := service_of(services, service_id):
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
