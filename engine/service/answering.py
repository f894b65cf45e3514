"""The engine asked the way HTTP asks: a hook's prefetch, or a body."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from engine.evaluation import Engine, Evaluation, Question, body_digest
from engine.fhir.record import Problem
from engine.service.discovery import REQUIRED

_COMPLAINT = b"""{
  "resourceType": "Condition", "id": "1",
  "code": {"text": "Sudden numbness of left face"},
  "onsetDateTime": "2025-12-31T23:00:00Z"
}"""


@dataclass(frozen=True, slots=True)
class Answer:
    """An evaluation, ready for JSON; see `engine.service.contract`."""

    cards: tuple[dict[str, Any], ...]
    outcomes: tuple[dict[str, Any], ...]
    problems: tuple[Problem, ...]
    missing: tuple[str, ...]
    all_foreign: bool
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answering:
    """An engine, and the base URL of the rule pages that cards link to."""

    engine: Engine
    base_url: str

    def answer_hook(self, request: Mapping[str, Any], now: datetime) -> Answer:
        """The answer to a CDS Hooks request of the right form."""
        patient = request["context"]["patientId"]
        question = self._question(now, request["hookInstance"], patient)
        prefetch = request.get("prefetch")
        return _answer(
            self.engine.evaluate_prefetch(prefetch, dict(REQUIRED), question)
        )

    def answer_bundle(self, body: bytes, now: datetime, patient: str | None) -> Answer:
        """The answer to a Bundle, an array, one resource or NDJSON."""
        question = self._question(now, body_digest(body), patient)
        return _answer(self.engine.evaluate_body(body, question))

    def warm_up(self) -> None:
        """One made-up complaint, so that no clinician waits for the first.

        The reader of texts and the orders of a card load their libraries at
        the first text and the first card, which takes about 0.8 s.
        """
        self.answer_bundle(_COMPLAINT, datetime(2026, 1, 1, tzinfo=UTC), "1")

    def _question(self, now: datetime, instance: str, patient: str | None) -> Question:
        zone = now.tzinfo or UTC
        return Question(now, instance, patient, self.base_url, zone)


def _answer(evaluation: Evaluation) -> Answer:
    return Answer(
        cards=tuple(card.as_json() for card in evaluation.cards),
        outcomes=evaluation.outcomes,
        problems=evaluation.problems,
        missing=evaluation.missing,
        all_foreign=evaluation.all_foreign,
        faults=tuple(_faults(evaluation)),
    )


def _faults(evaluation: Evaluation) -> list[str]:
    decisions = evaluation.decisions
    faults = [f"the evaluators differ on {rule}" for rule in decisions.differing]
    if decisions.failed:
        faults.append("a clause failed")
    if decisions.network_failed:
        faults.append("the network gave no answer")
    return faults
