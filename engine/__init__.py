"""Pinprick: red-flag rules for numbness, from FHIR records to CDS Hooks cards.

    from datetime import UTC, datetime
    from pathlib import Path

    from engine import evaluate_json, load_rulebook

    rulebook = load_rulebook(Path("rules"))
    answer = evaluate_json(body, rulebook, datetime.now(UTC))
    for card in answer.cards:
        print(card.indicator, card.summary)

What is not in `__all__` is private and may change. The names here import what
they need when they are called, so that `import engine` costs nothing.
"""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import BundleError, EngineError, PinprickError, RuleError

if TYPE_CHECKING:
    from engine.evaluation import Evaluation
    from engine.fhir.record import Reading
    from engine.rulebook.rulebook import Rulebook

__all__ = [
    "BundleError",
    "EngineError",
    "PinprickError",
    "RuleError",
    "evaluate",
    "evaluate_json",
    "load_rulebook",
]


def load_rulebook(path: Path, locale: str = "uk") -> "Rulebook":
    """The rules of a directory with the thresholds of a country.

    Raises RuleError with every fault of every file at once.
    """
    from engine.rulebook import load  # noqa: PLC0415

    return load.load_rulebook(path, locale)


def evaluate(
    records: "Reading",
    rulebook: "Rulebook",
    now: datetime,
    *,
    instance: str = "",
    patient: str | None = None,
) -> "Evaluation":
    """The answer on records that `engine.fhir.read` has read.

    `now` carries a zone; it is the only present this package knows.
    `instance` (a hookInstance, a digest) makes the uuids of the cards.
    """
    from engine.evaluation import engine_of  # noqa: PLC0415
    from engine.reading import Question  # noqa: PLC0415

    return engine_of(rulebook).evaluate(records, Question(now, instance, patient))


def evaluate_json(
    body: bytes, rulebook: "Rulebook", now: datetime, *, patient: str | None = None
) -> "Evaluation":
    """The answer on a Bundle, an array, one resource or NDJSON, as bytes.

    Raises BundleError if the body is no FHIR, or is about several patients and
    `patient` (a logical id) names none.
    """
    from engine.evaluation import engine_of  # noqa: PLC0415
    from engine.reading import Question, body_digest  # noqa: PLC0415

    question = Question(now, body_digest(body), patient)
    return engine_of(rulebook).evaluate_body(body, question)
