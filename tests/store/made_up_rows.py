"""Cards and feedback that are only as long as the store needs."""

from datetime import UTC, datetime

from engine.store.feedback import CardFeedback
from engine.store.shown import CardShown

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ACCEPTED = CardFeedback(
    service="numbness-red-flags",
    card="card-1",
    outcome="accepted",
    outcome_at=AT,
    accepted_suggestions=("s-1",),
)
OVERRIDDEN = CardFeedback(
    service="numbness-red-flags", card="card-1", outcome="overridden", outcome_at=AT
)
SHOWN = CardShown(
    uuid="card-1",
    service="numbness-red-flags",
    topic="urgent/a",
    rules=({"rule": "urgent/a", "version": 1, "outcome": "fires"},),
    rules_digest="sha256:1",
    patient_key="k",
    shown_at=AT,
    evidence={"urgent/a": "key-a"},
)
