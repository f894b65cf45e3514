"""The page of numbers and its files."""

import logging
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import HTMLResponse, Response

from engine.fhir.problems import MEANINGS
from engine.service.fault_words import STORE_FAILED
from engine.service.refusal import Issue, Refusal
from engine.service.room.login.setup import is_only_here
from engine.service.room.numbers import charts, csv_files
from engine.service.room.numbers.figures import (
    PeriodFigures,
    Problems,
    Reason,
    RuleFigures,
    by_period,
    by_version,
    calls_of,
    first_counted,
    problems_of,
    reasons_of,
)
from engine.service.room.numbers.query import NumbersQuery, read_query
from engine.service.room.page import page
from engine.service.room.visitor import visitor_of
from engine.service.state import Parts, Running
from engine.store.counts import HourCount, Kind, Loaded, counts_of, loaded_rules
from engine.store.numbers import RuleCounts
from engine.store.rules_on_cards import OnCards, Overrides, on_cards, overrides

LOG = logging.getLogger("pinprick.service")
router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_KINDS: Final[tuple[Kind, ...]] = (
    "calls",
    "fires",
    "asks",
    "time",
    "milliseconds",
    "refused",
    "problem",
    "blocking",
)


@dataclass(frozen=True, slots=True)
class Found:
    """What the store has for a question."""

    query: NumbersQuery
    counts: tuple[HourCount, ...]
    cards: tuple[OnCards, ...]
    loaded: tuple[Loaded, ...]
    overrides: tuple[Overrides, ...]

    @property
    def periods(self) -> tuple[PeriodFigures, ...]:
        """The figures by day or week."""
        return by_period(self.query, self.counts, self.cards)

    @property
    def rules(self) -> tuple[RuleFigures, ...]:
        """The figures by rule and version."""
        return by_version(self.query, self.counts, self.cards, self.loaded)

    @property
    def problems(self) -> tuple[Problems, ...]:
        """The data problems by kind."""
        return problems_of(self.counts)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why cards were overridden."""
        return reasons_of(self.query, self.overrides)

    @property
    def replies(self) -> RuleCounts:
        """What became of all cards of the question together."""
        return sum((one.cards for one in self.periods), RuleCounts())


@router.get("/numbers")
def numbers(request: Request, parts: Parts) -> Response:
    """Firing, asking, acceptance and override over time, by rule and version."""
    found = _found(request, parts)
    periods, rules = found.periods, found.rules
    titles = {rule.rule: rule.title for rule in parts.rulebook.rules}
    sees = sees_operation(request, parts)
    return page(
        request,
        parts,
        "numbers.html",
        query=found.query,
        titles=titles,
        has_use=bool(found.counts or found.cards),
        versions=_versions(found, parts),
        periods=periods,
        rules=rules,
        calls=calls_of(found.counts),
        fires=sum(one.fires for one in periods),
        asks=sum(one.asks for one in periods),
        replies=found.replies,
        counted_since=first_counted(found.counts),
        outcomes_chart=charts.outcomes_chart(periods),
        replies_chart=charts.replies_chart(periods),
        reasons=found.reasons,
        reasons_chart=charts.reasons_chart(found.reasons),
        overrides_chart=charts.overrides_chart(rules, titles),
        sees_operation=sees,
        problems=found.problems if sees else (),
        meanings=MEANINGS,
        times_chart=charts.times_chart(periods) if sees else "",
        problems_chart=charts.problems_chart(found.problems) if sees else "",
    )


@router.get("/numbers/cards.csv")
def cards_file(request: Request, parts: Parts) -> Response:
    """A line for each day, rule and version."""
    found = _found(request, parts)
    return _csv(csv_files.cards_csv(found.query, found.cards), "cards", found.query)


@router.get("/numbers/reasons.csv")
def reasons_file(request: Request, parts: Parts) -> Response:
    """A line for each reason of an override."""
    found = _found(request, parts)
    return _csv(csv_files.reasons_csv(found.reasons), "reasons", found.query)


@router.get("/numbers/calls.csv")
def calls_file(request: Request, parts: Parts) -> Response:
    """A line for each day or week; for operators."""
    _check_operator(request, parts)
    found = _found(request, parts)
    written = csv_files.calls_csv(found.periods, found.query.by)
    return _csv(written, "calls", found.query)


@router.get("/numbers/problems.csv")
def problems_file(request: Request, parts: Parts) -> Response:
    """A line for each kind of problem; for operators."""
    _check_operator(request, parts)
    found = _found(request, parts)
    return _csv(csv_files.problems_csv(found.problems), "problems", found.query)


def sees_operation(request: Request, parts: Running) -> bool:
    """Whether response times and data problems are shown to who asks.

    To operators, where people can sign in. Where nobody can, to everybody on
    this machine, if it is the only one served.
    """
    visitor = visitor_of(request)
    if parts.login.is_possible:
        return visitor is not None and "operator" in visitor.roles
    return is_only_here(parts.settings)


def _check_operator(request: Request, parts: Running) -> None:
    if not sees_operation(request, parts):
        what = "Response times and data problems are for operators"
        next_step = "Sign in with the role operator"
        raise Refusal(403, Issue("forbidden", what, "", next_step))


def _found(request: Request, parts: Running) -> Found:
    query = read_query(request.query_params, parts.clock().date())
    try:
        return Found(
            query,
            counts_of(parts.store, query.span, _KINDS),
            on_cards(parts.store, query.span, query.rule),
            loaded_rules(parts.store),
            overrides(parts.store, query.span, query.rule),
        )
    except SQLAlchemyError as error:
        LOG.error("the numbers were not read: %s", type(error).__qualname__)
        parts.readiness.degrade(STORE_FAILED)
        what = "The numbers cannot be read now"
        raise Refusal(503, Issue("transient", what, "", "Try again")) from None


def _versions(found: Found, parts: Running) -> tuple[int, ...]:
    """The versions of the rule that is asked about, as far as they are known."""
    rule = found.query.rule
    known = {one.version for one in found.loaded if one.rule == rule}
    known |= {one.version for one in found.cards if one.rule == rule}
    known |= {one.version for one in parts.rulebook.rules if one.rule == rule}
    return tuple(sorted(known))


def _csv(text: str, name: str, query: NumbersQuery) -> Response:
    file = f"pinprick-{name}-{query.span.first}-{query.span.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)
