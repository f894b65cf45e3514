"""The snooze: a card that was overridden is not shown again for a while.

For the same patient, the same rules and the same evidence only. Whatever
changes is shown: a further record, another value in one, a rule that was
changed, an answer that became more urgent. So is whatever is critical, a card
with a rule that was not set aside, and the card about records that could not
be read, which has no rule.

Nothing is snoozed in silence. Where another card goes out, its last lines name
what was set aside and until when, because somebody who reads one card must not
take it for all there is. Where none goes out the response is that of a patient
without cards: a card that says "nothing to see" is one more to click away. Each
card that is kept back is a row of the store and is counted here by rule.
"""

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from secrets import token_bytes
from typing import Any

from engine.service.contract import Card, EngineAnswer
from engine.service.hook_request import HookRequest
from engine.service.settings import Settings
from engine.store.patient_key import evidence_key, patient_key

NO_KEY = (
    "off: without PINPRICK_PATIENT_KEY_SECRET or PINPRICK_PATIENT_KEY_FILE no patient "
    "is recognised again after a restart or by another worker"
)
SWITCHED_OFF = "off: PINPRICK_SNOOZE_HOURS is 0"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keyed hashes of a patient and, by rule, of what an answer rests on."""

    patient: str
    evidence: Mapping[str, str]


@dataclass(slots=True)
class Snooze:
    """How long cards stay set aside, and how many did since the start.

    ``why_off`` is "" while it is on.
    """

    secret: bytes
    lasts: timedelta
    why_off: str = ""
    _counted: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keys_of(self, request: HookRequest, answer: EngineAnswer) -> Keys:
        """The keys of one hook call; none of evidence if no card can go."""
        patient = patient_key(self.secret, request.fhir_server, request.patient)
        if self.why_off or all(map(_is_critical, answer.cards)):
            return Keys(patient, {})
        return Keys(
            patient,
            {
                rule: evidence_key(self.secret, patient, rule, digest)
                for rule, digest in answer.evidence.items()
            },
        )

    def count(self, rule: str) -> None:
        """Count a card, by the rule it leads with, that was kept back."""
        with self._lock:
            self._counted[rule] += 1

    def counted(self) -> dict[str, int]:
        """How many cards were kept back, by the rule that leads."""
        with self._lock:
            return dict(sorted(self._counted.items()))

    def as_json(self) -> dict[str, Any]:
        """What `GET /health` says of it."""
        if self.why_off:
            return {"status": self.why_off}
        hours = self.lasts / timedelta(hours=1)
        return {"status": "on", "hours": hours, "cardsNotShown": self.counted()}


def _is_critical(card: Card) -> bool:
    return bool(card["indicator"] == "critical")


def snooze_of(settings: Settings) -> Snooze:
    """The snooze of the settings; off where patients have no lasting key."""
    secret, lasts = _secret(settings), timedelta(hours=settings.snooze_hours)
    if not lasts:
        return Snooze(secret or token_bytes(32), lasts, SWITCHED_OFF)
    if secret is None:
        return Snooze(token_bytes(32), lasts, NO_KEY)
    return Snooze(secret, lasts)


def _secret(settings: Settings) -> bytes | None:
    given = settings.patient_key_secret
    return given.get_secret_value().encode() if given else None
