"""The AuditEvent of a hook call with cards, where a setting wants one."""

import logging
from datetime import datetime
from typing import Final

from starlette.concurrency import run_in_threadpool

from engine.service.fault_words import AUDIT_NOT_KEPT
from engine.service.health import version_of
from engine.service.hook_request import HookRequest
from engine.service.observe.audit_event import Shown
from engine.service.observe.seen import seen
from engine.service.state import Running
from engine.store.shown import CardShown

LOG: Final = logging.getLogger("pinprick.service")


async def keep_audit(
    request: HookRequest, shown: list[CardShown], parts: Running, now: datetime
) -> None:
    """Write what is about to be shown.

    A failure is logged, counted and stands in `GET /ready`; the cards go out all
    the same, for a warning about a patient is worth more than our record of it.
    """
    audit = parts.watching.audit
    if audit is None or not shown:
        return
    event = _event(request, shown, now, with_references=audit.references)
    try:
        await run_in_threadpool(audit.keep, event)
    except OSError as error:
        LOG.error("%s: %s", AUDIT_NOT_KEPT, error.strerror)
        parts.readiness.count(AUDIT_NOT_KEPT)
        parts.readiness.note(AUDIT_NOT_KEPT)
    else:
        parts.watching.meters.audited()
        parts.readiness.withdraw(AUDIT_NOT_KEPT)


def _event(
    request: HookRequest,
    shown: list[CardShown],
    now: datetime,
    *,
    with_references: bool,
) -> Shown:
    asked = seen()
    patient = request.patient.rsplit("/", 1)[-1]
    return Shown(
        request_id=asked.request_id,
        client=asked.client,
        service=shown[0].service,
        at=now,
        patient_key=shown[0].patient_key,
        cards=tuple(shown),
        version=version_of("pinprick"),
        patient=f"Patient/{patient}" if with_references else "",
        user=_user(request) if with_references else "",
    )


def _user(request: HookRequest) -> str:
    user = request.body["context"].get("userId")
    return user if isinstance(user, str) else ""
