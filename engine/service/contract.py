"""The engine as the service sees it: the only door between the two."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from engine.fhir.record import Problem
from engine.rulebook.rule import Rule
from engine.rulebook.signoff import SignOff
from engine.terminology.vocabulary import Vocabulary

Card = Mapping[str, Any]
Outcome = Mapping[str, Any]


class RulesInUse(Protocol):
    """The rules this process answers with."""

    @property
    def rules(self) -> Sequence[Rule]:
        """Every rule, in a stable order."""

    @property
    def digest(self) -> str:
        """The digest of all rules and every word they use."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words the rules are written in."""

    def digest_of(self, rule_id: str) -> str:
        """The digest that a sign-off of one rule binds to."""

    def signoff_of(self, rule: Rule) -> SignOff:
        """What the signatures of one rule amount to."""


class EngineAnswer(Protocol):
    """What the engine says about one request.

    ``cards`` and ``outcomes`` are ready for JSON; ``missing`` are the required
    prefetch keys that were not received or failed; ``all_foreign`` is True
    when every record belongs to another patient.
    """

    @property
    def cards(self) -> Sequence[Card]:
        """The CDS Hooks cards, most urgent first."""

    @property
    def outcomes(self) -> Sequence[Outcome]:
        """One entry a rule: fires, asks or quiet, and why."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What was not read or not used."""

    @property
    def missing(self) -> Sequence[str]:
        """Required prefetch keys without data."""

    @property
    def all_foreign(self) -> bool:
        """Whether nothing that was sent is about the patient."""

    @property
    def faults(self) -> Sequence[str]:
        """What went wrong in the engine: fixed words and rule ids only."""


class AnsweringEngine(Protocol):
    """What answers; pure, so that it may run in any thread."""

    def answer_hook(self, request: Mapping[str, Any], now: datetime) -> EngineAnswer:
        """The answer to a CDS Hooks request, parsed and of the right form."""

    def answer_bundle(
        self, body: bytes, now: datetime, patient: str | None
    ) -> EngineAnswer:
        """The answer to a Bundle, an array, one resource or NDJSON."""
