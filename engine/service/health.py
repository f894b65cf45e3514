"""Whether the process lives, and whether it should get traffic."""

import platform
from collections import Counter
from importlib.metadata import PackageNotFoundError, version

from fastapi import APIRouter
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from engine.service import descriptions
from engine.service.body import json_response
from engine.service.contract import RulesInUse
from engine.service.fault_words import NO_STORE
from engine.service.fhir_server.configured import status
from engine.service.modes import signature_counts, signature_line
from engine.service.operation_outcome import outcome_response
from engine.service.refusal import Issue
from engine.service.state import Parts, Running

router = APIRouter(tags=["Operation"])


@router.get("/health", **descriptions.HEALTH)
async def health(parts: Parts) -> Response:
    """What runs here: mode, versions, rules."""
    rules = parts.rulebook
    return json_response(
        {
            "status": "ok",
            "mode": parts.settings.mode,
            "signature": signature_line(rules),
            "signatures": signature_counts(rules),
            "rules": {
                "count": len(rules.rules),
                "statuses": _statuses(rules),
                "digest": rules.digest,
                "locale": parts.settings.locale,
                **parts.standing.as_json(),
            },
            "versions": {
                "pinprick": version_of("pinprick"),
                "python": platform.python_version(),
                "durable_rules": version_of("durable_rules"),
                "fhir.resources": version_of("fhir.resources"),
            },
            "fhir_server": status(parts.settings),
            "snooze": parts.snooze.as_json(),
        }
    )


def _statuses(rules: RulesInUse) -> dict[str, int]:
    return dict(sorted(Counter(r.governance.status for r in rules.rules).items()))


@router.get("/ready", **descriptions.READY)
async def ready(parts: Parts) -> Response:
    """200, with remarks if there are any, or 503 with every reason."""
    reasons = await reasons_now(parts)
    remarks = sorted(parts.readiness.remarks)
    if not reasons:
        noted = {"notes": remarks} if remarks else {}
        return json_response({"status": "ready", **noted})
    next_step = "Answers go on; look into the log and start the process again"
    said = [*reasons, *remarks]
    issues = [Issue("transient", f"Degraded: {why}", "", next_step) for why in said]
    return outcome_response(503, issues)


async def reasons_now(parts: Running) -> list[str]:
    """Why the process should get no traffic; the store is asked."""
    return [*parts.readiness.reasons, *await _store_reasons(parts)]


async def _store_reasons(parts: Running) -> list[str]:
    try:
        await run_in_threadpool(parts.store.check)
    except SQLAlchemyError:
        return [NO_STORE]
    return []


def version_of(package: str) -> str:
    """The installed version, or that there is none (run from source)."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
