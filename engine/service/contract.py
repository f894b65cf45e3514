"""The parts a service is put together from, as the service sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from engine.fhir.record import Problem
from engine.rulebook.rule import Rule
from engine.rulebook.signoff import SignOff
from engine.service.hook_request import HookRequest
from engine.terminology.vocabulary import Vocabulary

if TYPE_CHECKING:
    # half as long to import as all the rest, and no command but `serve` needs it
    from fastapi import Request

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

    @property
    def evidence(self) -> Mapping[str, str]:
        """What each rule's answer rests on, as a digest, by rule id.

        Every rule that stands on a card has one.
        """

    def without(self, rules: Mapping[str, datetime]) -> "EngineAnswer":
        """The same answer where a clinician has set rules aside.

        Each until a moment. A card of such rules alone is gone unless it is
        critical, and named on the last card that remains.
        """


class AnsweringEngine(Protocol):
    """What answers; pure, so that it may run in any thread."""

    def answer_hook(self, request: HookRequest, now: datetime) -> EngineAnswer:
        """The answer to a CDS Hooks request of the right form."""

    def answer_bundle(
        self, body: bytes, now: datetime, patient: str | None
    ) -> EngineAnswer:
        """The answer to a Bundle, an array, one resource or NDJSON."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls; "" for anybody, where nobody has to say who they are.

    ``issuer`` is the `iss` of a verified token and may be logged.
    """

    issuer: str = ""


class Authenticator(Protocol):
    """What decides whether a request may be answered at all."""

    async def authenticate(self, request: "Request") -> Caller:
        """The caller, from the request's line and headers alone.

        Asked before any of the body is read, for discovery, hooks, feedback
        and `POST /evaluate`. Raises `Refusal` (401) that tells no reason.
        """


class Anybody:
    """The door without a lock: every caller is let in."""

    async def authenticate(self, request: "Request") -> Caller:
        """Anybody, whatever they say."""
        return Caller()


@dataclass(frozen=True, slots=True)
class Fetched:
    """The prefetch of a call, with what was fetched besides.

    What could not be fetched stays as it was, or is an OperationOutcome: the
    states of a key are then told apart as if the client had sent it.
    ``problems`` are data problems of the answer; a blocking one stands on the
    cards. None holds record text or a token.
    """

    prefetch: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()


class PrefetchFetcher(Protocol):
    """What fetches the keys that a client did not send, and next pages."""

    async def fetched(
        self, request: HookRequest, templates: Mapping[str, str]
    ) -> Fetched:
        """The prefetch of a request of the right form, completed.

        ``templates`` are the queries of discovery by key. Never raises for what
        a FHIR server does; it is cancelled when the time of the call is over.
        """


class NothingFetched:
    """The fetcher that leaves the prefetch as the client sent it."""

    async def fetched(
        self, request: HookRequest, templates: Mapping[str, str]
    ) -> Fetched:
        """The prefetch as sent."""
        return Fetched(request.prefetch)
