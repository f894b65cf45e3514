"""A built-in example, decided by both evaluators with the rules in use."""

from collections.abc import Iterator
from datetime import UTC, datetime

from engine.evaluation import Engine
from engine.reading import Question
from engine.service.doctor.finding import Found, ok, wrong

_NAME = "evaluators"
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_EXAMPLE = b"""{
  "resourceType": "Condition", "id": "1",
  "code": {"text": "Sudden numbness of left face"},
  "onsetDateTime": "2025-12-31T23:00:00Z"
}"""
_REPORT = "Report this with the digest of the rules; until then do not use them"


def evaluators(engine: Engine) -> Iterator[Found]:
    """Whether both answer, alike, and a sudden numbness of the face is a warning."""
    evaluation = engine.evaluate_body(_EXAMPLE, Question(_NOW, "doctor", "1"))
    decisions = evaluation.decisions
    if decisions.network_failed:
        yield wrong(_NAME, "the durable_rules network gives no answer", _REPORT)
    elif decisions.failed:
        yield wrong(_NAME, f"{len(decisions.failed)} clauses fail", _REPORT)
    elif decisions.differing:
        yield wrong(_NAME, f"they differ on {', '.join(decisions.differing)}", _REPORT)
    elif not any(card.indicator == "critical" for card in evaluation.cards):
        what = "a face that went numb an hour ago is no critical card by these rules"
        yield wrong(_NAME, what, "Compare with the rules that ship: rules diff")
    else:
        number = len(decisions.answered)
        yield ok(_NAME, f"both answer {number} rules alike on the built-in example")
