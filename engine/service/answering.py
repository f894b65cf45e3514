"""The engine asked the way HTTP asks: a hook's prefetch, or a body."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from engine.cards.card import Card
from engine.evaluation import Engine, Evaluation
from engine.fhir.record import Problem
from engine.reading import Beside, Question, body_digest
from engine.service.drafted_orders import drafted_orders
from engine.service.fault_words import CLAUSE_FAILED, EVALUATORS_DIFFER, NO_NETWORK
from engine.service.hook_request import HookRequest
from engine.service.prefetch import REQUIRED

_COMPLAINT = b"""{
  "resourceType": "Condition", "id": "1",
  "code": {"text": "Sudden numbness of left face"},
  "onsetDateTime": "2025-12-31T23:00:00Z"
}"""


@dataclass(frozen=True)  # no slots: the outcomes are made once, when read
class Answer:
    """An evaluation, ready for JSON; see `engine.service.contract`.

    ``is_explained``: its outcomes say why. That takes longer than deciding, so
    it is done when somebody reads them.
    """

    cards: tuple[dict[str, Any], ...]
    problems: tuple[Problem, ...]
    missing: tuple[str, ...]
    all_foreign: bool
    faults: tuple[str, ...]
    evaluation: Evaluation
    is_explained: bool = False

    @cached_property
    def outcomes(self) -> tuple[dict[str, Any], ...]:
        """What every rule answered."""
        told = self.evaluation
        return told.outcomes if self.is_explained else told.answers

    @property
    def evidence(self) -> Mapping[str, str]:
        """A digest of what each rule's answer rests on, by rule id."""
        return self.evaluation.evidence

    def without(self, rules: Mapping[str, datetime]) -> "Answer":
        """The answer with rules set aside, each until when."""
        return replace(self, cards=_cards(self.evaluation.without(rules)))


@dataclass(frozen=True, slots=True)
class Answering:
    """An engine, and the base URL of the rule pages that cards link to."""

    engine: Engine
    base_url: str

    def answer_hook(self, request: HookRequest, now: datetime) -> Answer:
        """The answer to a CDS Hooks request of the right form.

        What stands in the context is of the patient like what was prefetched.
        """
        asked = self._question(now, request.instance, request.patient)
        question = replace(asked, ordered=drafted_orders(request))
        beside = Beside(request.context.resources, request.noted)
        evaluation = self.engine.evaluate_prefetch(
            request.prefetch, dict(REQUIRED), question, beside
        )
        return _answer(evaluation)  # nobody reads here why a rule is quiet

    def answer_bundle(self, body: bytes, now: datetime, patient: str | None) -> Answer:
        """The answer to a Bundle, an array, one resource or NDJSON."""
        question = self._question(now, body_digest(body), patient)
        evaluation = self.engine.evaluate_body(body, question)
        return replace(_answer(evaluation), is_explained=True)

    def warm_up(self) -> None:
        """One made-up complaint, explained, so that nobody waits for the first.

        The reader of texts and the orders of a card load their libraries at
        the first text and the first card, which takes about 0.8 s.
        """
        then = datetime(2026, 1, 1, tzinfo=UTC)
        _ = self.answer_bundle(_COMPLAINT, then, "1").outcomes

    def _question(self, now: datetime, instance: str, patient: str | None) -> Question:
        zone = now.tzinfo or UTC
        return Question(now, instance, patient, self.base_url, zone)


def _answer(evaluation: Evaluation) -> Answer:
    return Answer(
        cards=_cards(evaluation.cards),
        problems=evaluation.problems,
        missing=evaluation.missing,
        all_foreign=evaluation.all_foreign,
        faults=tuple(_faults(evaluation)),
        evaluation=evaluation,
    )


def _cards(shown: Iterable[Card]) -> tuple[dict[str, Any], ...]:
    return tuple(card.as_json() for card in shown)


def _faults(evaluation: Evaluation) -> list[str]:
    decisions = evaluation.decisions
    faults = [f"{EVALUATORS_DIFFER}{rule}" for rule in decisions.differing]
    if decisions.failed:
        faults.append(CLAUSE_FAILED)
    if decisions.network_failed:
        faults.append(NO_NETWORK)
    return faults
