"""What is known of the request being answered: ids and counts, no record.

The layer around all requests (`engine.service.observe.layer`) begins it, whoever
answers adds to it, and the line of the log, the metrics and the span are made
from it at the end.
"""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Literal, TypeAlias

from engine.steps import step

if TYPE_CHECKING:
    from engine.fhir.record import Problem
    from engine.service.contract import EngineAnswer

Fetch: TypeAlias = Literal["came", "declined", "failed"]


def _new_id() -> str:
    return uuid.uuid4().hex


@dataclass(slots=True)
class Seen:
    """One request. Every word in it comes from this software or its rules.

    ``service`` is "" while no service has taken the request, ``client`` the
    issuer of a verified token, ``refused`` the code of the first issue of an
    OperationOutcome. ``told`` has a rule, its outcome and its status for each
    that was not quiet; ``problems`` a code, and whether it blocks, once each.
    """

    request_id: str = field(default_factory=_new_id)
    trace_id: str = ""
    service: str = ""
    hook: str = ""
    client: str = ""
    refused: str = ""
    cards: tuple[str, ...] = ()
    told: tuple[tuple[str, str, str], ...] = ()
    problems: frozenset[tuple[str, bool]] = frozenset()
    fetches: list[tuple[Fetch, float]] = field(default_factory=list)

    def answered(
        self,
        service: str,
        hook: str,
        answer: "EngineAnswer",
        problems: "Iterable[Problem]",
    ) -> None:
        """Note what a service answers."""
        self.service, self.hook = service, hook
        self.cards = tuple(card["indicator"] for card in answer.cards)
        self.told = tuple(
            (one["rule"], one["outcome"], one["status"])
            for one in answer.outcomes
            if one["outcome"] != "quiet"
        )
        self.problems = frozenset((one.code, one.blocking) for one in problems)


_SEEN: ContextVar[Seen | None] = ContextVar("seen", default=None)


def seen() -> Seen:
    """The request of this task; outside of one, a new one that nobody reads."""
    return _SEEN.get() or Seen()


def seen_now() -> Seen | None:
    """The request of this task, if there is one."""
    return _SEEN.get()


@contextmanager
def seeing(request: Seen) -> Iterator[None]:
    """What is noted inside is of this request."""
    token = _SEEN.set(request)
    try:
        yield
    finally:
        _SEEN.reset(token)


@contextmanager
def fetching(declined: type[Exception]) -> Iterator[None]:
    """Note how long a GET of a FHIR server takes, and what comes of it."""
    began = perf_counter()
    outcome: Fetch = "failed"
    try:
        with step("fetch"):
            yield
        outcome = "came"
    except declined:
        outcome = "declined"
        raise
    finally:
        seen().fetches.append((outcome, perf_counter() - began))
