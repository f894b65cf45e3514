"""What is remembered of shadow rules: the outcome of each, no text."""

from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from engine.service.contract import EngineAnswer
from engine.service.hook_request import HookRequest
from engine.service.snooze import Keys
from engine.store.shadow import ShadowAnswer

_NAMESPACE: Final = UUID("c2d3a0f5-4a75-5c0e-8f5e-6c3c0b1b8d2a")
_KEPT: Final = ("shadow", "draft")


def shadow_answers(
    request: HookRequest, keys: Keys, answer: EngineAnswer, now: datetime
) -> list[ShadowAnswer]:
    """The answers of rules in shadow, quiet ones too: they are the denominator.

    Drafts are among them where a setting lets them be evaluated.
    """
    instance = request.instance
    return [
        ShadowAnswer(
            uuid=str(uuid5(_NAMESPACE, f"{instance}\n{one['rule']}@{one['digest']}")),
            rule=one["rule"],
            version=one["version"],
            digest=one["digest"],
            outcome=one["outcome"],
            indicator=one["indicator"] or "",
            patient_key=keys.patient,
            answered_at=now,
        )
        for one in answer.outcomes
        if one.get("status") in _KEPT
    ]
